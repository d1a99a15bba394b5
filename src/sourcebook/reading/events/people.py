"""To whom an event was done and by whom, as the sentence names them; nobody is inferred.

The subject of an active verb is who did it, its object to whom; in the passive it is the other way round,
and "by X" names who did it. "X's offensive" names X. What is no person or body is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.events.mentions import Mention
from sourcebook.reading.events.vocabulary import Hit
from sourcebook.reading.lexicon import alternation, lexicon

_BREAK = re.compile(r"[;:()\[\]\n“”\"«»]|,\s|\.(?=\s|$)|\s[–—-]\s")
_LONGEST = 120


@dataclass(frozen=True)
class People:
    """Victims and perpetrator in the words of the text."""

    victims: tuple[str, ...] = ()
    perpetrator: str | None = None


@dataclass(frozen=True)
class _Words:
    ends: re.Pattern[str]
    before: re.Pattern[str]
    agent: re.Pattern[str]
    persons: re.Pattern[str]
    done_to_people: frozenset[str]
    of_people: frozenset[str]
    adverbial: frozenset[str]
    no_subject: frozenset[str]
    clause: re.Pattern[str]
    of: re.Pattern[str]
    leaves: re.Pattern[str]
    gerunds: tuple[str, ...]
    aimed: frozenset[str]
    persons_only: frozenset[str]
    asides: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data, units = lexicon("events", language), lexicon("units", language)
    return _Words(
        ends=re.compile(rf"\s(?:{alternation(data['phrase ends'])})(?!\w)", re.IGNORECASE),
        before=re.compile(rf"(?:[\w-]+\s){{0,4}}?(?:{alternation(data['before people'])})\s", re.IGNORECASE),
        agent=re.compile(rf"(?<!\w)(?:{alternation(data['agent'])})\s", re.IGNORECASE),
        persons=re.compile(rf"(?<!\w)(?:{alternation(units['persons'])})(?!\w)", re.IGNORECASE),
        done_to_people=frozenset(data["done to people"]),
        of_people=frozenset(data["of people"]),
        adverbial=frozenset(data["adverbial"]),
        no_subject=frozenset(data["no subject"]),
        clause=re.compile(rf"\s(?:{alternation(data['clause words'])})\s"),
        of=re.compile(rf"\s(?:{alternation(data['of'])})\s"),
        leaves=re.compile(rf"(?<!\w)(?:{alternation(data['leaves'])})\s(?P<who>[^,;.()]{{2,60}}?)\s$"),
        gerunds=tuple(data["gerunds"]),
        aimed=frozenset(data["aimed"]),
        persons_only=frozenset(data["persons only"]),
        asides=frozenset(data["asides"]),
    )


def find_people(view: ParagraphView, mention: Mention, language: str) -> People:
    """Who did what the mention tells, and to whom, as far as its sentence says."""
    words, sentence, text = _words(language), mention.sentence, view.text
    suffers = any(h.list == "suffers" and h.first <= mention.hit.first < h.last for h in sentence.hits)
    agent = _agent(text, mention, words)
    if mention.rule.noun:
        return People(_of(text, mention, words), agent or _possessor(mention, text))
    verb = _verb_start(mention)
    left = words.leaves.search(text, max(sentence.span.start, verb - 80), verb)
    if left and mention.rule.type in words.of_people and not mention.passive:
        return People((left["who"],), None)
    doer = subject(view, mention, language) if mention.role == "main" else None
    if mention.passive or suffers:
        return People(_people(doer, mention, words), agent)
    return People(_people(_object(text, mention, words), mention, words), doer or agent)


def _people(phrase: str | None, mention: Mention, words: _Words) -> tuple[str, ...]:
    if phrase is None or mention.rule.type not in words.done_to_people:
        return ()
    if mention.rule.type in words.of_people:
        return (phrase,)
    named = mention.rule.type not in words.persons_only and any(
        word[:1].isupper() for word in phrase.split()[-3:]
    )
    return (phrase,) if named or words.persons.search(phrase) else ()


def subject(view: ParagraphView, mention: Mention, language: str) -> str | None:
    """The noun phrase before a verb: the last stretch between commas that begins as one."""
    sentence, text, known = mention.sentence, view.text, _words(language)
    end = _verb_start(mention)
    bounds = list(_BREAK.finditer(text, sentence.span.start, end))
    starts = [sentence.span.start, *(m.end() for m in bounds)]
    stops = [*(m.start() for m in bounds), end]
    for start, stop in reversed(list(zip(starts, stops, strict=True))):
        clauses = [m.end() for m in known.clause.finditer(text, start, stop)]
        start = clauses[-1] if clauses else start
        words = text[start:stop].split()
        first = words[0].casefold().strip(",") if words else ""
        if (
            not words
            or first.endswith(known.gerunds)
            or (bounds and start > starts[0] and first in known.asides)
        ):
            continue
        if first in known.adverbial:
            return _after_date(text, start, stop, view.dates) if stop == end or not bounds else None
        if first in known.no_subject:
            return None
        phrase = text[start : _first_verb(mention, start, stop)].strip()
        return phrase if phrase and len(phrase) <= _LONGEST and not phrase.endswith(" and") else None
    return None


def _first_verb(mention: Mention, start: int, stop: int) -> int:
    """Where another verb of the same subject begins ("armed men beat and arrested"), else `stop`."""
    words = mention.sentence.words
    verbs = (
        h for h in mention.sentence.hits if h.list in ("be", "have") or (h.list == "cue" and _is_verb(h))
    )
    return min((words[h.first].start for h in verbs if start <= words[h.first].start < stop), default=stop)


def _is_verb(hit: Hit) -> bool:
    return not (hit.noun or hit.weak or hit.gerund)


def _after_date(text: str, start: int, stop: int, dates: tuple[DateMention, ...]) -> str | None:
    """ "On 28 June the units ...": what follows the date."""
    inside = [d for d in dates if start <= d.start and d.end < stop]
    phrase = text[inside[-1].end : stop].strip(" ,") if inside else ""
    return phrase if phrase and phrase[:1].isalnum() and len(phrase) <= _LONGEST else None


def _verb_start(mention: Mention) -> int:
    """Where the verb with its auxiliaries begins."""
    words, first = mention.sentence.words, mention.hit.first
    helpers = {h.first for h in mention.sentence.hits if h.list in ("be", "have", "helpers")}
    while first - 1 in helpers and first > 0:
        first -= 1
    return words[first].start if first < len(words) else mention.span.start


def _object(text: str, mention: Mention, words: _Words) -> str | None:
    start, end = mention.span.end, mention.sentence.span.end
    lead = words.before.match(text, start + 1) if mention.rule.type in words.aimed else None
    if lead and not text[lead.end() : lead.end() + 1].isdigit():
        start = lead.end()
    return _phrase(text, start, end, words)


def _phrase(text: str, start: int, end: int, words: _Words) -> str | None:
    stop = _BREAK.search(text, start, min(end, start + _LONGEST))
    limit = stop.start() if stop else min(end, start + _LONGEST)
    ends = words.ends.search(text, start, limit)
    found = text[start : ends.start() if ends else limit].strip(" .,")
    return found if " " in found or found[:1].isupper() or len(found) > 4 else None


def _agent(text: str, mention: Mention, words: _Words) -> str | None:
    match = words.agent.search(text, mention.span.end, min(mention.sentence.span.end, mention.span.end + 90))
    phrase = _phrase(text, match.end(), mention.sentence.span.end, words) if match else None
    return (
        phrase
        if phrase and not phrase[:1].isdigit() and not phrase.split()[0].endswith(words.gerunds)
        else None
    )


def _possessor(mention: Mention, text: str) -> str | None:
    """ "X's offensive" names X."""
    words = mention.sentence.words
    for at in range(mention.hit.first - 1, max(-1, mention.hit.first - 5), -1):
        if not words[at].word.endswith(("'s", "s'")):
            continue
        first = at
        while (
            first
            and text[words[first - 1].start].isupper()
            and text[words[first - 1].end : words[first].start] == " "
        ):
            first -= 1
        end = words[at].end
        return text[words[first].start : end - 2 if words[at].word.endswith("'s") else end]
    return None


def _of(text: str, mention: Mention, words: _Words) -> tuple[str, ...]:
    """ "The killing of X"."""
    match = words.of.match(text, mention.span.end)
    return (
        _people(_phrase(text, match.end(), mention.sentence.span.end, words), mention, words) if match else ()
    )
