"""One change, sentence by sentence: as it was sent, came back, and stands now, with the words marked."""

from __future__ import annotations

from sourcebook.publish.circulating.listing import Listed, Open
from sourcebook.publish.word.marked import marked, told
from sourcebook.publish.word.tokens import cut


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
    before, after = (
        (one.row.sentence, one.row.becomes)
        if one.row.sentence or one.row.becomes
        else (
            one.row.before,
            one.row.after,
        )
    )
    name = "proposed" if one.waits else one.state
    rows = [(name, told(marked(cut(before), cut(after)), colour))]
    return rows + _decision(one)


def _decision(one: Listed) -> list[tuple[str, str]]:
    """Who decided, when and why."""
    if one.decision is None:
        return []
    who = one.decision.who.name if one.decision.who else "nobody known"
    into = f", into text {one.decision.text}" if one.decision.text else ""
    why = f": {one.decision.why}" if one.decision.why else ""
    own = [("in own words", one.decision.wording)] if one.decision.wording else []
    return [*own, ("decided", f"{one.decision.at:%Y-%m-%d %H:%M} by {who}{into}{why}")]
