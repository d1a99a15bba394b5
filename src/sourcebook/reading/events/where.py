"""Where an event was: the place its sentence tells, else one told around it in the paragraph, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.places import PlaceMention, find_places
from sourcebook.reading.events.mentions import Mention, Sentence
from sourcebook.reading.lexicon import alternation, lexicon

_RANK = {"strong": 0, "on": 1, "weak": 3}


@cache
def _people_of(language: str) -> re.Pattern[str]:
    phrases = alternation(lexicon("places", language)["people of"])
    return re.compile(rf"(?<!\w)(?:{phrases})\s(?:the\s)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,3}})")


def where(
    view: ParagraphView, mention: Mention, continued: Sequence[Sentence], language: str, own_only: bool
) -> tuple[str | None, str]:
    """The place of an event and how it was found: "own", "continued", "people", "paragraph" or "none"."""
    sentence = mention.sentence
    places = find_places(view.text, *sentence.span, language, view.dates)
    if mention.rule.type == "trial":
        places = [p for p in places if p.strength == "strong" and p.named]
    best = _best(places, mention)
    if best and (best.strength != "weak" or best.kind):
        return best.text, "own"
    named = _people_of(language).search(view.text, *sentence.span)
    if named:
        return named["name"].removesuffix("'s").removesuffix("’s"), "people"
    if own_only:
        return (best.text, "own") if best and best.strength == "on" else (None, "none")
    for other in continued:
        found = _best(find_places(view.text, *other.span, language, view.dates), mention)
        if found and found.strength != "weak":
            return found.text, "continued"
    if best:
        return best.text, "own"
    earlier = [p for p in find_places(view.text, 0, sentence.span.start, language, view.dates) if p.strength != "weak"]
    return (earlier[-1].text, "paragraph") if earlier else (None, "none")


def _best(places: Sequence[PlaceMention], mention: Mention) -> PlaceMention | None:
    """Rather in or at than from or of, rather named, rather after the cue, rather near it."""
    at = mention.span.start

    def order(place: PlaceMention) -> tuple[int, int, int]:
        rank = _RANK[place.strength] + (not place.named)
        return rank, int(place.start < at), abs(place.start - at)

    return min(places, key=order, default=None)
