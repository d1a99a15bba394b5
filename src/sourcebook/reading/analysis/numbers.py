"""Numbers in running text: digits with the separators of a language, number words, ranges, rough numbers.

Only what the number is, not what it counts. Digits and words are read as tokens by one regular expression
and put together by the grammar of number words ("two hundred and five", "1.5 million", "eight (8)"), so a
hostile text costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from sourcebook.languages import words
from sourcebook.reading.lexicon import alternation

Kind = Literal["digits", "words", "rough", "share"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number: `text[start:end]` are its words.

    `value` is None for a range, whose ends are `low` and `high`, and for a rough number ("dozens"), which
    has neither. A share ("two thirds of") has its value in percent.
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    kind: Kind = "digits"


class _Token(NamedTuple):
    start: int
    end: int
    kind: str
    value: float


@dataclass(frozen=True)
class _Grammar:
    """What the number words and separators of a language are, as tables and one expression."""

    pattern: re.Pattern[str]
    values: dict[str, tuple[str, float]]
    rough: frozenset[str]
    thousands: str
    decimal: str
    gap: re.Pattern[str]
    range: re.Pattern[str]
    between: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    data = words("numbers", language) or words("numbers", "en")
    values: dict[str, tuple[str, float]] = {}
    for kind in ("units", "tens", "hundreds", "scales", "others", "fractions"):
        values |= {str(word).casefold(): (kind, float(value)) for word, value in data.get(kind, {}).items()}
    rough = frozenset(str(word).casefold() for word in data.get("vague", []))
    values = dict.fromkeys(rough, ("vague", 0.0)) | values
    thousands, decimal = "".join(data["thousands"]), "".join(data["decimal"])
    groups = f"[{re.escape(thousands)}]"
    fraction = rf"[{re.escape(decimal)}]\d+"
    digits = rf"\d{{1,3}}(?:{groups}\d{{3}})+(?!\d)(?:{fraction})?|\d+(?:{fraction})?"
    joined = alternation(data.get("and", []))
    return _Grammar(
        pattern=re.compile(
            rf"(?<![\w/:.,&#@=])(?P<digits>{digits})(?![\d:/]|[.,]\d)|(?<![\w’'])(?P<word>{alternation(values)})(?![\w’'])",
            re.IGNORECASE,
        ),
        values=values,
        rough=rough,
        thousands=thousands,
        decimal=decimal,
        gap=re.compile(rf"[ \u00a0\n-]{{1,2}}(?P<and>(?:{joined})\s)?", re.IGNORECASE),
        range=re.compile(rf"\s?[-–—]\s?|\s(?:{alternation(data.get('range', []))})\s", re.IGNORECASE),
        between=re.compile(rf"(?<!\w)(?:{alternation(data.get('between', []))})\s$", re.IGNORECASE),
    )


def find_numbers(text: str, language: str = "en", start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers of `text[start:end]`, in order; dates, ordinals and labels are for the caller to tell."""
    grammar = _grammar(language)
    tokens = list(_tokens(text, grammar, start, len(text) if end is None else end))
    return list(_ranges(text, _doubled(text, list(_joined(text, tokens, grammar))), grammar))


def _tokens(text: str, grammar: _Grammar, start: int, end: int) -> Iterator[_Token]:
    for match in grammar.pattern.finditer(text, start, end):
        if match["digits"]:
            yield _Token(match.start(), match.end(), "digits", _digits(match["digits"], grammar))
        else:
            word = " ".join(match["word"].casefold().split())
            kind, value = grammar.values[word]
            yield _Token(match.start(), match.end(), kind, value)


def _digits(written: str, grammar: _Grammar) -> float:
    plain = written
    for glyph in grammar.thousands:
        if re.search(rf"{re.escape(glyph)}\d{{3}}(?!\d)", plain):
            plain = plain.replace(glyph, "")
    for glyph in grammar.decimal:
        plain = plain.replace(glyph, ".")
    return float(plain)


def _joined(text: str, tokens: list[_Token], grammar: _Grammar) -> Iterator[Number]:
    """Tokens that make one number: each next one must be smaller than, or multiply, what stands before."""
    at = 0
    while at < len(tokens):
        first = tokens[at]
        at += 1
        if first.kind in ("vague", "fractions") or text[first.start : first.end].casefold() in grammar.rough:
            share = first.kind == "fractions"
            yield Number(
                first.start, first.end, first.value if share else None, kind="share" if share else "rough"
            )
            continue
        total, current, last = 0.0, first.value, first
        while at < len(tokens):
            following = _adds(text, last, tokens[at], grammar)
            if following is None:
                break
            if following == "scale":
                scaled = max(current, 1.0) * tokens[at].value
                total, current = (total, scaled) if tokens[at].value < 1000 else (total + scaled, 0.0)
            else:
                current += tokens[at].value
            last = tokens[at]
            at += 1
        kind: Kind = "digits" if first.kind == "digits" else "words"
        yield Number(first.start, last.end, round(total + current, 6), kind=kind)


def _adds(text: str, last: _Token, token: _Token, grammar: _Grammar) -> Literal["scale", "sum"] | None:
    gap = grammar.gap.fullmatch(text, last.end, token.start)
    if gap is None or token.kind not in ("units", "tens", "hundreds", "scales"):
        return None
    if token.kind == "scales":
        return None if gap["and"] or (last.kind == "scales" and last.value >= token.value) else "scale"
    if last.kind == "digits" or token.value == 0:
        return None
    if last.kind == "tens":
        return "sum" if token.kind == "units" and token.value < 10 else None
    return "sum" if last.kind in ("hundreds", "scales") and token.value < last.value else None


def _doubled(text: str, numbers: list[Number]) -> list[Number]:
    """ "eight (8)": the same number twice is one."""
    kept: list[Number] = []
    for number in numbers:
        last = kept[-1] if kept else None
        between = text[last.end : number.start] if last else ""
        if (
            last
            and between.strip() == "("
            and last.value == number.value
            and text[number.end : number.end + 1] == ")"
        ):
            kept[-1] = replace(last, end=number.end + 1)
        else:
            kept.append(number)
    return kept


def _ranges(text: str, numbers: list[Number], grammar: _Grammar) -> Iterator[Number]:
    """ "20-30", "between 20 and 30", "20 to 30" are one number with two ends."""
    skip = False
    for n, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        following = numbers[n + 1] if n + 1 < len(numbers) else None
        joined = _range(text, number, following, grammar) if following else None
        skip = joined is not None
        yield joined or number


def _range(text: str, first: Number, last: Number, grammar: _Grammar) -> Number | None:
    if (
        first.value is None
        or last.value is None
        or first.value >= last.value
        or "share" in (first.kind, last.kind)
    ):
        return None
    gap = text[first.end : last.start]
    if len(gap) > 6 or not grammar.range.fullmatch(gap):
        return None
    before = grammar.between.search(text, max(0, first.start - 12), first.start)
    dashed = not any(glyph.isalpha() for glyph in gap)
    joins_by_and = gap.strip().casefold() in ("and", "y", "et", "и")
    if joins_by_and and not before:
        return None
    start = before.start() if before and not dashed else first.start
    return Number(start, last.end, None, first.value, last.value, first.kind)
