"""Where the names of what was erased still stand: in other records' words, which a person must look at."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db import connection
from django.db.models import CharField, JSONField, Q, TextField
from django.db.models.functions import Cast

from sourcebook.dossier.home import home
from sourcebook.dossier.kinds.fetch import Keys, by_ids
from sourcebook.dossier.kinds.registry import all_tables
from sourcebook.dossier.models import (
    Change,
    ChangeDecision,
    Edition,
    EditionText,
    Proposal,
    ProposedChange,
    Record,
    Release,
    Revision,
    SavedView,
    Sending,
    Taking,
    Withheld,
    Work,
)

# A name shorter than this stands in every other word.
_SHORTEST = 3
_EXCHANGED: tuple[Any, ...] = (Sending, Taking, ProposedChange, ChangeDecision)


@dataclass(frozen=True, slots=True)
class Remains:
    """A place where a name still stands: the record (or edition), the table and column, and the name."""

    record: str
    where: str
    name: str


def names_of(ids: Sequence[str], keys: Keys | None) -> list[str]:
    """The names and pseudonyms that are about to be erased; without keys not those that are sealed."""
    found: dict[str, None] = {}
    for plain in by_ids(ids, keys):
        values = [row["value"] for row in plain["parts"].get("names", ())]
        values += [plain["fields"].get("pseudonym") or "", plain["fields"].get("title") or ""]
        found.update(dict.fromkeys(value.strip() for value in values if len(value.strip()) >= _SHORTEST))
    return list(found)


def remains_of(
    dossier: uuid.UUID, names: Sequence[str], erased: Sequence[str], hashes: Sequence[str] = ()
) -> list[Remains]:
    """Where these names stand in a dossier, letter for letter; nothing that is sealed is looked into. Of
    files that were published also where bytes with these hashes lie.

    Derived labels and the index of search follow what they are made of, and are not named.
    """
    found = _in_published(dossier, names, [one for one in hashes if one])
    if not names:
        return [Remains(*one) for one in sorted(found)]
    models: list[Any] = [Record, Withheld, Change, *(table.model for table in all_tables())]
    for model in models:
        prefix = "" if model is Record else "record__"
        rows: Any = model._default_manager.filter(**{f"{prefix}dossier_id": dossier})
        rows = rows.exclude(**{f"{prefix}id__in" if prefix else "pk__in": list(erased)})
        found |= _in(model, rows, "pk" if model is Record else "record_id", names)
    proposals: Any = Proposal.objects.filter(dossier_id=dossier)
    found |= _in(Proposal, proposals, "record_id", names)
    revisions: Any = Revision.objects.filter(dossier_id=dossier)
    found |= _in(Revision, revisions, "changes__record_id", names)
    found |= _in(Release, Release.objects.filter(dossier_id=dossier), "capture_id", names)
    found |= _in_editions(dossier, names)
    found |= _in(Work, Work.objects.filter(dossier_id=dossier), "pk", names)
    found |= _in(SavedView, SavedView.objects.filter(dossier_id=dossier), "pk", names)
    return [Remains(*one) for one in sorted(found)]


def _in_editions(dossier: uuid.UUID, names: Sequence[str]) -> set[tuple[str, str, str]]:
    """Told by the edition's short name: it is found by that, and has no record."""
    slugs = {
        str(pk): slug for pk, slug in Edition.objects.filter(dossier_id=dossier).values_list("pk", "slug")
    }
    found = _in(EditionText, EditionText.objects.filter(edition__dossier_id=dossier), "edition_id", names)
    found |= _in(Edition, Edition.objects.filter(dossier_id=dossier), "pk", names)
    for model in _EXCHANGED:
        rows: Any = model._default_manager.filter(edition__dossier_id=dossier)
        found |= _in(model, rows, "edition_id", names)
    return {(pk, f"edition {slugs[pk]}: {where}", name) for pk, where, name in found}


def _in_published(
    dossier: uuid.UUID, names: Sequence[str], hashes: Sequence[str]
) -> set[tuple[str, str, str]]:
    """In the files of published editions: a name in the text, preserved bytes in the evidence package."""
    found: set[tuple[str, str, str]] = set()
    for pk, slug in Edition.objects.filter(dossier_id=dossier).values_list("pk", "slug"):
        folder = home() / "published" / str(pk)
        where = f"edition {slug}: its published files"
        page = folder / "report.html"
        text = unescape(page.read_text("utf-8", "replace")) if page.is_file() and names else ""
        found |= {(str(pk), where, name) for name in names if name in text}
        kept = {path.name.partition(".")[0] for path in folder.glob("package/data/captures/*")}
        found |= {(str(pk), where, f"the preserved copy {one[:12]}") for one in hashes if one in kept}
    return found


def _in(model: Any, rows: Any, record: str, names: Sequence[str]) -> set[tuple[str, str, str]]:
    found: set[tuple[str, str, str]] = set()
    for column in _columns(model):
        if isinstance(column, JSONField):
            told = rows.annotate(told=Cast(column.name, TextField()))
            wanted = {name: _as_json(name) for name in names}
        else:
            told, wanted = rows, {name: [name] for name in names}
        field = "told" if isinstance(column, JSONField) else column.name
        for name, forms in wanted.items():
            condition = Q()
            for form in forms:
                condition |= Q(**{f"{field}__contains": form})
            for pk in told.filter(condition).values_list(record, flat=True).distinct():
                found.add((str(pk), f"{model._meta.model_name}.{column.name}", name))
    return found


def _as_json(name: str) -> list[str]:
    """A name as JSON may have it in text: as it is, or with escapes for what is not ASCII."""
    plain = json.dumps(name, ensure_ascii=False)[1:-1]
    return list(dict.fromkeys([plain, json.dumps(name)[1:-1]] if connection.vendor == "sqlite" else [plain]))


def _columns(model: Any) -> Iterator[Any]:
    for column in model._meta.concrete_fields:
        derived = model is Record and column.name in ("label", "summary", "kind", "status", "origin")
        if isinstance(column, (CharField, TextField, JSONField)) and not derived and not column.choices:
            yield column
