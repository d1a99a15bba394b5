"""What a text of an edition said is erased, where a person asked for it; that there was such a text stays."""

from __future__ import annotations

from django.db import transaction

from sourcebook.dossier.editions.saving import EditionRefused, held, newest
from sourcebook.dossier.models import Edition, EditionText
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.traces import leave_no_trace


def forget(edition: Edition, serial: int, reason: str) -> None:
    """Erases one text of an edition for good, with the reason it was saved for. Name nobody in `reason`.

    Not the text that counts: a draft is saved without the words first, a published edition corrected. Of a
    corrected edition each text may go; with its last one goes what was printed. Raises NotAllowed,
    EditionRefused.
    """
    current().must("erase")
    if not reason.strip():
        raise EditionRefused("say --why: the reason is what stays")
    with transaction.atomic():
        held(edition)
        if not EditionText.objects.filter(edition=edition, serial=serial).exists():
            raise EditionRefused(
                f"{edition.slug} has no text {serial}; `sourcebook edition texts` shows them"
            )
        last = newest(edition).serial == serial
        if last and edition.state != "corrected":
            first = "correct the edition" if edition.state == "published" else "save one without the words"
            raise EditionRefused(f"{edition.slug}: text {serial} is the one that counts: {first} first")
        with writing():
            EditionText.objects.filter(edition=edition, serial=serial).update(
                content="", why=f"Erased: {reason}"
            )
            if last:
                Edition.objects.filter(pk=edition.pk).update(lines=[])
        leave_no_trace()
