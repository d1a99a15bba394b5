"""How far a record has come and who sees it: reviewed, published, withdrawn, back to draft; its level, its
fields'."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sourcebook.dossier.kinds import KINDS, Plain
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.dossier.seen import NotAllowed
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import VaultError
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.dossier.write.open_acts import OpenAct, may_edit, open_acts
from sourcebook.dossier.write.status import advance
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.frame.back import came_from
from sourcebook.workbench.opened import Opener, keys_for, was_opened
from sourcebook.workbench.pages.editing.changing import CLASH, found_record
from sourcebook.workbench.pages.editing.making import CANNOT
from sourcebook.workbench.pages.record.words import FIELDS, path_words

ACT_WORDS: dict[str, Promise] = {
    "review": _("Mark as reviewed"),
    "publish": _("Publish"),
    "withdraw": _("Withdraw"),
    "reopen": _("Back to draft"),
}
DONE: dict[str, Promise] = {
    "review": _("Reviewed."),
    "publish": _("Published."),
    "withdraw": _("Withdrawn. Nothing is deleted: it can be taken back to draft."),
    "reopen": _("Back to draft."),
    "level": _("Who sees it was set."),
}
_ACTS = ("review", "publish", "withdraw", "reopen")


@page(MEMBER, methods="GET POST", may_post="edit")
def status(request: Request, record: str) -> HttpResponse:
    """What may be done with the record; a form for each act, with its reason."""
    keys = keys_for(request)
    plain = found_record(record, keys)
    if request.method != "POST":
        return _shown(request, plain)
    act, why = request.POST.get("act", ""), request.POST.get("why", "").strip()
    if act not in (*_ACTS, "level", "withhold"):
        return _shown(request, plain, [str(_("Choose what shall be done."))], CANNOT)
    if not why and act not in ("review", "publish"):
        return _shown(
            request, plain, [str(_("Say why: others must be able to understand it later."))], CANNOT, act
        )
    try:
        _do(plain, act, why, request, keys)
    except Refused as refused:
        return _shown(request, plain, [_told(one.field, one.reason) for one in refused.problems], CANNOT, act)
    except (NotAllowed, VaultError) as refused:
        return _shown(request, plain, [str(refused)], CANNOT, act)
    except Conflict:
        changed = _(
            "Somebody changed this record while you were looking at it: look at it again, then decide."
        )
        return _shown(request, found_record(record, keys), [str(changed)], CLASH, act)
    messages.success(request, str(DONE["level" if act == "withhold" else act]))
    record = reverse("record", args=(request.dossier.slug, plain["id"]))
    return HttpResponseRedirect(came_from(request) or record)


def _do(plain: Plain, act: str, why: str, request: Request, keys: Opener | None) -> None:
    record, version = plain["id"], request.POST.get("version", "")
    looked_at = int(version) if version.isdecimal() else None
    versions = {record: looked_at} if looked_at is not None else None
    if act == "level":
        set_level([record], request.POST.get("level", ""), why, keys, versions)
    elif act == "withhold":
        field, level = request.POST.get("field", ""), request.POST.get("level", "")
        withhold(record, field, level, why, keys, looked_at)
    else:
        advance([record], act, why, keys, versions)


def _told(field: str, reason: str) -> str:
    return reason if field == "status" else f"{path_words(field)}: {reason}"


def _shown(
    request: Request, plain: Plain, faults: list[str] | None = None, status: int = 200, act: str = ""
) -> HttpResponse:
    viewer = request.viewer
    editable = may_edit(plain, viewer)
    told: dict[str, Any] = {
        "record": plain,
        "acts": acts_told(open_acts(plain, viewer)),
        "levels": list(LEVELS) if editable else [],
        "fields": _fields(plain) if editable else [],
        "faults": faults or [],
        "at_fault": act,
        "why": request.POST.get("why", ""),
        "next": came_from(request),
        "whole": was_opened(request) and plain["level"] == "sealed",
    }
    return render(request, "editing/status.html", told, status=status)


def acts_told(acts: list[OpenAct]) -> list[dict[str, Any]]:
    """Acts with their words, and the fields without evidence that keep them back."""
    return [
        {
            "act": one.act,
            "words": ACT_WORDS[one.act],
            "missing": [str(FIELDS[name]) for name in one.missing],
            "needs_reason": one.needs_reason,
        }
        for one in acts
    ]


def _fields(plain: Plain) -> list[dict[str, str]]:
    """The fields and rows that say something, which can be withheld: path, words, at which level they are."""
    kept = {one["field"]: one["level"] for one in plain["withheld"] if one["why"] == "field"}
    kind, found = KINDS[plain["kind"]], list[dict[str, str]]()
    for column in kind.table.columns:
        if plain["fields"][column.name] not in (None, "", [], {}) or column.name in kept:
            level = kept.get(column.name, "")
            found.append({"path": column.name, "words": str(FIELDS[column.name]), "level": level})
    for part in kind.parts:
        for row in plain["parts"][part]:
            path, shown = (
                f"{part}/{row['id']}",
                row.get("value") or row.get("words") or row.get("url") or row.get("query"),
            )
            if whole_part(part, {"id": row["id"]}) != row:
                words = f"{FIELDS[part]}: {shown}" if shown else str(FIELDS[part])
                found.append({"path": path, "words": words, "level": kept.get(path, "")})
    return found
