"""Actors that are no subjects: "was condemned by X", "according to a statement by X"."""

from __future__ import annotations

import re

from sourcebook.reading.analysis.actors import Actor, actor
from sourcebook.reading.analysis.clauses import segments
from sourcebook.reading.analysis.known import Known
from sourcebook.reading.analysis.subjects import Subject, before_day, subject_words
from sourcebook.reading.reactions.acts import Act, act_words
from sourcebook.text import Span

_LONGEST = 160
# How far before a participle its "was" may stand.
_REACH = 40
_SAYING = ("statement", "condemnation", "call", "post")
_STOP = re.compile(r"[,;:.\n\ufffc]|\s(?:in|at|for|after|during|as|because|which|who|that|to|en|tras|que)\s")


def agent_of(text: str, mask: str, act: Act, sentence: Span, language: str) -> Subject | None:
    """The agent of a passive verb as the subject of the act; None where the verb is no passive."""
    if not subject_words(language).passive.search(mask, max(sentence.start, act.start - _REACH), act.start):
        return None
    by = act_words(language).agent.match(mask, act.end, sentence.end)
    if by is None:
        return None
    stop = _STOP.search(mask, by.end(), min(sentence.end, by.end() + _LONGEST))
    name = before_day(text[by.end() : stop.start() if stop else sentence.end], language)
    return Subject((name,), (), False, False) if name else None


def inverted(text: str, mask: str, act: Act, sentence: Span, language: str) -> Subject | None:
    """The speaker behind the verb, where only a quotation stands before it: "“...”, said X"."""
    if act.group not in _SAYING or any(c.isalpha() for c in mask[sentence.start : act.start]):
        return None
    if not text[sentence.start : act.start].strip():
        return None
    stop = _STOP.search(mask, act.end, min(sentence.end, act.end + _LONGEST))
    name = before_day(text[act.end : stop.start() if stop else sentence.end].strip(), language)
    return Subject((name,), (), False, False) if any(c.isupper() for c in name) else None


def quoted_source(text: str, mask: str, sentence: Span, known: Known) -> tuple[Act, Actor, str] | None:
    """Whoever the sentence gives the words of: "According to a report by X, ..."."""
    words = act_words(known.language)
    match = words.according.match(mask, sentence.start, sentence.end)
    if match is None:
        return None
    span = next(segments(mask, match.end(), sentence.end), None)
    if span is None or span.end - span.start > _LONGEST:
        return None
    phrase = before_day(text[span.start : span.end], known.language)
    by = words.by.match(phrase)
    instrument = words.instruments[" ".join(by["noun"].casefold().split())] if by else "statement"
    who = actor((phrase[by.end() :] if by else phrase,), known)
    if who is None or who.kind in ("other", "media", "person", "role"):
        return None
    return Act(match.start(), match.end(), "statement", instrument, False), who, instrument
