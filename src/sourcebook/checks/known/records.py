"""The records of a dossier, as small frozen classes: of each kind the fields that rules ask for.

Links are ids of records. Text that was not given is "", a link or number None. Dates are EDTF strings.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """What every record has.

    `closed` says that its content was not handed over (sealed): nothing can be said of it but that it is
    there. `owed` names the fields and parts that say something and need evidence ("text", "speakers"), if it
    is published. `kept` are the fields and parts ("text", "names/<id>") that are kept from some who see the
    record; their values may be missing.
    """

    id: str
    kind: str
    status: str
    level: str
    label: str
    note: str
    origin: str
    merged_into: str | None
    closed: bool
    owed: tuple[str, ...]
    kept: tuple[str, ...]

    def keeps(self, field: str) -> bool:
        """Whether a field, or a part of it or it of a part, is kept from some."""
        return any(
            field == one or field.startswith(f"{one}/") or one.startswith(f"{field}/") for one in self.kept
        )

    @property
    def living(self) -> bool:
        """Whether it counts: neither withdrawn, nor merged into another, nor closed."""
        return self.status != "withdrawn" and self.merged_into is None and not self.closed

    @property
    def is_published(self) -> bool:
        """Whether it is published."""
        return self.status == "published"

    @property
    def is_public(self) -> bool:
        """Whether the world can see it, or its publication is all that is missing."""
        return self.is_published and self.level == "public"

    @property
    def taken_over(self) -> bool:
        """Whether a person stands behind its words: an import or a machine's proposal is not yet the
        team's."""
        return self.origin not in ("import", "machine") or self.status != "draft"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an actor or a place; `used_by` is the actor who calls it so; `kept` from some who see the
    rest."""

    value: str
    language: str
    script: str
    used_by: str | None
    main: bool
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Source(Record):
    """An item that can be cited."""

    form: str
    title: str
    publisher: str
    published: str
    accessed: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """A text layer of a capture."""

    id: str
    language: str
    current: bool


@dataclass(frozen=True, slots=True)
class Capture(Record):
    """One preserved copy of a source."""

    source: str | None
    layers: tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Actor(Record):
    """A person, body, group or office."""

    form: str
    visibility: str
    minor: str
    consent: str
    consent_scope: str
    pseudonym: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Relation(Record):
    """An actor's tie, in time."""

    subject: str | None
    type: str
    object: str | None
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class Place(Record):
    """Somewhere; `wholes` are the places it is part of, according to anyone."""

    names: tuple[Name, ...]
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Involvement:
    """An actor's part in an event; `words` are those of the source."""

    id: str
    actor: str | None
    part: str
    attributed_to: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Event(Record):
    """Something that happened."""

    scheme: str
    type: str
    words: str
    when: str
    date_role: str
    place: str | None
    parent: str | None
    description: str
    involvements: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: the name and the office as printed, and the office's relation where it is known."""

    id: str
    actor: str | None
    part: str
    office: str | None
    words: str
    role_words: str


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """Something said or decided; a `finding` is the team's own."""

    form: str
    when: str
    published_when: str
    occasion: str | None
    text: str
    language: str
    translation: str
    translation_language: str
    translator: str
    manner: str
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """A figure, a condition or a contested fact, and who claims it."""

    about: str | None
    property: str
    words: str
    low: float | None
    best: float | None
    high: float | None
    rule: str
    unit: str
    as_of: str
    part_of: str | None
    claimant: str | None
    claimant_words: str
    unclaimed_because: str


@dataclass(frozen=True, slots=True)
class FollowUp(Record):
    """What became of a measure or recommendation."""

    target: str | None
    outcome: str
    asserted_by: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Watch(Record):
    """What was monitored."""

    criteria: str


@dataclass(frozen=True, slots=True)
class Coding(Record):
    """A code that a coder gave to a record or passage."""

    codebook: str
    codebook_version: str
    code: str
    about: str | None
    passage: str
    coder: str | None
    decision: str
