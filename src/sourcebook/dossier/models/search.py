"""What search looks through: one row a searched text, folded, with the level of what it came from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.capture import TextLayer
from sourcebook.dossier.models.fields import text, word
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import Level, Record


class SearchText(models.Model):
    """A searched text of a record. Sealed texts have no row.

    A record's own texts are kept in `text`; of a text layer only the stretch `start` to `end` is named. The
    engines keep their indexes beside this table by triggers (SQLite) or a generated column (PostgreSQL).
    """

    id = models.BigAutoField(primary_key=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(choices=Level.choices)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    field = word(200)
    layer = models.ForeignKey(TextLayer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.IntegerField(default=0)
    end = models.IntegerField(default=0)
    text = text()
    folded = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["record"], name="search_record")]

    def __str__(self) -> str:
        return self.folded[:80]
