"""Events: what happened, when, where, to whom and by whom, and who says so.

A paragraph tells zero to four events. A sentence opens one where a verb of its own tells an act of one of
the types of the scheme (`lexicon/<language>/events.yaml` holds the cues); it continues the one before where
it tells the same kind of act without a date of its own ("as a result, three were killed"). What is quoted,
demanded, feared, denied or only named to date something else tells none. Dates are EDTF; a date that is the
evidence's gives `../D` (see `dating`). Places, victims and perpetrators are the text's words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from sourcebook.reading.analysis import Context, ParagraphView
from sourcebook.reading.analysis.claimants import claimant
from sourcebook.reading.candidates import Event, Statement
from sourcebook.reading.events.compared import seen_between
from sourcebook.reading.events.dating import Told, When, anchor_date, own_dates, see_eras, when
from sourcebook.reading.events.eras import learn_eras
from sourcebook.reading.events.mentions import Mention, find_mentions
from sourcebook.reading.events.people import find_people
from sourcebook.reading.events.sentence import Sentence, read_sentence
from sourcebook.reading.events.unnamed import goes_on
from sourcebook.reading.events.vocabulary import Vocabulary, hits, tokens, vocabulary
from sourcebook.reading.events.where import where

__all__ = ["find_events"]

_SPEECH = 8
# Ways to date an event that tell it apart from one of its kind told before, where the dates differ.
_APART = ("own", "interval", "own evidence", "era")
# Ways to date an event that images compared do not better.
_FIRM = ("own", "interval", "era")


@dataclass
class _Draft:
    """An event while its paragraph is read: the sentence that opens it and those that continue it."""

    mention: Mention
    when: When
    continued: list[Mention] = field(default_factory=list)


def find_events(context: Context, statements: list[Statement]) -> list[Event]:
    """The events of a document, in order of reading.

    `statements` tell which paragraphs only report speech. Dates without a year have the report's.
    """
    known = vocabulary(context.language)
    told = Told(learn_eras(context.views, context.language))
    found: list[Event] = []
    speech = _speech(statements)
    for index, view in enumerate(context.views):
        told.enter(view.paragraph.section)
        heading = _heading(view.paragraph.section, known)
        drafts = _drafts(view, speech.get(index, ()), told, known, heading, context.language)
        beside: str | None = None
        for number, draft in enumerate(drafts):
            following = (
                drafts[number + 1].mention.sentence.span.start if number + 1 < len(drafts) else len(view.text)
            )
            found.append(_event(index, view, draft, following, beside, context.language))
            beside = found[-1].place or beside
    return found


def _heading(section: tuple[str, ...], known: Vocabulary) -> frozenset[str]:
    """The kinds of things that the headings above name: "Destruction of monuments"."""
    found = (hit for title in section for hit in hits(tokens(title), known))
    return frozenset(h.list.removeprefix("thing ") for h in found if h.list.startswith("thing "))


def _speech(statements: list[Statement]) -> dict[int, tuple[int, ...]]:
    """Where the longer quotations of statements begin, by paragraph."""
    found: dict[int, tuple[int, ...]] = {}
    for statement in statements:
        starts = tuple(q.span.start for q in statement.quotes if q.text.count(" ") >= _SPEECH)
        found[statement.paragraph] = found.get(statement.paragraph, ()) + starts
    return found


def _drafts(
    view: ParagraphView,
    speech: tuple[int, ...],
    told: Told,
    known: Vocabulary,
    heading: frozenset[str],
    language: str,
) -> list[_Draft]:
    """The events of a paragraph. A sentence that gives a speaker's words tells the speaker's claims: none."""
    drafts: list[_Draft] = []
    for number, span in enumerate(view.sentences):
        spoken = any(span.start <= start < span.end for start in speech)
        sentence = Sentence(number, span, (), ()) if spoken else read_sentence(view, number, span, known)
        see_eras(view, sentence, told, language)
        dates = own_dates(view, sentence, language)
        mentions = find_mentions(view, sentence, known, heading)
        if drafts and dates and not mentions:
            further = goes_on(sentence, drafts[-1].mention)
            mentions = [further] if further else []
        for mention in mentions:
            _tell(view, mention, drafts, told, known, language)
        if dates and told.opening is None:
            told.opening = dates[0]
        if number == 0 and not dates:
            told.anchor = anchor_date(sentence, told, known)
    return _without_heading(drafts, known)


def _without_heading(drafts: list[_Draft], known: Vocabulary) -> list[_Draft]:
    """Without a first sentence that tells in general what the next ones tell with their days."""
    if len(drafts) < 2 or drafts[0].when.date is not None or drafts[0].continued:
        return drafts
    kind = drafts[0].mention.rule.type
    family = known.families.get(kind, (kind,))
    told = any(d.mention.rule.type in family and d.when.path == "own" for d in drafts[1:])
    return drafts[1:] if told else drafts


def _tell(
    view: ParagraphView,
    mention: Mention,
    drafts: list[_Draft],
    told: Told,
    known: Vocabulary,
    language: str,
) -> None:
    """A mention opens an event, or continues the last of its kind."""
    dated = when(view, mention, told, known, language)
    family = known.families.get(mention.rule.type, (mention.rule.type,))
    alike = (d for d in reversed(drafts) if d.mention.rule.type in family and not d.mention.earlier)
    last = next(alike, None)
    if last is None and mention.rule.type in known.seen_damaged and dated.path not in _FIRM:
        between = seen_between(view, language)
        dated = When(between[0], "event", between[1], "interval") if between else dated
    apart = dated.path in _APART and last is not None and dated.date != last.when.date
    if last is not None and not (apart or mention.earlier):
        last.continued.append(mention)
        return
    drafts.append(_Draft(mention, dated))
    told.tell(mention.rule.type, dated.date)


def _event(
    index: int, view: ParagraphView, draft: _Draft, following: int, beside: str | None, language: str
) -> Event:
    """The event of a draft; `beside` is the place of the one told before it, which one dated by it shares."""
    mention, sentence = draft.mention, draft.mention.sentence
    shared = beside if draft.when.path in ("paragraph", "open") else None
    place, place_path = where(view, mention, draft.continued, following, shared, language)
    people = find_people(view, mention, language)
    victims = dict.fromkeys(people.victims)
    for further in draft.continued:
        victims |= dict.fromkeys(find_people(view, further, language).victims)
    end = max([sentence.span.end, *(m.sentence.span.end for m in draft.continued)])
    path = f"{mention.role}, {draft.when.path}"
    return Event(
        paragraph=index,
        span=sentence.span,
        type=mention.rule.type,
        date=draft.when.date,
        place=place,
        victims=tuple(victims),
        perpetrator=people.perpetrator,
        attributed_to=claimant(view.text, sentence.span, mention.span.start, language),
        date_role=draft.when.role,
        words=view.text[mention.span.start : mention.span.end],
        year_stated=draft.when.year_stated,
        notes=view.notes_within(sentence.span.start, end),
        confidence=confidence(path),
        cues=(mention.rule.name, path, f"place: {place_path}"),
    )


@cache
def _confidences() -> dict[str, float]:
    return dict(yaml.safe_load((Path(__file__).parent / "confidence.yaml").read_text("utf-8")))


def confidence(path: str) -> float:
    """How often events told and dated this way were right in the gold."""
    table = _confidences()
    return float(table.get(path, table["other"]))
