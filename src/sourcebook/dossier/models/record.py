"""The parent of all records: what every kind has, so that lists, search and history treat them alike."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from sourcebook.dossier.models.dossier import Dossier
from sourcebook.dossier.models.fields import text, word
from sourcebook.dossier.models.people import Account, Organisation


class Status(models.TextChoices):
    """How far a record has come. Only what was reviewed counts; nothing is deleted, only withdrawn."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Level(models.IntegerChoices):
    """How sensitive a record or a field is."""

    PUBLIC = 0, "public"
    TEAM = 1, "team"
    RESTRICTED = 2, "restricted"
    SEALED = 3, "sealed"


class Origin(models.TextChoices):
    """Who proposed a record: a person, a sheet or library of the team, or a program that read a text."""

    PERSON = "person"
    IMPORT = "import"
    MACHINE = "machine"


def person() -> Any:
    """Who did something; kept although the account is closed."""
    return models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


_PUBLISHED_TO_ALL = models.Q(level__lte=0, status="published")


class Record(models.Model):
    """One record of any kind. Links between records point here.

    `label`, `summary`, `earliest`, `latest` are derived from the kind's own columns when it is saved: mixed
    lists read this table alone. `absent` says for an empty field why it is empty. `origin_key` says what it
    was read from, so that reading again finds it. `version` counts the saves. A sealed record has nothing
    here or in its kind's table that tells of its content: that lies in `Withheld`, encrypted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="records")
    kind = models.CharField(max_length=12)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    level = models.SmallIntegerField(choices=Level.choices, default=Level.TEAM)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    label = text()
    summary = text()
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    absent = models.JSONField(default=dict, blank=True)
    note = text()
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.PERSON)
    origin_key = word(200)
    confidence = models.FloatField(null=True, blank=True)
    made_by = person()
    made_at = models.DateTimeField()
    reviewed_by = person()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    published_by = person()
    published_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["dossier", "-made_at", "id"], name="record_recent"),
            models.Index(fields=["dossier", "kind", "-made_at", "id"], name="record_kind_recent"),
            models.Index(fields=["dossier", "status", "-made_at", "id"], name="record_status_recent"),
            models.Index(fields=["dossier", "earliest", "id"], name="record_timeline"),
            models.Index(fields=["dossier", "kind", "id"], name="record_kind_id"),
            models.Index(fields=["dossier", "origin_key"], name="record_origin"),
            # What the public sees may be few among many: it has indexes of its own.
            models.Index(
                fields=["dossier", "-made_at", "id"], name="public_recent", condition=_PUBLISHED_TO_ALL
            ),
            models.Index(
                fields=["dossier", "kind", "-made_at", "id"],
                name="public_kind_recent",
                condition=_PUBLISHED_TO_ALL,
            ),
            models.Index(
                fields=["dossier", "earliest", "id"], name="public_timeline", condition=_PUBLISHED_TO_ALL
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.label}"


class Own(models.Model):
    """What a kind's own table is: columns beside the parent row.

    `evidenced` names the columns and parts that must have evidence before the record is published, where they
    say anything; `searched` those that search looks through; `dated` the date that the record stands under.
    """

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="%(class)s"
    )

    evidenced: ClassVar[tuple[str, ...]] = ()
    searched: ClassVar[tuple[str, ...]] = ()
    dated: ClassVar[str] = ""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Part(models.Model):
    """What a repeated part of a record is: a row with its own id, in its place among the others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="%(class)s_set")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Theme(Part):
    """A code of a codebook, put on a record by one person."""

    codebook = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    code = models.CharField(max_length=120)
    put_by = person()
    put_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["codebook", "code", "record"], name="theme_code")]
