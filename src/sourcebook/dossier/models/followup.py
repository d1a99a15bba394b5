"""What became of a measure or a recommendation, as somebody asserts."""

from __future__ import annotations

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text
from sourcebook.dossier.models.record import Own


class Outcome(models.TextChoices):
    """How far it was complied with."""

    COMPLIED = "complied"
    PARTLY = "partly"
    NOT_COMPLIED = "not-complied"
    UNCLEAR = "unclear"
    PENDING = "pending"


class FollowUp(Own):
    """What became of a measure or recommendation (`target`) by a day, according to whom."""

    target = link()
    outcome = models.CharField(max_length=14, choices=Outcome.choices, default=Outcome.UNCLEAR)
    as_of = EdtfField()
    as_of_earliest = bound()
    as_of_latest = bound()
    as_of_words = text()
    asserted_by = link()
    description = text()

    evidenced = ("outcome", "as_of", "asserted_by")
    searched = ("description",)
    dated = "as_of"
