"""The outline of an edition: its headings with what stands under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.publish.edition import plain_text
from sourcebook.publish.edition.tree import Heading
from sourcebook.publish.galleys import Worked


@dataclass(frozen=True, slots=True)
class Line:
    """A heading. `at` is the number of its piece, `section` the id of the chapter that it is in, `counted`
    "3.1" as a reader counts, `label` what is printed before it; `holds`: there are headings
    below it."""

    at: int
    id: str
    level: int
    counted: str
    label: str
    title: str
    section: str
    paragraphs: int
    references: int
    wrong: int
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is shown at once: from a heading of level 1 to the next. `first` and `end` are numbers of pieces;
    `written`: it has paragraphs, not only what is made when it is printed."""

    id: str
    title: str
    first: int
    end: int
    written: bool


def chapters(work: Worked) -> list[Chapter]:
    """The chapters; what stands before the first heading is one of its own, with the id ""."""
    starts = [at for at, one in enumerate(work.source.pieces) if one.kind == "heading" and one.level == 1]
    if not starts or starts[0]:
        starts.insert(0, 0)
    ends = [*starts[1:], len(work.source.pieces)]
    return [_chapter(work, first, end) for first, end in zip(starts, ends, strict=True)]


def _chapter(work: Worked, first: int, end: int) -> Chapter:
    written = any(piece.kind == "paragraph" for piece in work.source.pieces[first:end])
    if first < end:
        [shown, *_] = work.shown(first)
        block = shown.placed.block
        if isinstance(block, Heading) and block.level == 1:
            return Chapter(shown.placed.id, plain_text(block.children), first, end, written)
    return Chapter("", "", first, end, written)


def chapter_of(found: list[Chapter], id: str | None, at: int | None = None) -> Chapter:
    """The chapter with this id, else the one that has this piece, else the first with a paragraph."""
    named = [one for one in found if id is not None and one.id == id]
    holding = [one for one in found if at is not None and one.first <= at < one.end]
    return (named or holding or [one for one in found if one.written] or found)[0]


def outline(work: Worked) -> list[Line]:
    """A line for each heading. What stands under a heading is counted up to the next."""
    return list(_lines(work))


def _lines(work: Worked) -> Iterator[Line]:
    numbers = [0] * 7
    section = ""
    heads = [at for at, one in enumerate(work.source.pieces) if one.kind == "heading"]
    for at, end in zip(heads, [*heads, len(work.source.pieces)][1:], strict=True):
        [shown, *_] = work.shown(at)
        block = shown.placed.block
        assert isinstance(block, Heading)
        numbers[block.level] += 1
        numbers[block.level + 1 :] = [0] * (6 - block.level)
        section = shown.placed.id if block.level == 1 else section
        under = [each for number in range(at, end) for each in work.shown(number)]
        yield Line(
            at,
            shown.placed.id,
            block.level,
            ".".join(str(number) for number in numbers[1 : block.level + 1] if number),
            shown.placed.label,
            plain_text(block.children),
            section,
            sum(piece.kind != "heading" for piece in work.source.pieces[at:end]),
            sum(len(each.notes) for each in under),
            sum(len(each.problems) for each in under),
            end < len(work.source.pieces) and work.source.pieces[end].level > block.level,
        )
