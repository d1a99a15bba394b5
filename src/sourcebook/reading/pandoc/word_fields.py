"""Fields of a Word file: what Word computes (numbers, references, tables of contents) as the words it shows.

A field is a code and the result last computed. Pandoc drops simple fields with their result, and joins the
paragraphs that a field goes across, as a table of contents does. Here the result stays and the field goes;
links alone are left to pandoc. Fields that count and keep no result get the number that Word prints.
Follows ECMA-376 part 1, 17.16 (fields).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sourcebook.reading.pandoc.word_numbering import W, counted
from sourcebook.reading.pandoc.word_runs import parents_of, text_run

_COUNTING = re.compile(r"\s*(AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)\b")
_LINK = re.compile(r"\s*HYPERLINK\b")
_LISTNUM_LEVEL = re.compile(r"\\l\s*(\d)")
_LISTNUM_START = re.compile(r"\\s\s*(\d+)")
# The levels of Word's own list for LISTNUM fields.
_LISTNUM = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"),
    ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."),
    ("lowerRoman", "{}."),
)  # fmt: skip


@dataclass
class _Field:
    """A field that is open: its code so far, the elements it is made of, where it began."""

    paragraph: Element | None
    code: str = ""
    shows: bool = False
    parts: list[tuple[Element, Element]] = field(default_factory=list)


def plain_fields(root: Element) -> None:
    """Put the words that fields show in their place, all over the part of a file that `root` is."""
    parents = parents_of(root)
    counts: dict[int, int] = {}
    opened: list[_Field] = []
    paragraph: Element | None = None
    for element in list(root.iter()):
        if element.tag == f"{W}p":
            paragraph = element
        elif element.tag == f"{W}fldSimple":
            _plain_simple(element, parents, counts)
        elif element.tag == f"{W}fldChar":
            _mark(element, opened, paragraph, parents, counts)
        elif element.tag == f"{W}instrText" and opened:
            opened[-1].code += element.text or ""
            opened[-1].parts.append((parents[element], element))


def _plain_simple(element: Element, parents: dict[Element, Element], counts: dict[int, int]) -> None:
    parent = parents[element]
    at = list(parent).index(element)
    result = list(element) or _counting_result(element.get(f"{W}instr", ""), counts)
    parent[at : at + 1] = result
    parents.update((child, parent) for child in result)


def _mark(
    element: Element,
    opened: list[_Field],
    paragraph: Element | None,
    parents: dict[Element, Element],
    counts: dict[int, int],
) -> None:
    """A field begins, shows its result from here, or ends: then it is taken away."""
    kind = element.get(f"{W}fldCharType", "")
    run = parents[element]
    if kind == "begin":
        opened.append(_Field(paragraph))
    if not opened:
        return
    opened[-1].parts.append((run, element))
    if kind == "separate":
        opened[-1].shows = True
    if kind != "end":
        return
    ended = opened.pop()
    if _LINK.match(ended.code) and ended.paragraph is paragraph:
        return
    for holder, part in ended.parts:
        holder.remove(part)
    result = [] if ended.shows else _counting_result(ended.code, counts)
    if result and run in parents:
        parents[run].insert(list(parents[run]).index(run) + 1, result[0])


def _counting_result(code: str, counts: dict[int, int]) -> list[Element]:
    """The number of an AUTONUM or LISTNUM field as a run; nothing for other fields."""
    match = _COUNTING.match(code)
    if match is None:
        return []
    given = _LISTNUM_LEVEL.search(code)
    depth = min(max(int(given[1]) - 1, 0), 8) if given else 0
    start = _LISTNUM_START.search(code)
    counts[depth] = int(start[1][:6]) if start else counts.get(depth, 0) + 1
    for deeper in [level for level in counts if level > depth]:
        del counts[deeper]
    if match[1] != "LISTNUM":
        return [text_run(f"{counts[depth]}. ")]
    format, shape = _LISTNUM[depth]
    return [text_run(shape.format(counted(counts[depth], format)) + " ")]
