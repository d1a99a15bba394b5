"""What stands on the desk of the team: long work that runs, and views of lists that somebody kept.

None of it is a record, and none of it leaves the dossier with an export.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.dossier import Dossier
from sourcebook.dossier.models.fields import text
from sourcebook.dossier.models.record import person


class WorkState(models.TextChoices):
    """Where long work stands. The last three are its ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Work(models.Model):
    """A piece of long work: an import, a check, a publication.

    `kind` names what is done, `given` what it was given (never a secret), `folder` where its files lie,
    within the folder of the data. `once` is what must not be done twice at a time: of two with the same one,
    one is waiting or running. `beat` is when whoever does it was last heard of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="works")
    account = person()
    kind = models.CharField(max_length=40)
    title = text()
    given = models.JSONField(default=dict)
    folder = models.CharField(max_length=200, blank=True, default="")
    once = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=WorkState.choices, default=WorkState.WAITING)
    done = models.BigIntegerField(default=0)
    of = models.BigIntegerField(null=True, blank=True)
    words = text()
    cancel_asked = models.BooleanField(default=False)
    tries = models.IntegerField(default=0)
    result = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    beat = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "once"],
                condition=models.Q(state__in=("waiting", "running")),
                name="work_once_at_a_time",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-made_at"], name="work_by_age"),
            models.Index(fields=["state", "made_at"], name="work_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class SavedView(models.Model):
    """A list with its filters, under a name; for oneself, or for all of the dossier where `shared`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="saved_views")
    account = person()
    name = models.CharField(max_length=120)
    page = models.CharField(max_length=60)
    query = text()
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "account", "name"], name="one_saved_view_a_name")
        ]

    def __str__(self) -> str:
        return self.name
