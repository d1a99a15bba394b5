"""How proposed changes look in a terminal: counts first, then block by block, in 80 columns."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.dossier.models import ProposedChange
    from sourcebook.publish.circulating.listing import Listed, Open

_SHOWN = 70
_STATES = {
    "apart": "nothing stands against it",
    "asks": "somebody changed the same sentence",
    "meets": "another partner changed the same sentence",
    "there": "the text says so already",
    "accepted": "accepted",
    "rejected": "rejected",
}
# What stands in a list for a state, beside the number.
_SIGNS = {
    "apart": "",
    "asks": "asks",
    "meets": "asks",
    "there": "there",
    "accepted": "taken",
    "rejected": "not taken",
}


def overview(found: Open, rows: Sequence[Listed]) -> str:
    """The counts of a list of changes, in a line or two."""
    waiting = [one for one in rows if one.waits]
    partners = dict.fromkeys(one.partner or "nobody named" for one in waiting)
    head = f"{found.edition.slug}, text {found.serial}: {counted(len(waiting), 'open change')}"
    if waiting:
        head += f" from {', '.join(partners)}"
    counts = Counter(_SIGNS[one.state] or "apart" for one in waiting)
    told = [f"{counts[name]} {words}" for name, words in _COUNTED.items() if counts[name]]
    decided = Counter(_SIGNS[one.state] for one in rows if not one.waits)
    told += [f"{count} {name}" for name, count in decided.items()]
    return "\n".join(filled(head, "  ") + filled(f"  {'; '.join(told)}", "  ") * bool(told))


_COUNTED = {
    "apart": "apart, nothing stands against",
    "asks": "[asks], somebody else changed the same sentence",
    "there": "[there], the text says so already",
}


def listed(rows: Sequence[Listed]) -> Iterator[str]:
    """The lines of a list, block by block."""
    width = max((len(str(one.number)) for one in rows), default=1)
    files = {one.row.taking.serial for one in rows}
    for taking, of_file in groupby(rows, key=lambda one: one.row.taking):
        if len(files) > 1:
            name = taking.file_name or f"file {taking.serial}"
            yield from ["", *filled(f"From {taking.partner or 'nobody named'}, {name}", "  ")]
        for where, some in groupby(of_file, key=lambda one: one.where):
            yield ""
            yield from filled(where or "the text", "  ")
            for one in some:
                yield from row(one, width)


def row(one: Listed, width: int = 3) -> list[str]:
    """One change in a list: number, standing, kind, who and when, its words."""
    sign = f"[{_SIGNS[one.state]}] " if _SIGNS[one.state] else ""
    who = ", ".join(filter(None, (one.author or "not named", one.date[:10])))
    lost = f" (takes {counted(one.loses, 'reference')} out)" if one.loses else ""
    same = f" (as {one.same_as})" if one.same_as else ""
    return filled(
        f"{one.number:>{width + 2}}  {sign}{one.kind}, {who}: {words_of(one.row)}{lost}{same}",
        " " * (width + 4),
    )


def said_by(one: ProposedChange) -> Iterator[str]:
    """Who made a change, when, and that nothing in the file says so."""
    yield one.author or "not named"
    if one.date:
        yield one.date[:10]
    if not one.tracked:
        yield "not tracked"


def words_of(one: ProposedChange) -> str:
    """What a change takes out and puts in."""
    from sourcebook.publish.circulating.phrasing import phrase

    return phrase(one, _SHOWN)


def shown(one: Listed, sides: Iterable[tuple[str, str]]) -> str:
    """A change by itself: what it is, how it stands, and each side of it as marked text."""
    who = ", ".join(said_by(one.row))
    lines = [
        f"{one.number}: {one.kind}, {one.where or 'the text'}",
        f"  {who}; from {one.partner or 'nobody named'}",
    ]
    lines += filled(f"  {_STATES[one.state]}{_with(one)}", "    ")
    if one.kind == "reference":
        lines += filled(f"  {words_of(one.row)}", "    ")
    if one.loses:
        lines += filled(f"  it takes {counted(one.loses, 'reference')} out of the text", "    ")
    for name, text in sides:
        lines += ["", f"  {name}", *filled(f"    {text}", "    ")]
    return "\n".join([*lines, ""])


def _with(one: Listed) -> str:
    others = ", ".join(str(number) for number in one.others)
    return f": change {others}" if others else ""


def counted(count: int, what: str) -> str:
    """ "1 change", "3 changes"."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def filled(text: str, indent: str = "") -> list[str]:
    """A text in lines as wide as the terminal, at most 100 characters."""
    width = max(60, min(shutil.get_terminal_size((80, 24)).columns, 100))
    return wrap(
        text,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [""]
