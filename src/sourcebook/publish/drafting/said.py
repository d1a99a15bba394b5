"""Paragraphs of what somebody said: remarks, responses, and reactions of institutions."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.publish.drafting.quoting import Quoted, in_marks, language_name, original_note, quoted
from sourcebook.publish.drafting.speaking import (
    Speakers,
    addressees_of,
    is_named_in,
    names_of,
    occasion_of,
    place_of,
    speakers_of,
    verb_of,
)
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Paragraph, plain_text
from sourcebook.publish.material import Plain

_VOTES = {"signatory": "signed", "supporter": "supported", "against": "against", "abstaining": "abstaining"}


def statement_paragraph(records: Sequence[Plain], writer: Writer) -> Paragraph:
    """One statement, or several of one speaker on one occasion, as a paragraph."""
    first, *others = records
    sentences = _first(first, writer)
    for record in others:
        sentences += _again(record, writer)
    return writer.paragraph(first, sentences)


def together(record: Plain, other: Plain) -> bool:
    """Whether two statements were made by the same speakers on the same occasion and day."""
    return (
        record["kind"] == other["kind"] == "statement"
        and record["fields"]["form"] == other["fields"]["form"] == "remark"
        and bool(record["fields"]["occasion"])
        and all(record["fields"][name] == other["fields"][name] for name in ("occasion", "when", "place"))
        # Two of whom nothing is told are not for that the same one.
        and _who(record) == _who(other) != []
        and all(_who(record))
        and other["fields"]["manner"] != "indirect"
    )


def _who(record: Plain) -> list[str]:
    return [row["actor"] or row["words"] for row in record["parts"]["speakers"]]


def _first(record: Plain, writer: Writer) -> list[Inlines]:
    speakers = speakers_of(record, writer)
    found = quoted(record, writer.material, writer.patterns.language)
    if found is None:
        told = hidden_words if writer.naming.hides(record, "text") else _wordless
        return [told(record, speakers, writer), *votes(record, writer)]
    if record["fields"]["manner"] == "indirect":
        return [*_indirect(record, found, speakers, writer), *votes(record, writer)]
    return [_quoted(record, found, speakers, writer), *votes(record, writer)]


def _quoted(record: Plain, found: Quoted, speakers: Speakers | None, writer: Writer) -> Inlines:
    where = _where(record, writer)
    words: dict[str, Inlines | str | None] = {
        "quotation": in_marks(found, writer),
        "translated": _translated(found, writer),
    }
    if speakers is None:
        return _unattributed(record, {**where, **words}, found, writer)
    form = record["fields"]["form"]
    told: dict[str, Inlines | str | None] = {**where, **words, "speaker": speakers.phrase}
    told["verb"] = verb_of(record, speakers, writer)
    if form == "response":
        template, told["about"] = "response", about(record, writer)
    elif is_partial(record, found):
        template, told["addressees"] = "partial", addressees_of(record, writer)
    else:
        template, told["addressees"] = "remark", addressees_of(record, writer)
        if form == "reaction":
            template, told["instrument"] = "reaction", _instrument(record)
    return _noted(writer.fill(template, **told), record, found, writer)


def _noted(told: Inlines, record: Plain, found: Quoted, writer: Writer) -> Inlines:
    """A sentence with its mark; of a translation with a note that has the original too."""
    note = original_note(found, writer, record)
    return (*writer.sentence(told), *note) if note else writer.sentence(told, record)


def is_partial(record: Plain, found: Quoted) -> bool:
    """Whether words are quoted that are no sentence: so recorded, or begun with a small letter."""
    return record["fields"]["manner"] == "partial" or found.passages[0][:1].islower()


def _again(record: Plain, writer: Writer) -> list[Inlines]:
    """A further statement of the same speaker on the same occasion. Neither sex nor pronoun is recorded."""
    speakers = speakers_of(record, writer, short=True)
    found = quoted(record, writer.material, writer.patterns.language)
    if found is None or speakers is None:
        return _first(record, writer)
    template = "again_partial" if is_partial(record, found) else "again"
    told = writer.fill(
        template,
        speaker=speakers.phrase,
        verb=verb_of(record, speakers, writer),
        quotation=in_marks(found, writer),
        translated=_translated(found, writer),
    )
    return [_noted(told, record, found, writer), *votes(record, writer)]


def _where(record: Plain, writer: Writer) -> dict[str, Inlines | str | None]:
    return {
        "date": writer.date(record),
        "occasion": occasion_of(record, writer),
        "place": place_of(record, writer),
    }


def _translated(found: Quoted, writer: Writer) -> str:
    if found.translated_from:
        told = writer.fill("translated", language=language_name(found.translated_from, writer))
        return plain_text(told)
    if found.language:
        return plain_text(writer.fill("in_language", language=language_name(found.language, writer)))
    return ""


def _unattributed(
    record: Plain, told: dict[str, Inlines | str | None], found: Quoted, writer: Writer
) -> Inlines:
    """A statement whose speaker is not known: according to whoever published it."""
    publishers = writer.naming.publishers(writer.naming.sources(record))
    source = writer.patterns.listed(publishers) or writer.in_place_of_a_source(record)
    if source:
        told["source"] = source
    return _noted(writer.fill("unattributed" if source else "nobody", **told), record, found, writer)


def _indirect(record: Plain, found: Quoted, speakers: Speakers | None, writer: Writer) -> list[Inlines]:
    """Reported speech: whole sentences stand as they are, a clause behind "said that"."""
    words = " ".join(found.passages)
    name = speakers_of(record, writer, short=True)
    whole = words[:1].isupper() and words.rstrip().endswith((".", "”", '"', "!", "?", "»", "…"))
    if whole or speakers is None:
        # Where somebody of several is named in the words, they say who speaks.
        named = is_named_in(words, record["parts"]["speakers"], writer)
        return writer.told(words, record, "" if named or name is None or not name.named else name.phrase)
    told = {**_where(record, writer), "speaker": speakers.phrase, "told": words.strip().rstrip(".")}
    told |= {"verb": verb_of(record, speakers, writer), "addressees": addressees_of(record, writer)}
    return [writer.said("indirect", record, **told)]


def _wordless(record: Plain, speakers: Speakers | None, writer: Writer) -> Inlines:
    """A statement without words: that it was made is all that is known."""
    if speakers is None:
        return writer.said("told", record, date=writer.date(record), told=record["label"] or record["kind"])
    told = {**_where(record, writer), "speaker": speakers.phrase, "addressees": addressees_of(record, writer)}
    return writer.said("wordless", record, **told, instrument=_instrument(record))


def hidden_words(record: Plain, speakers: Speakers | None, writer: Writer) -> Inlines:
    """A statement whose words are kept from the public."""
    where = _where(record, writer)
    if speakers is None:
        return writer.said("words_hidden_of_nobody", record, **where)
    told = {**where, "speaker": speakers.phrase, "addressees": addressees_of(record, writer)}
    return writer.said("words_hidden", record, **told)


def _instrument(record: Plain) -> str:
    return str(record["fields"]["instrument"]).strip()


def about(record: Plain, writer: Writer) -> str:
    """What a statement is about, where that is an actor, a place or an event with words of its own."""
    target = writer.naming.record(record["fields"]["about"])
    if target is None:
        return ""
    if target["kind"] in ("actor", "place"):
        return writer.naming.name_of(target["id"])
    return str(target["fields"].get("words") or target["fields"].get("case") or "")


def votes(record: Plain, writer: Writer) -> list[Inlines]:
    """Who signed, supported, opposed it or abstained, a sentence each."""
    speaks = any(row["part"] == "speaker" for row in record["parts"]["speakers"])
    found = []
    for part, template in _VOTES.items():
        names = names_of(record, part, writer)
        # Signatories without a speaker have spoken already.
        if names and (part != "signatory" or speaks):
            found.append(writer.said(template, record, names=names))
    return found
