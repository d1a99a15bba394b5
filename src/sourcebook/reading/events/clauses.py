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

# The lists of words with which no noun begins.
_NO_NOUN = (
    *("whereabouts", "joins", "background", "background clauses", "during", "after", "later", "relative"),
    *("relative or content", "point in time", "articles", "begins object", "negation", "none", "infinitive"),
    *("be", "have", "helpers"),
)
# The lists of words that open clauses.
_OPENERS = ("background clauses", "background gerunds", "relative", "relative or content", "point in time")
# How many words may stand between "no" and the noun that it denies ("no reports of new attacks").
_NONE_OF = 4
# How many words may stand between a verb and what is only played ("stormed a large mock village").
_FEIGNED = 2


def is_unreal(view: ParagraphView, sentence: Sentence, hit: Hit) -> bool:
    """Whether the cue is only spoken of: asked for, condemned, feared, planned, denied."""
    for other in sentence.of("reactions", "unreal", "negation", "none", "nobody", "feigned"):
        distance = hit.first - other.last
        if other.list == "reactions" and distance >= 0:
            return True
        if other.list == "unreal" and 0 <= distance <= 4 and not _has_ended(sentence, other, hit):
            return True
        if other.list == "negation" and _is_denied(sentence, other, hit):
            return True
        if other.list == "feigned" and 0 <= other.first - hit.last <= _FEIGNED:
            return True
        if other.list == "none" and hit.noun and 0 <= distance <= _NONE_OF:
            return True
        if other.list == "nobody" and not hit.noun and _is_right_after(sentence, other, hit):
            return True
        if hit.noun and other.list == "unreal" and 0 <= other.first - hit.last <= 8:
            return True
    return False


def _is_right_after(sentence: Sentence, other: Hit, hit: Hit) -> bool:
    """ "Arrested no one", "was fined by nobody"."""
    between = other.first - hit.last
    return between == 0 or (between == 1 and any(h.first == hit.last for h in sentence.of("whereabouts")))


def _has_ended(sentence: Sentence, unreal: Hit, hit: Hit) -> bool:
    """ "Those who would not leave were beaten", "charges of theft were brought": a verb of its own begins."""
    if any(h.first == unreal.first for h in sentence.of("conditions")):
        return False
    return any(unreal.last < h.first < hit.first for h in sentence.of("finite"))


def _is_denied(sentence: Sentence, negation: Hit, hit: Hit) -> bool:
    """ "Were not killed", "no charges had been brought".

    Not so "28 fighters and no civilians were killed", "those who would not go were killed".
    """
    between = {h.first for h in sentence.of("be", "have") if negation.last <= h.first < hit.first}
    if not 0 <= hit.first - negation.last - max(len(between) - 1, 0) <= 2:
        return False
    if any(h.first == negation.first for h in sentence.of("none", "nobody")):
        joined = any(h.last == negation.first for h in sentence.of("joins"))
        return not (joined and between)
    return not any(negation.last < h.first < hit.first for h in sentence.of("finite"))


def verb_role(view: ParagraphView, sentence: Sentence, hit: Hit, known: Vocabulary) -> Role | None:
    """The role of a cue that is a verb; None where it is an adjective, a noun or only dates another act."""
    before = [h for h in sentence.hits if h.last <= hit.first]
    if any(h.list == "infinitive" and h.last == hit.first for h in before):
        done = any(h.list == "done to" and hit.first - h.last <= 14 for h in before)
        return "done to" if done else None
    if hit.weak and not _has_object(sentence, hit):
        return None
    if hit.last - hit.first == 1 and _is_adjective(view, sentence, hit, known):
        return None
    return _clause(view, sentence, hit, before)


