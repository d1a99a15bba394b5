"""What goes into the API and comes out of it, as its description tells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from ninja import Schema
from pydantic import Field

from sourcebook.dossier.listing import listed
from sourcebook.dossier.models import Record
from sourcebook.dossier.search import Filters

Kind = Literal[
    "source", "capture", "actor", "relation", "place", "event", "statement", "claim", "followup", "watch",
    "coding",
]  # fmt: skip
_WORD = r"^[A-Za-z0-9 ./_-]{1,120}$"
Plain = dict[str, Any]


class Wanted(Schema):
    """The filters of the lists. What is left out asks for nothing."""

    kind: Kind | None = Field(None, description="The kind of record.")
    status: Literal["draft", "reviewed", "published", "withdrawn"] | None = None
    level: Literal["public", "team", "restricted", "sealed"] | None = None
    origin: Literal["person", "import", "machine"] | None = None
    form: Annotated[str, Field(pattern=_WORD)] | None = Field(
        None, description="The form or type within the kind: report, detention, speech."
    )
    theme: Annotated[str, Field(pattern=_WORD)] | None = Field(None, description="CODEBOOK or CODEBOOK/CODE.")
    language: Annotated[str, Field(pattern=r"^[A-Za-z-]{2,35}$")] | None = None
    actor: UUID | None = None
    speaker: UUID | None = None
    place: UUID | None = None
    source: UUID | None = None
    since: date | None = None
    until: date | None = None

    def found(self) -> QuerySet[Record]:
        """The records that pass, as the viewer sees them, by their ids."""
        filters = Filters(
            kinds=(self.kind,) if self.kind else (),
            status=self.status or "",
            level=self.level or "",
            origin=self.origin or "",
            theme=self.theme or "",
            language=self.language or "",
            actor=self.actor,
            speaker=self.speaker,
            place=self.place,
            source=self.source,
            since=self.since,
            until=self.until,
        )
        return listed(filters, (self.form,) if self.form else ()).order_by("id")


class Paged(Wanted):
    """The filters, and which part of the list."""

    limit: int = Field(100, ge=1, le=500, description="So many at most.")
    after: UUID | None = Field(None, description="`next` of the part before.")


class Sought(Schema):
    """A search."""

    q: str = Field(..., min_length=1, max_length=500, description="Words; see the documentation of search.")
    kind: Kind | None = None
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=5_000)


class Dossier(Schema):
    """A dossier that the key opens."""

    slug: str
    title: str
    description: str
    role: str
    made_at: datetime


class Part(Schema):
    """A part of a list; `next` is None after the last."""

    items: list[Plain]
    next: UUID | None


class Hit(Schema):
    """A record that was found; `excerpt` is in pieces of (text, whether it was sought)."""

    record: UUID
    kind: str
    label: str
    status: str
    field: str
    excerpt: list[tuple[str, bool]]


class Results(Schema):
    """Hits, best first; where `total_is_exact` is false there are so many at least."""

    total: int
    total_is_exact: bool
    hits: list[Hit]


class TextHead(Schema):
    """A text that was taken from a preserved copy, without its words. `pages` are (offset, page)."""

    id: UUID
    capture: UUID
    sha256: str
    extractor: str
    version: str
    language: str
    current: bool
    made_at: datetime
    pages: list[tuple[int, int]]


class Stand(Schema):
    """Evidence that rests on a text: `start` and `end` are code points, half open."""

    id: UUID
    record: UUID
    field: str
    exact: str
    start: int | None
    end: int | None
    stance: str
    state: str


class Text(TextHead):
    """A text with its words and with what rests on it; positions are Unicode code points."""

    text: str
    evidence: list[Stand]


class Edition(Schema):
    """An edition, and how far it has come."""

    slug: str
    state: str
    made_at: datetime
    published_at: datetime | None
    build: str
    corrects: str | None


class EditionText(Edition):
    """An edition with the newest of its texts, in Markdown."""

    serial: int
    content: str


class Codebook(Schema):
    """A version of a codebook that the dossier chose."""

    name: str
    version: str
    content: Plain


class Fault(Schema):
    """What is wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[Plain] | None = None
