"""What a file that came back proposes, in a terminal: counts first, then changes, comments, references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sourcebook.cli.proposed import counted, filled, said_by, words_of

if TYPE_CHECKING:
    from sourcebook.dossier.models import ProposedChange
    from sourcebook.publish.circulating.taking import TakenIn

_INDENT = "  "
# So many lines of one sort of remark are shown; the rest are counted.
_REMARKS = 6


def taken_told(found: TakenIn) -> str:
    """Everything that was read of a file."""
    taking = found.taking
    if not found.new:
        told = (
            f"{taking.file_name or 'this file'}: taken already on {taking.at:%Y-%m-%d} into "
            f"{taking.edition.slug}, as file {taking.serial}; what is open of it: sourcebook changes "
            f"{taking.edition.slug}"
        )
        return "\n".join([*filled(told, _INDENT), ""])
    lines = [*_head(found), *_changes(found), *_comments(taking.comments), *_references(taking.references)]
    lines += _remarks(taking.remarks)
    if found.changes:
        lines += ["", f"How they stand to the newest text: sourcebook changes {taking.edition.slug}"]
    return "\n".join([*lines, ""])


def _head(found: TakenIn) -> Iterator[str]:
    taking = found.taking
    yield from filled(_first(found), _INDENT)
    yield f"{_INDENT}kept as file {taking.serial} of {taking.edition.slug}"
    yield from _some([text for sort, text in taking.remarks if sort == "told"])
    if found.changes:
        kinds = Counter(one.kind for one in found.changes)
        authors = Counter(one.author or "not named" for one in found.changes)
        yield from filled(_INDENT + ", ".join(f"{count} {kind}" for kind, count in kinds.items()), _INDENT)
        yield from filled(
            _INDENT + ", ".join(f"{count} by {name}" for name, count in authors.items()), _INDENT
        )


def _first(found: TakenIn) -> str:
    """What it is and how much is in it, whose, and what it is compared with."""
    taking, sending = found.taking, found.taking.sending
    counts = [counted(len(found.changes), "change") if found.changes else "nothing was changed"]
    if taking.comments:
        counts.append(counted(len(taking.comments), "comment"))
    whose = f"from {taking.partner}" if taking.partner else ""
    # The base of a draft that was never ours was sent to nobody.
    if sending and not sending.build:
        counts[0] = f"{counted(len(found.changes), 'change')} to decide"
        said = f"the edition {taking.edition.slug}, made{f' of a draft {whose}' * bool(whose)}"
        return f"{taking.file_name}: {said}; {', '.join(counts)}"
    sent = f", sent {sending.at:%Y-%m-%d} as text {taking.text}" if sending else ""
    between = " " if found.changes or taking.comments else "; "
    return f"{taking.file_name}: {', '.join(counts)}{f'{between}{whose}' * bool(whose)}{sent}"


def _changes(found: TakenIn) -> Iterator[str]:
    width = max((len(str(one.serial)) for one in found.changes), default=1)
    for where, some in groupby(found.changes, key=lambda one: one.where):
        yield ""
        yield from filled(where or "the text", _INDENT)
        for one in some:
            yield from _change(one, width)


def _change(one: ProposedChange, width: int) -> list[str]:
    who = ", ".join(said_by(one))
    return filled(f"{one.serial:>{width + 2}}  {one.kind}, {who}: {words_of(one)}", " " * (width + 4))


def _comments(comments: list[dict[str, Any]]) -> Iterator[str]:
    if not comments:
        return
    yield ""
    yield counted(len(comments), "comment")
    for one in comments:
        who = ", ".join(filter(None, (one["author"] or "not named", one["date"][:10])))
        on = f", on “{_short(one['words'])}”" if one["words"] else ""
        place = f", {one['where']}" if one["where"] else ""
        done = " (resolved)" if one["resolved"] else ""
        answer = "answer by " if one["answers"] else ""
        text = " ".join(one["text"].split())
        yield from filled(f"{_INDENT}{answer}{who}{place}{on}{done}: {text}", _INDENT * 2)


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= 60 else f"{bare[:59].rstrip()}…"


def _references(references: list[dict[str, Any]]) -> Iterator[str]:
    """A line of counts, and a line for each that is not as it was."""
    if not references:
        return
    counts = Counter(one["fate"] for one in references)
    yield ""
    yield f"{counted(len(references), 'reference')}: " + ", ".join(
        f"{counts[fate]} {words}" for fate, words in _FATES.items() if counts[fate]
    )
    yield from _some([_reference(one) for one in references if one["fate"] != "kept"])


def _reference(one: dict[str, Any]) -> str:
    """What became of one, with what it printed and prints now."""
    was, now = (f" “{_short(one[side])}”" if one[side] else "" for side in ("before", "now"))
    became = _FATES[one["fate"]]
    return f"{one['where'] or 'the text'}:{was} {became}" + (f":{now}" if now and now != was else "")


_FATES = {
    "kept": "kept",
    "moved": "moved",
    "changed": "typed over",
    "pending": "deleted with tracking",
    "lost": "deleted without tracking",
}
_SORTS = {
    "refused": "made from records, so not taken",
    "recognised": "recognised and left alone",
    "set aside": "in the file and not taken",
}


def _remarks(remarks: list[list[str]]) -> Iterator[str]:
    for sort, words in _SORTS.items():
        lines = [text for own, text in remarks if own == sort]
        if not lines:
            continue
        yield ""
        yield f"{words}: {len(lines)}"
        yield from _some(lines)


def _some(lines: list[str]) -> Iterator[str]:
    """The first few of many, and how many more there are."""
    for line in lines[:_REMARKS]:
        yield from filled(_INDENT + line, _INDENT * 2)
    if len(lines) > _REMARKS:
        yield f"{_INDENT}and {len(lines) - _REMARKS} more (--format json has them all)"
