"""Lines to blocks: paragraphs across pages, items, headings, contents, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from sourcebook.reading.assemble import Block, Heading
from sourcebook.reading.document import ContentsEntry, Region, Table
from sourcebook.reading.lexicon import phrase_pattern
from sourcebook.reading.pdf.breaks import Measure, begins, finished, measure_of, stacked
from sourcebook.reading.pdf.headings import Style, is_heading, runs_on, same_style, style_of
from sourcebook.reading.pdf.joining import Joiner
from sourcebook.reading.pdf.labels import LONE, Manner, heading_label, is_bullet, item_of, label_of, manner_of
from sourcebook.reading.pdf.lines import MARGIN, Line
from sourcebook.reading.pdf.ranking import Blocks, rank
from sourcebook.reading.pdf.tables import cells
from sourcebook.reading.pdf.text_layer import write
from sourcebook.text import PassageBuilder, Span

_CONTENTS = re.compile(r"(?P<title>.+?)[\s.…]*(?:\.\s?){3,}\s*(?P<page>\d{1,4})\s*$")


@dataclass
class _Open:
    """The block being gathered."""

    builder: PassageBuilder
    first: Line
    last: Line
    label: str | None = None
    item: str | None = None
    page: int = 0
    quoting: bool = False

    def text(self) -> str:
        """The end of what was gathered."""
        return "".join(self.builder.parts[-4:]).rstrip()


class _Builder:
    """Walks the lines; holds what is open and what is done."""

    def __init__(self, joiner: Joiner, manner: Manner, measure: Measure, successors: dict[int, int]) -> None:
        self.joiner, self.layer = joiner, joiner.layer
        self.successors = successors
        self.manner, self.measure = manner, measure
        self.size, self.leading = measure.size, measure.leading
        self.done = Blocks()
        self.styles: list[Style] = []
        self.open: _Open | None = None
        self.last_label = 0
        self.last_letter = " "
        self.after_heading = True
        self.region: Region = "front"
        self.beside: list[Line] = []

    def lettered(self, style: Style, label: str) -> Style:
        """The style of a heading; "I" after "H" is a letter, no roman number."""
        if style.numbered == "roman" and len(label) == 1 and ord(label) == ord(self.last_letter) + 1:
            style = replace(style, numbered="letter")
        self.last_letter = label if style.numbered == "letter" else " " if label else self.last_letter
        return style

    def close(self) -> None:
        """Finish the open block; what stood beside it in the margin comes after it."""
        if self.open is None:
            return
        passage = self.open.builder.build()
        if passage.text.strip():
            self.done.pieces.append(
                Block(
                    passage,
                    label=self.open.label if self.region != "annex" else None,
                    item=self.open.item,
                    continues=self.open.item is not None,
                    region=self.region,
                )
            )
            self.done.pages.append(self.open.page)
        self.open = None
        beside, self.beside = self.beside, []
        for lines in stacked(beside):
            builder = PassageBuilder()
            for line in lines:
                self.joiner.add(builder, line)
            self.done.pieces.append(Block(builder.build(), region=self.region))
            self.done.pages.append(lines[0].page)

    def start(self, line: Line, skip: int, label: str | None = None, item: str | None = None) -> None:
        """Begin a block with a line."""
        self.close()
        self.open = _Open(PassageBuilder(), line, line, label, item, line.page)
        write(self.open.builder, line, self.layer, skip)

    def go_on(self, line: Line, own_line: bool = False) -> None:
        """Add a line to the open block, after a line break where `own_line`."""
        assert self.open is not None
        self.joiner.add(self.open.builder, line, own_line=own_line)
        self.open.quoting = self.open.quoting or own_line
        self.open.last = line


def build(
    pages: list[list[Line]], tables: list[list[tuple[int, int]]], joiner: Joiner, size: float
) -> Blocks:
    """The blocks of all pages."""
    # Numbers in cells say nothing about those of paragraphs.
    text = [_outside(lines, regions) for lines, regions in zip(pages, tables, strict=True)]
    manner = manner_of(text, size)
    walker = _Builder(joiner, manner, measure_of(pages, size), _successors(text, manner, size))
    for lines, regions in zip(pages, tables, strict=True):
        _page(walker, lines, regions)
    walker.close()
    rank(walker.done, walker.styles, size)
    return walker.done


def _successors(pages: list[list[Line]], manner: Manner, size: float) -> dict[int, int]:
    """The number that the next labelled line bears, by the identity of each line with a label."""
    found = [
        (line, int(label[0])) for lines in pages for line in lines if (label := label_of(line, manner, size))
    ]
    return {id(line): after for (line, _), (_, after) in pairwise(found)}


def _outside(lines: list[Line], regions: list[tuple[int, int]]) -> list[Line]:
    return [line for n, line in enumerate(lines) if not any(start <= n < end for start, end in regions)]


def _page(walker: _Builder, lines: list[Line], regions: list[tuple[int, int]]) -> None:
    walker.beside += [line for line in lines if line.column == MARGIN]
    lines = [line for line in lines if line.column != MARGIN]
    starts = dict(regions)
    index = 0
    at_top = True
    while index < len(lines):
        if index in starts:
            index = _table(walker, lines, index, starts[index])
            at_top = False
            continue
        heading = _heading(walker, lines, index)
        if heading > index:
            index = heading
            at_top = False
            continue
        _line(walker, lines, index, at_top)
        at_top = False
        index += 1


def _line(walker: _Builder, lines: list[Line], index: int, at_top: bool) -> None:
    line = lines[index]
    if _entry(walker, line):
        return
    label = label_of(line, walker.manner, walker.size)
    number = int(label[0]) if label else 0
    if label and (_in_sequence(walker, number) or _goes_back(walker, lines, index, number)):
        walker.start(line, label[1], label=label[0])
        walker.last_label = int(label[0])
        walker.after_heading = False
        walker.region = "body" if walker.region == "front" else walker.region
        return
    item = item_of(line)
    if item and _opens_item(walker, line):
        walker.start(line, item[1], item=item[0])
        return
    if walker.open is None:
        walker.start(line, 0)
    elif _apart(walker, lines, index, at_top):
        if _belongs(walker.open, line):
            walker.go_on(line, own_line=True)
        else:
            walker.start(line, 0)
    else:
        walker.go_on(line)


def _belongs(opened: _Open, line: Line) -> bool:
    """Whether a block that stands apart is part of a numbered paragraph: words quoted after a colon, and
    what follows them."""
    if opened.label is None:
        return False
    return opened.text().endswith(":") or line.text[:1] in "“«„" or opened.quoting


def _entry(walker: _Builder, line: Line) -> bool:
    """Take a line of the contents: an entry, and a table row so that no character is lost. The line above it
    may be the first half of its title."""
    found = _CONTENTS.match(line.text)
    pieces = walker.done.pieces
    if not found or not (
        _among_contents(walker) or any(dots in line.text for dots in ("....", ". . .", "…"))
    ):
        return False
    above, first = "", line
    opened = walker.open
    if opened is not None and opened.label is None and opened.item is None and opened.last.page == line.page:
        near = opened.last.y - line.y < 1.3 * walker.measure.pitch(line)
        text = "".join(opened.builder.parts)
        if near and not finished(text) and len(text) < 200:
            above, first, walker.open = text + " ", opened.first, None
    walker.close()
    walker.done.contents.append(ContentsEntry(above + found["title"].strip(" ."), found["page"], line.bold))
    span = Span(walker.layer.starts[id(first)], walker.layer.starts[id(line)] + len(line.text))
    row = tuple(text for _, text in cells(line))
    pieces.append(Table(((above + row[0], *row[1:]),), span, page=line.page, caption="contents"))
    walker.done.pages.append(line.page)
    return True


def _half_entry(walker: _Builder, lines: list[Line], index: int) -> bool:
    """Whether a line is the first half of an entry of the contents, in the midst of others."""
    if not (_among_contents(walker) and index + 1 < len(lines)):
        return False
    rest = _CONTENTS.match(lines[index + 1].text)
    return rest is not None and rest["title"][:1].islower() and "..." in lines[index + 1].text


def _among_contents(walker: _Builder) -> bool:
    pieces = walker.done.pieces
    return bool(pieces) and isinstance(pieces[-1], Table) and pieces[-1].caption == "contents"


def _in_sequence(walker: _Builder, number: int) -> bool:
    if walker.region == "annex":
        return False
    if walker.last_label < number <= walker.last_label + 3:
        return True
    return number == 1 and walker.after_heading


def _goes_back(walker: _Builder, lines: list[Line], index: int, number: int) -> bool:
    """Whether a paragraph's number goes back, or comes twice: the report's slip, which must be seen.

    It stands apart from a finished paragraph, and the next number follows it; a list that begins at 1 is
    another thing.
    """
    line, opened = lines[index], walker.open
    if not 1 < number <= walker.last_label or walker.region != "body":
        return False
    if walker.successors.get(id(line)) != number + 1:
        return False
    near = opened is not None and opened.last.page == line.page
    close = near and opened is not None and opened.last.y - line.y < 1.15 * walker.leading
    return opened is None or (finished(opened.text()) and not close)


def _opens_item(walker: _Builder, line: Line) -> bool:
    """An item begins on a line of its own: not where a sentence goes on with "(a)"."""
    if walker.open is None or is_bullet(line):
        return True
    last = walker.open.last
    indented = line.x > last.x + 3 or walker.open.item is not None
    short = last.right < line.right - 2 * line.size
    return indented or short or last.page != line.page or last.y - line.y > 1.15 * walker.leading


def _apart(walker: _Builder, lines: list[Line], index: int, at_top: bool) -> bool:
    """Whether a line without label begins a paragraph of its own."""
    opened = walker.open
    assert opened is not None
    line, text = lines[index], opened.text()
    after = lines[index + 1] if index + 1 < len(lines) else None
    if opened.item is not None and (at_top or opened.last.page != line.page):
        return finished(text) and not line.text[:1].islower() and line.x < opened.last.x - 6
    labelled = opened.label is not None or opened.item is not None
    return begins(walker.measure, text, opened.last, line, after, labelled)


def _heading(walker: _Builder, lines: list[Line], index: int) -> int:
    """The index after a heading that begins at `index`; `index` itself where there is none."""
    line = lines[index]
    above = _gap(lines, index)
    words = index + 1 if _lone_number(lines, index, walker) else index
    below = _gap(lines, words + 1)
    headed = is_heading(lines[words], walker.manner, walker.size, above, below)
    if not headed or _CONTENTS.match(line.text) or _half_entry(walker, lines, index):
        return index
    close = above < 1.2 * walker.measure.pitch(line)
    if walker.open is not None and index and close and not finished(walker.open.text()):
        return index
    end = words + 1
    while end < len(lines) and _same_heading(lines[end - 1], lines[end], line, walker):
        end += 1
    builder = PassageBuilder()
    for part in lines[index:end]:
        walker.joiner.add(builder, part)
    passage = builder.build()
    style = style_of(lines[index:end])
    if runs_on(passage.text, end - index, style) or _CONTENTS.match(passage.text):
        return index
    walker.close()
    label = heading_label(passage.text)
    named = label[1] if label else passage.text
    if any(phrase_pattern("parts", "annex", code).match(named) for code in ("en", "es", "fr", "ru")):
        walker.region = "annex"
    style = walker.lettered(style, label[0] if label else "")
    walker.styles.append(style)
    walker.done.pieces.append(Heading(passage, 0, label[0] if label else None, walker.region))
    walker.done.pages.append(line.page)
    walker.after_heading = True
    return end


def _gap(lines: list[Line], index: int) -> float:
    """From the baseline above a line to its own; much where the line is the first of its column, or none."""
    if not 0 < index < len(lines) or lines[index - 1].column != lines[index].column:
        return 99.0
    return lines[index - 1].y - lines[index].y


def _lone_number(lines: list[Line], index: int, walker: _Builder) -> bool:
    """Whether a line is a heading's number, set above its words."""
    line = lines[index]
    if index + 1 == len(lines) or not LONE.fullmatch(line.text) or not same_style(lines[index + 1], line):
        return False
    return line.bold or line.size > 1.12 * walker.size


def _same_heading(last: Line, line: Line, first: Line, walker: _Builder) -> bool:
    """Whether a line goes on with the heading above it."""
    if line.column != last.column or not same_style(line, first):
        return False
    close = last.y - line.y < max(1.35 * line.size, 1.2 * walker.measure.pitch(line))
    own_label = heading_label(line.text)
    numbered = own_label is not None and (
        len(own_label[0]) < 5 and own_label[0][0].isupper() and line.x <= first.x + 2
    )
    return close and not numbered and label_of(line, walker.manner, walker.size) is None


def _table(walker: _Builder, lines: list[Line], start: int, end: int) -> int:
    walker.close()
    rows = tuple(tuple(text for _, text in cells(line)) for line in lines[start:end])
    first, last = walker.layer.starts[id(lines[start])], lines[end - 1]
    span = Span(first, walker.layer.starts[id(last)] + len(last.text))
    walker.done.pieces.append(Table(rows, span, page=lines[start].page))
    walker.done.pages.append(lines[start].page)
    return end
