"""Persons, bodies, groups and offices; the names by which each is called, and by whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text, word
from sourcebook.dossier.models.record import Own, Part


class ActorForm(models.TextChoices):
    """What an actor is."""

    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    OFFICE = "office"


class Public(models.TextChoices):
    """Whether somebody acts in public. Who is not known to is treated as private."""

    PUBLIC = "public"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Minor(models.TextChoices):
    """Whether somebody is a minor. Unknown is treated as yes."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Consent(models.TextChoices):
    """What somebody said to being named; it can be withdrawn."""

    NOT_ASKED = "not-asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not-needed"


class Actor(Own):
    """A person, body, group or office. `pseudonym` is what the public reads instead of the names."""

    form = models.CharField(max_length=10, choices=ActorForm.choices, default=ActorForm.PERSON)
    public = models.CharField(max_length=10, choices=Public.choices, default=Public.UNKNOWN)
    minor = models.CharField(max_length=10, choices=Minor.choices, default=Minor.UNKNOWN)
    consent = models.CharField(max_length=12, choices=Consent.choices, default=Consent.NOT_ASKED)
    consent_scope = text()
    pseudonym = text()

    evidenced = ("names",)
    searched = ("names.value", "pseudonym")


class Name(Part):
    """A name of an actor or place: its language and script, by whom it is used, and since when."""

    value = models.TextField()
    language = word(35)
    script = word(4)
    used_by = link()
    since = EdtfField()
    since_earliest = bound()
    since_latest = bound()
    until = EdtfField()
    until_earliest = bound()
    until_latest = bound()
    main = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record"], name="name_record")]
