"""A change is taken back: first what would become of each record, then, with a reason, the undo."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.models import Change, Record, Revision
from sourcebook.dossier.seen import NotAllowed, current
from sourcebook.dossier.vault import VaultError
from sourcebook.dossier.write import Conflict, Refused
from sourcebook.dossier.write.links import is_id
from sourcebook.dossier.write.past import told
from sourcebook.dossier.write.undoing import undo
from sourcebook.workbench.frame import MEMBER, Request, page
from sourcebook.workbench.opened import keys_for
from sourcebook.workbench.pages.editing.changing import CLASH
from sourcebook.workbench.pages.editing.making import CANNOT
from sourcebook.workbench.pages.record.past import Difference, differences, mentioned_in, names_of, value_told
from sourcebook.workbench.pages.record.words import ACTS, path_words

# So many records of an act are shown; of more it is told how many there are.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Back:
    """A record that an undo changes: what would be as before. `made` where it would be withdrawn instead."""

    record: Record
    differences: tuple[Difference, ...]
    made: bool
    sealed: bool


@page(MEMBER, may="merge")
def take_back_last(request: Request, record: str) -> HttpResponse:
    """To the undo of what was done last with a record; which that is, its page need not ask each time."""
    if not is_id(record):
        raise Http404("there is no such record")
    newest = Change.objects.filter(record_id=record).order_by("-version", "id")
    last = newest.values_list("revision_id", flat=True).first()
    if last is None:
        if not Record.objects.filter(pk=record).exists():
            raise Http404("there is no such record")
        # The history says so.
        return HttpResponseRedirect(reverse("record-history", args=(request.dossier.slug, record)))
    address = reverse("record-undo", args=(request.dossier.slug, str(last)))
    return HttpResponseRedirect(f"{address}?record={record}")


@page(MEMBER, may="merge", methods="GET POST")
def take_back(request: Request, revision: str) -> HttpResponse:
    """What an undo would do, and the form for it."""
    found, keys = _revision(revision), keys_for(request)
    why, faults, status = request.POST.get("why", "").strip(), list[str](), 200
    if request.method == "POST":
        if why:
            faults, status = _undone(revision, why, keys)
            if not faults:
                messages.success(request, _("Taken back. This too can be taken back."))
                return HttpResponseRedirect(_after(request, found))
        else:
            faults, status = [_("Say why: others must be able to understand it later.")], CANNOT
    backs, number = _backs(found, keys)
    told_of = {
        "revision": found, "words": str(ACTS.get(found.act, found.act)), "backs": backs, "number": number,
        "more": number - len(backs), "faults": faults, "why": why, "record": _named(request),
        "again": Revision.objects.filter(undo_of=found.pk).exists(),
    }  # fmt: skip
    return render(request, "editing/undo.html", told_of, status=status)


def _named(request: Request) -> str:
    """The record that the address names, to go back to; "" for what is no id."""
    record = request.GET.get("record", "")
    return record if is_id(record) else ""


def _revision(revision: str) -> Revision:
    rows = Revision.objects.filter(pk=revision, dossier_id=current().within) if is_id(revision) else None
    found = rows.select_related("who").first() if rows is not None else None
    if found is None:
        raise Http404("there is no such revision")
    return found


def _undone(revision: str, why: str, keys: Keys | None) -> tuple[list[str], int]:
    """(why it was refused, the status); nothing where it was done."""
    try:
        undo(revision, why, keys)
    except Refused as refused:
        return [problem.reason for problem in refused.problems], CANNOT
    except (NotAllowed, VaultError) as refused:
        return [str(refused)], CANNOT
    except Conflict as conflict:
        paths = [path_words(path) for path in conflict.both or conflict.theirs]
        names = names_of(mentioned_in(conflict.theirs))
        now = "; ".join(filter(None, (value_told(one, names) for one in conflict.theirs.values())))
        what = _(
            "Somebody built upon it since: %(fields)s is otherwise now (%(now)s). Take that back first, "
            "or change it by hand."
        )
        return [what % {"fields": ", ".join(dict.fromkeys(paths)), "now": now[:300] or "—"}], CLASH
    return [], 200


def _after(request: Request, revision: Revision) -> str:
    """The record that one came from, where the act was about it; else the list."""
    record = request.GET.get("record", "")
    if is_id(record) and Record.objects.filter(pk=record).exists():
        return reverse("record", args=(request.dossier.slug, record))
    return reverse("records", args=(request.dossier.slug,))


def _backs(revision: Revision, keys: Keys | None) -> tuple[list[Back], int]:
    """The records of an act that the viewer sees, as far as they are shown, and how many there are."""
    changes = Change.objects.filter(revision=revision, record__isnull=False)
    number = changes.count()
    rows = list(changes.select_related("record").order_by("record_id")[:SHOWN])
    values = [({}, {}) if row.sealed is not None and keys is None else told(row, keys) for row in rows]
    names = names_of({one for pair in values for one in mentioned_in(*pair)})
    return [
        Back(
            row.record,
            # What was made after is what stands now: the undo goes the other way.
            tuple(differences(after, before, row.record.kind, names)),
            row.version == 1,
            row.sealed is not None and keys is None,
        )
        for row, (before, after) in zip(rows, values, strict=True)
    ], number
