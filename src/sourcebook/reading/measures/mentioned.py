"""Measures that a paragraph only mentions, inside what somebody else says or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.dates import DateMention, bounds
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.known import Known
from sourcebook.reading.candidates import Measure
from sourcebook.reading.measures.confidence import confidence
from sourcebook.reading.measures.contents import clause, compliance
from sourcebook.reading.measures.courts import courts, is_international
from sourcebook.reading.measures.words import Words
from sourcebook.text import Span
from sourcebook.text.folding import skeleton

# After a court's name, before its order: an abbreviation in brackets, the possessive, up to two small words.
_FOLLOWING = re.compile(r"(?:[’']s?|\s?\([\w.-]{2,12}\)){0,3}\s+(?:[a-z]+\s+){0,2}?(?=\w+)")


def mentioned(index: int, view: ParagraphView, known: Known, words: Words) -> Iterator[Measure]:
    """A measure that a sentence only mentions: an instrument, its court and its day close together."""
    for sentence in view.sentences:
        if not words.mentionable.search(view.text, *sentence):
            continue
        for span, name in courts(view.text, known, *sentence):
            instrument = _instrument_of(view.text, span, sentence, words)
            if instrument is None or not is_international(name, known):
                continue
            dates = _days_after(view, max(instrument.end, span.end), sentence)
            if not dates:
                continue
            tail = view.text[dates[-1].end : sentence.end]
            who, orders = clause(tail, words, known.language)
            yield Measure(
                paragraph=index,
                span=sentence,
                body=name,
                date=dates[-1].edtf,
                case=None,
                addressee=who,
                orders=tuple(orders),
                compliance=compliance(view, instrument.start - 80, words),
                notes=view.notes_within(sentence.start, len(view.text)),
                confidence=confidence("measures mentioned"),
                cues=("measures mentioned", view.text[instrument.start : instrument.end]),
            )
            break


def _instrument_of(text: str, court: Span, sentence: Span, words: Words) -> Span | None:
    """The order that is this court's: "the X Court's Orders", "the measures indicated by the X Court"."""
    following = _FOLLOWING.match(text, court.end)
    near = (
        words.mentionable.search(text, following.end(), min(sentence.end, following.end() + 40))
        if following
        else None
    )
    if following and near and not text[following.end() : near.start()].strip():
        return Span(*near.span())
    for match in words.mentionable.finditer(text, sentence.start, court.start):
        between = text[match.end() : court.start]
        if len(between) < 60 and words.issued_by.fullmatch(between):
            return Span(*match.span())
    return None


def _days_after(view: ParagraphView, start: int, sentence: Span) -> list[DateMention]:
    """The days and months of a date run that begins near `start`: "of 22 May, and reaffirmed on 6 July"."""
    found: list[DateMention] = []
    at = start
    for date in view.dates_within(start, sentence.end):
        if date.start - at > 50 or date.precision not in ("day", "month"):
            break
        found.append(date)
        at = date.end
    return found


def unreported(mentions: list[Measure], reported: list[Measure]) -> Iterator[Measure]:
    """Mentions of orders that no paragraph of their own reports, each once."""
    seen = list(reported)
    for mention in mentions:
        if not any(same_body(mention.body, one.body) and _overlap(mention.date, one.date) for one in seen):
            seen.append(mention)
            yield mention


def same_body(one: str, other: str) -> bool:
    """Whether two names of courts are one, or one a part of the other; abbreviations in brackets aside."""
    a, b = (skeleton(re.sub(r"\([^()]*\)", "", name)).strip() for name in (one, other))
    return a in b or b in a


def _overlap(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    first, second = bounds(one), bounds(other)
    return first[0] <= second[1] and second[0] <= first[1]
