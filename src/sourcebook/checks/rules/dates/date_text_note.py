"""date-text-note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sourcebook.checks.clock import apart, day_of, days_between, written
from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.openings import own_dates
from sourcebook.checks.rules.dates.primary import by_host, by_speaker, last_name, offices
from sourcebook.reading.candidates import Event, Measure, Reaction, Source, Statement

# A speech of the evening stands on its office's page on the next day; midnight lies between time zones.
_NEAR = 1
_HALF_A_YEAR = 183
_YEAR = 365.25
# Another date of the paragraph that the note may prove stands within so many characters.
_AROUND = 3000
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text dates: the paragraph and offset, the day, whether its year stands there, its notes.

    `confidence` is that of the day.
    """

    paragraph: int
    at: int
    day: str
    year_stated: bool
    notes: tuple[int, ...]
    confidence: float
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class _Witness:
    """A dated source of it: by how many days it lies after (or before, negative) the day in the text."""

    note: int
    source: Source
    off: int


class DateTextNote(Rule):
    """The text dates a speech or an act otherwise than the note that proves it.

    ## What it does
    Compares the day in the text with the dates of its sources. Reported are two cases: all sources are older
    than what they prove; and a speech whose primary source (published by the speaker, the speaker's office or
    the station that did the interview) is dated later by more than a day.

    ## Why it matters
    No source can report what has not happened yet, and an office does not put its head's speech online twelve
    days later. One of the two dates is mistyped, or the note belongs to another speech.

    ## Example
    Fails: "On 16 May, the President said: “We are patient.”" with the note "President of Ardovia, 6 May 2031"
    Passes: "On 6 May, the President said: “We are patient.”" with the note "President of Ardovia, 6 May 2031"

    ## False alarms
    A note that proves only the background of the sentence; sources older than half a year are taken for such,
    unless it is the year alone that differs. Secondary sources that come later are never reported: newspapers
    lag by days. A station that publishes an interview late, and a body that publishes its decision late, are
    reported one level lower.
    """

    name = "date-text-note"
    family = "dates"
    severity = "error"

    def find(self, report: Report) -> Iterator[Finding]:
        """Speeches and acts that no source agrees with."""
        roles = offices(report.reading.statements)
        seen: set[tuple[int, str, tuple[int, ...]]] = set()
        for told in _told(report):
            key = (told.paragraph, told.day, told.notes)
            if key in seen:
                continue
            seen.add(key)
            witnesses = list(_witnesses(report, told))
            if not witnesses or any(_agrees(report, told, witness) for witness in witnesses):
                continue
            if all(witness.off < 0 for witness in witnesses):
                if not any(_of_that_time(witness.off) for witness in witnesses):
                    continue
                yield self._finding(report, told, witnesses, "is older than what it proves", False)
                continue
            late = [
                (w, whose) for w in witnesses if w.off > 0 and (whose := _primary(report, told, w, roles))
            ]
            if late:
                uncertain = all(whose != "office" for _, whose in late)
                yield self._finding(report, told, [w for w, _ in late], "is the primary source", uncertain)

    def _finding(
        self, report: Report, told: _Told, witnesses: list[_Witness], why: str, uncertain: bool
    ) -> Finding:
        view = report.reading.context.views[told.paragraph]
        nearest = min(witnesses, key=lambda witness: abs(witness.off))
        return self.finding(
            f"The text says {written(told.day)}, but note {nearest.note} is dated "
            f"{written(nearest.source.date or '')}, {apart(nearest.off)} "
            f"{'later' if nearest.off > 0 else 'earlier'}, and {why}. Look the day up in the source, and "
            "correct the text or the note.",
            report.sentence(view, told.at),
            *(report.note_side(number) for number in dict.fromkeys(w.note for w in witnesses)),
            uncertain=uncertain or told.confidence < _SURE,
        )


