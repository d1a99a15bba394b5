"""Bodies whose names the reader brought together though their words differ in order or spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.findings import Side
from sourcebook.checks.report import Cited, Report
from sourcebook.reading.analysis.bodies import expansions
from sourcebook.reading.candidates import NameGroup
from sourcebook.reading.lexicon import alternation
from sourcebook.reading.names.bodies import british
from sourcebook.reading.names.spelling import plain

_WORD = re.compile(r"[^\W\d_]+")
# Names of fewer words are too much alike.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a body and where it first stands in the report's own text."""

    name: str
    side: Side


def body_variants(report: Report) -> Iterator[tuple[Named, Named, str]]:
    """The commoner and the rarer name of a body, and why they were brought together."""
    groups = [g for g in report.reading.names if g.kind == "body" and _reason(g)]
    names = [name for group in groups for name, _ in group.variants if " " in name]
    if not names:
        return
    pattern = re.compile(rf"(?<!\w)(?:{alternation(names)})(?!\w)")
    places: dict[str, Side] = {}
    for view in report.views:
        if view.paragraph.region == "front" and not report.in_summary(view):
            continue
        for match in pattern.finditer(report.own(view)):
            places.setdefault(" ".join(match[0].split()), report.sentence(view, match.start()))
    for group in groups:
        standing = [Named(name, places[name]) for name, _ in group.variants if name in places]
        for rest in standing[1:]:
            yield standing[0], rest, _reason(group)


def publisher_variants(report: Report) -> Iterator[tuple[str, list[Cited]]]:
    """A body's name as the text spells it out, and sources whose publisher bears its words in another order.

    One word may be missing; a shortened name ("Human Rights Council" for "UN Human Rights Council") is none.
    """
    known: dict[frozenset[str], str] = {}
    for name in sorted(set(expansions(report.document, report.language).values())):
        words = frozenset(_content(name))
        if len(words) >= _FEWEST:
            known.setdefault(words, name)
            for missing in sorted(words) if len(words) > _FEWEST else ():
                known.setdefault(words - {missing}, name)
    publishers: dict[str, list[Cited]] = {}
    for one in report.cited:
        if one.source.publisher:
            publishers.setdefault(one.source.publisher, []).append(one)
    for publisher, cited in publishers.items():
        spelt = known.get(frozenset(_content(publisher)))
        if spelt and " ".join(_content(publisher)) not in " ".join(_content(spelt)):
            yield spelt, cited


def _content(name: str) -> list[str]:
    """The words of a name that carry its meaning, in order and in one spelling."""
    words = (british(plain(word)) for word in _WORD.findall(name))
    return [word for word in words if len(word) > 3]


def _reason(group: NameGroup) -> str:
    """The reason that speaks of wording; empty where the group is of an abbreviation only."""
    reasons = [reason.partition(": ")[2] for reason in group.reasons]
    return next((reason for reason in reasons if "same words" in reason or "same letters" in reason), "")
