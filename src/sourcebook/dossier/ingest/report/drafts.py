"""Candidates of a reading as drafts: statements, events, figures, reactions, measures, recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sourcebook.dates import DateError, bounds
from sourcebook.dossier.ingest.report.drafting import Drafting, part
from sourcebook.dossier.ingest.report.naming import key_of, named
from sourcebook.dossier.ingest.report.sources import Cited
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.reading.candidates import (
    Candidate,
    Event,
    Figure,
    Measure,
    Reaction,
    Recommendation,
    Statement,
)
from sourcebook.text import Span

OMITTED = " […] "


def draft_all(drafting: Drafting, cited: Cited) -> None:
    """Drafts of every candidate, into `drafting`."""
    for statement in drafting.reading.statements:
        _statement(drafting, cited, statement)
    events = {id(event): _event(drafting, cited, event) for event in drafting.reading.events}
    _figures(drafting, cited, events)
    for reaction in drafting.reading.reactions:
        _reaction(drafting, cited, reaction)
    for measure in drafting.reading.measures:
        _measure(drafting, cited, measure)
    for recommendation in drafting.reading.recommendations:
        _recommendation(drafting, recommendation)
    _offices(drafting)


def _span(drafting: Drafting, candidate: Candidate, span: Span | None = None) -> Span:
    return drafting.layer.at_paragraph(candidate.paragraph, *(span or candidate.span))


def _words(drafting: Drafting, candidate: Candidate) -> str:
    span = _span(drafting, candidate)
    return drafting.layer.text[span.start : span.end]


def _day(value: str | None) -> str:
    """A date that the dossier can hold; what is none stays in the words."""
    try:
        bounds(value or "")
    except DateError:
        return ""
    return value or ""


def _actor(drafting: Drafting, candidate: Candidate, words: str | None) -> str | None:
    """The actor that some words name; None where they name nobody."""
    found = named(words, drafting.reading.document.language, drafting.surnames) if words else None
    if found is None:
        return None
    return drafting.name(
        "actor", found.values, _span(drafting, candidate), candidate.paragraph, form=found.form
    )


def _place(drafting: Drafting, candidate: Candidate, name: str | None) -> str | None:
    if not name:
        return None
    return drafting.name("place", [name], _span(drafting, candidate), candidate.paragraph)


def _statement(drafting: Drafting, cited: Cited, statement: Statement) -> None:
    speaker = _actor(drafting, statement, statement.speaker)
    text = OMITTED.join(quote.text for quote in statement.quotes)
    words = _words(drafting, statement)
    plain = drafting.draft(
        "statement",
        "statement",
        [statement.speaker, text or words],
        statement.confidence,
        form="remark",
        when=_day(statement.date),
        occasion=_occasion(drafting, statement),
        place=_place(drafting, statement, statement.place),
        text=text or words,
        language=drafting.reading.document.language,
        manner=statement.manner if text else "indirect",
        speakers=[part("speakers", actor=speaker, words=statement.speaker, role_words=statement.role or "")],
    )
    where = drafting.locator(statement.paragraph)
    for quote in statement.quotes:
        drafting.passage(plain, ["text"], _span(drafting, statement, quote.span), where)
    if not statement.quotes:
        drafting.passage(plain, ["text"], _span(drafting, statement), where)
    _beneath(drafting, plain, statement, cited, ["speakers", *(["when"] if plain["fields"]["when"] else [])])


def _beneath(
    drafting: Drafting, plain: Plain, candidate: Candidate, cited: Cited, fields: Iterable[str]
) -> None:
    """The sentence as evidence for fields, and the sources of its notes."""
    drafting.passage(plain, fields, _span(drafting, candidate), drafting.locator(candidate.paragraph))
    drafting.cited(plain, cited.by(candidate.notes))


def _occasion(drafting: Drafting, statement: Statement) -> str | None:
    """The speech, meeting or interview: all that was said at it shares its date and place."""
    if not statement.occasion:
        return None
    when = _day(statement.date)
    key = ("occasion", f"{statement.occasion}\x1f{when}\x1f{statement.place}".casefold())
    if key not in drafting.named:
        plain = drafting.draft(
            "occasion",
            "event",
            [statement.occasion, when, statement.place or ""],
            statement.confidence,
            type="occasion",
            occasion=statement.occasion,
            when=when,
            place=_place(drafting, statement, statement.place),
        )
        fields = ["type", *(name for name in ("when", "place") if plain["fields"][name])]
        drafting.passage(plain, fields, _span(drafting, statement), drafting.locator(statement.paragraph))
        drafting.named[key] = plain["id"]
    return drafting.named[key]


def _event(drafting: Drafting, cited: Cited, event: Event) -> Plain:
    attributed = _actor(drafting, event, event.attributed_to)
    rows = [
        part("involvements", part="victim", words=victim, attributed_to=attributed)
        for victim in event.victims
    ]
    if event.perpetrator:
        actor = _actor(drafting, event, event.perpetrator)
        rows.append(
            part(
                "involvements",
                part="perpetrator",
                actor=actor,
                words=event.perpetrator,
                # Where nobody else is named the report itself says so.
                attributed_to=attributed or drafting.source,
            )
        )
    plain = drafting.draft(
        "event",
        "event",
        [event.type, event.words, _words(drafting, event)],
        event.confidence,
        type=event.type,
        words=event.words,
        when=_day(event.date),
        date_role=event.date_role,
        place=_place(drafting, event, event.place),
        description=_words(drafting, event),
        involvements=rows,
    )
    fields = ["type", *(name for name in ("when", "place") if plain["fields"][name])]
    _beneath(drafting, plain, event, cited, [*fields, *(["involvements"] if rows else [])])
    return plain


def _figures(drafting: Drafting, cited: Cited, events: Mapping[int, Plain]) -> None:
    made: list[Plain] = []
    for figure in drafting.reading.figures:
        claimant = _actor(drafting, figure, figure.attributed_to) or drafting.source
        low, best, high = _numbers(figure)
        plain = drafting.draft(
            "figure",
            "claim",
            [figure.quantity, figure.text, _words(drafting, figure)],
            figure.confidence,
            about=_about(drafting, figure, events),
            property=figure.quantity[:200],
            words=figure.text,
            low=low,
            best=best,
            high=high,
            rule=(figure.qualifier or "")[:40],
            unit=(figure.unit or "")[:80],
            as_of=_day(figure.as_of),
            claimant=claimant,
            claimant_words=figure.attributed_to or "",
            relayed_by=drafting.source if figure.attributed_to else None,
        )
        given = [name for name in ("low", "best", "high") if plain["fields"][name] is not None]
        _beneath(drafting, plain, figure, cited, ["words", "claimant", *given])
        made.append(plain)
    for figure, plain in zip(drafting.reading.figures, made, strict=True):
        if figure.parent is not None:
            plain["fields"]["part_of"] = made[figure.parent]["id"]


def _numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    low, best, high = figure.low, figure.value, figure.high
    given = [value for value in (low, best, high) if value is not None]
    # A bound that contradicts the value was misread: the words are there for the person who reviews.
    return (low, best, high) if given == sorted(given) else (None, best, None)


def _about(drafting: Drafting, figure: Figure, events: Mapping[int, Plain]) -> str | None:
    """The event of the same paragraph that the figure stands in, or nearest before it."""
    mine = [event for event in drafting.reading.events if event.paragraph == figure.paragraph]
    within = [e for e in mine if e.span.start <= figure.span.start < e.span.end]
    before = [e for e in mine if e.span.start <= figure.span.start]
    chosen = within or before[-1:]
    return str(events[id(chosen[0])]["id"]) if chosen else None


def _reaction(drafting: Drafting, cited: Cited, reaction: Reaction) -> None:
    body = _actor(drafting, reaction, reaction.body)
    speakers = [part("speakers", actor=body, words=reaction.body)]
    if reaction.speaker and reaction.speaker != reaction.body:
        actor = _actor(drafting, reaction, reaction.speaker)
        role = reaction.speaker.partition(",")[2].strip()
        speakers.append(part("speakers", actor=actor, words=reaction.speaker, role_words=role))
    _formal(
        drafting,
        cited,
        reaction,
        "reaction",
        [reaction.body, reaction.instrument or "", _words(drafting, reaction)],
        reaction.date,
        reaction.addressee,
        speakers,
        instrument=reaction.instrument or "",
    )


def _measure(drafting: Drafting, cited: Cited, measure: Measure) -> None:
    body = _actor(drafting, measure, measure.body)
    _formal(
        drafting,
        cited,
        measure,
        "measure",
        [measure.body, measure.case or "", _words(drafting, measure)],
        measure.date,
        measure.addressee,
        [part("speakers", actor=body, words=measure.body)],
        case=measure.case or "",
        points=list(measure.orders),
        compliance=measure.compliance or "",
    )


def _formal(
    drafting: Drafting,
    cited: Cited,
    candidate: Candidate,
    form: str,
    core: list[str],
    when: str | None,
    addressee: str | None,
    speakers: list[Plain],
    **own: Any,
) -> None:
    """A statement of a body, told in the report's words."""
    addressees = (
        [part("addressees", actor=_actor(drafting, candidate, addressee), words=addressee)]
        if addressee
        else []
    )
    plain = drafting.draft(
        form,
        "statement",
        core,
        candidate.confidence,
        form=form,
        when=_day(when),
        text=_words(drafting, candidate),
        language=drafting.reading.document.language,
        manner="indirect",
        speakers=speakers,
        addressees=addressees,
        **own,
    )
    fields = ["text", "speakers", *(name for name in ("when", "points") if plain["fields"][name])]
    _beneath(drafting, plain, candidate, cited, fields)


