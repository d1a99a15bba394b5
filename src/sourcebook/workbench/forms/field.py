"""What a template needs to draw a form: fields, parts with their rows, evidence. No query, no reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Control = Literal[
    "text",
    "long",
    "date",
    "day",
    "number",
    "flag",
    "choice",
    "language",
    "link",
    "list",
    "position",
    "office",
]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices of a field."""

    value: str
    words: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is that in the form, `key` the column, `value` what is typed in it.

    Of a link `value` is the id, `typed` the words beside it, `find` the kinds that it may lead to, `spot`
    what
    can be made on the spot and `options` the records that the words may mean. Of a date `understood` is what
    was understood, `words` the field for the words as written. `absent` are the reasons why it may be empty.
    `lang` is the language of what is typed. `locked` tells why it cannot be changed here.
    """

    name: str
    key: str
    control: Control
    label: str
    value: str = ""
    values: tuple[str, ...] = ()
    typed: str = ""
    find: str = ""
    spot: str = ""
    options: tuple[Option, ...] = ()
    offered: tuple[str, ...] = ()
    absent: tuple[Option, ...] = ()
    understood: str = ""
    words: Field | None = None
    help: str = ""
    lang: str = ""
    faults: tuple[str, ...] = ()
    locked: str = ""

    @property
    def id(self) -> str:
        """The id of its element."""
        return self.name.replace("~", "-typed")

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.value or self.typed or any(self.values))

    @property
    def reason(self) -> str:
        """Why it is said to be empty."""
        return next((one.value for one in self.absent if one.chosen), "")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a repeated part: its fields, the usual ones first."""

    id: str
    number: int
    usual: tuple[Field, ...]
    more: tuple[Field, ...] = ()
    first: bool = False
    last: bool = False

    @property
    def opened(self) -> bool:
        """Whether what is less usual is filled in, or wrong."""
        return any(not one.empty or one.faults for one in self.more)


@dataclass(frozen=True, slots=True)
class Part:
    """A repeated part: speakers, names, addresses."""

    name: str
    key: str
    label: str
    rows: tuple[Row, ...]
    absent: tuple[Option, ...] = ()
    faults: tuple[str, ...] = ()
    control: str = "part"

    @property
    def empty(self) -> bool:
        """Whether there is nothing in any row."""
        return all(one.empty or one.control in ("choice", "flag") for row in self.rows for one in row.usual)

    @property
    def reason(self) -> str:
        """Why it is said to be empty."""
        return next((one.value for one in self.absent if one.chosen), "")


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence: a quotation and where it stands, with all the fields that it is for.

    `fixed` where its words have a place in a preserved text: they are not typed over.
    """

    id: str
    number: int
    exact: str
    source: Field
    shows: tuple[Option, ...]
    stance: tuple[Option, ...]
    locator: str = ""
    page: str = ""
    on_file: str = ""
    fixed: bool = False
    layer: str = ""
    start: str = ""
    end: str = ""
    keep: bool = False
    unfound: bool = False
    faults: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def opened(self) -> bool:
        """Whether something unusual is said of it: against the record, on file, or a fault."""
        return bool(self.on_file or self.faults or not self.stance[0].chosen)


@dataclass(frozen=True, slots=True)
class Shown:
    """A form as the template draws it."""

    usual: tuple[Field | Part, ...] = ()
    more: tuple[Field | Part, ...] = ()
    proofs: tuple[Proof, ...] = ()
    themes: tuple[Option, ...] = ()
    theme_faults: tuple[str, ...] = ()
    more_themes: tuple[str, ...] = ()
    offered_themes: tuple[tuple[str, str], ...] = ()
    levels: tuple[Option, ...] = ()
    note: Field | None = None
    languages: str = ""
    general: tuple[str, ...] = field(default=())
    has_evidence: bool = False
    has_themes: bool = False

    @property
    def opened(self) -> bool:
        """Whether "More" has something in it that must be seen: a value or a fault."""
        return any(one.faults for one in self.more)

    @property
    def said_more(self) -> int:
        """How many fields under "More" say something."""
        return sum(not one.empty for one in self.more)
