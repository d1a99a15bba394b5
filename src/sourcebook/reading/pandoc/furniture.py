"""What a web page has around its text: menus, cookie notices, footers, related links, text that is not shown.

It is set apart, not lost: its place in the text layer is told. Where more than half of a page would go, or
notes that the text cites, nothing is taken away: then the page is built otherwise than its names say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import sourcebook.reading.lexicon as lexicon
from sourcebook.languages import words
from sourcebook.reading.pandoc.line import Line

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# Hidden text longer than this is a part that opens on a click, and read.
_FOLDED = 200
_SHORT_LINK = 60
_LINKS = 3
_NOTE_MARK = re.compile(r"\W{0,2}\w{1,4}\W{0,2}")


def is_furniture_name(name: str) -> bool:
    """Whether an id or a class is that of a part around the text."""
    found = [word.lower() for word in _WORD.findall(name[:80])]
    if not found or not page_words("otherwise").isdisjoint(found):
        return False
    return not page_words("furniture").isdisjoint({found[0], found[-1]}) or found[-1].endswith(
        ("nav", "menu")
    )


@cache
def page_words(kind: str) -> frozenset[str]:
    """What web pages call their parts: those around the text, those that are not, those not shown."""
    return frozenset(words("pages", "all", Path(lexicon.__file__).parent)[kind])


def split_furniture(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of the text, and those of what stands around it."""
    roles = [*_with_link_lists(lines, list(_outside_main(lines)))]
    if not any(roles):
        return lines, []
    called = {
        reference.target
        for line, role in zip(lines, roles, strict=True)
        if not role
        for reference in line.references
        if _NOTE_MARK.fullmatch(line.text[reference.start : reference.end])
    }
    gone: set[int] = set()
    for role, run in groupby(range(len(lines)), key=roles.__getitem__):
        part = list(run)
        size = sum(len(lines[n].text) for n in part)
        cited = any(anchor.name in called for n in part for anchor in lines[n].anchors)
        if role and not cited and not (role == "hidden" and size > _FOLDED):
            gone.update(part)
    size = sum(len(line.text) for line in lines)
    if sum(len(lines[n].text) for n in gone) * 2 > size:
        return lines, []
    return [line for n, line in enumerate(lines) if n not in gone], [lines[n] for n in sorted(gone)]


def _outside_main(lines: list[Line]) -> Iterator[str]:
    """The role of each line: "furniture" (also what stands outside the main part), "hidden" or none."""
    inside = [n for n, line in enumerate(lines) if line.role == "main"]
    for n, line in enumerate(lines):
        if inside and not inside[0] <= n <= inside[-1]:
            yield "furniture"
        else:
            yield line.role if line.role in ("furniture", "hidden") else ""


def _with_link_lists(lines: list[Line], roles: Iterable[str]) -> Iterator[str]:
    """Roles with lists of nothing but short links to other pages told as menus."""
    for is_link, run in groupby(zip(lines, roles, strict=True), key=lambda pair: _is_menu_item(pair[0])):
        part = list(run)
        menu = is_link and len(part) >= _LINKS
        yield from ("furniture" if menu else role for _, role in part)


def _is_menu_item(line: Line) -> bool:
    text = line.text
    return (
        line.label == ""
        and 0 < len(text) <= _SHORT_LINK
        and any(link.start == 0 and link.end == len(text) for link in line.passage.links)
    )
