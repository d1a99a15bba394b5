"""An item that can be cited, and the addresses it stands at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import EdtfField, bound, link, text, word
from sourcebook.dossier.models.record import Own, Part


class SourceForm(models.TextChoices):
    """What sort of thing a source is."""

    WEB_PAGE = "web-page"
    ARTICLE = "article"
    POST = "post"
    VIDEO = "video"
    AUDIO = "audio"
    IMAGE = "image"
    REPORT = "report"
    BOOK = "book"
    DECISION = "decision"
    LEGISLATION = "legislation"
    DOCUMENT = "document"
    DATASET = "dataset"
    INTERVIEW = "interview"
    OTHER = "other"


class Source(Own):
    """An item that can be cited. `csl` keeps what a reference library said beyond these columns."""

    form = models.CharField(max_length=20, choices=SourceForm.choices, default=SourceForm.WEB_PAGE)
    publisher = text()
    authors = models.JSONField(default=list, blank=True)
    title = text()
    title_language = word(35)
    title_translated = text()
    language = word(35)
    published = EdtfField()
    published_earliest = bound()
    published_latest = bound()
    published_words = text()
    accessed = models.DateField(null=True, blank=True)
    derived_from = link()
    symbol = text()
    details = text()
    csl = models.JSONField(default=dict, blank=True)

    searched = ("title", "title_translated", "publisher", "authors", "symbol", "details")
    dated = "published"


class UrlRole(models.TextChoices):
    """What an address is to its source: the one cited, a copy in an archive, or where it led in the end."""

    CITED = "cited"
    ARCHIVED = "archived"
    FINAL = "final"


class SourceUrl(Part):
    """An address. `key` is the address without what may differ though it leads to the same page."""

    url = models.TextField()
    key = models.TextField()
    role = models.CharField(max_length=10, choices=UrlRole.choices, default=UrlRole.CITED)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key"], name="source_url_key")]
