"""One recommendation's text: whom it addresses and what it asks of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sourcebook.reading.analysis import find_quotations, find_sentences
from sourcebook.reading.recommendations.actions import actions, clean
from sourcebook.reading.recommendations.addressees import is_actor, repeated, split_actors, subject_addressees
from sourcebook.reading.recommendations.words import Words, words_of

_PASSIVE = re.compile(r"\s+(?:also\s+|not\s+|be\s+)*be\s")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{0,600}[”\"]|\([^()\n]{0,300}\)")
_LONGEST = 160
_LEAD = 300
_NEAR = 60
_FIRST = re.compile(r"[^\W\d_][\w-]*")


class Asked(NamedTuple):
    """Whom a text asks, what it asks, and how it was told (empty where nothing was)."""

    addressees: list[str]
    actions: list[str]
    cue: str


class _Part(NamedTuple):
    addressees: list[str]
    actions: list[str]
    cue: str


def parse(text: str, language: str, lead: list[str], imperative: bool) -> Asked:
    """Reads the sentences of a recommendation.

    `lead` are the addressees named before the list, `imperative` whether the text stands in a list of
    recommendations, where a bare verb asks.
    """
    own, text = _addressed(text, language)
    addressees: list[str] = own
    found: list[str] = []
    cues: list[str] = []
    for start, end in find_sentences(text, list(find_quotations(text)), language):
        part = _sentence(text[start:end], language, imperative)
        if part is None or (part.cue == "proposal" and not imperative):
            continue
        addressees += (a for a in part.addressees if not repeated(a, addressees))
        found += part.actions
        cues.append(part.cue)
    if not found:
        return Asked([], [], "")
    return Asked(addressees or list(lead), found, cues[0])


def _addressed(text: str, language: str) -> tuple[list[str], str]:
    """Those named by "To the Council: ..." at the head of a text, and the rest of it."""
    to = words_of(language).to.match(text)
    colon = text.find(":", to.end(), to.end() + _LONGEST) if to else -1
    if to is None or colon < 0 or not is_actor(text[to.end() : colon], language):
        return [], text
    return split_actors(text[to.end() : colon].strip(), language), text[colon + 1 :]


def _sentence(sentence: str, language: str, imperative: bool) -> _Part | None:
    words = words_of(language)
    mask = _QUOTED.sub(lambda match: " " * len(match[0]), sentence)
    if imperative and (bare := _imperative(sentence, words, language)):
        return bare
    for read in (_asked_that, _asked, _modal):
        part = read(sentence, mask, words, language)
        if part:
            return part
    return None


def _asked_that(sentence: str, mask: str, words: Words, language: str) -> _Part | None:
    """ "The Committee recommends that the State party (should) ...\""""
    match = words.asks_that.search(mask)
    if match is None:
        return None
    rest, hidden = sentence[match.end() :].lstrip(), mask[match.end() :].lstrip()
    rest, hidden = rest[-len(hidden) :], hidden[-len(rest) :]
    again = words.again.search(hidden)
    # "recommends that X invite Y and calls upon Z to ...": the second verb has the form of the first.
    if again and match[0].split()[0].endswith("s") and again["verb"].split()[0].endswith("s"):
        own = _that(rest[: again.start()], hidden[: again.start()], words, language)
        start = again.start("verb")
        more = _asked(rest[start:], hidden[start:], words, language)
        return _both(own, more)
    return _that(rest, hidden, words, language)


def _both(own: _Part, more: _Part | None) -> _Part:
    if more is None:
        return own
    return own._replace(addressees=own.addressees + more.addressees, actions=own.actions + more.actions)


def _that(rest: str, hidden: str, words: Words, language: str) -> _Part:
    """What stands behind "recommends that"."""
    inner = _modal(rest, hidden, words, language)
    if inner:
        return inner._replace(cue="asks that")
    verb = _first_verb(hidden, words)
    if verb is None:
        return _Part([], [clean(rest)], "asks that")
    who = subject_addressees(rest[:verb], language)
    if who is None:
        return _Part([], [clean(rest)], "asks that")
    return _Part(who, actions(rest[verb:], language), "asks that")


def _first_verb(mask: str, words: Words) -> int | None:
    """Where the plain verb of "that the State party ratify ..." stands, or where the first item begins."""
    seen_actor = False
    for match in _FIRST.finditer(mask, 0, 400):
        word = match[0].casefold()
        if seen_actor and word in words.forms and not match[0][0].isupper():
            back = words.adverbs.search(mask[: match.start()])
            return back.start() if back and back.end() == match.start() else match.start()
        seen_actor = seen_actor or match[0][0].isupper() or words.actor.fullmatch(word) is not None
    colon = mask.find(":")
    return colon + 1 if 0 < colon < 300 else None


def _asked(sentence: str, mask: str, words: Words, language: str) -> _Part | None:
    """ "The Committee urges the State party to ...\""""
    match = words.asks.search(mask)
    if match is None or match.start() > _LEAD or not voiced(sentence[: match.start()], words):
        return None
    to = words.infinitive.search(mask, match.end())
    if to is None or to.start() - match.end() > 300:
        return None
    asked = sentence[match.end() : to.start()].strip(" ,")
    if not is_actor(asked, language):
        return None
    who = split_actors(asked, language)
    again = words.again.search(mask, to.end())
    own = _Part(who, actions(sentence[to.end() : again.start() if again else None], language), "asks")
    if again is None:
        return own
    start = again.start("verb")
    more = _asked(sentence[start:], mask[start:], words, language)
    return _both(own, more)


def voiced(before: str, words: Words) -> bool:
    """Whether the asker is the document's own voice: "The Committee also", "I", "We therefore", nobody.

    Far from its subject a verb is the asker's only where it goes on from another ("I remain concerned by
    ... and urge").
    """
    bare = before.strip(" ,")
    while words.circumstance.match(bare) and "," in bare:
        bare = bare.partition(",")[2].strip()
    if bare == "":
        return True
    near = len(bare) < _NEAR or words.going_on.search(bare) is not None
    return near and words.own_voice.match(bare) is not None


def _modal(sentence: str, mask: str, words: Words, language: str) -> _Part | None:
    """ "The State party should ...\""""
    proposal = words.proposal.search(mask)
    match = words.modal.search(mask)
    if proposal and (match is None or proposal.start() <= match.start()):
        return _Part([], [clean(sentence)], "proposal")
    if match is None:
        return None
    before = sentence[: match.start()]
    if words.asks_that.search(before) or len(before) > 400:
        return None
    who = subject_addressees(before, language)
    if who is None or _PASSIVE.match(mask, match.end()):
        return _Part([], [clean(sentence)], "proposal") if before.strip() else None
    return _Part(who, actions(sentence[match.end() :].lstrip(" :,"), language), "modal")


def _imperative(sentence: str, words: Words, language: str) -> _Part | None:
    """ "Release all ..." in a list of recommendations."""
    bare = sentence.lstrip(" -–—•*")
    adverb = words.adverbs.match(bare)
    first = _FIRST.match(bare, adverb.end() if adverb else 0)
    if first is None:
        return None
    verb = first[0].casefold()
    if verb in words.gerunds:
        return _Part([], actions(bare, language), "gerund")
    if verb not in words.verbs and verb not in words.nouns_too:
        return None
    # "State parties should ..." begins with a noun that is a verb elsewhere ("State the reasons").
    if verb in words.nouns_too and not words.objects.match(bare, first.end()) and words.modal.search(bare):
        return None
    return _Part([], actions(bare, language), "imperative")