def _recommendation(drafting: Drafting, recommendation: Recommendation) -> None:
    span = drafting.layer.at_source(recommendation.span)
    text = drafting.layer.text[span.start : span.end] if span else "; ".join(recommendation.actions)
    plain = drafting.draft(
        "recommendation",
        "statement",
        [recommendation.label, *recommendation.section[-1:], text],
        recommendation.confidence,
        form="recommendation",
        label=recommendation.label[:20],
        text=text,
        language=drafting.reading.document.language,
        manner="direct",
        points=list(recommendation.actions),
        addressees=[
            part("addressees", words=addressee, actor=_addressee(drafting, recommendation, addressee))
            for addressee in recommendation.addressees
        ],
    )
    if recommendation.same_as:
        plain["note"] = f"The same as recommendation {recommendation.same_as} of this report."
    if span is not None:
        where = f"recommendation {recommendation.label}" if recommendation.label else ""
        drafting.passage(plain, ["text", *(["points"] if plain["fields"]["points"] else [])], span, where)


def _addressee(drafting: Drafting, recommendation: Recommendation, words: str) -> str | None:
    """An addressee that is an actor already: a list of them is no evidence for new ones."""
    found = named(words, drafting.reading.document.language, drafting.surnames)
    key = ("actor", key_of(found.values[0])) if found else ("", "")
    return drafting.known.get(key) or drafting.named.get(key)


