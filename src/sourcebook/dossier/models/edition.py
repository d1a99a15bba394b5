"""Editions of the report, every text they had, who signed them off; and captures that may be handed out."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.dossier import Dossier
from sourcebook.dossier.models.fields import text, word
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import Record, person


class EditionState(models.TextChoices):
    """How far an edition has come. What is published is never changed: a corrected one takes its place."""

    DRAFT = "draft"
    FROZEN = "frozen"
    SIGNED = "signed"
    PUBLISHED = "published"
    CORRECTED = "corrected"


class Edition(models.Model):
    """An edition: its texts lie in `EditionText`, the newest counts.

    From freezing on, `build` is the hash of text and records, `rests_on` the version of each record that the
    text refers to. `lines` is what was printed, kept so that a correction can say what it changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(max_length=80, allow_unicode=True)
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    made_at = models.DateTimeField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    build = models.CharField(max_length=64, blank=True, default="")
    rests_on = models.JSONField(default=dict, blank=True)
    lines = models.JSONField(default=list, blank=True)
    published_by = person()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "slug"], name="edition_slug")]

    def __str__(self) -> str:
        return self.slug


class EditionText(models.Model):
    """One saved text of an edition, in Markdown: who saved it and why. Kept for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="texts")
    serial = models.PositiveIntegerField()
    content = models.TextField()
    who = person()
    at = models.DateTimeField()
    why = text()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "serial"], name="edition_text_serial")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.serial}"


class SignOff(models.Model):
    """A partner's word for one build of an edition. Another build needs another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sign_offs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    build = models.CharField(max_length=64)
    who = person()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "organisation", "build"], name="one_word_a_build")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.build[:8]}"


class Release(models.Model):
    """A capture that a person cleared for handing out, and why; withdrawn where consent was.

    `sha256` is of the bytes that were looked at: other bytes are not cleared by it. It stays when the capture
    is sealed or erased, so that whoever has a copy can be told which one to destroy.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="releases")
    capture = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="releases")
    sha256 = word(64)
    who = person()
    at = models.DateTimeField()
    why = models.TextField()
    withdrawn_by = person()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = text()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["capture"], condition=models.Q(withdrawn_at=None), name="released_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.capture_id)
