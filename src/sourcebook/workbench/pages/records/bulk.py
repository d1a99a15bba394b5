"""Many records at once: what would go and what would not is shown, then done, and can be taken back whole."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.desk.bulk import Bulk, Stays, Weighed, carry_out, understood, weigh
from sourcebook.dossier.listing import themes_known
from sourcebook.dossier.models import Record, Revision
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.dossier.write.undoing import undo
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.records.picked import AT_ONCE, MOST, Picked, TooMany, as_lines, picked_of
from sourcebook.workbench.pages.records.words import ACT_WORDS
from sourcebook.workbench.work import Underway, begin

_SHOWN = 100
_WHY_UNDONE = "taken back whole"
# The reason of the write path where a field rests on nothing; here it is told what to do about it.
_LACKS = "published without evidence"


@page(MEMBER, methods="GET POST", may_post="edit")
def show(request: Request) -> HttpResponse:
    """By GET what was done; by POST what would be done, and where `sure` is sent, the act itself."""
    if request.method != "POST":
        return _done(request)
    try:
        picked = picked_of(request.POST)
    except TooMany:
        messages.error(request, _("One act takes %(n)s records at most: narrow the list.") % {"n": MOST})
        return _back(request, request.POST.get("query", ""))
    bulk = _bulk(request)
    if not picked.versions:
        messages.error(request, _("Choose records first: tick them, or take all that the list finds."))
        return _back(request, picked.query)
    try:
        understood(bulk)
    except Refused as refused:
        return _shown(request, bulk, picked, Weighed(), fault="; ".join(p.reason for p in refused.problems))
    if picked.long:
        return _long(request, bulk, picked)
    weighed = weigh(bulk, list(picked.versions), picked.versions)
    if not request.POST.get("sure") or not weighed.versions:
        return _shown(request, bulk, picked, weighed)
    return _act(request, bulk, picked, weighed)


@page(MEMBER, may="merge", methods="POST")
def take_back(request: Request) -> HttpResponse:
    """The whole act is taken back, in one revision; nothing of it where somebody built upon one of them."""
    revision, query = request.POST.get("revision", ""), request.POST.get("query", "")
    found = _revision(revision)
    if found is None:
        messages.error(request, _("There is no such act, or you may not see it."))
        return _back(request, query)
    if found.number > AT_ONCE:
        given = {"revision": str(found.pk)}
        return _begun(request, "records-undo", given, _("Take an act back"), f"undo {found.pk}")
    try:
        undo(str(found.pk), _WHY_UNDONE)
    except Conflict as conflict:
        said = _("Nothing was taken back: somebody changed one of them since (%(which)s).")
        messages.error(request, said % {"which": _label(conflict.record)})
    except Refused as refused:
        messages.error(request, "; ".join(problem.reason for problem in refused.problems))
    else:
        messages.success(request, _("Taken back: all %(n)s are as they were.") % {"n": found.number})
    return _back(request, query)


def _bulk(request: Request) -> Bulk:
    act = request.POST.get("act", "")
    field = {"level": "level", "note": "note"}.get(act, "theme")
    return Bulk(act, request.POST.get("why", "").strip(), request.POST.get(field, "").strip())


def _act(request: Request, bulk: Bulk, picked: Picked, weighed: Weighed) -> HttpResponse:
    try:
        revision = carry_out(bulk, weighed.versions)
    except Conflict as conflict:
        return _shown(
            request, bulk, picked, weigh(bulk, list(picked.versions), picked.versions),
            fault=_("Nothing was done: somebody changed “%(which)s” just now. Look again.")
            % {"which": _label(conflict.record)},
        )  # fmt: skip
    except Refused as refused:
        return _shown(request, bulk, picked, _without(weighed, refused), fault=_("Nothing was done yet."))
    if revision is None:
        messages.info(request, _("Nothing differed: they were so already."))
        return _back(request, picked.query)
    address = reverse("records-bulk", kwargs={"slug": request.dossier.slug})
    return HttpResponseRedirect(f"{address}?revision={revision}&{picked.query}")


def _without(weighed: Weighed, refused: Refused) -> Weighed:
    """What is left where the write path refused some for what they are among others."""
    reasons = {one.record: f"{one.field}: {one.reason}" for one in refused.problems}
    stays = [Stays(one, weighed.labels.get(one, one[:8]), why) for one, why in reasons.items()]
    left = {one: version for one, version in weighed.versions.items() if one not in reasons}
    return Weighed(left, [*weighed.stays, *stays], weighed.labels)


def _long(request: Request, bulk: Bulk, picked: Picked) -> HttpResponse:
    """So many are weighed by the worker; before, it is told how many of which status there are."""
    if request.POST.get("sure") and request.POST.get("digest", "") == picked.digest:
        given = {"act": bulk.act, "why": bulk.why, "value": bulk.value}
        title = _("%(act)s: %(n)s records") % {"act": ACT_WORDS[bulk.act], "n": len(picked.versions)}
        file = ContentFile(as_lines(picked.versions).encode(), name="records.txt")
        return _begun(
            request, "records-bulk", given, title, f"bulk {bulk.act} {picked.digest}", {"records.txt": file}
        )
    moved = bool(request.POST.get("digest"))
    fault = _("The list changed while you looked: look again.") if moved else ""
    found = Record.objects.filter(pk__in=list(picked.versions)).order_by("status")
    by_status = list(found.values_list("status").annotate(Count("pk")))
    return _shown(request, bulk, picked, Weighed(), fault=fault, by_status=by_status)


def _begun(
    request: Request, kind: str, given: Mapping[str, Any], title: str, once: str, files: Any = None
) -> HttpResponse:
    try:
        work = begin(request, kind, given, title, once, files)
    except (Underway, OSError) as error:
        messages.error(request, str(error))
        return _back(request, request.POST.get("query", ""))
    return HttpResponseRedirect(reverse("work-item", kwargs={"slug": request.dossier.slug, "work": work.pk}))


def _shown(request: Request, bulk: Bulk, picked: Picked, weighed: Weighed, **more: Any) -> HttpResponse:
    names = list(weighed.versions)
    told = {
        "bulk": bulk,
        "act_words": ACT_WORDS.get(bulk.act, ""),
        "picked": picked,
        "go": [(one, weighed.labels[one]) for one in names[:_SHOWN]],
        "going": len(names),
        "more_go": max(0, len(names) - _SHOWN),
        "stays": weighed.stays[:_SHOWN],
        "themes": themes_known() if bulk.act.endswith("-theme") and "/" not in bulk.value else [],
        "staying": len(weighed.stays),
        "lacks_evidence": any(_LACKS in one.reason for one in weighed.stays),
        "more_stay": max(0, len(weighed.stays) - _SHOWN),
        # What stays is not sent again, but where nothing was weighed yet.
        "x": " ".join(as_lines(weighed.versions or picked.versions).split()),
        **more,
    }
    return render(request, "records/many.html", told, status=400 if more.get("fault") else 200)


def _done(request: Request) -> HttpResponse:
    query = request.GET.copy()
    query.pop("revision", None)
    found = _revision(request.GET.get("revision", ""))
    if found is None:
        if "revision" in request.GET:
            raise Http404("there is no such act")
        return _back(request, query.urlencode())
    records = Record.objects.filter(changes__revision=found).order_by("label", "id")[:_SHOWN]
    told = {
        "revision": found,
        "records": list(records),
        "more_go": max(0, found.number - _SHOWN),
        "query": query.urlencode(),
        "may_undo": request.viewer.may("merge"),
    }
    return render(request, "records/done.html", told)


def _revision(revision: str) -> Any:
    """A revision with the number of its changes that the viewer sees."""
    try:
        pk = uuid.UUID(revision)
    except ValueError:
        return None
    return Revision.objects.filter(pk=pk).annotate(number=Count("changes")).first()


def _label(record: str) -> str:
    return Record.objects.filter(pk=record).values_list("label", flat=True).first() or record[:8]


def _back(request: Request, query: str) -> HttpResponseRedirect:
    address = reverse("records", kwargs={"slug": request.dossier.slug})
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
