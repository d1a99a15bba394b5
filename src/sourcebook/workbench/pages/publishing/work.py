"""The long work on the way to a published report: check and preview, freeze, sign off, publish.

Each can run again from its beginning: an edition that is frozen, signed or published already is not so twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sourcebook.dossier.editions import edition_of, newest
from sourcebook.dossier.models import Dossier, Edition
from sourcebook.dossier.seen import current
from sourcebook.publish.building import GateClosed, Made
from sourcebook.publish.editing import Asked, frozen, published, signed
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.gate import Passing
from sourcebook.publish.gate.telling import told_of, unprintable
from sourcebook.publish.shelf import shelf_of, sum_up
from sourcebook.workbench.pages.publishing.checked import FINDINGS, PREVIEW, keep
from sourcebook.workbench.pages.publishing.saying import plainly
from sourcebook.workbench.pages.publishing.signing import day_of, team_signers
from sourcebook.workbench.pages.publishing.steps import steps
from sourcebook.workbench.work import Fault, Outcome, Told, long_work


@long_work("edition-check", may="edit", title=gettext_lazy("Check an edition, and preview it"))
def check(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """Everything that the gate finds, and the report as it would be printed. Nothing is changed."""
    edition = edition_of(given["edition"])
    serial = newest(edition).serial
    asked = Asked(day_of(edition), _images(folder), preview=True)
    # What a worker left that was killed.
    shutil.rmtree(folder / "preview", ignore_errors=True)
    try:
        made = published(edition, folder / "preview", asked, steps(told))
    except EditionError as error:
        keep(folder, serial, unprintable(error.problems, _text(edition)))
        words = ngettext(
            "It cannot be printed yet: %(n)s thing is to be mended.",
            "It cannot be printed yet: %(n)s things are to be mended.",
            len(error.problems),
        )
        return Outcome(words % {"n": len(error.problems)}, [_way(edition)], [FINDINGS])
    for name in PREVIEW:
        (folder / "preview" / name).rename(folder / name)
    _keep(folder, serial, edition, made.passing, made)
    blocking = len(made.passing.blocking)
    words = (
        ngettext("%(n)s finding stands in the way.", "%(n)s findings stand in the way.", blocking)
        % {"n": blocking}
        if blocking
        else _("Nothing stands in the way.")
    )
    return Outcome(words, [_way(edition)], [*PREVIEW, FINDINGS])


@long_work("edition-freeze", may="publish", title=gettext_lazy("Freeze an edition"))
def freeze(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """Closes a draft that passes the gate."""
    edition = edition_of(given["edition"])
    if edition.state not in ("frozen", "signed"):
        told.step(0, None, _("Printing and checking"))
        serial = newest(edition).serial
        try:
            frozen(edition, _images(folder))
        except GateClosed as closed:
            _keep(folder, serial, edition, closed.passing)
            raise Fault(_closed(closed.passing)) from None
        except EditionError as error:
            keep(folder, serial, unprintable(error.problems, _text(edition)))
            raise
        edition.refresh_from_db()
    words = _("It is frozen. Its fingerprint: %(build)s") % {"build": edition.build}
    return Outcome(words, [_way(edition)])


@long_work("edition-sign", may="publish", title=gettext_lazy("Sign off an edition"))
def sign(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """The word of the viewer's organisation, once records and text are seen to be those that were frozen."""
    edition = edition_of(given["edition"])
    if given["build"] != edition.build:
        raise Fault(_("It was opened or frozen anew meanwhile. Look at it again, and sign that."))
    told.step(0, None, _("Comparing with what was frozen"))
    missing = signed(edition, _images(folder))
    words = (
        _("Signed off. Still to sign: %(names)s") % {"names": ", ".join(missing)}
        if missing
        else _("Signed off by every partner.")
    )
    return Outcome(words, [_way(edition)])


@long_work("edition-publish", may="publish", title=gettext_lazy("Publish an edition"))
def publish(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """All formats and the evidence package, and the edition is published; what is published stays so."""
    edition = edition_of(given["edition"])
    if not (edition.state in ("published", "corrected") and shelf_of(edition).is_dir()):
        signers = () if given.get("unsigned") else team_signers()
        asked = Asked(day_of(edition), _images(folder), None, signers)
        serial = newest(edition).serial
        try:
            published(edition, shelf_of(edition), asked, steps(told))
        except GateClosed as closed:
            _keep(folder, serial, edition, closed.passing)
            raise Fault(_closed(closed.passing)) from None
    sum_up(edition)
    return Outcome(_("It is published, with its evidence package."), [_way(edition)])


def _keep(folder: Path, serial: int, edition: Edition, passing: Passing, made: Made | None = None) -> None:
    lines = list(made.printed.lines()) if made else []
    keep(
        folder,
        serial,
        told_of(passing, _text(edition), lines),
        sources=sorted(made.printed.sources) if made else [],
        unused=list(passing.unused),
        counts={"compared": passing.compared, "not_compared": passing.not_compared},
    )


def _text(edition: Edition) -> Any:
    return parse(newest(edition).content)


def _closed(passing: Passing) -> str:
    first = plainly(passing.blocking[0])
    more = len(passing.blocking) - 1
    return _("%(first)s, and %(n)s more") % {"first": first, "n": more} if more else first


def _images(folder: Path) -> Path | None:
    """The folder of the files that were sent with it: pictures of the text, if it has any."""
    return folder if any(folder.iterdir()) else None


def _way(edition: Edition) -> tuple[str, str]:
    slug = Dossier.objects.get(pk=current().within).slug
    return _("The way to publication"), reverse("edition-publish", args=(slug, edition.slug))