def _offices(drafting: Drafting) -> None:
    """The offices that speakers are said to hold: each known for the days on which it is stated."""
    stated: dict[tuple[str, str], list[tuple[Plain, Plain]]] = defaultdict(list)
    for plain in list(drafting.all()):
        for row in plain["parts"].get("speakers", ()):
            if row["actor"] and row["role_words"]:
                stated[row["actor"], row["role_words"]].append((plain, row))
    for (actor, role), uses in stated.items():
        days = [bounds(plain["fields"]["when"]) for plain, _ in uses if plain["fields"]["when"]]
        relation = drafting.draft(
            "office",
            "relation",
            [actor, role],
            min(plain["confidence"] for plain, _ in uses),
            subject=actor,
            type="holds-office",
            title=role,
            when=_over([day for low, high in days for day in (low, high)]),
        )
        for _, row in uses:
            row["office"] = relation["id"]
        for row in uses[0][0]["evidence"]:
            if row["field"] == "speakers":
                for name in ["title", *(["when"] if relation["fields"]["when"] else [])]:
                    span = Span(row["start"], row["end"])
                    drafting.passage(relation, [name], span, row["locator"])


def _over(days: list[date]) -> str:
    days = [day for day in days if day not in (date.min, date.max)]
    if not days:
        return ""
    first, last = min(days).isoformat(), max(days).isoformat()
    return first if first == last else f"{first}/{last}"
