"""Places, heritage sites and facilities. Whose a place is, and of what it is part, is said by somebody."""

from __future__ import annotations

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, word
from sourcebook.dossier.models.record import Own, Part


class PlaceForm(models.TextChoices):
    """What a place is."""

    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    WATER = "water"
    HERITAGE_SITE = "heritage-site"
    FACILITY = "facility"
    OTHER = "other"


class Precision(models.TextChoices):
    """How exact the geometry is."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class Place(Own):
    """Somewhere. `geometry` is GeoJSON (RFC 7946), `heritage` the kind of heritage where it is one."""

    form = models.CharField(max_length=16, choices=PlaceForm.choices, default=PlaceForm.SETTLEMENT)
    heritage = word(80)
    geometry = models.JSONField(null=True, blank=True)
    precision = models.CharField(max_length=12, choices=Precision.choices, default=Precision.UNKNOWN)

    evidenced = ("names", "geometry", "wholes")
    searched = ("names.value",)


class PartOf(Part):
    """Of what a place is part, according to whom, and when."""

    whole = link()
    according_to = link()
    when = EdtfField()
    when_earliest = bound()
    when_latest = bound()
