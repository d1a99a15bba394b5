"""The pages of bringing in: a file is sent, told what it is, and taken in once somebody said how."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from sourcebook.dossier.ingest.keeping import known_capture
from sourcebook.dossier.ingest.recognising import NotRecognised, Recognised
from sourcebook.dossier.ingest.sheet import SheetError
from sourcebook.dossier.ingest.sheet.looking import Looked
from sourcebook.dossier.ingest.sheet.offering import ChoiceError, Choices
from sourcebook.dossier.models import Source
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.apart.errors import GivenUp
from sourcebook.workbench.apart.reading import recognised, tables_of
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.bring.asking import (
    LEVELS,
    ORDERS,
    Asked,
    asked_of,
    choice_words,
    columns_of,
    first_choices,
)
from sourcebook.workbench.pages.bring.origin import said_address
from sourcebook.workbench.pages.bring.taking import begun, digest
from sourcebook.workbench.pages.bring.words import ROWS, format_words
from sourcebook.workbench.uploading import IntoFolder
from sourcebook.workbench.work import Underway
from sourcebook.workbench.work.held import Held, let_go, new_folder
from sourcebook.workbench.work.held import held as held_file

# The most of a file in bytes; the server takes a little more in one request.
MOST = 250_000_000
# What is a source rather than a report, unless somebody says otherwise.
_SOURCES = ("html",)
# Of these it can be read where they were.
_SAYING = ("html", "multipart/related")
_REPORTS_SHOWN = 50


# The form is read with protection, and only once there is a folder for its file.
@page(MEMBER, may="create", methods="GET POST")
@limited("upload", methods="POST")
@csrf_exempt
def show(request: Request) -> HttpResponseBase:
    """The form that takes a file."""
    if request.method != "POST":
        return _form(request, "", 200)
    try:
        pk, folder = new_folder()
    except OSError as error:
        return _no_room(request, error)
    upload = IntoFolder(folder, most=MOST, named=True)
    request.upload_handlers = [upload]
    response: HttpResponseBase = _sent(request, pk, upload)
    if response.status_code != 302:
        let_go(pk)
    return response


@csrf_protect
def _sent(request: Request, pk: uuid.UUID, upload: IntoFolder) -> HttpResponseBase:
    # Read now: until the form is asked for, nothing of the file has come.
    request.POST.get("csrfmiddlewaretoken")
    if upload.full is not None:
        return _no_room(request, upload.full)
    if upload.too_large:
        told = _(
            "%(name)s: more than the %(most)s MB that are taken here. A keeper can add it in a terminal."
        )
        return _form(request, told % {"name": upload.name, "most": MOST // 1_000_000}, 413)
    if upload.path is None:
        return _form(request, _("Choose a file first."), 400)
    try:
        recognised(upload.path)
    except NotRecognised as error:
        return _form(request, f"{upload.name}: {error}", 422)
    except GivenUp as error:
        return _given_up(request, upload.name, error)
    return redirect("bring-look", slug=request.dossier.slug, held=pk)


@page(MEMBER, may="create", methods="GET POST")
@csrf_exempt
def look(request: Request, held: uuid.UUID) -> HttpResponseBase:
    """What a file is, and what is to become of it."""
    found = held_file(held)
    if found is None:
        messages.info(request, _("This file waits no more: send it again."))
        return redirect("bring", slug=request.dossier.slug)
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    response: HttpResponseBase = _looked(request, found)
    return response


@csrf_protect
def _looked(request: Request, held: Held) -> HttpResponseBase:
    try:
        what = recognised(held.path)
        tables = tables_of(held.path) if what.sort == "sheet" else []
    except GivenUp as error:
        let_go(held.pk)
        return _given_up(request, held.path.name, error)
    except (NotRecognised, SheetError) as error:
        let_go(held.pk)
        told = str(error).replace(f"{held.path}: ", "", 1)
        return _form(request, f"{held.path.name}: {told}", 422)
    wanted = request.POST.get("sheet") or request.GET.get("sheet", "")
    table = next((one for one in tables if one.name == wanted), tables[0] if tables else None)
    if request.method != "POST":
        return _choose(request, held, what, tables, table)
    asked = asked_of(request.POST, request.FILES, what, table)
    faults = dict(asked.faults)
    if not faults:
        try:
            work = begun(request, held, asked)
            return redirect("work-item", slug=request.dossier.slug, work=work.pk)
        except ChoiceError as error:
            faults["columns"] = str(error)
        except Underway:
            faults["all"] = _("Somebody else is bringing in the same file just now.")
        except OSError as error:
            faults["all"] = _full(error)
    return _choose(request, held, what, tables, table, asked, faults)


def _given_up(request: Request, name: str, error: GivenUp) -> HttpResponse:
    told = _("%(name)s: %(why)s. Save it anew with another program, or in parts, and send that.")
    return _form(request, told % {"name": name, "why": error}, 422)


@page(MEMBER, may="create", methods="POST")
def away(request: Request, held: uuid.UUID) -> HttpResponseBase:
    """Takes a file away with which nothing was begun."""
    if held_file(held) is not None:
        let_go(held)
        messages.info(request, _("The file was taken away; nothing of it was kept."))
    return redirect("bring", slug=request.dossier.slug)


def _choose(
    request: Request,
    held: Held,
    what: Recognised,
    tables: list[Looked],
    table: Looked | None,
    asked: Asked | None = None,
    faults: dict[str, str] | None = None,
) -> HttpResponse:
    told: dict[str, Any] = {
        "held": held, "name": held.path.name, "size": held.path.stat().st_size, "what": what,
        "is": format_words(what.format), "levels": LEVELS, "faults": faults or {},
        "given": request.POST, "as": request.POST.get("as") or _as(what),
    }  # fmt: skip
    if table is not None:
        chosen = asked.mapping if asked and isinstance(asked.mapping, Choices) else None
        chosen = chosen or first_choices(table, request.GET.get("row", ""), held.path.stem)
        told |= {
            "tables": tables, "table": table, "chosen": chosen, "columns": columns_of(table, chosen),
            "rows": [(row, str(words)) for row, words in ROWS.items()], "orders": ORDERS,
            "choices": choice_words(chosen.row),
        }  # fmt: skip
    elif what.sort in ("document", "capture"):
        known = known_capture(digest(held))
        told["known"] = Source.objects.filter(record_id=uuid.UUID(known.source)).first() if known else None
        reports = Source.objects.filter(form="report").order_by("title", "pk")
        told["said"] = said_address(held.path) if what.format in _SAYING and not faults else ""
        told["reports"] = list(reports.values_list("pk", "title")[:_REPORTS_SHOWN])
    return render(request, "bring/look.html", told, status=422 if faults else 200)


def _as(what: Recognised) -> str:
    return "source" if what.sort == "capture" or what.format in _SOURCES else "report"


def _form(request: Request, error: str, status: int) -> HttpResponse:
    return render(request, "bring/show.html", {"error": error, "most": MOST // 1_000_000}, status=status)


def _no_room(request: Request, error: OSError) -> HttpResponse:
    return _form(request, _full(error), 507)


def _full(error: OSError) -> str:
    told = _(
        "There is no room for the file (%(why)s). Nothing was lost: make room on the disk, and send it again."
    )
    return told % {"why": error.strerror or ""}
