"""What an edition may draw upon: published records as the public may have them. Pure data, no database.

`records` are plain records in the form of `dossier.kinds.plain`, cut down to what `public.yaml` lists, with
private persons under their pseudonym. `gathering` fills it from a dossier; tests may fill it too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sourcebook.publish.persons import Persons

Plain = dict[str, Any]
_NAMED = ("actor", "place")


class NoSuchRecord(LookupError):
    """A reference to what an edition may not draw upon; the message says why and what to do."""


@dataclass(frozen=True)
class Material:
    """The public side of a dossier.

    `refused` says for ids of records that are there and may not be used why: "withdrawn", "a draft",
    "not for the public". `themes` gives the codes put on a record, `released` the ids of captures that a
    person has cleared. `text_of` gives the text layer of a capture by its id, `bytes_of` its bytes; both are
    asked for released captures alone. `partners` are the organisations, in the order of the title page.
    `own` are ids of sources that are this team's own report (a report that was imported): never cited.
    `hidden` says for ids of records which of their parts are in the dossier and are kept from the public:
    fields and parts by name ("text", "claimant", "speakers"), "sources" for evidence, "captures" for copies
    of a source, "speakers/<id>" and "speakers/<id>/office" for one row that is shown without, "speakers/"
    where a whole row is not shown. Names of parts alone.

    Where only what a text refers to was gathered, `counts` gives how many records a query takes in the whole
    dossier, and `naming` the persons that are named in it.
    """

    title: str
    records: Mapping[str, Plain]
    partners: tuple[str, ...] = ()
    policy: Mapping[str, Any] = field(default_factory=dict)
    codebooks: tuple[tuple[str, str], ...] = ()
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theme_titles: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    released: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    text_of: Callable[[str], str | None] = field(default=lambda capture: None, repr=False, compare=False)
    bytes_of: Callable[[str], bytes | None] = field(default=lambda capture: None, repr=False, compare=False)
    counts: Callable[[str], int] | None = field(default=None, repr=False, compare=False)
    naming: Callable[[], Persons] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def of_kind(self) -> Mapping[str, tuple[Plain, ...]]:
        """The records of each kind, ordered by id."""
        kinds: dict[str, list[Plain]] = {}
        for id in sorted(self.records):
            kinds.setdefault(self.records[id]["kind"], []).append(self.records[id])
        return {kind: tuple(found) for kind, found in kinds.items()}

    @cached_property
    def persons(self) -> Persons:
        """The names of persons, to be found in a text."""
        if self.naming is not None:
            return self.naming()
        return Persons(
            {
                plain["id"]: (
                    kind == "actor" and plain["fields"]["form"] == "person",
                    tuple(name["value"] for name in plain["parts"].get("names", ()) if name["value"]),
                )
                for kind in _NAMED
                for plain in self.of_kind.get(kind, ())
            }
        )

    @cached_property
    def captures_of(self) -> Mapping[str, tuple[Plain, ...]]:
        """The captures of a source, by its id, oldest first."""
        found: dict[str, list[Plain]] = {}
        for capture in self.of_kind.get("capture", ()):
            found.setdefault(capture["fields"]["source"], []).append(capture)
        return {source: tuple(sorted(captures, key=_age)) for source, captures in found.items()}

    @cached_property
    def capture_of_layer(self) -> Mapping[str, str]:
        """The id of the capture that a text layer (by its id) was taken from."""
        return {
            layer["id"]: capture["id"]
            for capture in self.of_kind.get("capture", ())
            for layer in capture["parts"].get("layers", ())
        }

    @cached_property
    def _by_prefix(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for id in (*self.records, *self.refused):
            found.setdefault(id[:8], []).append(id)
        return {prefix: tuple(sorted(set(ids))) for prefix, ids in found.items()}

    def get(self, kind: str, key: str) -> Plain:
        """A record by its id or the first eight or more digits of it. Raises NoSuchRecord."""
        bare = key.replace("-", "").casefold()
        found = [id for id in self._by_prefix.get(bare[:8], ()) if id.replace("-", "").startswith(bare)]
        if len(bare) < 8 or not found:
            raise NoSuchRecord(f"{kind}:{key} is no record of the dossier; see `sourcebook list`")
        if len(found) > 1:
            raise NoSuchRecord(f"{kind}:{key} begins {len(found)} ids; write more of it")
        if found[0] not in self.records:
            raise NoSuchRecord(
                f"{kind}:{key} is {self.refused[found[0]]}; take the reference out or publish the record"
            )
        record = self.records[found[0]]
        if record["kind"] != kind and not (kind == "finding" and record["fields"].get("form") == "finding"):
            raise NoSuchRecord(f"{kind}:{key} is a {record['kind']}; write {record['kind']}:{key}")
        return record


def _age(capture: Plain) -> tuple[str, str]:
    return capture["fields"].get("captured_at") or "", capture["id"]
