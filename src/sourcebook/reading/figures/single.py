"""Figures without a numeral: "within a week", "left a guard dead", "built in 1811", "the second largest".

The gold counts a bare "a week" as one week, a person said to be dead or wounded as one person, the year a
monument was built as its date, and a rank as its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.languages import words as word_list
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.numbers import Number
from sourcebook.reading.figures.words import Words


def single_numbers(
    view: ParagraphView, start: int, end: int, words: Words, language: str
) -> Iterator[tuple[str, Number]]:
    """The path and the number of each figure without a numeral in `text[start:end]`."""
    text = view.text
    for match in words.one_unit.finditer(text, start, end):
        if _numeral(match["one"], words):
            continue
        qualified = words.qualifier.search(text, max(start, match.start() - 40), match.start())
        sense = words.qualifiers[" ".join(qualified["words"].casefold().split())] if qualified else None
        if words.deictic.match(text, match.end()) and sense in (None, "only"):
            continue
        if qualified or words.measures_time.match(text, match.end()):
            yield "one unit", Number(match.start(), match.end("one"), 1.0, kind="words")
    for match in words.one_person.finditer(text, start, end):
        if not _numeral(match["one"], words):
            yield "one person", Number(match.start(), match.end("one"), 1.0, kind="words")
    for date in view.dates:
        if date.precision != "year" or not date.edtf.isdigit() or not start <= date.start < end:
            continue
        if words.construction.search(text, max(start, date.start - 40), date.start):
            yield "built", Number(date.start, date.end, float(date.edtf))
    ordinals = word_list("numbers", language).get("ordinals", {})
    for match in words.rank.finditer(text, start, end):
        value = ordinals.get(match["ordinal"].casefold())
        if value:
            yield "rank", Number(match.start("ordinal"), match.end("ordinal"), float(value), kind="words")


def _numeral(word: str, words: Words) -> bool:
    """ "One" is found as a number already; "a", "an", "un" are not."""
    return word.casefold() in words.numerals
