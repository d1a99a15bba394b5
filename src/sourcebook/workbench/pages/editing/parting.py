"""One record that is of two actors or places becomes two: which names go, and which links go with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.related import MOST, related_to
from sourcebook.dossier.seen import NotAllowed
from sourcebook.dossier.vault import VaultError
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.dossier.write.splitting import split_off
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.pages.editing.changing import found_record
from sourcebook.workbench.pages.editing.making import CANNOT

# So many links can be given to the new one at once; the others are changed in their records.
LINKS = 10 * MOST


@page(MEMBER, may="merge", methods="GET POST")
def part(request: Request, record: str) -> HttpResponse:
    """The names and the records that point here; those that are ticked go to a new record."""
    plain = found_record(record)
    names, links = request.POST.getlist("name"), request.POST.getlist("link")
    why, faults = request.POST.get("why", "").strip(), list[str]()
    if request.method == "POST":
        if "names" not in plain["parts"]:
            faults = [_("Only what has names, an actor or a place, is made two.")]
        elif not why:
            faults = [_("Say why: others must be able to understand it later.")]
        else:
            made, faults = _made(plain["id"], names, links, why)
            if made:
                messages.success(request, _("Made two. This is the new one, a draft."))
                return HttpResponseRedirect(reverse("record", args=(request.dossier.slug, made)))
    related = list(related_to(plain["id"], plain["kind"], LINKS))
    told: dict[str, Any] = {
        "record": plain, "related": related, "names": names, "links": links, "faults": faults, "why": why,
        "many": len(related) == LINKS,
    }  # fmt: skip
    return render(request, "editing/part.html", told, status=CANNOT if faults else 200)


def _made(record: str, names: list[str], links: list[str], why: str) -> tuple[str, list[str]]:
    try:
        return split_off(record, names, links, why), []
    except Refused as refused:
        return "", [problem.reason for problem in refused.problems]
    except (NotAllowed, VaultError, Conflict) as refused:
        return "", [str(refused)]
