"""Mentions of events in one sentence: which cues stand there, and whether the sentence tells them as done.

A verb of the report's own main clause tells an event. A cue inside a quotation, a denied, planned or merely
feared act, an act that is condemned or asked for, and one that only dates another ("following the arrest")
do not. A clause about a thing named before ("which was destroyed") and a verb that only goes with another
("..., blocking the road") tell one where nothing else in the sentence does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.events.clauses import Role, follows_be, is_unreal, noun_role, verb_role
from sourcebook.reading.events.sentence import Sentence
from sourcebook.reading.events.vocabulary import Hit, Rule, Vocabulary
from sourcebook.text import Span

# No sentence of prose has more cues; what has is read no further.
_CUES = 24
# How many words after a verb of killing a noun may still say how it was done.
_NEAR = 8
# "Held at least 14 Xians", not "held a dinner for 14 Xians": so many words may stand between.
_COUNTED = 2
_WEIGHT: dict[Role, int] = {"main": 8, "done to": 6, "noun": 4, "relative": 2, "gerund": 2}


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
    if not fits or is_unreal(view, sentence, hit):
        return None
    role = noun_role(view, sentence, hit, known) if rule.noun else verb_role(view, sentence, hit, known)
    if role is None:
        return None
    return Mention(sentence, rule, hit, role, _WEIGHT[role] + fits)


def _fits(view: ParagraphView, sentence: Sentence, hit: Hit, rule: Rule, heading: frozenset[str]) -> int:
    """How well the things around a cue fit its rule: 0 not at all, 1 no more than needed, up to 4."""
    things = {h.list for h in sentence.hits if h.list.startswith("thing ")}
    if any(f"thing {name}" in things for name in rule.not_with):
        return 0
    if rule.subject and not _is_subject(sentence, hit, f"thing {rule.subject}"):
        return 0
    if rule.object:
        return 4 if _object(view, sentence, hit, f"thing {rule.object}") else 0
    if rule.near and not _is_near(sentence, hit, f"thing {rule.near}"):
        return 0
    if rule.near and not rule.with_:
        return 3
    if rule.with_:
        others = (h for h in sentence.of(f"thing {rule.with_}") if h.last <= hit.first or h.first >= hit.last)
        told_of = rule.with_ == "heritage" and "heritage" in heading
        if any(others):
            return 4 if told_of else _fits_best(sentence, hit, rule.with_)
        return 4 if told_of and rule.type == "heritage-damage" and not rule.noun else 0
    return 2


def _is_subject(sentence: Sentence, hit: Hit, thing: str) -> bool:
    """Whether the thing did what the verb tells: it stands shortly before ("two shells landed")."""
    return any(0 <= hit.first - h.last <= 5 for h in sentence.of(thing))


# Things that the same verbs are done to: whichever is nearer is what a verb is about.
_RIVALS = ("civilians", "heritage")


def _fits_best(sentence: Sentence, hit: Hit, thing: str) -> int:
    """ "Workers demolished the shrine", "the shrine beside the school was razed": what was done to which."""
    if thing not in _RIVALS:
        return 3
    passive = follows_be(sentence, hit)
    apart = {
        name: min(
            (
                (h.first - hit.last) if h.first >= hit.last else (hit.first - h.last) + (0 if passive else 12)
                for h in sentence.of(f"thing {name}")
                if h.last <= hit.first or h.first >= hit.last
            ),
            default=None,
        )
        for name in _RIVALS
    }
    other = apart["heritage" if thing == "civilians" else "civilians"]
    mine = apart[thing]
    return 3 if other is None or (mine is not None and mine < other) else 2


def _is_near(sentence: Sentence, hit: Hit, thing: str) -> bool:
    """Whether a thing follows a cue within a few words, or precedes it in the passive."""
    happens = any(h.list == "happening" and h.first == hit.first for h in sentence.hits)
    passive = hit.noun or happens or follows_be(sentence, hit)
    return any(
        0 <= h.first - hit.last <= 8 or (passive and 0 <= hit.first - h.last <= 18)
        for h in sentence.of(thing)
    )


def _object(view: ParagraphView, sentence: Sentence, hit: Hit, thing: str) -> bool:
    """Whether the thing is what the verb was done to: right after it, or before it in the passive."""
    if thing == "thing territory" and _is_into_place(view, sentence, hit):
        return True
    for other in sentence.of(thing):
        away = any(hit.last <= h.first < other.first for h in sentence.of("whereabouts", "infinitive"))
        if 0 <= other.first - hit.last <= (_COUNTED if thing == "thing counted people" else 5) and not away:
            return True
        if 0 <= hit.first - other.last <= 4 and not sentence.of("relative"):
            gap = view.text[sentence.words[other.last - 1].end : sentence.words[hit.first].start]
            if "," not in gap:
                return True
    return False


def _is_into_place(view: ParagraphView, sentence: Sentence, hit: Hit) -> bool:
    """ "The army entered X": troops, a verb that is done to places, and a name right after it."""
    if hit.last >= len(sentence.words) or not any(h.last <= hit.first for h in sentence.of("thing troops")):
        return False
    into = any(h.first == hit.first for h in sentence.of("done to places"))
    return into and view.text[sentence.words[hit.last].start].isupper()


def _kept(mentions: Sequence[Mention], sentence: Sentence, known: Vocabulary) -> list[Mention]:
    """One breath, one event: weaker cues go beside stronger ones, and one of a family stands for all."""
    if not mentions:
        return []
    if len({m.rule.type for m in mentions}) >= 4 and sentence.has("overview"):
        return []
    strongest = [m for m in mentions if m.role in ("main", "done to")] or [mentions[0]]
    strongest += [m for m in mentions if m.role == "noun" and _explains(m, strongest, known)]
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


def _explains(noun: Mention, told: Sequence[Mention], known: Vocabulary) -> bool:
    """ "An air strike killed five", "killed by artillery fire": the noun says what kind of act it was."""
    family = known.families.get(noun.rule.type, ())
    return any(m.rule.type in family and noun.hit.first - m.hit.last <= _NEAR for m in told if m is not noun)


def _same_words(one: Mention, other: Mention) -> bool:
    return one.hit.first < other.hit.last and other.hit.first < one.hit.last
