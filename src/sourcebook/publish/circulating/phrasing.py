"""A proposed change in a few words, for a list and for the comment that answers it."""

from __future__ import annotations

import re

from sourcebook.dossier.models import ProposedChange

# How a note is told within a text: "[9]" by its number, "[It has none.]" by its words; one that is offered as
# the edition writes it, "[@statement:3f2a91c0]".
_NOTE = re.compile(r"\[([^\[\]]+)\]")
# Of these the first words of a paragraph are kept; nothing is taken out or put in.
_WHOLE = {
    "moved": "{}",
    "split": "a new paragraph from {}",
    "joined": "{} goes on the paragraph before",
    "restyled": "{}",
}


def phrase(change: ProposedChange, longest: int) -> str:
    """What a change takes out and puts in, each in at most so many characters."""
    before, after = (_short(text, longest) for text in (change.before, change.after))
    if change.kind in _WHOLE:
        return _WHOLE[change.kind].format(before or after)
    if before and after:
        return f"{before} → {after}"
    if change.kind == "reference":
        before, after = (_mark(text, longest) for text in (change.before, change.after))
    return f"+ {after}" if after else f"− {before}"


def by_itself(change: ProposedChange, longest: int) -> str:
    """The same where no kind stands beside it: of what has neither minus nor plus nor arrow the kind, too."""
    said = phrase(change, longest)
    return f"{change.kind}: {said}" if _WHOLE.get(change.kind) == "{}" else said


def _mark(printed: str, longest: int) -> str:
    """A reference that was put in or taken out: a note by its number or words, else what it prints."""
    note = _NOTE.fullmatch(" ".join(printed.split()))
    if note is None:
        return _short(printed, longest)
    if note[1].startswith(("@", "~@")):
        return note[0]
    return f"note {note[1] if note[1].isdigit() else _short(note[1], longest)}"


def _short(text: str, longest: int) -> str:
    bare = " ".join(text.split())
    if len(bare) > longest:
        return f"“{bare[:longest].rstrip()}…”"
    return f"“{bare}”" if bare else ""
