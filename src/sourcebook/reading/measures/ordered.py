"""Measures whose court is the subject of the sentence: "On 3 May, the X Court ordered Y to ..."."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.actors import Actor, actor
from sourcebook.reading.analysis.clauses import masked
from sourcebook.reading.analysis.known import Known
from sourcebook.reading.analysis.subjects import Subject, subject
from sourcebook.reading.candidates import Measure
from sourcebook.reading.measures.confidence import confidence
from sourcebook.reading.measures.contents import bare_case, case_of, clause, compliance, obligations, order_to
from sourcebook.reading.measures.courts import is_international
from sourcebook.reading.measures.mentioned import same_body
from sourcebook.reading.measures.words import Words
from sourcebook.text import Span


def ordered(
    index: int, view: ParagraphView, known: Known, words: Words, rulings: bool, last: str | None
) -> Iterator[Measure]:
    """The measures of a paragraph in which a court is the subject that orders.

    `rulings` tells that its heading announces orders of courts, where a country's own courts and bodies
    count too; `last` is the court of the paragraph before, whom "the Court" means.
    """
    mask = masked(view)
    said: list[tuple[str, str | None]] = []
    for sentence in view.sentences:
        read = _court_orders(view, mask, sentence, known, words, rulings, None if said else last)
        if read is None:
            continue
        court, verb = read
        date = _date(view, mask, sentence, verb)
        if _repeats(court.body, date, said, words.instrument.search(mask, verb, sentence.end) is not None):
            continue
        said.append((court.body, date))
        yield _measure(index, view, sentence, court, verb, date or said[0][1], known, words)


def _repeats(court: str, date: str | None, said: list[tuple[str, str | None]], issues: bool) -> bool:
    """Whether a sentence goes on with a measure told before: the same court, no other day, nothing issued."""
    same = [day for body, day in said if same_body(court, body)]
    return any(date is None or date == day for day in same) or (bool(same) and not issues)


def _measure(
    index: int,
    view: ParagraphView,
    sentence: Span,
    court: Actor,
    verb: int,
    date: str | None,
    known: Known,
    words: Words,
) -> Measure:
    who, orders = clause(view.text[verb : sentence.end], words, known.language)
    named, obliged = obligations(view, verb, words, known.language)
    return Measure(
        paragraph=index,
        span=Span(sentence.start, len(view.text)) if len(view.sentences) > 1 else sentence,
        body=court.body,
        date=date,
        case=case_of(view.text, words) or bare_case(view.text, sentence, words),
        addressee=named or who or order_to(view.text, sentence, words),
        orders=tuple(dict.fromkeys(obliged or orders)),
        compliance=compliance(view, sentence.end, words),
        notes=view.notes_within(sentence.start, len(view.text)),
        confidence=confidence("court orders"),
        cues=("court orders", court.cue, view.text[verb : verb + 24].split(" ")[0]),
    )


def _court_orders(
    view: ParagraphView,
    mask: str,
    sentence: Span,
    known: Known,
    words: Words,
    rulings: bool,
    last: str | None,
) -> tuple[Actor, int] | None:
    """The court that is the subject of an ordering verb of a sentence, and where the verb stands."""
    for match in words.orders.finditer(mask, sentence.start, sentence.end):
        named = subject(view.text, mask, sentence.start, match.start(), known.language)
        if named is None:
            continue
        who = _court(named, known, words, last if rulings else None)
        if who is None or who.speaker is not None:
            continue
        strong = words.strong.match(mask, match.start()) is not None
        protective = words.protective.search(mask, match.start(), sentence.end) is not None
        if who.kind != "court" and not ((protective or (rulings and strong)) and who.kind in ("igo", "body")):
            continue
        if rulings or (strong and (is_international(who.body, known) or protective)):
            return who, match.start()
    return None


def _court(named: Subject, known: Known, words: Words, last: str | None) -> Actor | None:
    if named.refers_back:
        the_court = last is not None and words.the_court.fullmatch(named.phrases[0]) is not None
        return Actor(last, None, "court", "the court named before") if the_court and last else None
    who = actor(named.phrases, known)
    if who is not None and last is not None and words.the_court.fullmatch(f"the {who.body}"):
        return Actor(last, None, "court", "the court named before")
    return who


def _date(view: ParagraphView, mask: str, sentence: Span, verb: int) -> str | None:
    """The day of the order: the first date of the sentence up to just after the verb, outside quotations."""
    dates = [d for d in view.dates_within(*sentence) if mask[d.start : d.end] == view.text[d.start : d.end]]
    before = [d for d in dates if d.start < verb] or [d for d in dates if d.start < verb + 80]
    return before[0].edtf if before else None
