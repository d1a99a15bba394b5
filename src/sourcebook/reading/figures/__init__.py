"""Figures: which numbers a report claims, how they are qualified, what they count, who claims them.

The convention, as the gold has it. A figure is a number that counts or measures something and that the
report itself states. Not figures: dates and times of day; numbers of articles, resolutions, cases, pages
and other labels; numbers in names ("Mk-25", "Orsel 24", "the 12-day war" once it has been named);
ordinals; numbers that point back ("these two countries", "the two sides"); and every number inside a
quotation, which is the speaker's claim and belongs to the statement. Figures without a numeral are a
bare unit that measures ("within a week", "a decade of"), a single person said to be dead or wounded, the
year a monument was built, and a rank ("second largest"). A qualifier is kept apart from the value: "at
least 40" has value 40, low 40; "up to 38", "within two weeks" have a high; a range has ends and no value;
a rough number ("several dozen") has its words only. A word for people gives the unit "persons".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from sourcebook.reading.analysis import Context, ParagraphView
from sourcebook.reading.analysis.claimants import claimant
from sourcebook.reading.analysis.numbers import Number, find_numbers
from sourcebook.reading.candidates import Figure
from sourcebook.reading.figures.measure import Measured, measure
from sourcebook.reading.figures.nesting import Counted, parents
from sourcebook.reading.figures.own import is_own, labels_listed, unquoted
from sourcebook.reading.figures.single import single_numbers
from sourcebook.reading.figures.words import Words, words_of
from sourcebook.text import Span

__all__ = ["find_figures"]


class _Found(NamedTuple):
    path: str
    number: Number
    measured: Measured


def find_figures(context: Context) -> list[Figure]:
    """The figures of a document, in order of reading; `parent` is a position in this list.

    Values are in the unit stated (people are "persons"), shares in percent. Dates are EDTF.
    """
    words = words_of(context.language)
    named: set[tuple[float | None, str, str]] = set()
    figures: list[Figure] = []
    for index, view in enumerate(context.views):
        found = [f for f in _found(view, words, context.language) if not _named_before(view, f, words, named)]
        first = len(figures)
        counted = [
            Counted(f.number.start, f.number.end, f.number.value or f.number.high, f.measured.unit)
            for f in found
        ]
        wholes = parents(view.text, view.sentences, counted, words)
        claimants = _claimants(view, found, words, context.language)
        figures += (
            _figure(index, view, f, whole if whole is None else first + whole, who)
            for f, whole, who in zip(found, wholes, claimants, strict=True)
        )
    return figures


def _found(view: ParagraphView, words: Words, language: str) -> list[_Found]:
    found: list[_Found] = []
    for start, end in unquoted(view):
        numbers = find_numbers(view.text, language, start, end)
        listed = labels_listed(view.text, numbers, words)
        last: Number | None = None
        for number in numbers:
            if number.start not in listed and is_own(view, number, words, last):
                last = number
                measured = measure(view.text, number, words, view.sentence_at(number.start))
                found.append(_Found(_path(number, measured), number, measured))
        for path, number in single_numbers(view, start, end, words, language):
            measured = measure(view.text, number, words, view.sentence_at(number.start))
            if path == "built":
                measured = measured._replace(unit="year", quantity="year of construction", end=number.end)
            elif path == "rank":
                measured = measured._replace(unit="rank")
            found.append(_Found(path, number, measured))
    return list(_same_people(view, sorted(found, key=lambda f: f.number.start)))


def _same_people(view: ParagraphView, found: list[_Found]) -> Iterator[_Found]:
    """ "Killing 8 villagers and wounding 12": a bare number beside people counts people."""
    last: _Found | None = None
    for f in found:
        if last and f.measured.unit is None and last.measured.unit == "persons":
            near = f.number.start - last.measured.end <= 40
            if near and view.sentence_at(f.number.start) == view.sentence_at(last.number.start):
                f = f._replace(measured=f.measured._replace(unit="persons"))
        last = f
        yield f


def _path(number: Number, measured: Measured) -> str:
    if number.kind == "rough":
        return "rough"
    if measured.unit == "persons":
        return "numeral with people"
    if measured.unit is None:
        return "bare numeral"
    return "numeral with noun" if measured.unit in measured.quantity else "numeral with unit"


def _named_before(
    view: ParagraphView, found: _Found, words: Words, named: set[tuple[float | None, str, str]]
) -> bool:
    """ "The 12-day war" is a figure where it is first named, in the numbered text as in what precedes it."""
    number, measured = found.number, found.measured
    if view.text[number.end : number.end + 1] != "-" or not words.periods.search(measured.quantity):
        return False
    region = "numbered" if view.paragraph.label else "front"
    key = (number.value, measured.quantity.split(" ")[0].casefold(), region)
    if key in named:
        return True
    named.add(key)
    return False


def _claimants(view: ParagraphView, found: list[_Found], words: Words, language: str) -> Iterator[str | None]:
    """Who claims each figure; a sentence that goes on ("Another 205 were wounded") keeps the claimant."""
    last: str | None = None
    last_end = 0
    for f in found:
        sentence = view.sentence_at(f.number.start)
        own = claimant(view.text, sentence, f.number.start, language)
        goes_on = sentence.end == last_end or words.continuing.match(view.text, sentence.start)
        last = own or (last if goes_on else None)
        last_end = sentence.end
        yield last


def _figure(index: int, view: ParagraphView, found: _Found, parent: int | None, who: str | None) -> Figure:
    number, measured, text = found.number, found.measured, view.text
    sentence = view.sentence_at(number.start)
    return Figure(
        paragraph=index,
        span=Span(measured.start, measured.end),
        quantity=measured.quantity,
        value=number.value,
        low=measured.low,
        high=measured.high,
        qualifier=measured.qualifier,
        unit=measured.unit,
        as_of=_as_of(view, sentence, number),
        attributed_to=who,
        text=text[measured.start : measured.end],
        parent=parent,
        notes=view.notes_within(number.start, sentence.end),
        confidence=confidence(found.path),
        cues=(found.path,),
    )


def _as_of(view: ParagraphView, sentence: Span, number: Number) -> str | None:
    """The date nearest in the sentence, else the one the paragraph opens with."""
    own = [d for d in view.dates_within(*sentence) if not d.start <= number.start < d.end]
    if own:
        return min(own, key=lambda d: abs(d.start - number.start)).open_end()
    opening = view.dates_within(0, view.sentences[0].end) if view.sentences else ()
    return opening[0].open_end() if opening else None


@cache
def _confidences() -> dict[str, float]:
    return dict(yaml.safe_load((Path(__file__).parent / "confidence.yaml").read_text("utf-8")))


def confidence(path: str) -> float:
    """How often figures found by this path were right in the gold."""
    return float(_confidences()[path])
