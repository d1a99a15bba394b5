"""The bag for the public: what `public.yaml` lists and nothing else, of published records alone.

Who may be read by name, how a name is kept out of texts, and how far coordinates are rounded is decided where
all files for the public have it from (`foreign.audience`). No notes, no history, nobody of the team, no
preserved bytes and no whole texts: a capture is its hash and where it was found. Such a bag cannot be loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sourcebook.dossier.exchange.bag import Bag, Progress
from sourcebook.dossier.exchange.foreign.audience import prepared
from sourcebook.dossier.exchange.foreign.format import Format
from sourcebook.dossier.exchange.foreign.known import look_up
from sourcebook.dossier.exchange.foreign.listed import listed_row, rules
from sourcebook.dossier.exchange.lines import line, settled
from sourcebook.dossier.exchange.schemas import DIALECT, narrowed, schemas
from sourcebook.dossier.kinds import KINDS, Plain
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Codebook, Dossier, Record

Line = dict[str, Any]


@cache
def public_format() -> Format:
    """Every column that the public may have."""
    reads = {}
    for kind, paths in rules()["kinds"].items():
        label = "label*" if "label" in KINDS[kind].table.by_name else "label"
        status = "status*" if "status" in KINDS[kind].table.by_name else "status"
        proofs = {f"evidence.{column}" for column in rules()["evidence"]}
        reads[kind] = frozenset({*paths, *proofs, label, status, "absent"})
    return Format("public", "data", "the bag for the public", tuple(reads), reads)


def write(dossier: Dossier, bag: Bag, progress: Progress | None = None) -> dict[str, int]:
    """Writes the bag, as the public sees the dossier; gives the lines by file."""
    done = {"dossier.json": bag.lines("dossier.json", [_dossier(dossier)])}
    kinds = list(rules()["kinds"])

    def told(path: str) -> Any:
        before = sum(done.values())
        return lambda count: progress(path, before + count, before + count) if progress else None

    for kind in kinds:
        path = f"records/{kind}.jsonl"
        done[path] = bag.lines(path, (_record(plain) for plain in _shown(dossier, kind)), told(path))
    done["evidence.jsonl"] = bag.lines("evidence.jsonl", _evidence(dossier, kinds), told("evidence.jsonl"))
    for name, schema in _schemas().items():
        with bag.file(f"schemas/{name}.json") as file:
            file.write(line(schema))
    published = Record.objects.filter(dossier_id=dossier.pk).exclude(published_at=None)
    days = published.order_by("-published_at").values_list("published_at", flat=True)
    newest = moment(days.first() or dossier.made_at)
    bag.close(
        {
            "Bagging-Date": newest[:10],
            "External-Description": dossier.title,
            "External-Identifier": str(dossier.pk),
        }
    )
    return done


def _shown(dossier: Dossier, kind: str) -> Iterator[Plain]:
    found = Record.objects.filter(dossier_id=dossier.pk, kind=kind, merged_into=None, erased_at=None)
    for plain, _ in prepared(plains(found.order_by("pk")), look_up, "public", public_format()):
        yield plain


def _record(plain: Plain) -> Line:
    return settled({name: value for name, value in plain.items() if name != "evidence"})  # type: ignore[no-any-return]


def _evidence(dossier: Dossier, kinds: list[str]) -> Iterator[Line]:
    for kind in kinds:
        for plain in _shown(dossier, kind):
            for row in plain["evidence"]:
                yield {**row, "record": plain["id"]}


def _dossier(dossier: Dossier) -> Line:
    """Title and policy; of the codebooks their names, since what was counted follows from them."""
    books = Codebook.objects.filter(dossier_id=dossier.pk).values_list("name", "version")
    return {
        "format": 1,
        "public": True,
        "id": str(dossier.pk),
        "slug": dossier.slug,
        "title": dossier.title,
        "policy": settled(dossier.policy),
        "codebooks": [{"name": name, "version": version} for name, version in sorted(books)],
    }


def _schemas() -> dict[str, Line]:
    whole = schemas()
    found: dict[str, Line] = {}
    for kind, paths in rules()["kinds"].items():
        own = whole[kind]["else"]["properties"]
        parts = {
            part: {**rows, "items": narrowed(rows["items"], ["id", *_columns(part, paths)])}
            for part, rows in own["parts"]["properties"].items()
            if _columns(part, paths)
        }
        properties = {
            **{name: whole[kind]["properties"][name] for name in ("id", "kind", "label", "absent")},
            "status": {"const": "published"},
            "fields": narrowed(own["fields"], paths),
            "parts": {**own["parts"], "properties": parts, "required": sorted(parts)},
        }
        found[kind] = {
            "$schema": DIALECT,
            "title": kind,
            "type": "object",
            "properties": dict(sorted(properties.items())),
            "required": sorted(properties),
            "additionalProperties": False,
        }
    found["evidence"] = narrowed(whole["evidence"], {*listed_row(), "record"})
    return found


def _columns(part: str, paths: frozenset[str]) -> list[str]:
    return [path.partition(".")[2] for path in paths if path.startswith(f"{part}.")]
