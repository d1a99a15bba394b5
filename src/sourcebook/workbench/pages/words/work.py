"""The long work of Word: an edition is sent, a file that came back is taken in, a draft becomes an edition.

Each can run again from its beginning: a sending has the id of its work, and no file is taken in twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sourcebook.dossier.editions import edition_of
from sourcebook.dossier.editions.sendings import content_of
from sourcebook.dossier.models import Dossier, Sending
from sourcebook.dossier.seen import current
from sourcebook.publish.circulating.foreign import drafted_elsewhere
from sourcebook.publish.circulating.sending import sent
from sourcebook.publish.circulating.taking import TakenIn, known_file, taken
from sourcebook.workbench.apart import reading as apart
from sourcebook.workbench.apart.errors import GivenUp
from sourcebook.workbench.pages.words.names import named_file
from sourcebook.workbench.work import Fault, Outcome, Told, long_work

FILE = "returned.docx"


@long_work("edition-send", may="edit", title=gettext_lazy("Make a Word file for a partner"))
def send(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """The newest text as a Word file, noted as sent."""
    edition = edition_of(given["edition"])
    id = told.hold.work
    kept = Sending.objects.filter(pk=id).first()
    if kept is None:
        pictures = folder if any(folder.iterdir()) else None
        words = {"printing": _("Printing"), "gathering the records": _("Gathering the records")}
        until = date.fromisoformat(given["until"]) if given.get("until") else None
        kept, content = sent(
            edition, given["partner"], given["note"], until=until, images=pictures, id=id,
            progress=lambda what: told.step(0, None, words.get(what, what)),
        )  # fmt: skip
    else:
        content = content_of(kept)
    name = named_file(edition.slug, kept.partner)
    (folder / name).write_bytes(content)
    said = _("The file for %(partner)s. It is noted that they were sent text %(text)s; send it to them.")
    return Outcome(said % {"partner": kept.partner, "text": kept.text}, [_way(edition.slug)], [name])


@long_work("edition-take", may="edit", title=gettext_lazy("Take in a Word file that came back"))
def take(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """What a file proposes; nothing of it is in the text yet."""
    edition = edition_of(given["edition"])
    told.step(0, None, _("Reading and comparing"))
    content = (folder / FILE).read_bytes()
    try:
        found = taken(content, given["name"], edition, given["partner"], _tell(told), apart.word_text)
    except GivenUp as error:
        why = _("This file was not taken in: %(why)s. Ask for it again, saved anew.") % {"why": error}
        raise Fault(why) from None
    return _took(found)


@long_work("edition-take-new", may="create", title=gettext_lazy("Make an edition of somebody else's draft"))
def take_new(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """A draft that was never ours: an edition, its sources, and what is tracked in it as changes."""
    path = folder / FILE
    known = known_file(path.read_bytes())
    if known is not None and known.edition.slug == given["slug"]:
        return _took(TakenIn(known, True, ()))
    shown = folder / given["name"]
    if shown != path:
        # Its name is told, and kept with the edition.
        shown.write_bytes(path.read_bytes())
    try:
        found = drafted_elsewhere(shown, given["slug"], given["partner"], _tell(told))
    except ValueError as error:
        raise Fault(str(error).replace(f"{folder}/", "")) from error
    return _took(found)


def _tell(told: Told) -> Any:
    return lambda what: told.step(0, None, _("Reading and comparing"))


def _took(found: TakenIn) -> Outcome:
    taking, number = found.taking, found.taking.proposed.count()
    if not found.new:
        words = _("This very file was taken in already, on %(day)s.") % {"day": f"{taking.at:%Y-%m-%d}"}
    elif number:
        words = ngettext("%(n)s change is proposed.", "%(n)s changes are proposed.", number) % {"n": number}
    else:
        words = _("Nothing was changed in it.")
    return Outcome(words, [_way(taking.edition.slug, taking.serial)])


def _way(edition: str, file: int | None = None) -> tuple[str, str]:
    slug = Dossier.objects.get(pk=current().within).slug
    if file is None:
        return _("Word files"), reverse("edition-words", args=(slug, edition))
    return _("What came back"), f"{reverse('edition-changes', args=(slug, edition))}?file={file}"
