"""duration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sourcebook.checks.clock import span_of, written
from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.lengths import (
    Length,
    LengthWords,
    find_lengths,
    fits,
    length_words,
    meant_for,
)
from sourcebook.checks.rules.dates.openings import own_dates
from sourcebook.checks.rules.dates.starts import starts_of
from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation

Days = tuple[date, date]
Placed = tuple[ParagraphView, Length]
# How far from a length the date that it leads to, or its interval, may stand.
_BESIDE = 40
# How far before a length the day may stand that it is counted from.
_BACK = 2000
_PHRASE = r"(?P<phrase>[\w’'-]+(?:\s[\w’'-]+){0,3})"
_NOUN = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class _Measured:
    """A length with the two dates it lies between, and what shows them."""

    length: Length
    first: Days
    last: Days
    sides: tuple[Side, ...]
    uncertain: bool


class Duration(Rule):
    """A length of time does not fit the dates it lies between.

    ## What it does
    Looks for lengths ("208 days", "ten months") whose two ends the report gives: an interval in the same
    sentence, "until" with a date and the day on which the paragraph opens, "eleven days later, on 6 April",
    or "for ten months because of the siege" where the report says elsewhere when the siege began. Months,
    weeks and years may be rounded; "about", "over" and "nearly" are heeded.

    ## Why it matters
    Anyone can count. A wrong length beside two dates makes the reader doubt all three.

    ## Example
    Fails: "From 15 February to 10 September 2031 the road was closed for 240 days."
    Passes: "From 15 February to 10 September 2031 the road was closed for 207 days."

    ## False alarms
    A length that is counted from another event than the date beside it. Such findings, where the first date
    stands in another sentence, are marked as uncertain.
    """

    name = "duration"
    family = "dates"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Lengths that do not fit."""
        lengths = list(_lengths(report, length_words(report.words("dates"))))
        for one in (*_between_dates(report, lengths), *_since_named(report, lengths)):
            if fits(one.length, one.first, one.last):
                continue
            length = one.length
            days = (one.last[0] - one.first[0]).days
            yield self.finding(
                f"The text counts {length.value:g} {length.unit}{'s' if length.value != 1 else ''}; from "
                f"{written(one.first[0])} to {written(one.last[0])} there are {days} days"
                f"{f', {days / 30.44:.1f} months' if length.unit in ('month', 'year') else ''}. "
                "Count again, or correct the date.",
                *one.sides,
                uncertain=one.uncertain,
            )


def _between_dates(report: Report, lengths: list[Placed]) -> Iterator[_Measured]:
    """Lengths whose two dates stand in their own paragraph."""
    data = report.words("dates")
    later = re.compile(rf"\s(?:{alternation(data['later'])})(?!\w)", re.IGNORECASE)
    lasting = re.compile(rf"(?<!\w)(?:{alternation(data['lasting'])})\s(?:[\w-]+\s){{0,3}}$", re.IGNORECASE)
    for view, length in lengths:
        own = report.own(view)
        dates = own_dates(report, view, length.start - _BACK, length.end + _BACK)
        sentence = view.sentence_at(length.start)
        within = [d for d in dates if sentence.start <= d.start < sentence.end]
        here = [d for d in within if d.precision in ("day", "month")]
        lasts = length.joined or lasting.search(own, max(0, length.start - 60), length.start)
        if later.match(own, length.end):
            yield from _later(report, view, length, dates, here)
        elif lasts:
            yield from _interval(report, view, length, here)
            yield from _until(report, view, length, dates, here)


def _lengths(report: Report, words: LengthWords) -> Iterator[Placed]:
    for view in report.views:
        for length in find_lengths(report.own(view), report.language, words):
            yield view, length


def _interval(
    report: Report, view: ParagraphView, length: Length, here: list[DateMention]
) -> Iterator[_Measured]:
    """ "From 3 to 14 May the bridge was closed for 12 days": one interval, one length, close together."""
    intervals = [d for d in here if "/" in d.edtf]
    if len(intervals) != 1 or len(here) != 1:
        return
    mention = intervals[0]
    near = min(abs(mention.start - length.end), abs(length.start - mention.end)) <= _BESIDE
    low, _, high = mention.edtf.partition("/")
    first, last = span_of(low), span_of(high)
    if near and first and last and "~" not in mention.edtf and meant_for(length, first, last):
        # Something may have lasted for a while between two days.
        loose = mention.prefix == "between"
        yield _Measured(length, first, last, (report.sentence(view, length.start),), loose)


def _until(
    report: Report, view: ParagraphView, length: Length, dates: list[DateMention], here: list[DateMention]
) -> Iterator[_Measured]:
    """ "It stayed closed for 208 days, until 10 September", after the day on which the paragraph opens."""
    ends = [d for d in here if d.prefix == "until" and 0 <= d.start - length.end <= _BESIDE]
    begins = [d for d in dates if d.end <= length.start and d.precision == "day" and "/" not in d.edtf]
    if not ends or not begins:
        return
    first, last = span_of(begins[0].edtf), span_of(ends[0].edtf)
    if len(begins) > 1 or first is None or last is None or first > last:
        return
    sides = [report.sentence(view, begins[0].start), report.sentence(view, length.start)]
    yield _Measured(length, first, last, tuple(dict.fromkeys(sides)), False)


def _later(
    report: Report, view: ParagraphView, length: Length, dates: list[DateMention], here: list[DateMention]
) -> Iterator[_Measured]:
    """ "Eleven days later, on 6 April", after another day in the paragraph."""
    after = [d for d in here if 0 <= d.start - length.end <= _BESIDE // 2 and "/" not in d.edtf]
    before = [d for d in dates if d.end <= length.start and d.precision == "day" and "/" not in d.edtf]
    if not after or not before:
        return
    first, last = span_of(before[-1].edtf), span_of(after[0].edtf)
    if first and last and first < last:
        sides = [report.sentence(view, before[-1].start), report.sentence(view, length.start)]
        yield _Measured(length, first, last, tuple(dict.fromkeys(sides)), True)


def _since_named(report: Report, lengths: list[Placed]) -> Iterator[_Measured]:
    """ "For ten months because of the siege": from the day on which the report lets it begin."""
    data = report.words("dates")
    bound = re.compile(rf"\s(?:{alternation(data['because'])})\s{_PHRASE}", re.IGNORECASE)
    lasting = re.compile(rf"(?<!\w)(?:{alternation(data['lasting'])})\s(?:[\w-]+\s){{0,3}}$", re.IGNORECASE)
    found: list[tuple[ParagraphView, Length, list[str]]] = []
    for view, length in lengths:
        own = report.own(view)
        match = bound.match(own, length.end, min(len(own), length.end + 80))
        if match and lasting.search(own, max(0, length.start - 60), length.start):
            found.append((view, length, _NOUN.findall(match["phrase"].casefold())))
    starts = starts_of(report, {noun for _, _, nouns in found for noun in nouns}, data)
    for view, length, nouns in found:
        start = next((starts[noun] for noun in nouns if noun in starts), None)
        day = _day_before(report, view, length)
        if start and day and start.days[1] < day[0]:
            sides = (report.sentence(view, length.start), report.sentence(start.view, start.mention.start))
            yield _Measured(length, start.days, day, sides, False)


def _day_before(report: Report, view: ParagraphView, length: Length) -> Days | None:
    """The last day that the paragraph names before a length."""
    for mention in reversed(own_dates(report, view, length.start - _BACK, length.start)):
        days = span_of(mention.edtf) if mention.precision == "day" else None
        if days:
            return days
    return None
