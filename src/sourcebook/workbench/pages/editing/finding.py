"""What forms ask for while somebody types: records by their names, what a date means, who held which
office."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sourcebook.dates import DateError
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Record
from sourcebook.dossier.offices import office_on
from sourcebook.dossier.search import Filters, find
from sourcebook.dossier.write.links import is_id
from sourcebook.workbench.forms import RecordForm
from sourcebook.workbench.forms.dating import DateUnclear, told, understood
from sourcebook.workbench.forms.showing import office_words
from sourcebook.workbench.forms.words import new_words
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.opened import keys_for

_MOST = 8


@page(MEMBER)
def find_records(request: Request) -> HttpResponse:
    """The records that typed words may mean, as the options of a list; the newest where nothing is typed.

    `kind` are kinds with commas between, `spot` what can be made on the spot.
    """
    words = request.GET.get("q", "").strip()[:200]
    kinds = tuple(one for one in request.GET.get("kind", "").split(",") if one in KINDS)
    told_of = {
        "found": _found(words, kinds),
        "words": words,
        "new": _new(request.GET.get("spot", "")) if words else [],
    }
    return render(request, "editing/found.html", told_of)


def _found(words: str, kinds: tuple[str, ...]) -> list[dict[str, str]]:
    if words:
        query = words if words.endswith(('"', "*")) else f"{words}*"
        hits = find(query, Filters(kinds=kinds), limit=_MOST * 2, variants=True).hits
        ids = [hit.record for hit in hits if hit.status != "withdrawn"][:_MOST]
        order = {pk: place for place, pk in enumerate(ids)}
        rows = sorted(Record.objects.filter(pk__in=ids), key=lambda one: order[one.pk])
    else:
        newest = Record.objects.filter(**({"kind__in": kinds} if kinds else {})).exclude(status="withdrawn")
        rows = list(newest.order_by("-made_at", "id")[:_MOST])
    return [{"id": str(one.pk), "label": one.label, "kind": one.kind, "summary": one.summary} for one in rows]


def _new(spot: str) -> list[tuple[str, str]]:
    return [(code, words) for code in spot.split() if (words := new_words(code))]


@page(MEMBER)
def tell_date(request: Request) -> HttpResponse:
    """What a date that somebody types is understood as, in words; or why it is not."""
    try:
        words = told(understood(request.GET.get("typed", "")[:200]).edtf)
    except (DateUnclear, DateError) as unclear:
        words = str(unclear)
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@page(MEMBER)
def tell_offices(request: Request) -> HttpResponse:
    """The offices that an actor held on a day, as the options of a list."""
    actor = request.GET.get("actor", "")
    try:
        edtf = understood(request.GET.get("when", "")[:200]).edtf
        held = office_on(actor, edtf) if edtf and is_id(actor) else []
    except (DateUnclear, DateError):
        held = []
    options = [{"value": one.relation, "words": office_words(one)} for one in held]
    return render(request, "editing/offices.html", {"options": options, "none": _("as of that day")})


@page(MEMBER, may="create", methods="POST")
def again(request: Request, kind: str) -> HttpResponse:
    """The form once more, with a row added, moved or removed: what the buttons ask for."""
    if kind not in KINDS:
        raise Http404("there is no such kind of record")
    keys = keys_for(request)
    if request.POST.get("private") and keys is None:
        # Drawn without what is sealed, it would be lost from the form.
        raise PermissionDenied(_("What is sealed was closed: save what you typed, it is asked for then."))
    found = by_ids([request.POST.get("h.id", "")], keys)
    plain = found[0] if found and found[0]["kind"] == kind else None
    return render(request, "forms/record.html", {"form": RecordForm.read(kind, request.POST, plain)})
