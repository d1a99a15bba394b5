"""Two names that the text sets side by side as those of one place: "X/Y", "X (Y)", "X, also known as Y"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.report import Report
from sourcebook.checks.rules.names.forms import Form, Place
from sourcebook.reading.names.words import words_of

_NAME = r"[^\W\d_]{3,}(?:-[^\W\d_]+)*"
_SLASHED = re.compile(rf"(?<![\w/])(?P<one>{_NAME})/(?P<other>{_NAME})(?![\w/])")
_BRACKETED = re.compile(rf"(?<![\w-])(?P<one>{_NAME})\s\((?P<other>{_NAME})\)")

# "X, also known as Y": so far before Y the words of explanation may begin.
_EXPLAINED = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one place. `sure`: set side by side by a stroke or by words, not by a bare bracket."""

    one: Form
    other: Form
    sure: bool


def two_names(report: Report, found: dict[str, Form], regions: frozenset[str]) -> Iterator[Pair]:
    """The pairs of which at least one name also stands by itself in the report's own text."""
    slashed: set[tuple[str, str]] = set()
    bracketed: dict[str, set[str]] = defaultdict(set)
    for view in report.views:
        own = report.unquoted(view)
        slashed.update((m["one"], m["other"]) for m in _SLASHED.finditer(own))
        for match in _BRACKETED.finditer(own):
            bracketed[match["other"]].add(match["one"])
    for one, other in sorted(slashed):
        if _standing(report, found, one) or _standing(report, found, other):
            yield from _pair(found, one, other, sure=True)
    for group in report.reading.names:
        if group.kind == "place" and "another name" in " ".join(group.reasons):
            names = [name for name, _ in group.variants if _standing(report, found, name)]
            for other in names[1:]:
                yield from _pair(found, names[0], other, sure=True)
    for other, ones in sorted(bracketed.items()):
        # What stands in brackets after two names holds both: a region, a country.
        if len(ones) == 1 and _standing(report, found, other) and not _a_region(found[other], regions):
            (one,) = ones
            if _standing(report, found, one) and found[one].as_place and found[other].as_place:
                yield from _pair(found, one, other, sure=False)


def _standing(report: Report, found: dict[str, Form], name: str) -> bool:
    """Whether a name stands by itself in the report's own text: no stroke, bracket or explanation."""
    form = found.get(name)
    return form is not None and any(place.alone and _free(report, place) for place in form.own)


def _free(report: Report, place: Place) -> bool:
    text, start, end = place.view.text, place.start, place.end
    if text[end : end + 1] == "/" or text[max(0, start - 1) : start] == "/":
        return False
    if report.own(place.view)[start] != text[start]:
        return False
    explained = words_of(report.language).known_as.finditer(text, max(0, start - _EXPLAINED), end)
    return not any(match.start("other") <= start < match.end("other") for match in explained)


def _a_region(form: Form, regions: frozenset[str]) -> bool:
    following = (place.view.text[place.end : place.end + 20].split()[:1] for place in form.places)
    return any(words and words[0].strip(".,;:()").casefold() in regions for words in following)


def _pair(found: dict[str, Form], one: str, other: str, sure: bool) -> Iterator[Pair]:
    if one in found and other in found and not _short_form(one) and not _short_form(other):
        yield Pair(found[one], found[other], sure)


def _short_form(name: str) -> bool:
    """An abbreviation, which is no second name."""
    return sum(letter.isupper() for letter in name) > 1 + name.count("-")
