"""Where an event was: the place its sentence tells, else one told around it in the paragraph, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.places import PlaceMention, find_places
from sourcebook.reading.events.mentions import Mention, Sentence
from sourcebook.reading.lexicon import alternation, lexicon

_RANK = {"strong": 0, "on": 1, "to": 2, "with kind": 3, "weak": 4}


@cache
def _people_of(language: str) -> re.Pattern[str]:
    phrases = alternation(lexicon("places", language)["people of"])
    return re.compile(rf"(?<!\w)(?:{phrases})\s(?:the\s)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,3}})")


def where(
    view: ParagraphView, mention: Mention, continued: Sequence[Sentence], language: str
) -> tuple[str | None, str]:
    """The place of an event and how it was found: "own", "people", "continued", "paragraph" or "none"."""
    data = lexicon("events", language)
    own_only = mention.rule.type in data["own place only"]
    moves = mention.rule.type in data["moves"]
    for other in (mention.sentence, *continued):
        best = _best(_places(view, *other.span, language, moves), mention)
        if best and (best.strength != "weak" or best.kind):
            return best.text, "own" if other is mention.sentence else "continued"
        named = _people_of(language).search(view.text, *other.span)
        if named and mention.rule.type != "trial":
            return named["name"].removesuffix("'s").removesuffix("’s"), "people"
        if best and not own_only:
            return best.text, "own"
    if own_only:
        return None, "none"
    earlier = [p for p in _places(view, 0, mention.sentence.span.start, language, False) if p.strength != "weak"]
    return (earlier[-1].text, "paragraph") if earlier else (None, "none")


def _places(view: ParagraphView, start: int, end: int, language: str, moves: bool) -> list[PlaceMention]:
    found = find_places(view.text, start, end, language, view.dates)
    return [p for p in found if moves or p.strength != "to"]


def _best(places: Sequence[PlaceMention], mention: Mention) -> PlaceMention | None:
    """Rather in or at than from or of, rather named, rather after the cue, rather near it."""
    at = mention.span.start

    def order(place: PlaceMention) -> tuple[int, int, int]:
        rank = _RANK[place.strength] + (not place.named)
        return rank, int(place.start < at), abs(place.start - at)

    return min(places, key=order, default=None)
