"""Paragraphs of what was decided or asked for: measures of courts, recommendations, the team's findings."""

from __future__ import annotations

from sourcebook.publish.drafting.said import hidden_words, votes
from sourcebook.publish.drafting.speaking import addressees_of, is_named_in, speakers_of
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Item, Paragraph, Text
from sourcebook.publish.material import Plain
from sourcebook.text.folding import skeleton


def measure_paragraph(record: Plain, writer: Writer) -> Paragraph:
    """A court's measure: who ordered what in which case, the orders as a list, compliance as told by whom.

    A measure of which no orders are recorded stands in the words of its record.
    """
    points = [str(point).strip() for point in record["fields"]["points"] if str(point).strip()]
    speakers = speakers_of(record, writer)
    if not points or speakers is None:
        text = record["fields"]["translation"] or record["fields"]["text"]
        if not text and writer.naming.hides(record, "text", "points"):
            told = hidden_words(record, speakers, writer)
            return writer.paragraph(record, [told, *_after(record, text, writer)])
        name = speakers_of(record, writer, short=True)
        named = name is None or not name.named or is_named_in(text, record["parts"]["speakers"], writer)
        sentences = list(
            writer.told(text or record["label"], record, "" if named or not name else name.phrase)
        )
        return writer.paragraph(record, [*sentences, *_after(record, text, writer)])
    after = [*votes(record, writer), *_after(record, "", writer)]
    # The list carries on the last sentence, so what else is to be said stands before it.
    more = bool(after) or not writer.naming.is_citable(record)
    opening = writer.fill(
        "measure_first" if more else "measure",
        date=writer.date(record),
        speaker=speakers.phrase,
        instrument=record["fields"]["instrument"].strip(),
        case=record["fields"]["case"].strip(),
        addressees=addressees_of(record, writer),
    )
    items = tuple(_item(point, n == len(points) - 1) for n, point in enumerate(points))
    if not more:
        return writer.paragraph(record, [], items, [writer.sentence((*opening, Text(":")), record)])
    listed = writer.sentence((*writer.fill("orders"), Text(":")))
    return writer.paragraph(record, [writer.sentence(opening, record), *after], items, [listed])


def _item(point: str, last: bool) -> Item:
    stop = "." if last else ";"
    return Item((Text(point if point.endswith((".", ";", "!", "?")) else point + stop),))


def _after(record: Plain, told: str, writer: Writer) -> list[Inlines]:
    """Compliance: in the words of the record, and by whom it is asserted."""
    found = []
    compliance = " ".join(record["fields"]["compliance"].split())
    if compliance and skeleton(compliance) not in skeleton(told):
        found.append(writer.said("compliance", record, told=compliance))
    for followup in sorted(writer.followups_of.get(record["id"], ()), key=_as_of):
        found += followup_sentences(followup, writer, "")
    return found


def _as_of(followup: Plain) -> tuple[str, str]:
    return followup["fields"]["as_of"], followup["id"]


def followup_sentences(followup: Plain, writer: Writer, target: str) -> list[Inlines]:
    """What became of a measure or recommendation by a day, according to whom."""
    fields = followup["fields"]
    claimant = writer.naming.name_of(fields["asserted_by"])
    if writer.naming.hides(followup, "asserted_by"):
        claimant = writer.patterns.unnamed["one"]
    claimant = claimant or writer.patterns.listed(writer.naming.publishers(writer.naming.sources(followup)))
    claimant = claimant or writer.in_place_of_a_source(followup)
    told = " ".join(fields["description"].split()).rstrip(".")
    values: dict[str, Inlines | str | None] = {
        "date": writer.date(followup, "as_of") if fields["as_of"] else "",
        "claimant": claimant or writer.material.title,
        "outcome": writer.patterns.outcomes[fields["outcome"] or "unclear"],
        "told": told,
    }
    if target:
        return [writer.said("followup_of", followup, **values, target=target)]
    return [writer.said("followup", followup, **values)]


def recommendation_paragraph(record: Plain, writer: Writer) -> Paragraph:
    """A recommendation in its own words, else of its actions and addressees; what became of it behind it.

    One of the team's own rests on no source and has no note.
    """
    fields = record["fields"]
    points = [str(point).strip().rstrip(".;") for point in fields["points"] if str(point).strip()]
    text = " ".join((fields["translation"] or fields["text"]).split())
    speakers = speakers_of(record, writer)
    if not text and not points and writer.naming.hides(record, "text", "points"):
        sentences = [hidden_words(record, speakers, writer)]
    elif speakers is not None:
        told = text or writer.patterns.listed(points)
        values = {"speaker": speakers.phrase, "addressees": addressees_of(record, writer)}
        sentences = [
            writer.said("recommendation_by", record, date=writer.date(record), points=told, **values)
        ]
    elif text:
        sentences = [writer.sentence((Text(text),), record)]
    else:
        rows = record["parts"]["addressees"]
        to = addressees_of(record, writer) or writer.unnamed(record, "addressees", rows, False)
        listed = writer.patterns.listed(points) or record["label"]
        told_ = writer.fill("recommendation", addressees=to, points=listed) if to else (Text(listed),)
        sentences = [writer.sentence(told_, record)]
    return writer.paragraph(record, [*sentences, *_after(record, text, writer)])


def finding_paragraph(record: Plain, writer: Writer) -> Paragraph:
    """A finding of the team's own, with the reference that leads to what it rests on."""
    text = record["fields"]["translation"] or record["fields"]["text"]
    if not text and writer.naming.hides(record, "text"):
        return writer.paragraph(record, [hidden_words(record, speakers_of(record, writer), writer)])
    return writer.paragraph(record, writer.told(text or record["label"], record))
