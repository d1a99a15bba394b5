"""One change, sentence by sentence: as it was sent, came back, and stands now, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sourcebook.publish.circulating.listing import Listed, Open
from sourcebook.publish.circulating.phrasing import phrase
from sourcebook.publish.word.flow import Cell, Token, Word
from sourcebook.publish.word.marked import Piece, marked, told
from sourcebook.publish.word.script import Script, stands
from sourcebook.publish.word.tokens import cut

_LONGEST = 70


# sent, theirs, ours: of a sentence that both sides changed. now, partner: of one that two partners changed.
Role = Literal["sent", "theirs", "ours", "now", "partner", "proposed", "words"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: what it is, whose (a partner, or the number of a text), its words with marks."""

    role: Role
    whose: str
    pieces: tuple[Piece, ...]


def sides_of(found: Open, one: Listed) -> list[Side]:
    """Each side of a change; where a decision was made in own words, these too."""
    if one.state == "asks" and one.conflict is not None:
        conflict = one.conflict
        return [
            Side("sent", "", _marked(conflict.base, conflict.base)),
            Side("theirs", one.partner or one.author, _marked(conflict.base, conflict.theirs)),
            Side("ours", str(found.serial), _marked(conflict.base, conflict.ours)),
        ]
    if one.state == "meets" and one.meeting is not None:
        meeting = one.meeting
        names = {name: file.taking.partner or f"file {name}" for name, file in found.files.items()}
        now = Side("now", str(found.serial), _marked(meeting.now, meeting.now))
        return [
            now,
            *(Side("partner", names[file], _marked(meeting.now, says)) for file, says in meeting.says),
        ]
    own = one.decision.wording if one.decision is not None else ""
    mine = [Side("words", "", (("same", own),))] if own else []
    return [Side("proposed", "", tuple(_proposed(found, one))), *mine]


def sides(found: Open, one: Listed, colour: bool = False) -> list[tuple[str, str]]:
    """The name and marked text of each side of a change, for a terminal."""
    names: dict[Role, str] = {
        "sent": "sent",
        "theirs": "theirs ({})",
        "ours": "ours (text {})",
        "now": "now (text {})",
        "partner": "{}",
        "proposed": "proposed",
        "words": "in own words",
    }
    told_ = [
        (names[side.role].format(side.whose or "the file"), told(side.pieces, colour))
        for side in sides_of(found, one)
    ]
    return [*told_, *_decision(one)] if not one.waits else told_


def _marked(before: Sequence[Token], after: Sequence[Token]) -> tuple[Piece, ...]:
    return tuple(marked(before, after))


def _proposed(found: Open, one: Listed) -> list[Piece]:
    row = one.row
    if row.sentence or row.becomes:
        return marked(cut(row.sentence), cut(row.becomes))
    if row.kind == "moved":
        return [("same", phrase(row, _LONGEST) + _target(found, one))]
    if row.kind in ("split", "joined"):
        return [("same", phrase(row, _LONGEST))]
    return marked(cut(row.before), cut(row.after))


def _target(found: Open, one: Listed) -> str:
    """Behind which block a moved one goes, as long as it waits; else nothing."""
    file = found.files.get(str(one.row.taking.serial))
    if file is None:
        return ""
    this = frozenset({one.row.change})
    last: int | None = None
    for key, when in file.theirs.order:
        if (one.row.change, True) in when:
            words = "" if last is None else _words(file.theirs, last, this)
            return f" goes behind “{words}”" if words else " goes to the beginning" * (last is None)
        if stands(when, this):
            last = key
    return ""


def _words(script: Script, key: int, accepted: frozenset[int]) -> str:
    """The first words of a block."""
    standing = (op.token for op in script.ops[key] if stands(op.when, accepted))
    text = "".join(
        " " if isinstance(one, Cell) else one.text for one in standing if isinstance(one, Word | Cell)
    )
    bare = " ".join(text.split())
    return bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST].rstrip()}…"


def _decision(one: Listed) -> list[tuple[str, str]]:
    """Who decided, when and why."""
    if one.decision is None:
        return []
    who = one.decision.who.name if one.decision.who else "nobody known"
    into = f", into text {one.decision.text}" if one.decision.text else ""
    why = f": {one.decision.why}" if one.decision.why else ""
    return [("decided", f"{one.decision.at:%Y-%m-%d %H:%M} by {who}{into}{why}")]
