"""One change, sentence by sentence: as it was sent, came back, and stands now, with the words marked."""

from __future__ import annotations

from sourcebook.publish.circulating.listing import Listed, Open
from sourcebook.publish.circulating.phrasing import phrase
from sourcebook.publish.word.flow import Cell, Word
from sourcebook.publish.word.marked import marked, told
from sourcebook.publish.word.script import Script, stands
from sourcebook.publish.word.tokens import cut

_LONGEST = 70


def sides(found: Open, one: Listed, colour: bool = False) -> list[tuple[str, str]]:
    """The name and marked text of each side of a change, for a terminal."""
    if one.state == "asks" and one.conflict is not None:
        conflict = one.conflict
        return [
            ("sent", told(marked(conflict.base, conflict.base), colour)),
            (
                f"theirs ({one.partner or one.author or 'the file'})",
                told(marked(conflict.base, conflict.theirs), colour),
            ),
            (f"ours (text {found.serial})", told(marked(conflict.base, conflict.ours), colour)),
        ]
    if one.state == "meets" and one.meeting is not None:
        meeting = one.meeting
        names = {name: file.taking.partner or f"file {name}" for name, file in found.files.items()}
        now = (f"now (text {found.serial})", told(marked(meeting.now, meeting.now), colour))
        return [now, *((names[file], told(marked(meeting.now, says), colour)) for file, says in meeting.says)]
    return [("proposed", _proposed(found, one, colour)), *_decision(one)]


def _proposed(found: Open, one: Listed, colour: bool) -> str:
    row = one.row
    if row.sentence or row.becomes:
        return told(marked(cut(row.sentence), cut(row.becomes)), colour)
    if row.kind == "moved":
        return phrase(row, _LONGEST) + _target(found, one)
    if row.kind in ("split", "joined"):
        return phrase(row, _LONGEST)
    return told(marked(cut(row.before), cut(row.after)), colour)


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
    own = [("in own words", one.decision.wording)] if one.decision.wording else []
    return [*own, ("decided", f"{one.decision.at:%Y-%m-%d %H:%M} by {who}{into}{why}")]
