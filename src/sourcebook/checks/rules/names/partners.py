"""Lists of those who wrote a report: on its title page, and in sentences that say who prepared it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from sourcebook.checks.findings import Side
from sourcebook.checks.report import Report
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import fold, skeleton

_CONTACT = re.compile(r"(?<!\S)\S*(?:@|https?://|www\.)\S*")
_LONGEST = 110
# The authors of a source stand in so many characters of a note.
_HEAD = 400
# A paragraph longer than this holds several names.
_SHORT = 70
_COMMA = re.compile(r",\s(?:and\s)?|;\s(?:and\s)?")
_AND = re.compile(r"\sand\s")
_END = re.compile(r"[.!?](?=\s|$)")
_ALIKE = 62.0
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Partner:
    """A name in a list, and where it stands."""

    name: str
    side: Side


def title_page(report: Report) -> list[Partner]:
    """The lines of the front matter that may be names of partners: short ones that begin with a capital."""
    found = []
    for view in report.views:
        if view.paragraph.region != "front" or report.in_summary(view):
            continue
        # A title page set in a column is one paragraph to the reader of a PDF: its lines are in the source.
        lines = report.document.source[slice(*view.paragraph.span)] if len(view.text) > _SHORT else view.text
        for line in lines.split("\n"):
            name = _CONTACT.sub("", line).strip(" ,;:\u00a0")
            if (
                len(name.split()) > 1
                and len(name) <= _LONGEST
                and name[:1].isupper()
                and not name.endswith(".")
            ):
                at = max(view.text.find(name), 0)
                found.append(Partner(name, report.side(view, at, at + len(name))))
    return found


def prepared_by(report: Report, phrases: Iterable[str]) -> Iterator[list[Partner]]:
    """The lists after "prepared by", one for each sentence that has one."""
    phrase = re.compile(rf"(?<!\w)(?:{alternation(phrases)}):?\s", re.IGNORECASE)
    for view in report.views:
        match = (
            phrase.search(view.text) if view.paragraph.region == "body" or report.in_summary(view) else None
        )
        if match:
            stop = _END.search(view.text, match.end())
            listed = view.text[match.end() : stop.start() if stop else len(view.text)]
            side = report.sentence(view, match.start())
            yield [Partner(name, side) for name in _names(listed)]


def in_notes(report: Report, title: list[Partner]) -> Iterator[list[Partner]]:
    """The names at the head of each note that has one of the title page's word for word."""
    known = [fold(partner.name).casefold() for partner in title]
    for note, _ in report.notes:
        head = fold(note.text[:_HEAD]).casefold()
        if any(name in head for name in known):
            side = report.note_side(note.number)
            yield [Partner(name, side) for name in _names(note.text[:_HEAD]) if len(name) <= _LONGEST]


def _names(listed: str) -> list[str]:
    """The names of a list: cut at commas, and at the last "and" where that leaves two names."""
    parts = [part.strip() for part in _COMMA.split(" ".join(listed.split()))]
    if len(parts) > 1 or " and " in parts[-1]:
        last = parts.pop()
        cuts = [
            m for m in _AND.finditer(last) if last[m.end() : m.end() + 5].removeprefix("the ")[:1].isupper()
        ]
        parts += [last[: cuts[-1].start()], last[cuts[-1].end() :]] if cuts else [last]
    return [part.removeprefix("the ").strip() for part in parts if len(part.split()) > 1]


def counterpart(name: str, others: Iterable[Partner]) -> Partner | None:
    """The name in the other list that is most alike; None where none shares its words."""
    mine = set(_WORD.findall(skeleton(name)))
    scored = [
        (fuzz.token_sort_ratio(skeleton(name), skeleton(other.name)), other)
        for other in others
        if mine & set(_WORD.findall(skeleton(other.name)))
    ]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _ALIKE else None


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for an article and glyphs."""
    return fold(one).removeprefix("The ").casefold() == fold(other).removeprefix("The ").casefold()


def legal_form_only(one: str, other: str, forms: frozenset[str]) -> bool:
    """Whether two names differ only in their legal form, small words and marks."""
    a, b = ([w for w in _WORD.findall(skeleton(name)) if w not in forms] for name in (one, other))
    return a == b
