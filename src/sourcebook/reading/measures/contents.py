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
_PARTIES = re.compile(r"\(([^()]{3,160})\)")
_LONGEST_CASE = 320
_SENTENCE_END = re.compile(r"[.;]\s+[^\W\d_a-z]|\n")
_PARTY_END = re.compile(r"[,;:.)“”\"\n]|\s[a-z]{3,}")
_ARTICLE = re.compile(r"^(?:(?:to|a)\s+)?(?:the|el|la|los|las|al)\s+", re.IGNORECASE)
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
    return _CONNECTED.sub("", who) or None, actions(rest.strip(" ,:"), language)


def clause(text: str, words: Words, language: str) -> tuple[str | None, list[str]]:
    """Addressee and orders after "ordering X to ...", "demanding ...", "i.e. to ..." in one sentence."""
    match = words.contents.search(text)
    if match is None:
        return None, []
    rest = text[match.end() :].strip(" ,:")
    if match[0].endswith(" que"):
        return None, [clean(rest)]
    to = _TO.match(" " + rest)
    if to and words.pronouns.match(rest):
        return None, actions((" " + rest)[to.end() :], language)
    if to and (
        rest.startswith("to ")
        or rest[:1].isupper()
        or rest.casefold().startswith(("the ", "al ", "el ", "la "))
    ):
        who = _ARTICLE.sub("", clean((" " + rest)[: to.end()].rsplit(" ", 2)[0]))
        if not who or is_actor(who, language):
            return who or None, actions((" " + rest)[to.end() :], language)
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
