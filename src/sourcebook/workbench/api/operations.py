"""What the API answers. Every query shows what the key's person may see; nothing here changes anything."""

from __future__ import annotations

import tempfile
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from ninja import NinjaAPI, Query
from ninja.security import HttpBearer

from sourcebook.dossier.exchange.lines import line
from sourcebook.dossier.exchange.seen_records import seen_by_ids, seen_history, seen_records
from sourcebook.dossier.models import Codebook, Edition, EditionText, Evidence, Record, TextLayer
from sourcebook.dossier.search import Filters, find
from sourcebook.dossier.seen import current
from sourcebook.workbench.api import shapes
from sourcebook.workbench.frame import Request
from sourcebook.workbench.frame.sighting import SAW, TOOK_OUT, seen

# Kept in memory up to here, in bytes; beyond, in a file without a name.
_IN_MEMORY = 4 << 20
_HEAD = ("id", "record_id", "sha256", "extractor", "version", "language", "current", "made_at", "pages")


class Bearer(HttpBearer):
    """For the description of the API: the key itself is judged before (`frame/bearing.py`)."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Who came in."""
        return getattr(request, "viewer", None)


class Api(NinjaAPI):
    """Operations are named by their addresses."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of an operation in the description."""
        return str(operation.url_name)


api = Api(
    title="Sourcebook",
    version="1",
    description="What a member of a dossier may see of it. For reading.",
    docs_url=None,
    openapi_url=None,
    auth=Bearer(),
    urls_namespace="api",
)


def _answers(shape: Any) -> Any:
    return {200: shape, frozenset((401, 403, 404, 422, 429)): shapes.Fault}


@api.get("/dossiers", response=_answers(list[shapes.Dossier]), url_name="api-dossiers", tags=["dossier"])
def dossiers(request: Request) -> Any:
    """The dossiers that the key opens: one."""
    one = request.dossier
    told = {"slug": one.slug, "title": one.title, "description": one.description, "made_at": one.made_at}
    return [{**told, "role": request.viewer.role}]


@api.get("/records", response=_answers(shapes.Part), url_name="api-records", tags=["records"])
def records(request: Request, wanted: Query[shapes.Paged]) -> Any:
    """Records whole, in their plain form, by their ids; a part at a time."""
    return _part(wanted)


@api.get("/sources", response=_answers(shapes.Part), url_name="api-sources", tags=["records"])
def sources(request: Request, wanted: Query[shapes.Paged]) -> Any:
    """Sources: as records of that kind."""
    wanted.kind = "source"
    return _part(wanted)


def _part(wanted: shapes.Paged) -> Any:
    found = wanted.found()
    if wanted.after:
        found = found.filter(pk__gt=wanted.after)
    ids = list(found.values_list("pk", flat=True)[: wanted.limit + 1])
    shown = ids[: wanted.limit]
    return {"items": seen_by_ids(shown), "next": shown[-1] if len(ids) > wanted.limit else None}


@api.get("/records.jsonl", response=_answers(None), url_name="api-records-all", tags=["records"])
def all_records(request: Request, wanted: Query[shapes.Wanted]) -> Any:
    """All records that pass, one a line (JSON Lines)."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        for plain in seen_records(wanted.found()):
            file.write(line(plain, "record"))
    except BaseException:
        file.close()
        raise
    file.seek(0)
    seen(request, TOOK_OUT, detail="api")
    return FileResponse(file, content_type="application/jsonl")


@api.get("/records/{uuid:record}", response=_answers(shapes.Plain), url_name="api-record", tags=["records"])
def record(request: Request, record: UUID) -> Any:
    """One record whole, with its evidence."""
    seen(request, SAW, about=record, detail="api")
    return _one(record)


@api.get(
    "/records/{uuid:record}/history",
    response=_answers(list[shapes.Plain]),
    url_name="api-history",
    tags=["records"],
)
def history(request: Request, record: UUID) -> Any:
    """What was done with a record, the newest first: who, when, why, the values before and after."""
    return seen_history(_one(record)["id"])


def _one(record: UUID) -> Any:
    found = seen_by_ids([record])
    if not found:
        raise Http404
    return found[0]


@api.get("/search", response=_answers(shapes.Results), url_name="api-search", tags=["search"])
def search(request: Request, sought: Query[shapes.Sought]) -> Any:
    """Across everything, best first."""
    filters = Filters(kinds=(sought.kind,) if sought.kind else ())
    # NUL, which no database takes, is nothing that anybody seeks.
    return find(sought.q.replace("\x00", " "), filters, limit=sought.limit, offset=sought.offset)


@api.get(
    "/records/{uuid:record}/texts",
    response=_answers(list[shapes.TextHead]),
    url_name="api-texts",
    tags=["texts"],
)
def texts(request: Request, record: UUID) -> Any:
    """The texts taken from a preserved copy, or from all copies of a source, the newest first."""
    if not Record.objects.filter(pk=record).exists():
        raise Http404
    rows = TextLayer.objects.filter(record_id=record) | TextLayer.objects.filter(
        record__capture__source_id=record
    )
    return [_head(row) for row in rows.order_by("-current", "-made_at", "id").values(*_HEAD)[:500]]


@api.get("/texts/{uuid:layer}", response=_answers(shapes.Text), url_name="api-text", tags=["texts"])
def text(request: Request, layer: UUID) -> Any:
    """A text, and where in it the evidence of which records stands."""
    row = TextLayer.objects.filter(pk=layer).values(*_HEAD, "text").first()
    if row is None:
        raise Http404
    seen(request, SAW, about=row["record_id"], detail="api")
    rows = Evidence.objects.filter(layer_id=layer).order_by("start", "id")
    names = ("id", "record_id", "field", "exact", "start", "end", "stance", "state")
    kept = _kept(list(rows.values(*names)))
    return {**_head(row), "text": row["text"], "evidence": kept}


def _head(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "capture": row["record_id"]}


def _kept(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Evidence without that for parts which are hidden from the viewer."""
    from sourcebook.dossier.exchange.narrow import Narrow

    lines = [{**row, "record": str(row["record_id"])} for row in rows]
    return list(Narrow(current().within).evidence(lines))


@api.get("/editions", response=_answers(list[shapes.Edition]), url_name="api-editions", tags=["editions"])
def editions(request: Request) -> Any:
    """The editions of the report, the newest first."""
    return [_edition(one) for one in Edition.objects.select_related("corrects").order_by("-made_at", "id")]


@api.get(
    "/editions/{str:edition}",
    response=_answers(shapes.EditionText),
    url_name="api-edition",
    tags=["editions"],
)
def edition(request: Request, edition: str) -> Any:
    """An edition with the newest of its texts."""
    one = Edition.objects.select_related("corrects").filter(slug=edition).first()
    newest = EditionText.objects.filter(edition=one).order_by("-serial").first() if one else None
    if one is None or newest is None:
        raise Http404
    return {**_edition(one), "serial": newest.serial, "content": newest.content}


def _edition(one: Edition) -> dict[str, Any]:
    names = ("slug", "state", "made_at", "published_at", "build")
    return {
        **{name: getattr(one, name) for name in names},
        "corrects": one.corrects.slug if one.corrects else None,
    }


@api.get("/codebooks", response=_answers(list[shapes.Codebook]), url_name="api-codebooks", tags=["dossier"])
def codebooks(request: Request) -> Any:
    """The codebooks that the dossier chose, each with its codes."""
    return list(Codebook.objects.order_by("name", "version").values("name", "version", "content"))
