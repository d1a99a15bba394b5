"""Where abbreviations are used and spelt out in a report.

What looks like an abbreviation is a word of which at least half the letters are capitals, two at the least
("ECtHR", "NGOs" as "NGO"); words of a text all in capitals, Roman numerals and parts of codes are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from sourcebook.checks.findings import Side
from sourcebook.checks.report import Report
from sourcebook.checks.rules.abbreviations.listed import in_list
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.bodies import spelt_out
from sourcebook.reading.lexicon import alternation

_LONGEST = 8
_TOKEN = re.compile(r"(?<![\w/@&.#])(?<!\d[-–])[^\W\d_]{2,9}(?![\w/@&]|[-–.]?\d|\.[^\W_])")
_ROMAN = re.compile(r"(?:X{0,3}(?:IX|IV|V?I{0,3})|[XLC]{1,4}[VI]{0,4})\Z")
_BRACKETED = re.compile(r"\((?P<short>[^\W\d_][\w.&-]{1,11})\)")
_BOUNDARY = re.compile(r"[,;:()“”\"«»]|\.\s")
_BEFORE = 160
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Use:
    """An abbreviation in a paragraph; `quoted` where it stands in somebody else's words."""

    short: str
    view: ParagraphView
    start: int
    end: int
    quoted: bool


def uses(report: Report) -> Iterator[Use]:
    """Every word in the form of an abbreviation, in order; the list of abbreviations itself left out."""
    for view in _text(report):
        for match in _TOKEN.finditer(view.text):
            short = singular(match[0])
            if is_abbreviation(short) and not _shouted(view.text, match):
                yield _use(report, view, short, match)


def uses_of(report: Report, shorts: Collection[str]) -> Iterator[Use]:
    """Where these abbreviations stand, whatever their form, in order."""
    pattern = _any(shorts)
    for view in _text(report):
        for match in pattern.finditer(view.text):
            yield _use(report, view, match["short"], match)


def standing_elsewhere(report: Report, shorts: Collection[str], texts: Iterable[str]) -> set[str]:
    """Those of the abbreviations that stand in the notes or in other texts."""
    pattern = _any(shorts)
    every = (*(note.text for note, _ in report.notes), *texts)
    return {match["short"] for text in every for match in pattern.finditer(text)}


def spellings(report: Report) -> Iterator[tuple[str, str, Side]]:
    """Where the report's own text spells an abbreviation out: "Committee against Torture (CAT)"."""
    for view in _text(report):
        own = report.unquoted(view) if "(" in view.text else ""
        for match in _BRACKETED.finditer(own):
            short = singular(match["short"].rstrip("."))
            if sum(c.isupper() for c in short) < 2:
                continue
            before = own[max(0, match.start() - _BEFORE) : match.start()]
            full = spelt_out(_BOUNDARY.split(before)[-1], short)
            if full:
                start = own.rfind(full, 0, match.start())
                yield short, full, report.side(view, max(start, 0), match.end())


def singular(short: str) -> str:
    """ "NGOs" is "NGO"."""
    return short[:-1] if short[-1:] == "s" and short[:-1].isupper() and len(short) > 2 else short


def is_abbreviation(word: str) -> bool:
    """Whether a word has the form of an abbreviation."""
    capitals = sum(letter.isupper() for letter in word)
    return (
        word[0].isupper()
        and capitals >= 2
        and len(word) <= _LONGEST
        and capitals * 2 >= len(word)
        and not _ROMAN.match(word)
    )


def _text(report: Report) -> Iterator[ParagraphView]:
    """Body, summary and annexes, without the list and without lines in capitals."""
    for view in report.views:
        in_front = view.paragraph.region == "front" and not report.in_summary(view)
        if not in_front and not in_list(report, view) and not view.text.isupper():
            yield view


def _any(shorts: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?P<short>{alternation(shorts) or '(?!)'})s?(?![\w/])")


def _use(report: Report, view: ParagraphView, short: str, match: re.Match[str]) -> Use:
    quoted = report.unquoted(view)[match.start()] != view.text[match.start()]
    return Use(short, view, match.start(), match.end(), quoted)


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the word is one of three in capitals without a comma between: a heading, a poster."""
    before = text[max(0, match.start() - _AROUND) : match.start()].split(" ")[:-1]
    after = text[match.end() : match.end() + _AROUND].split(" ")[1:]
    return 1 + _in_capitals(reversed(before)) + _in_capitals(after) > 2


def _in_capitals(words: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda word: word.isalpha() and word.isupper(), words))
