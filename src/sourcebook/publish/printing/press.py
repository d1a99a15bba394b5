"""The press: goes through an edition twice. First ids and labels, then every text in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.dates import DateError
from sourcebook.publish.charts import NoData, NoSuchChart, draw
from sourcebook.publish.citing import Citer, StyleError, day_words, style
from sourcebook.publish.edition import (
    Block,
    Cite,
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
    Value,
)
from sourcebook.publish.edition.problems import EditionError, Problem
from sourcebook.publish.material import Material, NoSuchRecord
from sourcebook.publish.printed import Block as PrintedBlock
from sourcebook.publish.printed import Heading as PrintedHeading
from sourcebook.publish.printed import Item as PrintedItem
from sourcebook.publish.printed import Paragraph as PrintedParagraph
from sourcebook.publish.printed import Picture as PrintedPicture
from sourcebook.publish.printed import Printed, Run, Runs, Support, Table, reading
from sourcebook.publish.printed import Quotation as PrintedQuotation
from sourcebook.publish.printing import abbreviations, methodology, tables
from sourcebook.publish.printing.images import BadImage, bitmap
from sourcebook.publish.printing.inlines import Inlines
from sourcebook.publish.printing.numbering import Placed, letters, numbered
from sourcebook.publish.printing.resting import cited_sources, supports
from sourcebook.publish.printing.values import claim_of
from sourcebook.publish.printing.words import words

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "ps", "ckb", "yi")


@dataclass(frozen=True)
class Given:
    """What printing needs beside edition and material: the day, the state, corrections, keys, images.

    `keys` are those who sign the package, each with its key, as the methodology prints them. `image` gives
    the bytes of an image by the path in the edition, or None.
    """

    date: str = ""
    build: str = ""
    corrections: Sequence[tables.Correction] = ()
    keys: Sequence[str] = ()
    image: Callable[[str], bytes | None] = field(default=lambda path: None)


def printed(edition: Edition, material: Material, given: Given | None = None) -> Printed:
    """The printed report. Raises EditionError with every problem, each with its paragraph and line."""
    press = Press(edition, material, given or Given())
    done = press.run()
    if press.problems:
        raise EditionError(press.problems)
    return done


def drafted(
    edition: Edition, material: Material, given: Given | None = None
) -> tuple[Printed, tuple[Problem, ...]]:
    """The report as a working draft, and what is wrong with it: that shows in its place as it is typed.

    Raises EditionError where nothing can be printed (a form of notes that there is not).
    """
    press = Press(edition, material, given or Given(), placeholders=True)
    return press.run(), tuple(press.problems)


class Press:
    """One printing on its way; with `placeholders` what cannot be printed shows as it is typed."""

    def __init__(
        self, edition: Edition, material: Material, given: Given, *, placeholders: bool = False
    ) -> None:
        self.edition, self.material, self.given = edition, material, given
        self.front = edition.front
        self.words = words(self.front.language)
        self.problems: list[Problem] = []
        self.placed = numbered(edition, self.words)
        try:
            self.style = style(self.front.house, self.front.language)
        except StyleError as error:
            raise EditionError([Problem("front", str(error))]) from None
        self.told_in = self._told_in()
        self.inlines = Inlines(
            material,
            Citer(self.style),
            self.words,
            {one.id: one for one in self.placed},
            self.problems,
            {id: tuple(block for block, _ in found) for id, found in self.told_in.items()},
            placeholders=placeholders,
        )
        self.evidence: dict[str, tuple[Support, ...]] = {}

    def run(self) -> Printed:
        """Everything printed; `problems` has what could not be."""
        blocks: list[PrintedBlock] = []
        later: list[tuple[int, Placed]] = []
        for placed in self.placed:
            if isinstance(placed.block, Picture) and placed.block.target.startswith("table:"):
                later.append((len(blocks), placed))
                continue
            blocks.extend(self.block(placed))
        # Which abbreviations are used is known once all else is printed.
        texts = [line.text for line in Printed("", "", tuple(blocks), tuple(self.inlines.notes)).lines()]
        told = tables.Told(
            self.material,
            self.words,
            self.front.language,
            self.told_in,
            abbreviations.used(self.front, self.material, texts),
            self.given.corrections,
        )
        for at, placed in reversed(later):
            blocks[at:at] = self._of_records(placed, told)
        day = self.given.date or self.front.date
        direction = "rtl" if self.front.language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
        cited = [id for found in self.evidence.values() for one in found for id in one.sources]
        return Printed(
            title=self.front.title,
            subtitle=self.front.subtitle,
            language=self.front.language,
            partners=self.material.partners,
            date=day,
            build=self.given.build,
            direction="rtl" if direction == "rtl" else "ltr",
            words={**self.words, "date": day_words(day, self.front.language) if day else ""},
            blocks=tuple(_without_empty(blocks)),
            notes=tuple(self.inlines.notes),
            evidence=self.evidence,
            sources=cited_sources(
                [*(id for note in self.inlines.notes for id in note.sources), *cited],
                self.material,
                self.style,
            ),
        )

    def _told_in(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Where each record is referred to: the ids and numbers of numbered blocks."""
        found: dict[str, dict[str, str]] = {}
        for placed in self.placed:
            if not placed.number or isinstance(placed.block, Heading):
                continue
            for cite in cites_of(placed.block):
                try:
                    record = self.material.get(cite.kind, cite.key)
                except NoSuchRecord:
                    continue
                found.setdefault(record["id"], {})[placed.id] = placed.number
        return {id: tuple(places.items()) for id, places in found.items()}

    def block(self, placed: Placed) -> Iterator[PrintedBlock]:
        """What one block prints; blocks are printed in their order."""
        self.inlines.begin(placed)
        block, id, region = placed.block, placed.id, placed.region
        match block:
            case Heading():
                listed = "unlisted" not in block.classes
                runs = self._runs(block.children)
                self._rest(id, reading(runs))
                yield PrintedHeading(id, block.level, runs, region, placed.label, listed)
            case Paragraph():
                runs = self._runs(block.children)
                items = tuple(self._items(block))
                done = PrintedParagraph(id, runs, region, placed.label, items)
                self._rest(id, " ".join(map(reading, (runs, *(item.runs for item in items)))))
                yield done
            case Quotation():
                runs = self._runs(block.children)
                self._rest(id, reading(runs))
                yield PrintedQuotation(id, runs, region)
            case Grid():
                header = tuple(self._runs(cell) for cell in block.header)
                rows = tuple(tuple(self._runs(cell) for cell in row) for row in block.rows)
                cells = [cell for row in (header, *rows) for cell in row]
                self._rest(id, "\n".join(map(reading, cells)))
                yield Table(id, (), header, rows, region=region)
            case Picture():
                yield from self._picture(placed, block)

    def _runs(self, children: Sequence[Inline]) -> Runs:
        return self.inlines.runs(children)

    def _items(self, block: Paragraph) -> Iterator[PrintedItem]:
        for number, item in enumerate(block.items):
            self.inlines.at(item.line)
            label = item.label or f"({letters(number + 1)})"
            yield PrintedItem(label, self._runs(item.children))

    def _rest(self, id: str, text: str) -> None:
        found = supports(self.inlines.rested, text, self.material)
        if found:
            self.evidence[id] = found

    def _picture(self, placed: Placed, block: Picture) -> Iterator[PrintedBlock]:
        kind, colon, name = block.target.partition(":")
        try:
            if colon and kind in ("chart", "map"):
                drawn = draw(
                    name if kind == "chart" else kind, self.material,
                    language=self.front.language, caption=block.caption, period=self.front.period,
                )  # fmt: skip
                yield replace(drawn, id=placed.id, caption=(Run(placed.label),), region=placed.region)
                return
            svg, png = bitmap(block.target, self.given.image(block.target))
        except (NoData, NoSuchChart, BadImage, DateError) as error:
            self.problems.append(Problem("picture", str(error), block.line, placed.where))
            yield from self._in_its_place(placed, block)
            return
        yield PrintedPicture(placed.id, (Run(placed.label),), block.caption, svg, png, region=placed.region)

    def _in_its_place(self, placed: Placed, block: Picture) -> list[PrintedBlock]:
        """What a working draft shows of a picture that there is not: its caption and what was asked for."""
        if not self.inlines.placeholders:
            return []
        caption = placed.label or block.caption
        return [Table(placed.id, (Run(caption),), (), (), (Run(f"[{block.target}]"),), region=placed.region)]

    def _of_records(self, placed: Placed, told: tables.Told) -> list[PrintedBlock]:
        block = placed.block
        assert isinstance(block, Picture)
        name = block.target.partition(":")[2]
        if name == "methodology":
            return list(
                methodology.methodology(
                    placed.id,
                    placed.region,
                    self.material,
                    self.front.overrides,
                    self.words,
                    self.front.language,
                    self.given.keys,
                )
            )
        if name not in tables.names():
            known = ", ".join(("methodology", *tables.names()))
            self.problems.append(
                Problem("picture", f"table:{name} is none of {known}", block.line, placed.where)
            )
            return self._in_its_place(placed, block)
        # The heading above a table without a number says already what it is.
        caption = placed.label or (block.caption if name != "abbreviations" else "")
        made = tables.table(name, told, placed.id, caption, placed.region)
        if made is None and name == "corrections":
            return [PrintedParagraph(placed.id, (Run(self.words["no corrections"]),), placed.region)]
        return [made] if made is not None else []


def cites_of(block: Block) -> Iterator[Cite]:
    """Every record that a block refers to."""
    match block:
        case Paragraph():
            yield from cites_in(block.children)
            for item in block.items:
                yield from cites_in(item.children)
        case Heading() | Quotation():
            yield from cites_in(block.children)
        case Grid():
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from cites_in(cell)


def cites_in(children: Sequence[Inline]) -> Iterator[Cite]:
    """Every record that a text refers to."""
    for one in children:
        match one:
            case Reference(cites):
                yield from cites
            case Value(query) if claim_of(query):
                yield Cite("claim", claim_of(query))
            case Emphasis(inner) | Foreign(inner) | Link(inner) | Note(inner):
                yield from cites_in(inner)


def _without_empty(blocks: Sequence[PrintedBlock]) -> Iterator[PrintedBlock]:
    """Leaves out annexes and front matter of which nothing was printed but the heading."""
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        empty = after is None or (
            isinstance(after, PrintedHeading) and after.level <= getattr(block, "level", 0)
        )
        if isinstance(block, PrintedHeading) and block.region != "body" and empty:
            continue
        yield block
