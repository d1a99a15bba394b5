"""Lines to blocks: paragraphs across pages, items, headings, contents, tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from sourcebook.reading.assemble import Block, Heading, Piece
from sourcebook.reading.document import ContentsEntry, Region, Table
from sourcebook.reading.lexicon import phrase_pattern
from sourcebook.reading.pdf.headings import Style, is_heading, levels, style_of
from sourcebook.reading.pdf.joining import Joiner
from sourcebook.reading.pdf.labels import Manner, heading_label, item_of, label_of, manner_of
from sourcebook.reading.pdf.lines import Line
from sourcebook.reading.pdf.tables import cells
from sourcebook.reading.pdf.text_layer import write
from sourcebook.text import PassageBuilder, Span

_FINISHED = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_CONTENTS = re.compile(r"(?P<title>.+?)[\s.…]*(?:\.\s?){3,}\s*(?P<page>\d{1,4})\s*$")


@dataclass
class Blocks:
    """What the pages hold, in the order of reading."""

    pieces: list[Piece] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    contents: list[ContentsEntry] = field(default_factory=list)
    title: str | None = None


@dataclass
class _Open:
    """The block being gathered."""

    builder: PassageBuilder
    last: Line
    label: str | None = None
    item: str | None = None
    page: int = 0
    quoting: bool = False


class _Builder:
    """Walks the lines; holds what is open and what is done."""

    def __init__(self, joiner: Joiner, manner: Manner, size: float, leading: float) -> None:
        self.joiner, self.layer = joiner, joiner.layer
        self.manner, self.size, self.leading = manner, size, leading
        self.done = Blocks()
        self.styles: list[Style] = []
        self.open: _Open | None = None
        self.last_label = 0
        self.last_letter = " "
        self.after_heading = True
        self.region: Region = "front"

    def lettered(self, style: Style, label: str) -> Style:
        """The style of a heading; "I" after "H" is a letter, no roman number."""
        if style.numbered == "roman" and len(label) == 1 and ord(label) == ord(self.last_letter) + 1:
            style = replace(style, numbered="letter")
        self.last_letter = label if style.numbered == "letter" else " " if label else self.last_letter
        return style

    def close(self) -> None:
        """Finish the open block."""
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

    def start(self, line: Line, skip: int, label: str | None = None, item: str | None = None) -> None:
        """Begin a block with a line."""
        self.close()
        self.open = _Open(PassageBuilder(), line, label, item, line.page)
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
    manner = manner_of(pages, size)
    walker = _Builder(joiner, manner, size, _leading(pages, size))
    for lines, regions in zip(pages, tables, strict=True):
        _page(walker, lines, regions)
    walker.close()
    _rank(walker)
    return walker.done


def _leading(pages: list[list[Line]], size: float) -> float:
    """The usual distance between the baselines of neighbouring lines of text."""
    gaps: Counter[float] = Counter()
    for lines in pages:
        for above, below in pairwise(lines):
            if abs(above.size - size) < 0.5 and abs(below.size - size) < 0.5 and above.column == below.column:
                gaps[round((above.y - below.y) * 2) / 2] += 1
    likely = [(gap, count) for gap, count in gaps.items() if 0.8 * size < gap < 2.5 * size]
    return max(likely, key=lambda g: g[1])[0] if likely else 1.2 * size


def _page(walker: _Builder, lines: list[Line], regions: list[tuple[int, int]]) -> None:
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
    entry = _CONTENTS.match(line.text)
    if entry and line.text.count("....") + line.text.count(". . .") + line.text.count("…") > 0:
        walker.close()
        walker.done.contents.append(ContentsEntry(entry["title"].strip(" ."), entry["page"], line.bold))
        walker.done.pieces.append(_furnished(walker, line))
        walker.done.pages.append(line.page)
        return
    label = label_of(line, walker.manner, walker.size)
    if label and _in_sequence(walker, int(label[0])):
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
    text = "".join(opened.builder.parts[-4:]).rstrip()
    return text.endswith(":") or line.text[:1] in "“«„" or opened.quoting


def _furnished(walker: _Builder, line: Line) -> Table:
    """A line of the contents, kept as a table row so that no character is lost."""
    start = walker.layer.starts[id(line)]
    return Table(
        (tuple(text for _, text in cells(line)),),
        Span(start, start + len(line.text)),
        page=line.page,
        caption="contents",
    )


def _in_sequence(walker: _Builder, number: int) -> bool:
    if walker.region == "annex":
        return False
    if walker.last_label < number <= walker.last_label + 3:
        return True
    return number == 1 and walker.after_heading


def _opens_item(walker: _Builder, line: Line) -> bool:
    """An item begins on a line of its own: not where a sentence goes on with "(a)"."""
    if walker.open is None:
        return True
    last = walker.open.last
    indented = line.x > last.x + 3 or walker.open.item is not None
    short = last.right < line.right - 2 * line.size
    return indented or short or last.page != line.page or last.y - line.y > 1.15 * walker.leading


def _apart(walker: _Builder, lines: list[Line], index: int, at_top: bool) -> bool:
    """Whether a line without label begins a paragraph of its own."""
    assert walker.open is not None
    line, last = lines[index], walker.open.last
    text = "".join(walker.open.builder.parts[-4:]).rstrip()
    finished = _FINISHED.search(text) is not None
    if at_top or last.page != line.page or last.column != line.column:
        if walker.open.label is not None or walker.open.item is not None:
            return (
                False
                if line.text[:1].islower() or not finished
                else walker.open.label is None and line.x < last.x - 6
            )
        return finished and not line.text[:1].islower()
    gap = last.y - line.y
    if gap > 1.3 * walker.leading and (finished or gap > 2.2 * walker.leading):
        return True
    resized = abs(line.size - last.size) > 0.1 * walker.size
    return resized and finished


def _heading(walker: _Builder, lines: list[Line], index: int) -> int:
    """The index after a heading that begins at `index`; `index` itself where there is none."""
    line = lines[index]
    above = lines[index - 1].y - line.y if index and lines[index - 1].column == line.column else 99.0
    below = (
        line.y - lines[index + 1].y
        if index + 1 < len(lines) and lines[index + 1].column == line.column
        else 99.0
    )
    if not is_heading(line, walker.manner, walker.size, above, below) or _CONTENTS.match(line.text):
        return index
    if (
        walker.open is not None
        and index
        and above < 1.2 * walker.leading
        and not _FINISHED.search("".join(walker.open.builder.parts[-4:]).rstrip())
    ):
        return index
    end = index + 1
    while end < len(lines) and _same_heading(lines[end - 1], lines[end], line, walker):
        end += 1
    walker.close()
    group = lines[index:end]
    builder = PassageBuilder()
    for part in group:
        walker.joiner.add(builder, part)
    passage = builder.build()
    if phrase_pattern("parts", "annex", "en").match(passage.text) or phrase_pattern(
        "parts", "annex", "es"
    ).match(passage.text):
        walker.region = "annex"
    label = heading_label(passage.text)
    style = walker.lettered(style_of(group), label[0] if label else "")
    walker.styles.append(style)
    walker.done.pieces.append(Heading(passage, 0, label[0] if label else None, walker.region))
    walker.done.pages.append(line.page)
    walker.after_heading = True
    return end


def _same_heading(last: Line, line: Line, first: Line, walker: _Builder) -> bool:
    """Whether a line goes on with the heading above it."""
    if line.column != last.column or abs(line.size - first.size) > 0.4 or line.bold != first.bold:
        return False
    close = last.y - line.y < 1.35 * max(line.size, walker.leading * 0.9)
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


def _rank(walker: _Builder) -> None:
    """Give headings their levels, and the document its title; title pages have no headings."""
    headings = [n for n, piece in enumerate(walker.done.pieces) if isinstance(piece, Heading)]
    kept = set(_beyond_title_pages(walker, headings))
    ranks = levels([style for n, style in zip(headings, walker.styles, strict=True) if n in kept])
    no_title = [phrase_pattern("parts", kind, "en") for kind in ("masthead", "contents")]
    early: list[tuple[int, str]] = []
    for n, style in zip(headings, walker.styles, strict=True):
        piece = walker.done.pieces[n]
        assert isinstance(piece, Heading)
        named = style.numbered or any(p.search(piece.passage.text) for p in no_title)
        if piece.region == "front" and not named:
            early.append((style.size, piece.passage.text))
        walker.done.pieces[n] = (
            replace(piece, level=ranks[style]) if n in kept else Block(piece.passage, region="front")
        )
    if early:
        walker.done.title = max(early, key=lambda e: e[0])[1]


def _beyond_title_pages(walker: _Builder, headings: list[int]) -> list[int]:
    """Headings whose style comes again beyond the front matter, and the one right above the first numbered
    paragraph; others there are titles and mastheads."""
    pieces = walker.done.pieces
    first = next((n for n, piece in enumerate(pieces) if isinstance(piece, Block) and piece.label), None)
    if first is None:
        return headings
    styles = dict(zip(headings, walker.styles, strict=True))
    later = {style for n, style in styles.items() if n > first}
    above = first - 1 if first - 1 in styles and styles[first - 1].size < 2.25 * walker.size else -1
    return [n for n, style in styles.items() if style in later or n == above]
