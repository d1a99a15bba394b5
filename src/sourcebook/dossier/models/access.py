"""How people and programs come to a dossier, and what they looked at there: invitations, tokens, sightings.

Secrets are kept as hashes alone; a sighting is added and never changed.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.dossier import Dossier
from sourcebook.dossier.models.fields import text
from sourcebook.dossier.models.people import Organisation, Role
from sourcebook.dossier.models.record import person


class Invitation(models.Model):
    """A place in a dossier that is offered to somebody; taken with a link that is shown once.

    `token_hash` is SHA-256 of the secret in the link. It ends by being taken, withdrawn, or by its time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = person()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = person()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ApiToken(models.Model):
    """A key with which a program reads a dossier as the person who made it, and no more than they may see.

    `token_hash` is SHA-256 of the key, `hint` its first characters, by which a person knows which it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="api_tokens")
    account = person()
    name = models.CharField(max_length=120)
    hint = models.CharField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"


class Sighting(models.Model):
    """That somebody saw or did something: which page, which record, when. Never what stood there.

    `act` is "saw", "took out" (an export, a download), "changed", "came in", "was refused" and the like.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sightings")
    account = person()
    act = models.CharField(max_length=20)
    page = models.CharField(max_length=60)
    about = models.UUIDField(null=True, blank=True)
    detail = text()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-at"], name="sighting_by_age"),
            models.Index(fields=["dossier", "about", "-at"], name="sighting_of_record"),
            models.Index(fields=["dossier", "account", "-at"], name="sighting_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.page}"
