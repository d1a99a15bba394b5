"""The one link that matters: why we may say so."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.capture import TextLayer
from sourcebook.dossier.models.fields import text, word
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import Level, Record


class Stance(models.TextChoices):
    """What the evidence does to what the record says."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Anchored(models.TextChoices):
    """Whether the passage stands where the selector says, moved with a newer text layer, or was lost."""

    ANCHORED = "anchored"
    MOVED = "moved"
    LOST = "lost"
    UNTARGETED = "untargeted"


class Evidence(models.Model):
    """Evidence for a record, or for one field or part of it (`field`; "" is the whole record).

    The target is a passage of a text layer by W3C Web Annotation selectors (exact, prefix, suffix, start and
    end in code points), or another record (`basis`), or an item on file that may not be shown (`on_file`).
    `level` and `owner` are those of the field it is for, where that is withheld.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="evidence")
    field = word(200)
    layer = models.ForeignKey(TextLayer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    exact = text()
    prefix = text()
    suffix = text()
    start = models.IntegerField(null=True, blank=True)
    end = models.IntegerField(null=True, blank=True)
    page = models.IntegerField(null=True, blank=True)
    locator = text()
    basis = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on_file = text()
    stance = models.CharField(max_length=12, choices=Stance.choices, default=Stance.SUPPORTS)
    state = models.CharField(max_length=12, choices=Anchored.choices, default=Anchored.UNTARGETED)
    level = models.SmallIntegerField(choices=Level.choices, default=Level.PUBLIC)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record", "field"], name="evidence_field")]

    def __str__(self) -> str:
        return self.exact or self.locator or self.on_file
