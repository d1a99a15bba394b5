"""The editions of a dossier: how far each has come, and what keeps the next one from its next step."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sourcebook.dossier.editions.partners import needs_signing
from sourcebook.dossier.models import Edition, EditionText, ProposedChange
from sourcebook.dossier.models.edition import EditionState
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.seen import current

_ON_THE_WAY = (EditionState.DRAFT, EditionState.FROZEN, EditionState.SIGNED)


def editions() -> QuerySet[Edition]:
    """The editions, the newest first, each with `saved_at`, `texts_saved` and how many `changes` of partners
    nobody decided yet; one query."""
    changes = ProposedChange.objects.filter(edition=OuterRef("pk"), state=Decided.OPEN).order_by()
    texts = EditionText.objects.filter(edition=OuterRef("pk")).order_by("-serial")
    found = Edition.objects.filter(dossier_id=current().within).defer("lines", "rests_on")
    return found.annotate(
        saved_at=Subquery(texts.values("at")[:1]),
        texts_saved=Subquery(texts.values("serial")[:1]),
        changes=Subquery(changes.values("edition").annotate(number=Count("pk")).values("number")[:1]),
    ).order_by("-made_at", "id")


def blocks(edition: Edition) -> Iterator[str]:
    """What is still to be done before an edition of `editions` is published, in words; two queries for one
    that is frozen. What the gate finds in the text, the gate says."""
    if edition.state not in _ON_THE_WAY:
        return
    if not edition.texts_saved:  # type: ignore[attr-defined]
        yield _("no text is saved yet")
    number = edition.changes or 0  # type: ignore[attr-defined]
    if number:
        yield ngettext(
            "%(n)s change in a returned Word file to decide",
            "%(n)s changes in returned Word files to decide",
            number,
        ) % {"n": number}
    if edition.state == EditionState.DRAFT:
        yield _("the text is not frozen yet")
    elif edition.state == EditionState.FROZEN:
        for name in needs_signing(edition):
            yield _("%(name)s has not signed off") % {"name": name}
