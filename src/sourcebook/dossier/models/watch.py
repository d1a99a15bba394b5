"""What was monitored, by which criteria: without it no count has a denominator."""

from __future__ import annotations

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text, word
from sourcebook.dossier.models.record import Own, Part


class Watch(Own):
    """An outlet or channel watched over a period, and the criteria by which items were taken."""

    outlet = text()
    outlet_link = link()
    period = EdtfField()
    period_earliest = bound()
    period_latest = bound()
    period_words = text()
    criteria = text()
    language = word(35)

    searched = ("outlet", "criteria", "searches.query")
    dated = "period"


class WatchSearch(Part):
    """A search that was made, and how many items it found; none is a result too."""

    query = models.TextField()
    when = EdtfField()
    when_earliest = bound()
    when_latest = bound()
    found = models.PositiveIntegerField(null=True, blank=True)
    remark = text()
