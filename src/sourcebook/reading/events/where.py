"""Where an event was: the place its sentence tells, else one told around it in the paragraph, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.places import PlaceMention, find_places
from sourcebook.reading.events.mentions import Mention
from sourcebook.reading.events.people import subject
from sourcebook.reading.lexicon import alternation, lexicon

_LONGEST = 60
_RANK = {"strong": 0, "on": 1, "to": 2, "with kind": 3, "weak": 4}


@cache
def _people_of(language: str) -> re.Pattern[str]:
    phrases = alternation(lexicon("places", language)["people of"])
    return re.compile(
        rf"(?<!\w)(?:{phrases})\s(?:the\s)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,3}})"
    )


def where(
    view: ParagraphView, mention: Mention, continued: Sequence[Mention], following: int, language: str
) -> tuple[str | None, str]:
    """The place of an event and how it was found.

    In order: where its own sentence says it was ("own"); whose people or what territory it befell
    ("people"); the named monument itself ("thing"); where the sentences that continue it say it was
    ("continued"); the place last named before in the paragraph ("before") or, up to the offset
    `following` where the next event begins, after it ("after"); else "none".
    """
    data = lexicon("events", language)
    kind = mention.rule.type
    moves, trial = kind in data["moves"], kind in data["named place only"]
    for told in (mention, *continued):
        found = _told(view, told, language, moves, trial)
        if found:
            return found, "own" if told is mention else "continued"
    if kind in data["own place only"]:
        return None, "none"
    loose = _best(_places(view, *mention.sentence.span, language, moves), mention)
    if loose:
        return loose.text, "own"
    before = _carried(view, 0, mention.sentence.span.start, language)
    if before:
        return before[-1].text, "before"
    after = _carried(view, mention.sentence.span.end, following, language)
    return (after[0].text, "after") if after else (None, "none")


def _told(view: ParagraphView, mention: Mention, language: str, moves: bool, named_only: bool) -> str | None:
    span = mention.sentence.span
    if mention.earlier:
        return None
    places = [p for p in _places(view, *span, language, moves) if p.strength in ("strong", "on", "to")]
    best = _best([p for p in places if p.named or not named_only], mention)
    if best:
        return best.text
    people = [] if named_only else list(_people_of(language).finditer(view.text, *span))
    if people:
        at = mention.span.start
        named = min(people, key=lambda m: (m.start() < at, abs(m.start() - at)))
        return named["name"].removesuffix("'s").removesuffix("’s")
    befell = mention.rule.type.startswith("heritage") and mention.passive
    thing = subject(view, mention, language) if befell else None
    return thing if thing and thing.split()[-1][:1].isupper() and len(thing) <= _LONGEST else None


def _carried(view: ParagraphView, start: int, end: int, language: str) -> list[PlaceMention]:
    return [
        p for p in _places(view, start, end, language, False) if p.named and p.strength in ("strong", "on")
    ]


def _places(view: ParagraphView, start: int, end: int, language: str, moves: bool) -> list[PlaceMention]:
    found = find_places(view.text, start, end, language, view.dates)
    return [p for p in found if (moves or p.strength != "to") and not _in_title(view, p)]


def _in_title(view: ParagraphView, place: PlaceMention) -> bool:
    quoted = view.quotation_at(place.start)
    return quoted is not None and view.text.count(" ", quoted.start, quoted.end) > 2


def _best(places: Sequence[PlaceMention], mention: Mention) -> PlaceMention | None:
    """Rather in or at than from or of, rather named, rather near the cue, and rather after it."""
    at = mention.span.start

    def order(place: PlaceMention) -> tuple[int, int]:
        far = at - place.start if place.start < at else (place.start - at) // 2
        return _RANK[place.strength] + (not place.named), far

    return min(places, key=order, default=None)
