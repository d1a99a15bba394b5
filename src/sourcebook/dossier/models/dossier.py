"""A dossier: what one team, of one or several organisations, knows about its subject."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import text


class Dossier(models.Model):
    """A dossier and its policies.

    `policy` holds what the team decided: `names` (which of several names of a place the team's own text
    uses), `languages`, `event_scheme`. `vault` is the public half of its keys and the wrapped private half,
    None until a passphrase was chosen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(max_length=300)
    description = text()
    policy = models.JSONField(default=dict, blank=True)
    vault = models.JSONField(null=True, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Codebook(models.Model):
    """A version of a codebook that the dossier chose: its codes, as read from its YAML file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="codebooks")
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "name", "version"], name="one_codebook_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
