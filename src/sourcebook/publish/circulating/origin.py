"""What a file that came back was made of: told by the ids in it; where an editor dropped them, by its words.

The same sentences in many texts of one edition are the rule, so the most recent of the sendings whose text
agrees best is taken, and it is told that nobody knows for certain.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sourcebook.dossier.editions import EditionRefused, newest
from sourcebook.dossier.models import Edition, EditionText, Sending
from sourcebook.dossier.seen import current
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.word.flow import Token
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.tokens import text_of

# Of a file less of whose text is in a text of the edition, nobody can say that it was made of it.
_LEAST = 0.2


@dataclass(frozen=True)
class Origin:
    """What a file was made of: into which edition it is taken, the sending, the text, and how that is known.

    Without a sending it is compared with `text` as it would be sent now. `told` are lines for whoever takes.
    """

    edition: Edition
    sending: Sending | None
    text: EditionText
    told: tuple[str, ...] = ()


def origin_of(text: WordText, name: str, edition: Edition | None, partner: str = "") -> Origin:
    """Finds it; `edition` is the one that was named, `partner` who is said to have sent the file.

    Raises EditionRefused: for a file of another edition than the named one, or of another dossier, and where
    too little of its words is in any text that was sent.
    """
    sending = _sending(text.sending)
    if sending is None and text.edition and not _is_here(text.edition) and edition is None:
        raise EditionRefused(
            f"{name} was made of an edition that is not in this dossier; choose the dossier with --dossier, "
            "or compare it with an edition of this one: --edition NAME"
        )
    if sending is not None:
        return _of_sending(sending, name, edition)
    named = edition or (Edition.objects.filter(pk=text.edition).first() if text.edition else None)
    return _by_words(text, name, named, partner)


def _sending(id: str) -> Sending | None:
    try:
        pk = uuid.UUID(id)
    except ValueError:
        return None
    found = Sending.objects.filter(pk=pk, edition__dossier_id=current().within).select_related("edition")
    return found.first()


def _is_here(edition: str) -> bool:
    try:
        pk = uuid.UUID(edition)
    except ValueError:
        return False
    return Edition.objects.filter(pk=pk, dossier_id=current().within).exists()


def _of_sending(sending: Sending, name: str, edition: Edition | None) -> Origin:
    own = sending.edition
    if not sending.sha256:
        raise EditionRefused(
            f"{name} was made of text {sending.text} of {own.slug}, which was erased: nothing is left to "
            "compare it with"
        )
    if edition is not None and own.pk not in _lineage(edition):
        raise EditionRefused(
            f"{name} was made of {own.slug}, not of {edition.slug}: take it with --edition {own.slug}"
        )
    into = edition or own
    told = []
    if into.pk != own.pk:
        told.append(f"sent as text {sending.text} of {own.slug}, which {into.slug} corrects")
    last = newest(into).serial
    if into.pk == own.pk and last != sending.text:
        told.append(f"sent as text {sending.text}; the edition is at text {last}")
    return Origin(into, sending, _text(own, sending.text), tuple(told))


def _lineage(edition: Edition) -> set[uuid.UUID]:
    """An edition and all that it corrects, one after the other."""
    found = {edition.pk}
    above = edition.corrects_id
    while above is not None and above not in found:
        found.add(above)
        above = Edition.objects.values_list("corrects_id", flat=True).get(pk=above)
    return found


def _text(edition: Edition, serial: int) -> EditionText:
    return EditionText.objects.get(edition=edition, serial=serial)


def _by_words(text: WordText, name: str, named: Edition | None, partner: str) -> Origin:
    """Of a file without our ids: the sending whose text agrees best with it."""
    said = Counter(_paragraphs(text))
    rows = Sending.objects.filter(edition__dossier_id=current().within).exclude(sha256="")
    if named is not None:
        rows = rows.filter(edition__in=_lineage(named))
    sendings = list(rows.select_related("edition").order_by("-at", "-serial"))
    of_partner = [one for one in sendings if partner and one.partner.casefold() == partner.casefold()]
    best = _best(said, of_partner or sendings)
    if best is not None:
        share, sending, content = best
        into = named or sending.edition
        return Origin(into, sending, content, (_told(share, sending, into),))
    if named is not None:
        last = newest(named)
        if _agreeing(said, last) >= _LEAST:
            told = "it does not say what it was made of, and nothing that was sent fits: compared with text"
            return Origin(named, None, last, (f"{told} {last.serial}",))
    what = f"of {named.slug}" if named else "that was sent from this dossier"
    raise EditionRefused(
        f"{name} does not say what it was made of, and its words are those of no text {what}; a draft of "
        "somebody else becomes an edition of its own with --new NAME"
    )


def _told(share: float, sending: Sending, into: Edition) -> str:
    own = f" of {sending.edition.slug}" if into.pk != sending.edition_id else ""
    return (
        f"it does not say what it was made of; {share:.0%} of its paragraphs are in text {sending.text}{own} "
        f"sent to {sending.partner}: compared with that"
    )


def _best(said: Counter[str], sendings: Sequence[Sending]) -> tuple[float, Sending, EditionText] | None:
    """The first of those that agree best, and how far; each text is looked at once."""
    best: tuple[float, Sending, EditionText] | None = None
    looked: set[tuple[uuid.UUID, int]] = set()
    for sending in sendings:
        if (sending.edition_id, sending.text) in looked:
            continue
        looked.add((sending.edition_id, sending.text))
        content = _text(sending.edition, sending.text)
        share = _agreeing(said, content)
        if share >= _LEAST and (best is None or share > best[0]):
            best = share, sending, content
    return best


def _agreeing(said: Counter[str], text: EditionText) -> float:
    """How much of what a file says is in a text, from 0 to 1, by whole paragraphs."""
    if not text.content:
        return 0.0
    own = Counter(filter(None, (_bare(block.tokens) for block in flow_of(parse(text.content)).blocks)))
    return (said & own).total() / max(1, said.total())


def _paragraphs(text: WordText) -> Iterator[str]:
    for block in text.blocks:
        # As it was before somebody's tracked changes.
        words = _bare(bit.was or bit.token for bit in block.bits if bit.inserted is None)
        if words:
            yield words


def _bare(tokens: Iterable[Token]) -> str:
    return " ".join(text_of(tokens).split()).casefold()
