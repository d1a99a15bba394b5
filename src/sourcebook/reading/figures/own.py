"""Which numbers are figures of the report's own: not dates, labels, names, ordinals or quoted words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.numbers import Number
from sourcebook.reading.figures.words import Words

_WINDOW = 48
# "Articles 2 (1) and 11": brackets do not part a list of labels.
_BRACKETS = re.compile(r"[()\[\]]")
_ITEM = re.compile(r"[.)]\s")
# What authors explain in brackets within a quotation, in several words ("[the 2-day assault]").
_INSERTED = re.compile(r"\[(?=[^\]\n]{0,60}?[A-Za-zÀ-ÿ]{3}\s)[^\[\]\n]{4,200}\]")


def unquoted(view: ParagraphView) -> list[tuple[int, int]]:
    """The stretches of the paragraph outside any quotation, and what its authors put into one in brackets."""
    stretches, at = [], 0
    for quoted in view.quotations:
        if quoted.depth:
            continue
        if quoted.start > at:
            stretches.append((at, quoted.start))
        stretches += [
            (m.start() + 1, m.end() - 1) for m in _INSERTED.finditer(view.text, quoted.start, quoted.end)
        ]
        at = max(at, quoted.end)
    return [*stretches, (at, len(view.text))]


def is_own(view: ParagraphView, number: Number, words: Words, last: Number | None = None) -> bool:
    """Whether a number outside quotations counts or measures something that the report itself states.

    `last` is the figure before it, which tells that "one" counts as well ("six churches and one mosque").
    """
    text, start, end = view.text, number.start, number.end
    if _is_date(view, number, words) or _is_name(text, start, end):
        return False
    before = max(0, start - _WINDOW)
    if words.label.search(text, before, start) or words.ordinal.match(text, end) or _opens_item(text, number):
        return False
    if number.kind == "words" and words.ordinal_word.match(text, end):
        return False
    if (
        words.clock.match(text, end)
        or words.name_after.match(text, end)
        or words.anaphora.search(text, before, start)
    ):
        return False
    if words.possessive.search(text, before, start) and not words.kin.match(text, end):
        return False
    value = number.value
    listed = last is not None and words.enumerated.fullmatch(text, last.end, start)
    fate = words.outcomes.search(text, end, end + _WINDOW)
    part = words.inside_after.match(text, end) and (listed or fate)
    if value is not None and value <= 2 and not part:
        if any(
            m.start() < end and m.end() > start
            for m in words.idiom.finditer(text, max(0, start - 12), end + 16)
        ):
            return False
        if words.definite.search(text, before, start) and number.kind == "words":
            return False
    return _counts_something(text, number, words, last)


def labels_listed(text: str, numbers: Sequence[Number], words: Words) -> set[int]:
    """Where the further numbers of a list of labels begin: "rules 87, 90 and 99"."""
    found: set[int] = set()
    for last, number in pairwise(numbers):
        labelled = last.start in found or words.label.search(text, max(0, last.start - _WINDOW), last.start)
        gap = _BRACKETS.sub("", text[last.end : number.start])
        if labelled and len(gap) <= 6 and words.list_join.fullmatch(gap):
            found.add(number.start)
    return found


def _opens_item(text: str, number: Number) -> bool:
    """ "3. The panel met": the number of an item, where a line begins with it."""
    begins = number.start == 0 or text[number.start - 1] == "\n"
    return begins and number.kind == "digits" and bool(_ITEM.match(text, number.end))


def _is_date(view: ParagraphView, number: Number, words: Words) -> bool:
    """Part of a date, unless a bare "2000" is followed by the people or things it counts."""
    index = bisect_left(view.dates, number.end, key=lambda date: date.start) - 1
    date = view.dates[index] if index >= 0 else None
    if date is None or date.end <= number.start:
        return False
    bare = date.precision == "year" and (date.start, date.end) == (number.start, number.end)
    following = view.text[number.end : number.end + 24].strip().split(" ")[0].rstrip(".,;:")
    return not (bare and words.persons.fullmatch(following))


def _is_name(text: str, start: int, end: int) -> bool:
    """ "Mk-25", "517-B", "Orsel 24": the number is a part of a name."""
    if text[start - 1 : start] == "-" and start > 1 and text[start - 2].isalpha():
        return True
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
        return True
    if (
        text[start - 1 : start] == "("
        and text[end : end + 1] == ")"
        and end - start <= 2
        and text[start].isdigit()
    ):
        return True
    previous = text[max(0, start - 24) : start].rstrip(" ")
    word = previous.rpartition(" ")[2]
    opens = (
        not previous[: len(previous) - len(word)].strip()
        or previous[: len(previous) - len(word)].rstrip()[-1:] in ".:;!?"
    )
    if not (word[:1].isupper() and word.isalpha() and text[start].isdigit()) or opens:
        return False
    following = text[end : end + 2]
    return not (following[:1] == " " and following[1:].islower()) and following[:1] not in ("%", "-")


def _counts_something(text: str, number: Number, words: Words, last: Number | None) -> bool:
    following = text[number.end : number.end + 1]
    if following.isalpha():
        tail = text[number.end : number.end + 6].split(" ")[0].rstrip(".,;:)").casefold()
        return tail in words.symbols
    if number.value == 1 and number.kind == "words":
        if last is not None and words.enumerated.fullmatch(text, last.end, number.start):
            return True
        rest = text[number.end : number.end + 40]
        return bool(
            words.units.match(rest)
            or words.persons.search(rest.split(",")[0])
            or words.outcomes.search(rest.split(",")[0])
        )
    return True
