"""Paragraphs of what happened: an event, who is said to have done it, and the figures about it."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.publish.drafting.counted import figure_sentences
from sourcebook.publish.drafting.speaking import place_of
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Paragraph, Reference, plain_text
from sourcebook.publish.material import Plain
from sourcebook.text.folding import skeleton


def event_paragraph(record: Plain, writer: Writer, also: Sequence[Plain] = ()) -> Paragraph:
    """An event with its attribution and the figures about it. No doer is named without a claimant.

    `also` are events that the same sentence tells: one paragraph is of them all.
    """
    words = " ".join(record["fields"]["description"].split())
    events = [record, *also]
    claims = [claim for event in events for claim in writer.claims_about.get(event["id"], ())]
    # A figure whose words the description has would be said twice: it is cited beside it.
    told_already = [claim for claim in claims if _is_told(claim, words)]
    if words:
        sentences = _beside(writer.told(words, record), [*also, *told_already], writer)
    else:
        sentences = [_event(record, writer)]
    for event in events:
        sentences += _involved(event, words, writer) + _attributions(event, words, writer)
    if any(event["fields"]["date_role"] == "evidence" for event in events):
        sentences.append(writer.said("evidence_date", record))
    rest = [claim for claim in claims if claim not in told_already]
    return writer.paragraph(record, list(dict.fromkeys(sentences)), after=figure_sentences(rest, writer))


def _is_told(claim: Plain, words: str) -> bool:
    said = claim["fields"]["words"]
    return bool(said and words and skeleton(said) in skeleton(words))


def _beside(sentences: list[Inlines], records: list[Plain], writer: Writer) -> list[Inlines]:
    """Sentences in whose last mark other records are cited too."""
    if not records or not sentences:
        return sentences
    more = writer.reference(*records).cites
    *others, last = sentences
    *words, mark = last
    assert isinstance(mark, Reference)
    return [*others, (*words, Reference((*mark.cites, *more)))]


def _event(record: Plain, writer: Writer) -> Inlines:
    return writer.said(
        "event",
        record,
        date=writer.date(record),
        place=place_of(record, writer),
        act=plain_text(writer.fill("act", type=act_of(record, writer), words=_words(record))),
        victims=_names(record, "victim", writer),
    )


def _words(record: Plain) -> str:
    fields = record["fields"]
    return str(fields["words"] or fields["occasion"]).strip()


def act_of(record: Plain, writer: Writer) -> str:
    """The type of an event in words; one of another scheme by its code."""
    code = record["fields"]["type"] or "other"
    return writer.patterns.types.get(code) or plain_text(writer.fill("other_type", type=code))


def _rows(record: Plain, part: str) -> list[Plain]:
    return [row for row in record["parts"]["involvements"] if row["part"] == part]


def _names(record: Plain, part: str, writer: Writer, unnamed: bool = True) -> str:
    """Those of a part; `unnamed` counts those too who are kept from the public."""
    rows = _rows(record, part)
    named = [writer.naming.either(row["actor"], row["words"]) for row in rows]
    named.append(writer.unnamed(record, "involvements", rows, True) if unnamed else "")
    return writer.patterns.listed([name for name in dict.fromkeys(named) if name])


def _involved(record: Plain, words: str, writer: Writer) -> list[Inlines]:
    """Others who were involved, by their part; those of whom the words tell are not told again."""
    found = []
    for part, name in writer.patterns.parts.items():
        names = _names(record, part, writer, not words)
        if names and skeleton(names) not in skeleton(words):
            found.append(writer.said("part", record, part=name, names=names))
    if not words and writer.naming.hides(record, "involvements/"):
        found.append(writer.said("involved_hidden", record))
    return found


def _attributions(record: Plain, words: str, writer: Writer) -> list[Inlines]:
    """By whom it is said to have been done, according to whom: a sentence for each claimant."""
    by_claimant: dict[str, list[str]] = {}
    for row in _rows(record, "perpetrator"):
        name = writer.naming.either(row["actor"], row["words"])
        # A sentence of the record tells as much of them as the public may have.
        name = name or ("" if words else writer.unnamed(record, "involvements", [row], True))
        if name:
            by_claimant.setdefault(_claimant(row, record, writer), []).append(name)
    found = []
    for claimant, names in by_claimant.items():
        told = all(skeleton(name) in skeleton(words) for name in names)
        listed = writer.patterns.listed(list(dict.fromkeys(names)))
        if told and claimant in ("", writer.patterns.unnamed["source"]):
            # That no source is cited, or none that is public, the paragraph says as a whole.
            continue
        if not claimant:
            found.append(writer.said("attributed_to_nobody", record, perpetrators=listed))
        elif told:
            found.append(writer.said("attributed_told", record, claimant=claimant))
        else:
            found.append(writer.said("attributed", record, claimant=claimant, perpetrators=listed))
    return found


def _claimant(row: Plain, record: Plain, writer: Writer) -> str:
    """Who says so: whoever is named, else those who published it; never the team's own report."""
    who = row["attributed_to"]
    if not writer.naming.is_own(who) and (name := writer.naming.name_of(who)):
        return name
    if writer.naming.hides(record, f"involvements/{row['id']}/attributed_to"):
        return writer.patterns.unnamed["one"]
    published = writer.patterns.listed(writer.naming.publishers(writer.naming.sources(record)))
    return published or writer.in_place_of_a_source(record)
