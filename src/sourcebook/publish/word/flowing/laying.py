"""An edition laid out as a flow: every text as tokens, every mark with its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.publish.edition import Block as EditionBlock
from sourcebook.publish.edition import (
    Cross,
    Edition,
    Emphasis,
    Foreign,
    Grid,
    Heading,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Text,
    Value,
)
from sourcebook.publish.word.flow import PLAIN, Block, Cell, Flow, Look, Mark, Start, Token
from sourcebook.publish.word.tokens import cut


def flow_of(edition: Edition) -> Flow:
    """The flow of an edition: title, subtitle where there is one, then its blocks in the order of reading.

    Marks are named "r0001", "r0002", ... in that order, what stands in a typed note right after its mark;
    silent references have no name. The same edition gives the same flow.
    """
    laying = _Laying()
    front = edition.front
    blocks = [Block(Start("title"), cut(front.title))]
    if front.subtitle:
        blocks.append(Block(Start("subtitle"), cut(front.subtitle)))
    for one in edition.blocks:
        blocks += laying.blocks(one)
    return Flow(tuple(blocks), laying.notes)


def blocks_of(one: EditionBlock) -> tuple[tuple[Block, ...], Mapping[str, tuple[Token, ...]]]:
    """The blocks that one block of an edition becomes, its marks named as if it stood alone; its notes."""
    laying = _Laying()
    return tuple(laying.blocks(one)), laying.notes


@dataclass
class _Laying:
    """Lays out the blocks of one edition; counts marks and tables on the way."""

    marks: int = 0
    grids: int = 0
    notes: dict[str, tuple[Token, ...]] = field(default_factory=dict)

    def blocks(self, one: EditionBlock) -> Iterator[Block]:
        match one:
            case Heading(level, children, id, classes):
                yield Block(Start("heading", id, level, classes), self.tokens(children))
            case Paragraph(children, id, items, numbered):
                # Without words and id it prints nothing: its items are all of it.
                if children or id or not items:
                    yield Block(Start("paragraph", id, numbered=numbered), self.tokens(children))
                for item in items:
                    yield Block(Start("item", label=item.label), self.tokens(item.children))
            case Quotation(children):
                yield Block(Start("quotation"), self.tokens(children))
            case Grid():
                yield from self._rows(one)
            case Picture(target, caption, id):
                yield Block(Start("picture", id, target=target), cut(caption.strip()))

    def _rows(self, grid: Grid) -> Iterator[Block]:
        self.grids += 1
        key = f"t{self.grids}"
        rows = [*([(True, grid.header)] if grid.header else []), *((False, row) for row in grid.rows)]
        for header, row in rows:
            tokens: list[Token] = []
            for place, cell in enumerate(row):
                tokens += [*([Cell()] if place else []), *self.tokens(cell)]
            yield Block(Start("row", grid.id, grid=key, header=header), tuple(tokens))

    def tokens(self, children: Sequence[Inline]) -> tuple[Token, ...]:
        """The tokens of inlines; neighbouring characters of one look are cut together."""
        found: list[Token] = []
        text, look = "", PLAIN
        for one, its in self._leaves(children, PLAIN):
            if isinstance(one, Text) and its == look:
                text += one.text
                continue
            found += cut(text, look)
            text, look = "", its
            if isinstance(one, Text):
                text = one.text
            else:
                found.append(self._mark(one, its))
        return (*found, *cut(text, look))

    def _leaves(
        self, children: Iterable[Inline], look: Look
    ) -> Iterator[tuple[Text | Reference | Note | Cross | Value, Look]]:
        for one in children:
            match one:
                case Emphasis(inner, strong):
                    within = replace(look, strong=True) if strong else replace(look, emphasis=True)
                    yield from self._leaves(inner, within)
                case Foreign(inner, language):
                    yield from self._leaves(inner, replace(look, language=language))
                case Link(inner, url):
                    yield from self._leaves(inner, replace(look, link=url))
                case _:
                    yield one, look

    def _mark(self, one: Reference | Note | Cross | Value, look: Look) -> Mark:
        if isinstance(one, Reference) and one.silent:
            return Mark("", one, look)
        self.marks += 1
        name = f"r{self.marks:04}"
        if isinstance(one, Note):
            # Its place is taken before those of the notes that could stand in it.
            self.notes[name] = ()
            self.notes[name] = self.tokens(one.children)
        return Mark(name, one, look)
