"""Measures: what a court or body ordered.

The convention, as the gold has it. A paragraph whose subject is a court that orders gives one measure with
its date, case, addressee and each thing ordered; a further order of the same court on another day gives
another. A measure that is only mentioned ("the interim measures indicated by the X Court on 3 May"), also
inside what somebody else says, is a measure where no paragraph of its own reports the same court's order of
that day; several orders mentioned in one sentence are the last of them. In a judgment, each point of the
operative part is a measure of the court that delivered it. Courts of a country, outside a section on
rulings, belong to the events (trials), not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from sourcebook.dates import DateMention, bounds
from sourcebook.reading.analysis import Context, ParagraphView
from sourcebook.reading.analysis.actors import Actor, actor
from sourcebook.reading.analysis.clauses import masked
from sourcebook.reading.analysis.known import Known, known_names
from sourcebook.reading.analysis.subjects import subject
from sourcebook.reading.candidates import Measure
from sourcebook.reading.measures.contents import case_of, clause, compliance, obligations, obliging, order_to
from sourcebook.reading.measures.courts import courts, is_international, names_court
from sourcebook.reading.measures.operative import judgment, operative_points, without_number
from sourcebook.reading.measures.words import Words, words_of
from sourcebook.reading.reactions.sections import in_rulings
from sourcebook.text import Span
from sourcebook.text.folding import skeleton

__all__ = ["find_measures"]

# After a court's name, before its order: an abbreviation in brackets, the possessive, up to two small words.
_FOLLOWING = re.compile(r"(?:[’']s?|\s?\([\w.-]{2,12}\)){0,3}\s+(?:[a-z]+\s+){0,2}?(?=\w+)")


def find_measures(context: Context) -> list[Measure]:
    """The measures of a document, in order of reading. Dates are EDTF."""
    known = known_names(context)
    words = words_of(context.language)
    points = list(_operative(context, known))
    if points:
        # A judgment orders in its operative part; what it says of other courts is history or case law.
        return points
    found: list[Measure] = []
    mentions: list[Measure] = []
    for index, view in enumerate(context.views):
        if not (words.instrument.search(view.text) or words.strong.search(view.text)):
            continue
        if not names_court(view.text, known.language) and not words.protective.search(view.text):
            continue
        own = list(_ordered(index, view, known, words))
        found += own
        if not own:
            mentions += _mentioned(index, view, known, words)
    found += _unreported(mentions, found)
    return sorted(found, key=lambda measure: (measure.paragraph, measure.span))


def _ordered(index: int, view: ParagraphView, known: Known, words: Words) -> Iterator[Measure]:
    """The measures of a paragraph in which a court is the subject that orders."""
    mask = masked(view)
    rulings = in_rulings(view.paragraph, known.language)
    said: list[tuple[str, str | None]] = []
    for sentence in view.sentences:
        read = _court_orders(view, mask, sentence, known, words, rulings)
        if read is None:
            continue
        court, verb = read
        date = _date(view, mask, sentence, verb)
        if any(_same_body(court.body, body) and (date is None or date == day) for body, day in said):
            continue
        if any(_same_body(court.body, body) for body, _ in said) and not words.instrument.search(
            mask, verb, sentence.end
        ):
            continue
        said.append((court.body, date))
        who, orders = clause(view.text[verb : sentence.end], words, known.language)
        named, obliged = obligations(view, verb, words, known.language)
        yield Measure(
            paragraph=index,
            span=Span(sentence.start, len(view.text)) if len(view.sentences) > 1 else sentence,
            body=court.body,
            date=date or (said[0][1] if said else None),
            case=case_of(view.text, words),
            addressee=named or who or order_to(view.text, sentence, words),
            orders=tuple(dict.fromkeys(obliged or orders)),
            compliance=compliance(view, sentence.end, words),
            notes=view.notes_within(sentence.start, len(view.text)),
            confidence=confidence("court orders"),
            cues=("court orders", court.cue, view.text[verb : verb + 24].split(" ")[0]),
        )


def _court_orders(
    view: ParagraphView, mask: str, sentence: Span, known: Known, words: Words, rulings: bool
) -> tuple[Actor, int] | None:
    """The court that is the subject of an ordering verb of a sentence, and where the verb stands."""
    for match in words.orders.finditer(mask, sentence.start, sentence.end):
        named = subject(view.text, mask, sentence.start, match.start(), known.language)
        if named is None or named.refers_back:
            continue
        who = actor(named.phrases, known)
        if who is None or who.speaker is not None:
            continue
        protective = words.protective.search(mask, match.start(), sentence.end) is not None
        if who.kind != "court" and not (protective and who.kind in ("igo", "body")):
            continue
        beyond = is_international(who.body, known) or protective
        if rulings or (words.strong.match(mask, match.start()) and beyond):
            return who, match.start()
    return None


def _date(view: ParagraphView, mask: str, sentence: Span, verb: int) -> str | None:
    """The day of the order: the first date of the sentence up to just after the verb, outside quotations."""
    dates = [d for d in view.dates_within(*sentence) if mask[d.start : d.end] == view.text[d.start : d.end]]
    before = [d for d in dates if d.start < verb] or [d for d in dates if d.start < verb + 80]
    return before[0].edtf if before else None


def _mentioned(index: int, view: ParagraphView, known: Known, words: Words) -> Iterator[Measure]:
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


def _unreported(mentions: list[Measure], reported: list[Measure]) -> Iterator[Measure]:
    """Mentions of orders that no paragraph of their own reports, each once."""
    seen = list(reported)
    for mention in mentions:
        if not any(_same_body(mention.body, one.body) and _overlap(mention.date, one.date) for one in seen):
            seen.append(mention)
            yield mention


def _same_body(one: str, other: str) -> bool:
    a, b = (skeleton(re.sub(r"\([^()]*\)", "", name)).strip() for name in (one, other))
    return a in b or b in a


def _overlap(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    first, second = bounds(one), bounds(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _operative(context: Context, known: Known) -> Iterator[Measure]:
    points = list(operative_points(context))
    common = judgment(context, known, points[0].paragraph) if points else None
    if common is None:
        return
    words = words_of(context.language)
    for point in points:
        view = context.views[point.paragraph]
        yield Measure(
            paragraph=point.paragraph,
            span=Span(0, len(view.text)),
            body=common.body,
            date=common.date,
            case=common.case,
            addressee=_point_orders(view.text, point.orders, words, context.language)[0],
            orders=_point_orders(view.text, point.orders, words, context.language)[1],
            notes=view.paragraph.notes,
            confidence=confidence("operative point" if point.orders else "operative finding"),
            cues=("operative point", "orders" if point.orders else "decides"),
        )


def _point_orders(text: str, orders: bool, words: Words, language: str) -> tuple[str | None, tuple[str, ...]]:
    """Addressee and orders of a point; one that only decides is given as it stands."""
    bare = without_number(text)
    if orders:
        reads = (clause, obliging) if words.contents.match(bare) else (obliging, clause)
        for read in reads:
            who, found = read(bare, words, language)
            if found:
                return who, tuple(found)
    return None, (bare,)


@cache
def _counts() -> dict[str, list[int]]:
    return dict(yaml.safe_load((Path(__file__).parent / "confidence.yaml").read_text("utf-8")))


def confidence(path: str) -> float:
    """How often measures told by this path were right, one of each kind added (Laplace's rule)."""
    right, found = _counts()[path]
    return (right + 1) / (found + 2)