def noun_role(view: ParagraphView, sentence: Sentence, hit: Hit, known: Vocabulary) -> Role | None:
    """The role of a cue that is a noun: told where something happens to it or evidence shows it."""
    for other in sentence.of("background"):
        if 0 <= hit.first - other.last <= 4:
            gap = view.text[sentence.words[other.last - 1].end : sentence.words[hit.first].start]
            if "," not in gap:
                return None
    if hit.last - hit.first == 1 and _is_gerund(sentence, hit, known) and _has_object(sentence, hit):
        return None
    if any(h.first == hit.first for h in sentence.of("dates only")):
        return None
    told = any(
        (0 <= hit.first - h.last <= 9) or (0 <= h.first - hit.last <= 12) for h in sentence.of("happening")
    )
    shown = sentence.has("evidence") and any(h.last <= hit.first for h in sentence.of("shows"))
    return "noun" if told or shown else None


def _is_gerund(sentence: Sentence, hit: Hit, known: Vocabulary) -> bool:
    """ "Killing 15 people": no noun, though "the killing of" is one."""
    return sentence.words[hit.first].word.endswith(known.gerunds)


def follows_be(sentence: Sentence, hit: Hit) -> bool:
    """Whether a form of "be" stands right before the cue."""
    return any(0 <= hit.first - h.last <= 1 for h in sentence.of("be"))


def _has_object(sentence: Sentence, hit: Hit) -> bool:
    """Whether an object begins right after the cue: an article, or a number."""
    counted = hit.last < len(sentence.words) and sentence.words[hit.last].word[:1].isdigit()
    return counted or any(h.first == hit.last for h in sentence.of("begins object"))


def _is_adjective(view: ParagraphView, sentence: Sentence, hit: Hit, known: Vocabulary) -> bool:
    """ "The occupied village", "the starved and beaten people", "15 captured soldiers": before its noun."""
    at = hit.first
    joins = {h.first for h in sentence.of("joins")}
    while at >= 2 and at - 1 in joins and sentence.words[at - 2].word.endswith(known.participles):
        at -= 2
    if any(h.last == at for h in sentence.of("articles", "whereabouts")):
        return True
    counted = at > 0 and (
        sentence.words[at - 1].word[:1].isdigit() or any(h.last == at for h in sentence.of("counts"))
    )
    return counted and _goes_on(view, sentence, hit)


def _goes_on(view: ParagraphView, sentence: Sentence, hit: Hit) -> bool:
    """Whether a noun follows the cue ("15 captured soldiers"), not a clause ("15 captured in May")."""
    if hit.last >= len(sentence.words):
        return False
    words = sentence.words
    adjoins = view.text[words[hit.last - 1].end : words[hit.last].start].isspace()
    return adjoins and not any(h.first == hit.last and h.list in _NO_NOUN for h in sentence.hits)


def _clause(view: ParagraphView, sentence: Sentence, hit: Hit, before: Sequence[Hit]) -> Role | None:
    """The kind of clause that a verb stands in: the words that open clauses are followed from the left."""
    words, role = sentence.words, "gerund" if hit.gerund and not follows_be(sentence, hit) else "main"
    found: Role | None = "gerund" if role == "gerund" else "main"
    for other in before:
        if other.list not in _OPENERS:
            continue
        if other.list == "background gerunds":
            found = None if hit.gerund and hit.first - other.last <= 2 else found
            continue
        if "," in view.text[words[other.last - 1].end : words[hit.first].start]:
            continue
        if other.list == "point in time":
            found = "relative" if hit.gerund else found
        elif other.list == "background clauses":
            found = None if hit.first - other.last <= 6 else found
        elif other.list == "relative" or not _is_content(sentence, other):
            found = "main" if _closed(sentence, other, hit) else "relative"
        else:
            found = "gerund" if role == "gerund" else "main"
    return found


def _closed(sentence: Sentence, relative: Hit, hit: Hit) -> bool:
    """ "The church that had bells was destroyed", "who would not go were": the clause has its own verb."""
    start = hit.first
    group = {h.first for h in sentence.of("be", "have", "helpers")}
    while start - 1 in group:
        start -= 1
    own = [h for h in sentence.of("be", "have", "unreal") if relative.last <= h.first < start]
    return start < hit.first and bool(own)


def _is_content(sentence: Sentence, that: Hit) -> bool:
    """ "Showed that", "it was evident that": what follows is what is told."""
    return any(
        h.list in ("shows", "became known", "claims") and 0 <= that.first - h.last <= 1 for h in sentence.hits
    )
