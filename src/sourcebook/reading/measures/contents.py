"""What an order says: each thing ordered, to whom, in which case, and whether it was complied with."""

from __future__ import annotations

import re

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.measures.words import Words
from sourcebook.reading.recommendations.actions import actions, clean
from sourcebook.reading.recommendations.addressees import is_actor
from sourcebook.text import Span

_ASIDE = re.compile(
    r",\s+(?:in|under|pursuant|by|as|within|pending|with|on|conforme|de|en|dentro|a)\s[^,;:]{0,240},\s*",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:[^.;:“”\"]{0,160}?)\s(?:to|que|a)\s")
_NOT = re.compile(r"\s(?:not|never)$")
_PARTIES = re.compile(r"\(([^()]{3,160})\)")
_LONGEST_CASE = 320
# A party without brackets or "the case of": capitalised words, with small ones between them.
_LONGEST_PARTY = 80
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\s(?:(?:and|of|the|de|y)\s)?[^\W\d_a-z][\w’'-]*){0,5}")
_NAME_BEFORE = re.compile(
    r"(?<!\S)(?!(?:In|The|En)\s)[^\W\d_a-z][\w’'-]*(?:\s(?:(?:and|of|the|de|y)\s)?[^\W\d_a-z][\w’'-]*){0,5}\s$"
)
_SENTENCE_END = re.compile(r"[.;]\s+[^\W\d_a-z]|\n")
_PARTY_END = re.compile(r"[,;:.)“”\"\n]|\s[a-z]{3,}")
_ARTICLE = re.compile(r"^(?:(?:to|a)\s+)?(?:the|el|la|los|las|al)\s+", re.IGNORECASE)
_ITEM = re.compile(r"^\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)\s+")
_SUBJECT = 80
_ARTICLES = ("the ", "al ", "el ", "la ", "los ", "las ", "a la ", "a los ", "a las ")
_CONNECTED = re.compile(
    r"^(?:that|however|moreover|furthermore|additionally|and|que|sin embargo|además),?\s+", re.IGNORECASE
)


def obligations(view: ParagraphView, start: int, words: Words, language: str) -> tuple[str | None, list[str]]:
    """Addressee and orders of the sentences from `start` on that oblige ("the State shall ...")."""
    who: str | None = None
    found: list[str] = []
    for sentence in view.sentences:
        if sentence.end <= start:
            continue
        low = max(sentence.start, start)
        named, orders = obliging(view.text[low : sentence.end], words, language)
        who = who or named
        found += orders
    return who, found


def obliging(text: str, words: Words, language: str) -> tuple[str | None, list[str]]:
    """Addressee and orders of one sentence that obliges; nothing where it tells of compliance."""
    match = words.obliges.search(text)
    if match is None or words.compliance.search(text, max(0, match.start() - 1), match.end() + 12):
        return None, []
    who = re.split(r"\s(?:that|que|by which)\s", text[: match.start()])[-1].strip(" ,")
    rest = _ASIDE.sub(
        " ",
        " " + text[match.end() :].lstrip(" ")
        if text[match.end() : match.end() + 1] != ","
        else text[match.end() :],
        count=1,
    )
    orders = [_without_subject(order, words) for order in actions(rest.strip(" ,:"), language)]
    return _CONNECTED.sub("", who) or None, orders


def _without_subject(order: str, words: Words) -> str:
    """An item of a list without the one who is obliged in it again: "(2) X shall ..."."""
    bare = _ITEM.sub("", order)
    again = words.obliges.search(bare, 0, _SUBJECT)
    return clean(bare[again.end() :]) if again and bare[:1].isupper() else order


def clause(text: str, words: Words, language: str) -> tuple[str | None, list[str]]:
    """Addressee and orders after "ordering X to ...", "demanding ...", "i.e. to ..." in one sentence."""
    # "requested interim measures, asking X to ...": the verb whose object is no instrument.
    matches = (m for m in words.contents.finditer(text) if not words.instrument.match(text, m.end() + 1))
    match = next(matches, None)
    if match is None:
        return None, []
    rest = text[match.end() :].strip(" ,:")
    if match[0].endswith(" que"):
        return None, [clean(rest)]
    to = _TO.match(" " + rest)
    if to and words.pronouns.match(rest):
        return None, actions((" " + rest)[to.end() :], language)
    if to and (rest.startswith("to ") or rest[:1].isupper() or rest.casefold().startswith(_ARTICLES)):
        named = (" " + rest)[: to.end()].rsplit(" ", 2)[0]
        forbidden = _NOT.search(named)
        who = _ARTICLE.sub("", clean(_NOT.sub("", named)))
        if not who or is_actor(who, language):
            found = actions((" " + rest)[to.end() :], language)
            return who or None, [f"{forbidden[0].strip()} to {f}" for f in found] if forbidden else found
    return None, [clean(rest)] if clean(rest) else []


def case_of(text: str, words: Words) -> str | None:
    """The name of the case: what follows "in the case concerning", else "A v. B" in brackets or bare."""
    match = words.case.search(text)
    if match:
        named = _cut(text[match.end() : match.end() + _LONGEST_CASE], words)
        if named:
            return named
    bracketed = next((m for m in _PARTIES.finditer(text) if words.versus.search(m[1])), None)
    return bracketed[1] if bracketed else None


def bare_case(text: str, sentence: Span, words: Words) -> str | None:
    """ "A further order in A v. B": the parties as names around the "v.", in one sentence."""
    versus = words.versus.search(text, *sentence)
    if versus is None:
        return None
    low = max(sentence.start, versus.start() - _LONGEST_PARTY)
    first = _NAME_BEFORE.search(text, low, versus.start() + 1)
    second = _NAME.match(text, versus.end(), min(sentence.end, versus.end() + _LONGEST_PARTY))
    return f"{first[0].strip()}{versus[0]}{second[0].strip()}" if first and second else None


def _cut(name: str, words: Words) -> str | None:
    """A case's name up to its second party: to a closing bracket, a comma or a small word after "v."."""
    versus = words.versus.search(name)
    if versus is None or _SENTENCE_END.search(name, 0, versus.start()):
        return None
    stop = _PARTY_END.search(name, versus.end())
    end = stop.end() if stop and stop[0] == ")" else stop.start() if stop else len(name)
    return name[:end].strip(' ,“"')


def compliance(view: ParagraphView, after: int, words: Words) -> str | None:
    """The sentence that states whether the measure was complied with, if any."""
    for start, end in view.sentences:
        if end > after and (match := words.compliance.search(view.text, max(start, after), end)):
            del match
            return view.text[start:end].strip()
    return None


def order_to(text: str, mask: Span, words: Words) -> str | None:
    """The addressee of "issued an order to X, ..."."""
    for match in words.instrument.finditer(text, mask.start, mask.end):
        to = re.compile(
            r"\s+(?:to|against|a|contra)\s+(?:the\s+|la\s+|el\s+)?([^\W\d_a-z][^,;:.()“”\"]{2,80}?)(?=[,;:.(]|\s(?:to|that|in|on|for|que)\s|$)"
        ).match(text, match.end(), mask.end)
        if to:
            return to[1].strip()
    return None
