"""Something that happened: an incident, a trial, a speech, a meeting; and who was involved how."""

from __future__ import annotations

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text, word
from sourcebook.dossier.models.record import Own, Part


class DateRole(models.TextChoices):
    """What the date is of: the event itself, or the evidence by which it became known."""

    EVENT = "event"
    EVIDENCE = "evidence"


class Event(Own):
    """Something that happened. `words` are the act as written, `type` the code of `scheme` put on it."""

    scheme = word(80)
    type = word(80)
    words = text()
    when = EdtfField()
    when_earliest = bound()
    when_latest = bound()
    when_words = text()
    date_role = models.CharField(max_length=10, choices=DateRole.choices, default=DateRole.EVENT)
    place = link()
    parent = link()
    description = text()
    occasion = text()

    evidenced = ("type", "when", "place", "involvements")
    searched = ("words", "description", "occasion", "involvements.words")
    dated = "when"


class InvolvementPart(models.TextChoices):
    """What part somebody had."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    WITNESS = "witness"
    PARTICIPANT = "participant"
    ORGANISER = "organiser"
    DETAINEE = "detainee"
    OTHER = "other"


class Involvement(Part):
    """Somebody's part in an event, according to whom; in words where no actor is known."""

    actor = link()
    part = models.CharField(max_length=12, choices=InvolvementPart.choices, default=InvolvementPart.OTHER)
    attributed_to = link()
    words = text()
