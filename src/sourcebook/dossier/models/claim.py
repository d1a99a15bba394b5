"""A figure, a condition or a contested fact, and who claims it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text, word
from sourcebook.dossier.models.record import Own


class Claim(Own):
    """What somebody claims about a record.

    A number has `low`, `best`, `high` as far as they are said, `rule` ("at least", "about") and `unit`; a
    condition has a `term` of a `scheme`. `words` are the claim as written. `part_of` is the larger figure
    that this one is included in, so that totals do not count it twice.
    """

    about = link()
    property = word(200)
    words = text()
    low = models.FloatField(null=True, blank=True)
    best = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    rule = word(40)
    unit = word(80)
    as_of = EdtfField()
    as_of_earliest = bound()
    as_of_latest = bound()
    as_of_words = text()
    scheme = word(80)
    term = word(120)
    part_of = link()
    claimant = link()
    claimant_words = text()
    relayed_by = link()

    evidenced = ("words", "low", "best", "high", "term", "claimant")
    searched = ("property", "words", "term", "claimant_words")
    dated = "as_of"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["about", "property"], name="claim_about")]
