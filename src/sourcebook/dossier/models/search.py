"""What search looks through: the texts of each record, folded, with the level of what they came from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.capture import TextLayer
from sourcebook.dossier.models.fields import text
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import Level, Record


class SearchText(models.Model):
    """The texts of a record that have one level and owner, or a stretch of a text layer.

    Sealed texts have no row. A record's own texts are kept in `text`, one after another; `fields` says which
    begins where: [[path, start], ...]. Of a text layer only the stretch `start` to `end` is named. `folded`
    has the words as search compares them; triggers keep the engines' indexes of it (see `search.schema`).
    """

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(choices=Level.choices)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    layer = models.ForeignKey(TextLayer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.IntegerField(default=0)
    end = models.IntegerField(default=0)
    fields = models.JSONField(default=list, blank=True)
    text = text()
    folded = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record"], name="search_record")]

    def __str__(self) -> str:
        return self.folded[:80]
