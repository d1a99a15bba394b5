"""How a cue stands in its sentence: done, in a clause about another thing, unreal, or only dating another.

The words that open clauses are followed from the left up to the cue; a comma closes them. That is no parse,
but in the plain prose of reports it tells "the church, which was looted, was razed" from "the man who was
arrested asked for a lawyer".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.events.sentence import Sentence
from sourcebook.reading.events.vocabulary import Hit, Vocabulary

Role = Literal["main", "done to", "noun", "relative", "gerund"]


def is_unreal(view: ParagraphView, sentence: Sentence, hit: Hit) -> bool:
    """Whether the cue is only spoken of: asked for, condemned, feared, planned, denied."""
    for other in sentence.of("reactions", "unreal", "negation"):
        distance = hit.first - other.last
        if other.list == "reactions" and distance >= 0:
            return True
        if other.list == "unreal" and 0 <= distance <= 4:
            return True
        if other.list == "negation" and 0 <= distance <= 2:
            return True
        if hit.noun and other.list == "unreal" and 0 <= other.first - hit.last <= 8:
            return True
    return False


def verb_role(view: ParagraphView, sentence: Sentence, hit: Hit, known: Vocabulary) -> Role | None:
    """The role of a cue that is a verb; None where it is an adjective, a noun or only dates another act."""
    before = [h for h in sentence.hits if h.last <= hit.first]
    if any(h.list == "infinitive" and h.last == hit.first for h in before):
        done = any(h.list == "done to" and hit.first - h.last <= 14 for h in before)
        return "done to" if done else None
    if hit.weak and not any(h.list == "begins object" and h.first == hit.last for h in sentence.hits):
        return None
    if hit.last - hit.first == 1 and _is_adjective(sentence, hit, known):
        return None
    return _clause(view, sentence, hit, before)


def noun_role(view: ParagraphView, sentence: Sentence, hit: Hit) -> Role | None:
    """The role of a cue that is a noun: told where something happens to it or evidence shows it."""
    for other in sentence.of("background"):
        if 0 <= hit.first - other.last <= 4:
            gap = view.text[sentence.words[other.last - 1].end : sentence.words[hit.first].start]
            if "," not in gap:
                return None
    told = any(
        (0 <= hit.first - h.last <= 9) or (0 <= h.first - hit.last <= 12) for h in sentence.of("happening")
    )
    shown = sentence.has("evidence") and any(h.last <= hit.first for h in sentence.of("shows"))
    return "noun" if told or shown else None


def follows_be(sentence: Sentence, hit: Hit) -> bool:
    """Whether a form of "be" stands right before the cue."""
    return any(0 <= hit.first - h.last <= 1 for h in sentence.of("be"))


def _is_adjective(sentence: Sentence, hit: Hit, known: Vocabulary) -> bool:
    """ "The occupied village", "the starved and beaten people": a participle before its noun."""
    at = hit.first
    joins = {h.first for h in sentence.of("joins")}
    while at >= 2 and at - 1 in joins and sentence.words[at - 2].word.endswith(known.participles):
        at -= 2
    return any(h.last == at for h in sentence.of("articles", "whereabouts"))


def _clause(view: ParagraphView, sentence: Sentence, hit: Hit, before: Sequence[Hit]) -> Role | None:
    """The kind of clause that a verb stands in: the words that open clauses are followed from the left."""
    words, role = sentence.words, "gerund" if hit.gerund and not follows_be(sentence, hit) else "main"
    found: Role | None = "gerund" if role == "gerund" else "main"
    for other in before:
        if other.list not in ("background clauses", "relative", "relative or content"):
            continue
        if "," in view.text[words[other.last - 1].end : words[hit.first].start]:
            continue
        if other.list == "background clauses":
            found = None if hit.first - other.last <= 6 else found
        elif other.list == "relative" or not _is_content(sentence, other):
            found = "main" if _closed(sentence, other, hit) else "relative"
        else:
            found = "gerund" if role == "gerund" else "main"
    return found


def _closed(sentence: Sentence, relative: Hit, hit: Hit) -> bool:
    """ "The church that had bells was destroyed": the clause has its own verb before the cue's."""
    start = hit.first
    group = {h.first for h in sentence.of("be", "have", "helpers")}
    while start - 1 in group:
        start -= 1
    return start < hit.first and any(relative.last <= h.first < start for h in sentence.of("be", "have"))


def _is_content(sentence: Sentence, that: Hit) -> bool:
    """ "Showed that", "it was evident that": what follows is what is told."""
    return any(
        h.list in ("shows", "became known", "claims") and 0 <= that.first - h.last <= 1 for h in sentence.hits
    )
