"""Where an event was: the place its sentence tells, else one told around it in the paragraph, else none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.place_words import place_words
from sourcebook.reading.analysis.places import PlaceMention, find_places, place_after
from sourcebook.reading.events.mentions import Mention
from sourcebook.reading.events.people import subject
from sourcebook.reading.lexicon import alternation, lexicon

_LONGEST = 60
# "X village in Y district": no more than so many characters stand between.
_WITHIN = 9
_RANK = {"strong": 0, "on": 1, "to": 2, "with kind": 3, "weak": 4, "named thing": 3}


@cache
def _people_of(language: str) -> re.Pattern[str]:
    phrases = alternation(lexicon("places", language)["people of"])
    return re.compile(
        rf"(?<!\w)(?:{phrases})\s(?:the\s)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*){{0,3}})"
    )


@cache
def _court(language: str) -> re.Pattern[str]:
    courts = alternation(lexicon("places", language)["courts"]) or "(?!)"
    return re.compile(
        rf"(?<!\w)(?:(?P<name>(?:[A-ZÀ-Þ][\w’'-]*\s){{1,6}})(?:{courts})|(?:{courts})(?P<of>(?:\sof\s[A-ZÀ-Þ][\w’'-]*){{1,3}}))(?!\w)"
    )


def where(
    view: ParagraphView,
    mention: Mention,
    continued: Sequence[Mention],
    following: int,
    beside: str | None,
    language: str,
) -> tuple[str | None, str]:
    """The place of an event and how it was found.

    In order: where its own sentence says it was ("own"); whose people or what territory it befell
    ("people"); the named monument itself ("thing"); where the sentences that continue it say it was
    ("continued"); that of the event before (`beside`), or the place last named before in the paragraph
    ("before") or, up to the offset `following` where the next event begins, after it ("after"); a monument
    that is not where it is told ("thing"); else "none".
    """
    data = lexicon("events", language)
    kind = mention.rule.type
    moves, trial = kind in data["moves"], kind in data["named place only"]
    for told in (mention, *continued):
        found = _told(view, told, language, moves, trial)
        if found:
            return found, "own" if told is mention else "continued"
    if kind in data["own place only"] and not _points_back(mention):
        return None, "none"
    rest = _places(view, *mention.sentence.span, language, moves)
    loose = _best(view.text, [p for p in rest if p.strength != "named thing"], mention)
    if loose:
        return loose.text, "own"
    if beside:
        return beside, "before"
    before = _carried(view, 0, mention.sentence.span.start, language)
    if before:
        return before[-1].text, "before"
    after = _carried(view, mention.sentence.span.end, following, language)
    if after:
        return after[0].text, "after"
    thing = _best(view.text, rest, mention) or _thing_before(view, mention, language)
    return (thing.text, "thing") if thing else (None, "none")


def _points_back(mention: Mention) -> bool:
    """ "The seminar was paid for by the ministry": what was told of before, where it was told."""
    hits = mention.sentence.hits
    thing = any(h.first == 1 and h.list == f"thing {mention.rule.subject}" for h in hits)
    return thing and any(h.first == 0 and h.list == "definite" for h in hits)


def _thing_before(view: ParagraphView, mention: Mention, language: str) -> PlaceMention | None:
    """The monument named before a sentence that tells what befell it ("Its roof was destroyed")."""
    if not _is_of_things(mention):
        return None
    before = _places(view, 0, mention.sentence.span.start, language, False)
    return next((p for p in reversed(before) if p.named and p.strength == "named thing"), None)


def _told(view: ParagraphView, mention: Mention, language: str, moves: bool, named_only: bool) -> str | None:
    span = mention.sentence.span
    if mention.earlier:
        return None
    befallen = None if named_only or _is_of_things(mention) else _befallen(view, mention, language)
    if befallen:
        return befallen.text
    left = _left(view, mention, language)
    if left:
        return left
    places = [p for p in _places(view, *span, language, moves) if p.named or not named_only]
    named_things = [p for p in places if p.strength == "named thing"]
    best = _best(view.text, [p for p in places if p.strength in ("strong", "on", "to")], mention)
    if best:
        inner = [p for p in places if p.named and p.strength in ("strong", "named thing")]
        closer = next((p for p in inner if 0 < best.start - p.end <= _WITHIN), None)
        return closer.text if closer and not _is_of_things(mention) else best.text
    thing = _best(view.text, named_things, mention)
    if thing and not (named_only or _is_of_things(mention)):
        return thing.text
    if mention.rule.type in lexicon("events", language)["by courts"]:
        court = _court_at(view.text, mention, language)
        if court or named_only:
            return court
    people = list(_people_of(language).finditer(view.text, *span))
    if people:
        at = mention.span.start
        named = min(people, key=lambda m: (m.start() < at, abs(m.start() - at)))
        return named["name"].removesuffix("'s").removesuffix("’s")
    befell = mention.rule.type.startswith("heritage") and mention.passive
    monument = subject(view, mention, language) if befell else None
    return monument if monument and monument.split()[-1][:1].isupper() and len(monument) <= _LONGEST else None


@cache
def _left_behind(language: str) -> re.Pattern[str]:
    phrases = alternation(lexicon("places", language)["people of"])
    return re.compile(
        rf"(?:(?<!\w)(?:{phrases})|(?<=[ ])[A-ZÀ-Þ][\w’'-]+s of)\s(?:the\s)?"
        r"(?P<name>[A-ZÀ-Þ][\w’'-]*(?:(?:,?\s|,?\sand\s)[A-ZÀ-Þ][\w’'-]*){0,4})"
    )


def _left(view: ParagraphView, mention: Mention, language: str) -> str | None:
    """What people left who "fled from X", were "expelled from X", or were "the Xians of X"."""
    if mention.rule.type not in lexicon("events", language).get("from there", ()):
        return None
    origin = tuple(lexicon("events", language)["origin"])
    for place in find_places(view.text, mention.span.start, mention.sentence.span.end, language, view.dates):
        if place.named and view.text[: place.start].rstrip().removesuffix(" the").endswith(origin):
            return place.text
    for leaving in mention.sentence.of("thing leaving"):
        verb = mention.sentence.words[leaving.last - 1]
        left = place_after(view.text, verb.start, mention.sentence.span.end, language, view.dates)
        if left and left.named:
            return left.text
    after = _left_behind(language).search(view.text, mention.span.end, mention.sentence.span.end)
    return after["name"] if after and after.start() - mention.span.end < _LONGEST else None


def _court_at(text: str, mention: Mention, language: str) -> str | None:
    """ "A Maro court", "the Maro District Court": the town before the rank; "an Orseli court" names none."""
    span = mention.sentence.span
    words = place_words(language)
    for match in _court(language).finditer(text, *span):
        name = (match["name"] or match["of"].rpartition(" of ")[2]).split()
        if len(name) == 1 and match["name"] and name[0].endswith(words.court_nations):
            continue
        while name and name[-1].casefold() in words.court_ranks:
            name.pop()
        if name and not any(
            w.casefold() in words.court_ranks or w.casefold().endswith(words.peoples) for w in name
        ):
            return " ".join(name)
    return None


def _is_of_things(mention: Mention) -> bool:
    """Whether the act befalls monuments, whose whereabouts are told apart from what they are."""
    return mention.rule.type.startswith("heritage")


def _befallen(view: ParagraphView, mention: Mention, language: str) -> PlaceMention | None:
    """The place that the verb was done to: "raided the village of X", "besieged X"."""
    sentence = mention.sentence
    last = sentence.words[mention.hit.last - 1]
    place = place_after(view.text, last.start, sentence.span.end, language, view.dates)
    done_to_places = any(
        h.first < mention.hit.last and h.last > mention.hit.first for h in sentence.of("done to places")
    )
    return place if place and place.named and (place.kind or done_to_places) else None


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


def _best(text: str, places: Sequence[PlaceMention], mention: Mention) -> PlaceMention | None:
    """Rather in or at than from or of, rather named, not in a clause about an aim, rather near and after."""
    at, sentence = mention.span.start, mention.sentence
    objects = {h.first for h in sentence.of("articles", "begins object")}
    aims = (
        h.last for h in sentence.of("aims") if mention.hit.last <= h.first and h.last < len(sentence.words)
    )
    verbs = [
        sentence.words[n].end for n in aims if n not in objects and text[sentence.words[n].start].islower()
    ]

    def order(place: PlaceMention) -> tuple[int, int]:
        far = at - place.start if place.start < at else (place.start - at) // 2
        aimed = any(end < place.start for end in verbs)
        return _RANK[place.strength] + 2 * (not place.named) + 2 * aimed, far

    return min(places, key=order, default=None)
