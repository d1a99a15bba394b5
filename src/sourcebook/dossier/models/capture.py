"""One preserved copy of a source: its bytes by hash, the text taken from it, and who had it in hand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import link, text, word
from sourcebook.dossier.models.record import Own, Part


class Capture(Own):
    """A preserved copy. The bytes lie in the store of captures under `sha256`; `size` is in bytes."""

    source = link()
    sha256 = word(64)
    size = models.BigIntegerField(default=0)
    media_type = word(120)
    file_name = text()
    requested_url = text()
    final_url = text()
    captured_at = models.DateTimeField(null=True, blank=True)
    accessed = models.DateField(null=True, blank=True)
    tool = word(120)
    tool_version = word(40)
    package = text()

    searched = ("file_name",)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sha256"], name="capture_sha256")]


class TextLayer(Part):
    """Text taken from a capture by one version of one extractor. Evidence points into it.

    `sha256` is that of the text in UTF-8; `pages` has the offset at which each page begins, in code points;
    `current` marks the newest layer of a capture.
    """

    sha256 = models.CharField(max_length=64)
    extractor = models.CharField(max_length=120)
    version = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    language = word(35)
    pages = models.JSONField(default=list, blank=True)
    current = models.BooleanField(default=True)
    text = models.TextField()


class CustodyEntry(Part):
    """Who did what with a capture, and when (Berkeley Protocol, paragraph 167)."""

    at = models.DateTimeField()
    who = text()
    act = models.CharField(max_length=60)
    detail = text()
