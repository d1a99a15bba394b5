"""The rules over the report as printed, run on each text in the background and taken in when they are ready.

Printing and reading back a report takes more than a second, so the worker does it. What it finds is good for
one text, for records as they were, and for whoever sees what the viewer sees: that is its state.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from sourcebook.dossier.desk import working
from sourcebook.dossier.editions import edition_of, newest
from sourcebook.dossier.models import Edition
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import current
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.galleys import Held, Worked, worked
from sourcebook.publish.gate.looking import Look, Looked, as_plain, look, of_plain
from sourcebook.publish.gathering import gather
from sourcebook.workbench.frame import Request
from sourcebook.workbench.pages.publishing.signing import day_of
from sourcebook.workbench.work import Outcome, Told, begin, here, long_work
from sourcebook.workbench.work.folders import files_of, folder_of

KIND = "edition-look"
_FILE = "looked.json"
_READ = 24


@dataclass(frozen=True)
class Standing:
    """How far the look at a text is: what it found once it is done. "never": nobody asked for it."""

    state: Literal["never", "underway", "done", "failed"]
    look: Look = Look(())  # noqa: RUF009 frozen, without parts that change
    words: str = ""


_held: Held[tuple[int, str, Look]] = Held(_READ)


def standing_of(work: Worked, edition: Edition) -> Standing:
    """The viewer's own look at this text with records as they are; one query."""
    rows = Work.objects.filter(
        dossier_id=edition.dossier_id, account_id=current().person, once=_once(edition)
    )
    for row in rows.order_by("-made_at")[:2]:
        if row.state in working.OPEN:
            return Standing("underway")
        if row.state == WorkState.DONE:
            found = _kept(row.pk)
            if found is not None and found[:2] == (work.serial, work.state):
                return Standing("done", found[2])
        if row.state == WorkState.FAILED and row.given.get("text") == work.serial:
            return Standing("failed", words=row.words)
    return Standing("never")


def ask(request: Request, work: Worked, edition: Edition) -> None:
    """Begins the look at the newest text. Raises NotAllowed, OSError."""
    given = {"edition": edition.slug, "text": work.serial}
    begin(request, KIND, given, gettext("The rules over %(name)s") % {"name": edition.slug}, _once(edition))


def _once(edition: Edition) -> str:
    return f"{KIND} {edition.slug} {current().person}"


def _kept(work: UUID) -> tuple[int, str, Look] | None:
    path = files_of(work) / _FILE
    return _held.get(work, lambda: _read(path)) if path.is_file() else None


def _read(path: Path) -> tuple[int, str, Look]:
    said = json.loads(path.read_text("utf-8"))
    return said["text"], said["state"], Look(of_plain(said["found"]), tuple(said["failed"]))


@long_work(KIND, may="edit", title=gettext_lazy("The rules over an edition"), quiet=True)
def look_at(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """The newest text, printed as a draft, under all rules. Nothing is changed."""
    edition = edition_of(given["edition"])
    _let_go(edition)
    told.step(0, None, gettext("Printing and checking"))
    work = worked(newest(edition))
    link = (gettext("The text"), here("edition", edition.slug))
    try:
        found = look(work.galley.edition, gather(), day_of(edition))
    except EditionError as error:
        # What stands in the way of printing is shown beside the text at once.
        found = Look((), tuple(one.message for one in error.problems))
    said = {"text": work.serial, "state": work.state, "found": as_plain(found.found), "failed": found.failed}
    (folder / _FILE).write_text(json.dumps(said, ensure_ascii=False) + "\n", "utf-8")
    return Outcome(gettext("The rules were run on text %(n)s.") % {"n": work.serial}, [link], [_FILE])


def _let_go(edition: Edition) -> None:
    """Takes away what was found in earlier texts: it is shown to nobody any more."""
    rows = Work.objects.filter(
        dossier_id=edition.dossier_id, account_id=current().person, once=_once(edition)
    )
    old = list(rows.filter(state__in=working.ENDS).values_list("pk", flat=True))
    working.forget(old)
    for each in old:
        shutil.rmtree(folder_of(each), ignore_errors=True)


def found_by(key: str, work: Worked, edition: Edition) -> Looked | None:
    """A finding of the look at this text, by its key."""
    return next((one for one in standing_of(work, edition).look.found if one.key == key), None)
