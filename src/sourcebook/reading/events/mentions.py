"""Mentions of events in one sentence: which cues stand there, and whether the sentence tells them as done.

A verb of the report's own main clause tells an event. A cue inside a quotation, a denied, planned or merely
feared act, an act that is condemned or asked for, and one that only dates another ("following the arrest")
do not. A clause about a thing named before ("which was destroyed") and a verb that only goes with another
("..., blocking the road") tell one where nothing else in the sentence does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.events.vocabulary import Hit, Rule, Token, Vocabulary, hits, tokens
from sourcebook.text import Span

Role = Literal["main", "done to", "noun", "relative", "gerund"]
# No sentence of prose is longer, or has more cues; what is, is read no further, so that it takes no longer.
_WORDS = 600
_CUES = 24
_JOINS = frozenset({"and", "or", "y", "o"})
_WEIGHT: dict[Role, int] = {"main": 8, "done to": 6, "noun": 4, "relative": 2, "gerund": 2}


@dataclass(frozen=True)
class Sentence:
    """A sentence as words and hits, quoted words left out of the hits."""

    number: int
    span: Span
    words: tuple[Token, ...]
    hits: tuple[Hit, ...]

    def has(self, *lists: str) -> bool:
        """Whether words of any of the lists stand here."""
        return any(hit.list in lists for hit in self.hits)

    def of(self, *lists: str) -> list[Hit]:
        """The hits of the lists."""
        return [hit for hit in self.hits if hit.list in lists]


@dataclass(frozen=True)
class Mention:
    """A cue that tells an event: its rule, how it stands in the sentence, its characters."""

    sentence: Sentence
    rule: Rule
    hit: Hit
    role: Role
    score: int

    @property
    def earlier(self) -> bool:
        """Whether the cue sets this event before another of the sentence ("preceded by")."""
        return any(h.list == "earlier" and h.first == self.hit.first for h in self.sentence.hits)

    @property
    def passive(self) -> bool:
        """Whether a form of "be" stands right before the cue or the words that go with it."""
        return any(0 <= self.hit.first - h.last <= 2 for h in self.sentence.of("be"))

    @property
    def span(self) -> Span:
        """The characters of the cue."""
        return Span(self.sentence.words[self.hit.first].start, self.sentence.words[self.hit.last - 1].end)


def read_sentence(view: ParagraphView, number: int, span: Span, known: Vocabulary) -> Sentence:
    """The words of a sentence and what they are, without what is quoted."""
    words = tokens(view.text, *span)[:_WORDS]
    # "May" in a date is no verb, and what is quoted is not the report's own.
    apart = [(q.start, q.end) for q in view.quotations if q.depth == 0] + [
        (d.start, d.end) for d in view.dates
    ]
    apart = [(low, high) for low, high in apart if high > span.start and low < span.end]
    found = hits(words, known)
    if apart:
        found = [h for h in found if not any(low <= words[h.first].start < high for low, high in apart)]
    terms = [h for h in found if h.list == "no cue"]
    if terms:
        found = [h for h in found if h.list != "cue" or not any(t.first <= h.first < t.last for t in terms)]
    return Sentence(number, span, tuple(words), tuple(found))


def find_mentions(
    view: ParagraphView, sentence: Sentence, known: Vocabulary, heading: frozenset[str]
) -> list[Mention]:
    """The events that a sentence tells, at most one a type, strongest first."""
    if _is_accident(sentence):
        return []
    found = [
        m
        for hit in sentence.of("cue")[:_CUES]
        if (m := _mention(view, sentence, hit, known, heading)) is not None
    ]
    best: dict[tuple[str, bool], Mention] = {}
    for mention in found:
        key = (mention.rule.type, mention.earlier)
        held = best.get(key)
        if held is None or mention.score > held.score:
            best[key] = mention
    return _kept(sorted(best.values(), key=lambda m: (-m.score, m.hit.first)), sentence, known)


def _is_accident(sentence: Sentence) -> bool:
    """An accident or a natural event is told, and not only named to date something else."""
    background = sentence.of("background")
    return any(
        not any(0 <= hit.first - other.last <= 5 for other in background) for hit in sentence.of("accidents")
    )


def _mention(
    view: ParagraphView, sentence: Sentence, hit: Hit, known: Vocabulary, heading: frozenset[str]
) -> Mention | None:
    rule = known.rules[hit.rule]
    fits = _fits(view, sentence, hit, rule, heading)
    if not fits or _unreal(view, sentence, hit):
        return None
    role = _noun_role(view, sentence, hit) if rule.noun else _verb_role(view, sentence, hit)
    if role is None:
        return None
    return Mention(sentence, rule, hit, role, _WEIGHT[role] + fits)


def _fits(view: ParagraphView, sentence: Sentence, hit: Hit, rule: Rule, heading: frozenset[str]) -> int:
    """How well the things around a cue fit its rule: 0 not at all, 1 no more than needed, up to 4."""
    things = {h.list for h in sentence.hits if h.list.startswith("thing ")}
    if any(f"thing {name}" in things for name in rule.not_with):
        return 0
    if rule.object:
        return 4 if _object(view, sentence, hit, f"thing {rule.object}") else 0
    if rule.near:
        return 3 if _is_near(sentence, hit, f"thing {rule.near}") else 0
    if rule.with_:
        others = (h for h in sentence.of(f"thing {rule.with_}") if h.last <= hit.first or h.first >= hit.last)
        told_of = rule.with_ == "heritage" and "heritage" in heading
        if any(others):
            besides = rule.with_ == "heritage" and "thing civilians" in things
            return 4 if told_of else (2 if besides else 3)
        return 4 if told_of and rule.type == "heritage-damage" and not rule.noun else 0
    return 2


def _is_near(sentence: Sentence, hit: Hit, thing: str) -> bool:
    """Whether a thing follows a cue within a few words, or precedes it in the passive."""
    happens = any(h.list == "happening" and h.first == hit.first for h in sentence.hits)
    passive = hit.noun or happens or _follows_be(sentence, hit)
    return any(
        0 <= h.first - hit.last <= 8 or (passive and 0 <= hit.first - h.last <= 18)
        for h in sentence.of(thing)
    )


def _object(view: ParagraphView, sentence: Sentence, hit: Hit, thing: str) -> bool:
    """Whether the thing is what the verb was done to: right after it, or before it in the passive."""
    for other in sentence.of(thing):
        away = any(hit.last <= h.first < other.first for h in sentence.of("whereabouts"))
        if 0 <= other.first - hit.last <= 5 and not away:
            return True
        if 0 <= hit.first - other.last <= 4 and not sentence.of("relative"):
            gap = view.text[sentence.words[other.last - 1].end : sentence.words[hit.first].start]
            if "," not in gap:
                return True
    return False


def _unreal(view: ParagraphView, sentence: Sentence, hit: Hit) -> bool:
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


def _verb_role(view: ParagraphView, sentence: Sentence, hit: Hit) -> Role | None:
    before = [h for h in sentence.hits if h.last <= hit.first]
    if any(h.list == "infinitive" and h.last == hit.first for h in before):
        done = any(h.list == "done to" and hit.first - h.last <= 14 for h in before)
        return "done to" if done else None
    if hit.weak and not any(h.list == "begins object" and h.first == hit.last for h in sentence.hits):
        return None
    if hit.last - hit.first == 1 and _is_adjective(sentence, hit):
        return None
    return _clause(view, sentence, hit, before)


def _is_adjective(sentence: Sentence, hit: Hit) -> bool:
    """ "The occupied village", "the starved and beaten people": a participle before its noun."""
    at = hit.first
    while at >= 2 and sentence.words[at - 1].word in _JOINS and sentence.words[at - 2].word.endswith("ed"):
        at -= 2
    return any(h.last == at for h in sentence.of("articles", "whereabouts"))


def _clause(view: ParagraphView, sentence: Sentence, hit: Hit, before: Sequence[Hit]) -> Role | None:
    """The kind of clause that a verb stands in: the words that open clauses are followed from the left."""
    words, role = sentence.words, "gerund" if hit.gerund and not _follows_be(sentence, hit) else "main"
    found: Role | None = "gerund" if role == "gerund" else "main"
    for other in before:
        if other.list not in ("background", "relative", "relative or content"):
            continue
        if "," in view.text[words[other.last - 1].end : words[hit.first].start]:
            continue
        if other.list == "background":
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


def _follows_be(sentence: Sentence, hit: Hit) -> bool:
    return any(0 <= hit.first - h.last <= 1 for h in sentence.of("be"))


def _noun_role(view: ParagraphView, sentence: Sentence, hit: Hit) -> Role | None:
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


def _kept(mentions: Sequence[Mention], sentence: Sentence, known: Vocabulary) -> list[Mention]:
    """One breath, one event: weaker cues go beside stronger ones, and one of a family stands for all."""
    if not mentions:
        return []
    if len({m.rule.type for m in mentions}) >= 4 and sentence.has("overview"):
        return []
    strongest = [m for m in mentions if m.role in ("main", "done to")] or [mentions[0]]
    kept: list[Mention] = []
    for mention in strongest:
        family = known.families.get(mention.rule.type, (mention.rule.type,))
        rivals = (k for k in kept if k.rule.type in family or _same_words(k, mention))
        rival = next((k for k in rivals if k.earlier == mention.earlier), None)
        if rival is None:
            kept.append(mention)
        elif (
            rival.rule.type in family
            and mention.rule.type in family
            and family.index(mention.rule.type) < family.index(rival.rule.type)
        ):
            kept[kept.index(rival)] = mention
    return sorted(kept, key=lambda m: m.hit.first)


def _same_words(one: Mention, other: Mention) -> bool:
    return one.hit.first < other.hit.last and other.hit.first < one.hit.last
