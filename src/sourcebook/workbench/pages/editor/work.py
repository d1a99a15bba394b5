"""An edition is drafted from many records in the background."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from sourcebook.dossier.models import Dossier
from sourcebook.dossier.seen import current
from sourcebook.publish.editing import drafted
from sourcebook.publish.edition import Front
from sourcebook.workbench.work import Outcome, Told, long_work


@long_work("draft-edition", may="create", title=gettext_lazy("Draft an edition"))
def draft_edition(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
    """The edition of this name, from the records that are published; what it leaves out is told."""
    front = Front(
        given["title"],
        period=given["period"],
        language=given["language"] or "en",
        outline=given["outline"],
        house=given["house"] or "report",
    )
    told.step(0, 1, gettext("reading the records"))
    with told.ending() as ended:
        edition, untold = drafted(given["name"], front, given["outline"], commands=False)
        slug = Dossier.objects.get(pk=current().within).slug
        link = (gettext("Open the edition"), reverse("edition", args=(slug, edition.slug)))
        return ended(Outcome(gettext("The draft is there."), links=[link], lines=untold))
