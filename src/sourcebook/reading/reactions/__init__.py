"""Reactions: what bodies, states and experts said or did about what happened.

The convention, as the gold has it. In a section whose heading says that reactions follow, each actor of a
paragraph gives one reaction, however many sentences report it; a meeting and what somebody said at it are
two. Where somebody speaks at a body's meeting for another body, that other is the one who reacts. A person
who speaks for a state or body is given as its speaker. What courts order are measures, not reactions.
Elsewhere only condemnations, appeals and formal acts of international, religious and non-governmental
bodies are taken for reactions: what the parties themselves say is a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Literal

import yaml

from sourcebook.reading.analysis import Context, ParagraphView
from sourcebook.reading.analysis.actors import Actor, actor
from sourcebook.reading.analysis.clauses import masked
from sourcebook.reading.analysis.known import Known, indefinite, known_names, two_powers
from sourcebook.reading.analysis.subjects import Subject, subject
from sourcebook.reading.candidates import Reaction, Statement
from sourcebook.reading.reactions.acts import Act, act_words, acts, named_instrument
from sourcebook.reading.reactions.addressees import addressee
from sourcebook.reading.reactions.agents import agent_of, inverted, quoted_source
from sourcebook.reading.reactions.sections import in_reactions, in_rulings
from sourcebook.text import Span
from sourcebook.text.folding import skeleton

__all__ = ["find_reactions"]


Way = Literal["within", "likely", "outside"]
_CUES: dict[Way, str] = {
    "within": "section of reactions",
    "likely": "likely section of reactions",
    "outside": "act of a body",
}


def find_reactions(context: Context, statements: list[Statement]) -> list[Reaction]:
    """The reactions of a document, in order of reading. Dates are EDTF."""
    known = known_names(context)
    speakers: dict[int, list[Statement]] = {}
    for statement in statements:
        speakers.setdefault(statement.paragraph, []).append(statement)
    found: list[Reaction] = []
    for index, view in enumerate(context.views):
        section = in_reactions(view.paragraph, context.language)
        if section:
            if not in_rulings(view.paragraph, context.language):
                found += _of_paragraph(index, view, known, speakers.get(index, []), section)
        elif act_words(context.language).anywhere.search(view.text):
            found += _of_paragraph(index, view, known, speakers.get(index, []), "outside")
    return found


def _of_paragraph(
    index: int, view: ParagraphView, known: Known, statements: list[Statement], path: Way
) -> Iterator[Reaction]:
    mask = masked(view)
    said: list[tuple[Actor, str, str | None]] = []
    opening: str | None = None
    for sentence in view.sentences:
        read = _act(view, mask, sentence, known, path != "outside")
        if read is None:
            continue
        act, who, instrument = read
        another = act_words(known.language).another.search(mask, sentence.start, act.start)
        own = _date(view, mask, sentence, act)
        # "A second statement of X, of 5 September": another act, by its instrument or its day.
        if any(
            _same(who, before) and not (another and (instrument != tool or (own and own != day)))
            for before, tool, day in said
        ):
            continue
        date = own or (None if another and said else opening)
        opening = opening or own
        said.append((who, instrument, date))
        yield Reaction(
            paragraph=index,
            span=sentence,
            body=who.body,
            speaker=_named(who.speaker, sentence, statements),
            date=date,
            instrument=instrument,
            addressee=addressee(view.text, mask, act.start, sentence.end, known.language),
            notes=view.notes_within(sentence.start, len(view.text)),
            confidence=confidence(path),
            cues=(
                _CUES[path],
                who.cue,
                view.text[act.start : act.end],
            ),
        )


def _named(speaker: str | None, sentence: Span, statements: list[Statement]) -> str | None:
    """The speaker with the name that the statement in this sentence found for a bare role."""
    if speaker is None:
        return None
    for said in statements:
        if said.role and " " in said.speaker and sentence.start <= said.span.start < sentence.end:
            bare = not set(said.speaker.split()) & set(speaker.split())
            if bare and skeleton(speaker) in skeleton(said.role):
                return f"{said.speaker}, {speaker}"
    return speaker


def _act(
    view: ParagraphView, mask: str, sentence: Span, known: Known, within: bool
) -> tuple[Act, Actor, str] | None:
    """The first act of a sentence whose subject names somebody."""
    subject_of_all: Subject | None = None
    for act in islice(acts(mask, sentence.start, sentence.end, known.language), _ACTS):
        # "X met on 3 May and condemned ...": a later verb has the subject of the first.
        named = (
            subject_of_all
            or subject(view.text, mask, sentence.start, act.start, known.language)
            or agent_of(view.text, mask, act, sentence, known.language)
            or inverted(view.text, mask, act, sentence, known.language)
        )
        if named is None:
            continue
        subject_of_all = named
        if not within and not act.strong:
            continue
        if named.refers_back and not named.both:
            return None
        who, instrument = _who(named, act, known)
        if who is None or who.kind == "media" or (who.kind == "court" and who.speaker is None):
            return None
        return (act, who, instrument) if within or who.kind in _OUTSIDE else None
    return quoted_source(view.text, mask, sentence, known) if within else None


# Verbs of a sentence that are looked at: a guard against hostile texts.
_ACTS = 12
# Kinds of bodies whose condemnations and appeals are reactions wherever they stand.
_OUTSIDE = ("igo", "ngo", "religious")


def _who(named: Subject, act: Act, known: Known) -> tuple[Actor | None, str]:
    language = known.language
    if named.both:
        powers = next((p for part in named.circumstances if (p := two_powers(part, known))), None)
        return (Actor(powers, None, "state", "two powers") if powers else None), act.instrument
    first = named.phrases[0]
    some = indefinite(language).match(first)
    if some:
        # "Several members of the X Congress" names a body; "several states" nobody.
        who = actor((first[some.end() :].lstrip(" 0123456789"), *named.phrases[1:]), known)
        return (who if who and who.kind not in ("other", "role", "person") else None), act.instrument
    words = act_words(language)
    by = words.by.match(first)
    if by:
        phrases = (first[by.end() :], *named.phrases[1:])
        return actor(phrases, known), words.instruments[" ".join(by["noun"].casefold().split())]
    last = first.rpartition(" ")[2]
    trailing = named_instrument(last, language)
    if trailing and (last.islower() or trailing == "meeting") and len(named.phrases) == 1 and " " in first:
        return actor((first.rpartition(" ")[0],), known), trailing
    told = (named_instrument(part, language) for part in named.circumstances if words.own.match(part))
    return actor(named.phrases, known), next((tool for tool in told if tool), act.instrument)


def _same(one: Actor, other: Actor) -> bool:
    """The same body with the same speaker, or one of them unnamed or written shorter."""
    a, b = skeleton(one.body), skeleton(other.body)
    if one.speaker and other.speaker:
        return bool(set(skeleton(one.speaker).split()) & set(skeleton(other.speaker).split())) and (
            a in b or b in a
        )
    return a == b or ((a in b or b in a) and bool(one.speaker) == bool(other.speaker))


def _date(view: ParagraphView, mask: str, sentence: Span, act: Act) -> str | None:
    """The day of the act: the first date of the sentence outside quotations and before what was said."""
    dates = [
        d
        for d in view.dates_within(*sentence)
        if d.precision in ("day", "month") and mask[d.start : d.end] == view.text[d.start : d.end]
    ]
    # "“...”, said X of the Y Office in Z on 3 May": the speaker stands between the verb and the day.
    behind = 40 if any(c.isalpha() for c in mask[sentence.start : act.start]) else 140
    before = [d for d in dates if d.start < act.start] or [d for d in dates if d.start < act.end + behind]
    return before[0].edtf if before else None


@cache
def _counts() -> dict[str, list[int]]:
    return dict(yaml.safe_load((Path(__file__).parent / "confidence.yaml").read_text("utf-8")))


def confidence(path: str) -> float:
    """How often reactions told by this path were right, one of each kind added (Laplace's rule)."""
    right, found = _counts()[path]
    return (right + 1) / (found + 2)
