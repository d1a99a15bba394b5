"""Something said or decided: by whom, in which office, to whom, in which words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text, word
from sourcebook.dossier.models.record import Own, Part


class StatementForm(models.TextChoices):
    """What sort of statement it is; a `finding` is the team's own."""

    REMARK = "remark"
    REACTION = "reaction"
    MEASURE = "measure"
    RECOMMENDATION = "recommendation"
    RESPONSE = "response"
    FINDING = "finding"


class Manner(models.TextChoices):
    """Whether the words are the speaker's own, in whole or in part."""

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"


class Statement(Own):
    """Something said or decided. `points` are a measure's orders, or the actions that are recommended."""

    form = models.CharField(max_length=16, choices=StatementForm.choices, default=StatementForm.REMARK)
    when = EdtfField()
    when_earliest = bound()
    when_latest = bound()
    when_words = text()
    published = EdtfField()
    published_earliest = bound()
    published_latest = bound()
    published_words = text()
    occasion = link()
    place = link()
    about = link()
    text = text()
    language = word(35)
    translation = models.TextField(blank=True, default="")
    translation_language = word(35)
    translator = models.TextField(blank=True, default="")
    second_reader = models.TextField(blank=True, default="")
    manner = models.CharField(max_length=10, choices=Manner.choices, default=Manner.DIRECT)
    instrument = models.TextField(blank=True, default="")
    case = models.TextField(blank=True, default="")
    points = models.JSONField(default=list, blank=True)
    compliance = models.TextField(blank=True, default="")
    label = word(20)

    evidenced = ("text", "when", "speakers", "points")
    searched = (
        "text",
        "translation",
        "points",
        "instrument",
        "case",
        "speakers.words",
        "speakers.role_words",
    )
    dated = "when"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["form", "when_earliest"], name="statement_form")]


class SpeakerPart(models.TextChoices):
    """What somebody did with the statement."""

    SPEAKER = "speaker"
    SIGNATORY = "signatory"
    SUPPORTER = "supporter"
    AGAINST = "against"
    ABSTAINING = "abstaining"


class Speaker(Part):
    """Who said it. `office` is the relation that held on the day; `words` and `role_words` are as printed."""

    actor = link()
    part = models.CharField(max_length=12, choices=SpeakerPart.choices, default=SpeakerPart.SPEAKER)
    office = link()
    words = text()
    role_words = text()


class Addressee(Part):
    """To whom it was said."""

    actor = link()
    words = text()
