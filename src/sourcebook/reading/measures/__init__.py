"""Measures: what a court or body ordered.

The convention, as the gold has it. A paragraph whose subject is a court that orders gives one measure with
its date, case, addressee and each thing ordered; a further order of the same court on another day gives
another. A measure that is only mentioned ("what the X Court indicated on 3 May"), also
inside what somebody else says, is a measure where no paragraph of its own reports the same court's order of
that day; several orders mentioned in one sentence are the last of them. In a judgment, each point of the
operative part is a measure of the court that delivered it. Courts of a country, outside a section on
rulings, belong to the events (trials), not here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.reading.analysis import Context
from sourcebook.reading.analysis.known import Known, known_names
from sourcebook.reading.candidates import Measure
from sourcebook.reading.measures.confidence import confidence
from sourcebook.reading.measures.contents import clause, obliging
from sourcebook.reading.measures.courts import names_court
from sourcebook.reading.measures.mentioned import mentioned, unreported
from sourcebook.reading.measures.operative import judgment, operative_points, without_number
from sourcebook.reading.measures.ordered import ordered
from sourcebook.reading.measures.words import Words, words_of
from sourcebook.reading.reactions.sections import in_rulings
from sourcebook.text import Span

__all__ = ["find_measures"]


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
    last: str | None = None
    for index, view in enumerate(context.views):
        rulings = in_rulings(view.paragraph, context.language)
        if not rulings and not _may_order(view.text, words, context.language):
            continue
        last = _court_of_case(view.text, found) or last
        own = list(ordered(index, view, known, words, rulings, last))
        found += own
        last = own[-1].body if own else last
        if not own:
            mentions += mentioned(index, view, known, words)
    found += unreported(mentions, found)
    return sorted(found, key=lambda measure: (measure.paragraph, measure.span))


def _court_of_case(text: str, found: list[Measure]) -> str | None:
    """The court that ordered earlier in a case whose parties a text names: whom "the Court" means there."""
    for measure in reversed(found):
        parties = (measure.case or "").rpartition("(")[2].rstrip(")")
        if parties and parties in text:
            return measure.body
    return None


def _may_order(text: str, words: Words, language: str) -> bool:
    """Whether a text has the words without which no measure is told: a quick look before the slow one."""
    if not (words.instrument.search(text) or words.strong.search(text)):
        return False
    return names_court(text, language) or words.protective.search(text) is not None


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
