"""Which kinds there are, with the tables and parts of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sourcebook.dossier import models
from sourcebook.dossier.kinds.tables import Table

PARTS: dict[str, Table] = {
    "urls": Table(models.SourceUrl),
    "layers": Table(models.TextLayer, without=["text"]),
    "custody": Table(models.CustodyEntry),
    "names": Table(models.Name),
    "wholes": Table(models.PartOf),
    "involvements": Table(models.Involvement),
    "speakers": Table(models.Speaker),
    "addressees": Table(models.Addressee),
    "searches": Table(models.WatchSearch),
}
RECORD = Table(models.Record, without=["dossier", "kind", "label", "summary", "earliest", "latest"])
THEMES = Table(models.Theme)
EVIDENCE = Table(models.Evidence, without=["level", "owner"])


@dataclass(frozen=True)
class Kind:
    """A kind of record: its own table and its parts, by name.

    `targets` says of which kinds a link may point to, by column or "part.column"; a link that is not named
    may point to any.
    """

    name: str
    table: Table
    parts: tuple[str, ...] = ()
    targets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Own]:
        """The model of the kind's own table."""
        own = self.table.model
        assert issubclass(own, models.Own)
        return own

    @property
    def evidenced(self) -> tuple[str, ...]:
        """The columns and parts that need evidence once the record is published, where they say anything."""
        return self.model.evidenced

    @property
    def searched(self) -> tuple[str, ...]:
        """The columns ("part.column" in parts) that search looks through."""
        return self.model.searched

    @property
    def dated(self) -> str:
        """The column of the date that the record stands under; "" where it has none."""
        return self.model.dated


_ACTOR = ("actor",)
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("source", Table(models.Source), ("urls",), {"derived_from": ("source",)}),
        Kind("capture", Table(models.Capture), ("layers", "custody"), {"source": ("source",)}),
        Kind("actor", Table(models.Actor), ("names",), {"names.used_by": _ACTOR}),
        Kind("relation", Table(models.Relation), (), {"subject": _ACTOR, "object": _ACTOR}),
        Kind(
            "place",
            Table(models.Place),
            ("names", "wholes"),
            {"names.used_by": _ACTOR, "wholes.whole": ("place",), "wholes.according_to": _ACTOR},
        ),
        Kind(
            "event",
            Table(models.Event),
            ("involvements",),
            {
                "place": ("place",),
                "parent": ("event",),
                "involvements.actor": _ACTOR,
                "involvements.attributed_to": (*_ACTOR, "source"),
            },
        ),
        Kind(
            "statement",
            Table(models.Statement),
            ("speakers", "addressees"),
            {
                "occasion": ("event",),
                "place": ("place",),
                "speakers.actor": _ACTOR,
                "speakers.office": ("relation",),
                "addressees.actor": _ACTOR,
            },
        ),
        Kind(
            "claim",
            Table(models.Claim),
            (),
            {"part_of": ("claim",), "claimant": (*_ACTOR, "source"), "relayed_by": (*_ACTOR, "source")},
        ),
        Kind(
            "followup",
            Table(models.FollowUp),
            (),
            {"target": ("statement",), "asserted_by": (*_ACTOR, "source")},
        ),
        Kind("watch", Table(models.Watch), ("searches",), {"outlet_link": (*_ACTOR, "source")}),
        Kind("coding", Table(models.Coding)),
    )
}
# Links that must not lead back to where they began: columns, or "part.column".
ACYCLIC: dict[str, tuple[str, ...]] = {
    "place": ("wholes.whole",),
    "event": ("parent",),
    "claim": ("part_of",),
    "source": ("derived_from",),
}


def all_tables() -> Iterable[Table]:
    """Every table whose rows belong to a record."""
    yield from (kind.table for kind in KINDS.values())
    yield from PARTS.values()
    yield THEMES
    yield EVIDENCE
