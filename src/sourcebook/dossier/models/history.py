"""Who changed what, when and why; and proposals that wait for somebody to decide."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.dossier import Dossier
from sourcebook.dossier.models.fields import text, word
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import Level, Record, person


class Revision(models.Model):
    """One act of somebody: a save, an import, a merge. `undo_of` is the revision that it took back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="revisions")
    act = models.CharField(max_length=40)
    who = person()
    at = models.DateTimeField()
    why = text()
    undo_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "-at", "id"], name="revision_recent")]

    def __str__(self) -> str:
        return f"{self.act} {self.at}"


class Change(models.Model):
    """What a revision did to one record.

    `before` and `after` hold the values that differ, by path ("status", "fields/text", "parts/names/<id>",
    "evidence/<id>"); both are empty where the record was made. `level` is that of the most sensitive value
    in it; sealed ones lie in `sealed`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="changes")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    level = models.SmallIntegerField(choices=Level.choices, default=Level.PUBLIC)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record", "-version"], name="change_record")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.version}"


class ProposalKind(models.TextChoices):
    """What is proposed: two records are one; a record changed in a corrected text; it is no longer there."""

    MERGE = "merge"
    CHANGE = "change"
    WITHDRAW = "withdraw"


class Decided(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Proposal(models.Model):
    """Something that a program proposes and a person decides. `key` keeps it from being made twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=ProposalKind.choices)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="proposals")
    other = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    payload = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=Decided.choices, default=Decided.OPEN)
    made_at = models.DateTimeField()
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True)
    key = word(200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "state", "kind"], name="proposal_open")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "key"], name="proposal_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id} {self.other_id or ''}"
