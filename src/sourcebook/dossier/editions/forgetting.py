"""What a text of an edition said is erased, where a person asked for it; that there was such a text stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from sourcebook.dossier.editions.saving import EditionRefused, held, newest
from sourcebook.dossier.models import (
    ChangeDecision,
    Edition,
    EditionText,
    ProposedChange,
    Sending,
    Taking,
)
from sourcebook.dossier.models.history import Decided
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.files import remove_unused
from sourcebook.dossier.write.traces import leave_no_trace


def forget(edition: Edition, serial: int, reason: str) -> None:
    """Erases one text of an edition for good, with the reason it was saved for. Name nobody in `reason`.

    With it go the files in which it was sent, those that came back of it, and those from which changes went
    into it, with all that was read of them; that they were sent, taken in and decided stays. Not the text
    that counts: a draft is saved without the words first, a published edition corrected. Of a corrected
    edition each text may go; with its last one goes what was printed. Raises NotAllowed, EditionRefused: also
    where changes of such a file still wait for a decision.
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
        sendings, takings = _of_text(edition, serial)
        _all_decided(edition, takings)
        with writing():
            EditionText.objects.filter(edition=edition, serial=serial).update(
                content="", why=f"Erased: {reason}"
            )
            if last:
                Edition.objects.filter(pk=edition.pk).update(lines=[])
        _erase(sendings, takings, reason)
        leave_no_trace()


def forget_taking(taking: Taking, reason: str) -> None:
    """Erases a file that came back, with all that was read of it, for good. Name nobody in `reason`.

    What was accepted of it stays in the texts. Raises NotAllowed, EditionRefused: where changes of it still
    wait for a decision.
    """
    current().must("erase")
    if not reason.strip():
        raise EditionRefused("say --why: the reason is what stays")
    with transaction.atomic():
        held(taking.edition)
        _all_decided(taking.edition, [taking])
        _erase([], [taking], reason)
        leave_no_trace()


def _of_text(edition: Edition, serial: int) -> tuple[list[Sending], list[Taking]]:
    """The files that a text was sent in, and those that hold words of it: made of it, or gone into it."""
    sendings = list(Sending.objects.filter(edition=edition, text=serial))
    of_sending = Taking.objects.filter(sending__in=sendings)
    compared = Taking.objects.filter(edition=edition, sending=None, text=serial)
    into = ChangeDecision.objects.filter(edition=edition, text=serial)
    gone_in = Taking.objects.filter(pk__in=into.values("proposed__taking_id"))
    found = {one.pk: one for rows in (of_sending, compared, gone_in) for one in rows}
    return sendings, sorted(found.values(), key=lambda one: one.serial)


def _all_decided(edition: Edition, takings: Sequence[Taking]) -> None:
    waiting = ProposedChange.objects.filter(taking__in=takings, state=Decided.OPEN)
    serials = sorted(set(waiting.values_list("taking__serial", flat=True)))
    if serials:
        told = ", ".join(map(str, serials))
        raise EditionRefused(
            f"{edition.slug}: {waiting.count()} changes of what came back ({told}) wait for a decision: "
            "accept or reject them first (`sourcebook changes`)"
        )


def _erase(sendings: Sequence[Sending], takings: Sequence[Taking], reason: str) -> None:
    """The words and bytes of files; the rows stay."""
    hashes = [*(one.sha256 for one in sendings), *(one.sha256 for one in takings)]
    erased = f"Erased: {reason}"
    changes = ProposedChange.objects.filter(taking__in=takings)
    words = dict.fromkeys(("author", "where", "before", "after", "sentence", "becomes", "note"), "")
    read: dict[str, Any] = {"script": {}, "comments": [], "references": []}
    with writing():
        Sending.objects.filter(pk__in=[one.pk for one in sendings]).update(sha256="", size=0, note=erased)
        Taking.objects.filter(pk__in=[one.pk for one in takings]).update(
            sha256="", size=0, file_name="", remarks=[["erased", erased]], **read
        )
        ChangeDecision.objects.filter(proposed__in=changes.values("pk")).update(why=erased, wording="")
        changes.update(**words)
    transaction.on_commit(lambda: remove_unused(hashes))
