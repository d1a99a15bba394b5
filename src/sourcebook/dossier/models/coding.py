"""A code given to a record or a passage by one coder."""

from __future__ import annotations

from django.db import models

from sourcebook.dossier.models.fields import link, text, word
from sourcebook.dossier.models.record import Own, person


class Decision(models.TextChoices):
    """What became of a code."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Coding(Own):
    """A code of a version of a codebook, given by a coder to a record or to a passage of it."""

    codebook = word(80)
    codebook_version = word(40)
    code = word(120)
    about = link()
    passage = text()
    coder = person()
    confidence = models.FloatField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.OPEN)
    rationale = text()

    searched = ("passage", "rationale")
