"""The sources that a draft cites: those that the dossier has already, known by item, address or title; the
others as new drafts, made in one transaction. The same draft again makes nothing twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from sourcebook.dossier.ingest.addresses import AddressError, address
from sourcebook.dossier.ingest.draft.sought import Sought, Sourced
from sourcebook.dossier.ingest.keeping import stable
from sourcebook.dossier.ingest.report.sources import described
from sourcebook.dossier.ingest.schema import known_schema
from sourcebook.dossier.ingest.zotero.sources import source_of
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.models import Record, Source, SourceUrl, Status
from sourcebook.dossier.seen import current
from sourcebook.dossier.write import create
from sourcebook.dossier.write.make import completed
from sourcebook.text.folding import skeleton

# A title of fewer letters names no document by itself ("Report", "Press release").
_TELLING = 15


@dataclass(frozen=True)
class _Known:
    """The sources of the dossier: by address, by folded title (with date and publisher), by id.

    `merged` leads from one that was put into another to that; `gone` were withdrawn or erased,
    `addressed` have an address.
    """

    addresses: dict[str, str]
    titles: dict[str, list[tuple[str, str, str]]]
    ids: set[str]
    merged: dict[str, str]
    gone: set[str]
    addressed: set[str]

    def id_of(self, plain: Plain, keys: Sequence[str]) -> str | None:
        """The source that this is already; None for a new one."""
        if plain["id"] in self.ids:
            return str(plain["id"])
        if plain["id"] in self.merged:
            return self.merged[plain["id"]]
        for key in keys:
            if key in self.addresses:
                return self.addresses[key]
        fields = plain["fields"]
        for id, published, publisher in self.titles.get(_title_key(fields["title"]), ()):
            same = _agree(published, fields["published"]) and _agree(publisher, skeleton(fields["publisher"]))
            # Two addresses are two pages, whatever their titles are.
            if same and not (keys and id in self.addressed):
                return id
        return None

    def add(self, plain: Plain, keys: Sequence[str]) -> None:
        """A new source, so that it is found when it is cited again."""
        self.ids.add(plain["id"])
        if keys:
            self.addressed.add(plain["id"])
        self.addresses.update((key, plain["id"]) for key in keys if key not in self.addresses)
        if title := _title_key(plain["fields"]["title"]):
            self.titles.setdefault(title, []).append(_told(plain["id"], plain["fields"]))


def take_sources(sought: Sequence[Sought], name: str) -> Sourced:
    """Finds or makes the sources that the draft of that file name cites.

    Found are only records that the viewer sees. Raises NotAllowed, Refused.
    """
    known = _known()
    ids: dict[str, str] = {}
    new: list[Plain] = []
    found: dict[str, None] = {}
    fresh: set[str] = set()
    refused: list[str] = []
    for one in sought:
        if one.key in ids:
            continue
        plain, keys, problems = _described(one)
        refused += problems
        if plain is None:
            continue
        id = known.id_of(plain, keys)
        if id is None and plain["id"] in known.gone:
            refused.append(f"{one.where}: the source {plain['fields']['title']!r} was withdrawn here")
            continue
        if id is None:
            new.append(completed(plain))
            fresh.add(plain["id"])
            known.add(plain, keys)
            id = plain["id"]
        elif id not in fresh:
            found[id] = None
        ids[one.key] = id
    if new:
        made = create(new, f"cited in {name}", act="import", strict=False)
        refused += [f"{problem.field}: {problem.reason}" for problem in made.problems]
    records = {plain["id"]: plain for plain in by_ids(list(dict.fromkeys(ids.values())))}
    of_key = {key: records[id] for key, id in ids.items() if id in records}
    return Sourced(of_key, tuple(plain["id"] for plain in new if plain["id"] in records), tuple(found),
                   tuple(refused))  # fmt: skip


def _described(one: Sought) -> tuple[Plain | None, list[str], list[str]]:
    """A cited source as a record, the keys that it is known by, and what was refused of it."""
    if one.item is not None:
        plain, refusals = source_of(one.item, current().within, known_schema())
        told = [f"{one.where}: {told.field or 'item'} {told.value!r}: {told.reason}" for told in refusals]
        if plain is None:
            return None, [], told
        return plain, [*(row["key"] for row in plain["parts"]["urls"]), *_doi(one.item.data)], told
    assert one.read is not None
    keys, own = described(one.read)
    plain = empty_plain("source", **own)
    plain |= {"id": stable("cited", keys[0]), "origin": "import", "origin_key": f"cited:{keys[0]}"[:190]}
    for number, row in enumerate(plain["parts"]["urls"]):
        row["id"] = stable(plain["id"], "urls", number)
    return plain, [key for key in keys if not key.startswith("cited:")], []


def _doi(data: Mapping[str, Any]) -> list[str]:
    doi = data.get("DOI")
    try:
        return [address(f"https://doi.org/{doi.strip()}")[1]] if isinstance(doi, str) and doi.strip() else []
    except AddressError:
        return []


def _known() -> _Known:
    dossier = current().within
    urls = SourceUrl.objects.filter(record__dossier_id=dossier).exclude(record__status=Status.WITHDRAWN)
    urls = urls.filter(record__merged_into=None, record__erased_at=None).order_by(
        "record__made_at", "record_id"
    )
    addresses: dict[str, str] = {}
    for key, pk in urls.values_list("key", "record_id"):
        addresses.setdefault(key, str(pk))
    rows = Source.objects.filter(record__dossier_id=dossier).exclude(record__status=Status.WITHDRAWN)
    rows = rows.filter(record__merged_into=None, record__erased_at=None).order_by(
        "record__made_at", "record_id"
    )
    known = _Known(addresses, {}, set(), *_no_more(), set(addresses.values()))
    for pk, title, published, publisher in rows.values_list("record_id", "title", "published", "publisher"):
        known.ids.add(str(pk))
        if key := _title_key(title):
            known.titles.setdefault(key, []).append(
                _told(str(pk), {"published": str(published or ""), "publisher": publisher})
            )
    return known


def _no_more() -> tuple[dict[str, str], set[str]]:
    """Sources that were put into another, each with the one that it is now; and those that went."""
    rows = Record.objects.filter(dossier_id=current().within, kind="source")
    direct = {
        str(pk): str(into)
        for pk, into in rows.exclude(merged_into=None).values_list("pk", "merged_into_id").iterator()
    }
    merged: dict[str, str] = {}
    for id in direct:
        target, seen = direct[id], {id}
        while target in direct and target not in seen:
            seen.add(target)
            target = direct[target]
        merged[id] = target
    gone = rows.filter(Q(status=Status.WITHDRAWN) | Q(erased_at__isnull=False))
    return merged, {str(pk) for pk in gone.values_list("pk", flat=True).iterator()} - merged.keys()


def _told(id: str, fields: Mapping[str, Any]) -> tuple[str, str, str]:
    return id, fields["published"] or "", skeleton(fields["publisher"] or "")


def _title_key(title: str) -> str:
    key = "".join(character for character in skeleton(title or "") if character.isalnum())
    return key if len(key) >= _TELLING else ""


def _agree(one: str, other: str) -> bool:
    """Whether two values can be of one source: one not said, or said in less detail (a year, for a day)."""
    return one.startswith(other) or other.startswith(one)
