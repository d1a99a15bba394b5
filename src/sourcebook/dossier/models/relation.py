"""An actor's tie to another, in time: an office held, a membership."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text
from sourcebook.dossier.models.record import Own


class RelationType(models.TextChoices):
    """What ties two actors."""

    HOLDS_OFFICE = "holds-office"
    MEMBER_OF = "member-of"
    PART_OF = "part-of"
    RELATED = "related"


class Relation(Own):
    """A tie. `title` is the office in the words printed; `when` the time for which it is known."""

    subject = link()
    type = models.CharField(max_length=16, choices=RelationType.choices, default=RelationType.HOLDS_OFFICE)
    object = link()
    title = text()
    when = EdtfField()
    when_earliest = bound()
    when_latest = bound()
    when_words = text()

    evidenced = ("title", "when")
    searched = ("title",)
    dated = "when"

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "type", "when_earliest"], name="relation_subject")
        ]