def _told(report: Report) -> Iterator[_Told]:
    """Speeches first, since they know their speaker; then acts, which no older source can prove."""
    reading = report.reading
    for statement in reading.statements:
        here = _dated_here(report, statement)
        if not day_of(statement.date) or not statement.notes or not (here or statement.confidence >= _SURE):
            continue
        yield _Told(
            statement.paragraph,
            statement.span.start,
            statement.date or "",
            statement.year_stated,
            statement.notes,
            1.0 if here else statement.confidence,
            statement,
        )
    acts: Iterable[Event | Reaction | Measure] = [*reading.events, *reading.reactions, *reading.measures]
    for act in acts:
        if not day_of(act.date) or not act.notes:
            continue
        if isinstance(act, Event) and act.date_role != "event":
            continue
        stated = act.year_stated if isinstance(act, Event) else False
        yield _Told(act.paragraph, act.span.start, act.date or "", stated, act.notes, act.confidence)


def _dated_here(report: Report, statement: Statement) -> bool:
    """Whether the speech has its day from its own sentence, which names no other: then the day is sure."""
    view = report.reading.context.views[statement.paragraph]
    start, end = view.sentence_at(statement.span.start)
    days = own_dates(report, view, start, min(end, start + _AROUND))
    return [date.edtf for date in days if date.precision == "day"] == [statement.date]


def _agrees(report: Report, told: _Told, witness: _Witness) -> bool:
    """Whether a source bears the day, or another day that the paragraph names: it then proves that one."""
    if abs(witness.off) <= _NEAR:
        return True
    view = report.reading.context.views[told.paragraph]
    nearby = view.dates_within(max(0, told.at - _AROUND), told.at + _AROUND)
    days = ((day_of(date.edtf), date.year_stated) for date in nearby)
    offs = [_off(witness.source, day, stated) for day, stated in days if day]
    return any(off is not None and abs(off) <= _NEAR for off in offs)


def _witnesses(report: Report, told: _Told) -> Iterator[_Witness]:
    day = day_of(told.day)
    for note in told.notes:
        citation = report.reading.citations.get(note)
        if citation is not None and citation.resolves_to is not None and not citation.sources:
            citation = report.reading.citations.get(citation.resolves_to)
        for source in citation.sources if citation else ():
            off = _off(source, day, told.year_stated) if day else None
            if off is not None:
                yield _Witness(note, source, off)


def _off(source: Source, day: date, year_stated: bool) -> int | None:
    """By how many days a source lies after a day; where the text gives no year, in the year that fits best.

    None where that year is only a guess: the source is from quite another time.
    """
    if source.date is None or len(source.date) < 7 or "date-without-year" in source.flags:
        return None
    years = (0,) if year_stated else (0, -1, 1)
    offs = [
        off
        for shift in years
        if (moved := _in_year(day, day.year + shift)) is not None
        and (off := days_between(source.date, moved.isoformat())) is not None
    ]
    off = min(offs, key=abs) if offs else None
    return None if off is None or (not year_stated and abs(off) > _HALF_A_YEAR) else off


def _of_that_time(off: int) -> bool:
    """Whether a source lies near enough to be its proof, or misses by whole years: a year mistyped.

    Others are background: the law under which somebody was arrested.
    """
    years = round(abs(off) / _YEAR)
    return abs(off) <= _HALF_A_YEAR or (years > 0 and abs(abs(off) - years * _YEAR) <= _NEAR + 1)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _primary(report: Report, told: _Told, witness: _Witness, roles: dict[str, set[str]]) -> str:
    """ "office", "body" or "host": whose the source is; empty where it is none of theirs."""
    statement = told.statement
    if statement is None:
        return ""
    known = roles.get(last_name(statement.speaker), set())
    if by_speaker(witness.source, statement, known):
        return "office" if known or statement.role else "body"
    view = report.reading.context.views[told.paragraph]
    start, end = view.sentence_at(told.at)
    own = report.own(view)[start : min(end, told.at + _AROUND)]
    return "host" if by_host(witness.source, own) else ""
