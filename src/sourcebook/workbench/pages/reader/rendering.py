"""The text as HTML in one pass: blocks with their records marked, marks of notes, pages in the margin.

What a browser counts as text within `data-s` is the layer's own text and nothing more, so that a selection
leads back to code points: the marks of notes and pages hold none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from sourcebook.dossier.ingest.passage.candidates import Held
from sourcebook.dossier.ingest.passage.kept import Text
from sourcebook.dossier.ingest.passage.shape import Block, Mark, Shape
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.templatetags.records import status_name

# Characters of a part: the first stands in the page, the others are loaded after it.
PART = 48_000
_FOREMOST = ("statement", "event", "claim")


def parts_of(shape: Shape) -> list[tuple[int, int]]:
    """The parts of a text, as ranges of its blocks."""
    starts = [0]
    for number, block in enumerate(shape.blocks):
        if number and block.end - shape.blocks[starts[-1]].start > PART:
            starts.append(number)
    return list(zip(starts, [*starts[1:], len(shape.blocks)], strict=True)) if shape.blocks else []


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    number: int


class Rendering:
    """A text with its records, ready to be written block by block."""

    def __init__(
        self, text: Text, shape: Shape, held: Sequence[Held], href: Callable[[int, int], str]
    ) -> None:
        self._text, self._shape, self._held, self._href = text, shape, held, href
        cuts = [_Cut(*span, number) for number, one in enumerate(held) for span in one.passages]
        self._cuts = sorted(cuts, key=lambda cut: (cut.start, cut.end))
        self._starts = [cut.start for cut in self._cuts]
        # How far any stretch up to this one reaches: where those that hold a place begin.
        self._reach: list[int] = []
        for cut in self._cuts:
            self._reach.append(max(cut.end, self._reach[-1] if self._reach else 0))
        self._notes = {block.note: number for number, block in enumerate(shape.blocks) if block.note}
        self._part_of = [first for first, _end in parts_of(shape)]
        self._pages = [start for start, _page in text.pages]
        self._said: set[int] = set()

    def blocks(self, first: int, last: int) -> Iterator[str]:
        """The HTML of blocks, one after the other."""
        for number in range(first, last):
            yield self.block(number)

    def block(self, number: int, swap: bool = False) -> str:
        """The HTML of one block; `swap` puts it in the place of the one that the page has."""
        block = self._shape.blocks[number]
        own = f' id="b{number}"' + (' hx-swap-oob="true"' if swap else "")
        if block.kind == "table":
            said = f'tabindex="0" role="group" aria-label="{escape(_("table"))}"'
            return f'<div class="b table"{own} {said}>{self._table(block)}</div>'
        tag = f"h{min(6, max(2, block.level + 1))}" if block.kind == "heading" else "p"
        note = f' data-note="{block.note}"' if block.note else ""
        inner = self._inner(block.start, block.end, block)
        return f'<{tag} class="b {block.kind}"{own}{note} data-s="{block.start}" dir="auto">{inner}</{tag}>'

    def _table(self, block: Block) -> str:
        rows: list[str] = []
        caption, at = "", block.start
        for line in self._text.text[block.start : block.end].split("\n"):
            cells, start = [], at
            for cell in line.split("\t"):
                inner = self._inner(start, start + len(cell), block)
                cells.append(f'<td data-s="{start}" dir="auto">{inner}</td>')
                start += len(cell) + 1
            if "\t" not in line and not rows and not caption:
                inner = self._inner(at, at + len(line), block)
                caption = f'<caption><span data-s="{at}" dir="auto">{inner}</span></caption>'
            else:
                rows.append(f"<tr>{''.join(cells)}</tr>")
            at += len(line) + 1
        return f"<table>{caption}<tbody>{''.join(rows)}</tbody></table>"

    def _inner(self, start: int, end: int, block: Block) -> str:
        """The text from `start` to `end`, cut where a record, a mark or a page begins or ends."""
        cuts = self._within(start, end)
        pages = self._pages[bisect_left(self._pages, start) : bisect_left(self._pages, end)]
        points = {start, end, *pages, *(mark.at for mark in block.marks if start <= mark.at <= end)}
        for cut in cuts:
            points.update((max(start, cut.start), min(end, cut.end)))
        marks: dict[int, list[Mark]] = defaultdict(list)
        for mark in block.marks:
            marks[mark.at].append(mark)
        ordered, parts, known = sorted(points), [], set(pages)
        for at, to in zip(ordered, [*ordered[1:], end], strict=True):
            if at in known:
                page = self._text.pages[bisect_right(self._pages, at) - 1][1]
                parts.append(f'<i class="pg" data-page="{escape(str(page))}"></i>')
            parts += [self._mark(mark.label, mark.note) for mark in marks.get(at, ())]
            if to > at:
                parts.append(
                    self._stretch(at, to, [cut for cut in cuts if cut.start <= at and to <= cut.end])
                )
        return "".join(parts)

    def _within(self, start: int, end: int) -> list[_Cut]:
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [cut for cut in self._cuts[first:last] if cut.end > start]

    def _rank(self, cut: _Cut) -> bool:
        return self._held[cut.number].kind not in _FOREMOST

    def _mark(self, label: str, note: int) -> str:
        number = self._notes.get(note)
        if number is None:
            return ""
        part = bisect_right(self._part_of, number) - 1
        said = escape(_("note %(label)s") % {"label": label})
        return (
            f'<a class="mk" href="{escape(self._href(part, number))}" data-opens-note="{number}" '
            f'data-label="{escape(label)}" aria-label="{said}"></a>'
        )

    def _stretch(self, start: int, end: int, cuts: list[_Cut]) -> str:
        words = escape(self._text.text[start:end], quote=False)
        if not cuts:
            return words
        # What was said, happened or is claimed lies on top; of these the shortest.
        by_number = {cut.number: cut for cut in cuts}.values()
        cuts = sorted(by_number, key=lambda cut: (self._rank(cut), cut.end - cut.start, cut.number))
        held = [self._held[cut.number] for cut in cuts]
        kinds = dict.fromkeys(f"k-{one.kind}" for one in held)
        classes = ["hl", *kinds, *(["over"] if len(held) > 1 else []), *(["waits"] if held[0].waits else [])]
        if any(one.kind == "statement" for one in held):
            classes.append("blurrable")
        told = [one for one, cut in zip(held, cuts, strict=True) if cut.start == start]
        said = "; ".join(f"{kind_words(one.kind)}, {status_name(one.status)}: {one.label}" for one in told)
        described = f' aria-description="{escape(said)}"' if said else ""
        records = " ".join(one.record for one in held)
        return f'<mark class="{" ".join(classes)}" data-r="{records}"{described}>{words}</mark>'
