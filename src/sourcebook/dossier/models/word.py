"""Who was sent which text of an edition, what came back, what was proposed in it, and how it was decided.

The files themselves lie in the store of preserved bytes, as captures do, under their sha256. What was read of
a file that came back is kept as it was read: a later version of the program numbers nothing anew.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from sourcebook.dossier.models.edition import Edition
from sourcebook.dossier.models.fields import text as words
from sourcebook.dossier.models.fields import word
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.models.people import Organisation
from sourcebook.dossier.models.record import person


class Sending(models.Model):
    """A text of an edition that was sent as a Word file: to whom, by whom, the exact bytes.

    `text` is the number of the text, `build` the state that the file names. `partner` is as it was given,
    `organisation` the one of the dossier that it names, `until` the day by which an answer is asked for.
    Without `sha256` the bytes were erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sendings")
    serial = models.PositiveIntegerField()
    text = models.PositiveIntegerField()
    build = word(64)
    partner = word(200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = word(64)
    size = models.BigIntegerField(default=0)
    who = person()
    at = models.DateTimeField()
    note = words()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "serial"], name="sending_serial")]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="sending_sha256")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.serial}"


class Taking(models.Model):
    """A Word file that came back: from whom, who took it in, the exact bytes, and what was read of it.

    `sending` is what it was made of, none where nobody knows; `text` the number of the text that it was
    compared with: one of the sending's edition (which this one corrects), else of its own. `script` holds
    base and changes in one, `comments` the comments of the file, `references` what became of each reference,
    `remarks` what else was told, as (sort, line). Without `sha256` it was erased.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="takings")
    serial = models.PositiveIntegerField()
    sending = models.ForeignKey(
        Sending, on_delete=models.PROTECT, null=True, blank=True, related_name="takings"
    )
    text = models.PositiveIntegerField()
    partner = word(200)
    file_name = words()
    sha256 = word(64)
    size = models.BigIntegerField(default=0)
    who = person()
    at = models.DateTimeField()
    script = models.JSONField(default=dict, blank=True)
    comments = models.JSONField(default=list, blank=True)
    references = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "serial"], name="taking_serial")]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="taking_sha256")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.serial}"


class ProposedChange(models.Model):
    """One change that a file proposes, and how it stands.

    `serial` counts through the edition, `change` is its number in the script of the taking. `author` and
    `date` are as the file has them, `block` the key of its block, `before` and `after` the words taken out
    and put in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="proposed")
    taking = models.ForeignKey(Taking, on_delete=models.PROTECT, related_name="proposed")
    serial = models.PositiveIntegerField()
    change = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    author = words()
    date = word(40)
    tracked = models.BooleanField(default=False)
    block = models.PositiveIntegerField()
    where = words()
    before = words()
    after = words()
    sentence = words()
    becomes = words()
    note = words()
    state = models.CharField(max_length=10, choices=Decided.choices, default=Decided.OPEN)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "serial"], name="proposed_serial"),
            models.UniqueConstraint(fields=["taking", "change"], name="proposed_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["edition", "state", "serial"], name="proposed_open")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.serial}"


class ChangeDecision(models.Model):
    """What somebody decided about a proposed change, and why; the newest counts, and none is taken away.

    What was accepted went into the text of number `text`, with `wording` where somebody found words of their
    own for its sentence. A decision "open" takes a rejection back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    proposed = models.ForeignKey(ProposedChange, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=10, choices=Decided.choices)
    who = person()
    at = models.DateTimeField()
    why = words()
    text = models.PositiveIntegerField(null=True, blank=True)
    wording = words()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["proposed", "at"], name="decision_proposed")]

    def __str__(self) -> str:
        return f"{self.proposed_id} {self.state}"
