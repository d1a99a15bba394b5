"""Values that not everybody who sees a record may see: kept apart from it, in rows of their own."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.fields import word
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import Level, Record


class Withheld(models.Model):
    """The value of a field (or of a part, "names/<id>"; or the whole record, "") above the record's level.

    Up to restricted it is plain (`value`); sealed it is a ciphertext (`sealed`) that the keeper's passphrase
    opens. `why` tells a value withheld by decision ("field") from a link withheld because its target is
    ("link").
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="withheld")
    field = word(200)
    level = models.SmallIntegerField(choices=Level.choices)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=8, default="field")
    value = models.JSONField(null=True, blank=True)
    sealed = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "field"], name="one_withheld_value_a_field")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.field}"
