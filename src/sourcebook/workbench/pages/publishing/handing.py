"""What is handed out with a report: its copies, cleared one by one, and the files of a published edition."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sourcebook.dossier.editions import EditionRefused, releasing
from sourcebook.dossier.editions.copies import copies_of, counted
from sourcebook.dossier.models import Edition
from sourcebook.publish.shelf import FILES, shelf_of
from sourcebook.workbench.accounts.limits import limited
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.publishing.opening import address_of, found, sources_of, way_to
from sourcebook.workbench.pages.publishing.saying import keepable, refusal

_A_PAGE = 50


@page(MEMBER, may_post="publish", methods="GET POST")
def copies(request: Request, edition: str) -> HttpResponseBase:
    """The copies behind the edition, one by one: cleared for handing out, or called back."""
    kept = found(edition)
    if request.method == "POST":
        return _cleared(request, kept)
    way = way_to(kept)
    every = copies_of(sources_of(way))
    wanted = request.GET.get("show", "")
    some = [one for one in every if not wanted or one.standing == wanted]
    rows = Paginator(some, _A_PAGE).get_page(request.GET.get("page"))
    told = {
        "edition": kept, "way": way, "rows": rows, "counts": counted(every), "wanted": wanted,
        "number": len(every), "kinds": [one for one in _standings() if counted(every)[one[0]]],
    }  # fmt: skip
    return render(request, "publishing/copies.html", told)


@page(MEMBER)
@limited("export")
def file(request: Request, edition: str, file: str) -> HttpResponseBase:
    """A file of a published edition, to be taken away: never shown within the workbench."""
    kept = found(edition)
    path = shelf_of(kept) / file
    if file not in FILES or kept.state not in ("published", "corrected") or not path.is_file():
        messages.error(request, _("There is no such file: it is made when the edition is published."))
        return redirect(address_of(request, edition))
    what, _dot, ending = file.partition(".")
    name = f"{kept.slug}.{ending}" if what == "report" else f"{kept.slug}-evidence-package.{ending}"
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _cleared(request: Request, kept: Edition) -> HttpResponseBase:
    copy, why = request.POST.get("copy", ""), request.POST.get("why", "").strip()
    back = request.POST.get("withdraw", "")
    address = request.get_full_path()
    if not why:
        messages.error(
            request, _("Say what was looked at, and whose consent there is; or why it is called back.")
        )
        return redirect(address)
    try:
        keepable(why + copy)
        if back:
            releasing.withdraw([copy], why)
            messages.success(request, _("Called back. It stands on the list of what was called back."))
        elif kept.state in ("frozen", "signed"):
            raise EditionRefused(_("It is frozen: open it again first, then clear copies, then freeze it."))
        else:
            releasing.release([copy], why)
            messages.success(request, _("Cleared: it is handed out with the report."))
    except EditionRefused as error:
        messages.error(request, refusal(error))
    return redirect(address)


def _standings() -> list[tuple[str, str]]:
    return [
        ("other", _("cleared with other bytes")),
        ("waits", _("not cleared")),
        ("released", _("handed out")),
        ("kept", _("not public")),
    ]
