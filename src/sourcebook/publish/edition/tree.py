"""The tree of an edition: blocks in the order of the report, inlines in the order of the text.

Nothing that follows from records is in it: no number of a paragraph, no letter, no "Ibid.", no table of
contents. Those are made by `printing`. Regions follow from the classes of the headings of level 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Region = Literal["front", "body", "annex"]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, as they are printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasised (`*x*`), or strongly so (`**x**`)."""

    children: tuple[Inline, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language (BCP 47): `[слово]{lang=ru}`."""

    children: tuple[Inline, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address: `[words](https://...)`."""

    children: tuple[Inline, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Cite:
    """One record in a reference. `key` is its id or the first eight or more of its hexadecimal digits.

    `before` are words in front of the citation ("see"), `after` a locator or words behind it ("p. 4").
    """

    kind: str
    key: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """`[@statement:3f2a91c0; see @source:77aa01bc, p. 4]`: one mark, whose note is printed from the records.

    Inside a typed note the citations are printed in place. `silent`, `[~@statement:3f2a91c0]`, prints
    nothing: the text rests on the record, its evidence is shown, and a note says already what is to be said.
    """

    cites: tuple[Cite, ...]
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """`^[words, with [@source:...]]`: a note whose words are typed."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cross:
    """`[#road-closed]`: the number, letter or label of that block of the edition."""

    target: str


@dataclass(frozen=True, slots=True)
class Value:
    """`[=claim:3f2a91c0]` or `[=count:statement theme:threat-of-force]`: a figure that records give."""

    query: str


Inline = Text | Emphasis | Foreign | Link | Reference | Note | Cross | Value


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Classes: front, annex, summary, conclusions, recommendations, unlisted."""

    level: int
    children: tuple[Inline, ...]
    id: str = ""
    classes: frozenset[str] = frozenset()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list that carries on a paragraph. `label` is printed before it; "" counts (a), (b), ..."""

    children: tuple[Inline, ...]
    label: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the list that carries it on.

    Numbered in the body, lettered under a heading of class recommendations, without number elsewhere;
    `numbered` True or False says otherwise.
    """

    children: tuple[Inline, ...]
    id: str = ""
    items: tuple[Item, ...] = ()
    numbered: bool | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation set apart."""

    children: tuple[Inline, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that was typed: cells of a header (may be empty) and of rows."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    id: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """`![Caption](chart:statements-by-theme)`: a chart, `map:places`, `table:statements`, or a file.

    For a file the caption is its text alternative too.
    """

    target: str
    caption: str
    id: str = ""
    line: int = field(default=0, compare=False)


Block = Heading | Paragraph | Quotation | Grid | Picture


@dataclass(frozen=True, slots=True)
class Override:
    """A check that may stand: rule, reason, and the organisation that decided. The methodology prints it."""

    rule: str
    reason: str
    organisation: str


@dataclass(frozen=True)
class Front:
    """What stands above the text: title, period (EDTF), language, outline, and the form of notes.

    `abbreviations` are short forms that no record has. `date` is the day of the edition, ISO 8601.
    """

    title: str
    subtitle: str = ""
    period: str = ""
    date: str = ""
    language: str = "en"
    outline: str = ""
    house: str = "report"
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()


@dataclass(frozen=True)
class Edition:
    """A report as it is written."""

    front: Front
    blocks: tuple[Block, ...]

    def placed(self) -> Iterator[tuple[Region, Block]]:
        """Each block with its region: that of the last heading of level 1."""
        region: Region = "body"
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 1:
                region = _region(block)
            yield region, block


def _region(heading: Heading) -> Region:
    if "front" in heading.classes:
        return "front"
    return "annex" if "annex" in heading.classes else "body"


def plain_text(inlines: Iterable[Inline]) -> str:
    """The typed characters, without marks, references and values."""
    found = []
    for one in inlines:
        if isinstance(one, Text):
            found.append(one.text)
        elif isinstance(one, Emphasis | Foreign | Link):
            found.append(plain_text(one.children))
    return "".join(found)


def joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines with neighbouring texts as one and no empty text, as reading a file gives them."""
    found: list[Inline] = []
    for one in inlines:
        last = found[-1] if found else None
        if isinstance(one, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + one.text)
        elif one != Text(""):
            found.append(one)
    return tuple(found)
