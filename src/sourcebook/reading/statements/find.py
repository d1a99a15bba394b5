"""From quotations to statements: a walk through the document that remembers who spoke last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from sourcebook.reading.analysis import Context, ParagraphView, Quoted
from sourcebook.reading.analysis.clauses import masked as mask
from sourcebook.reading.analysis.persons import Names, known_names
from sourcebook.reading.candidates import Quotation, Statement
from sourcebook.reading.statements.attribution import Attribution, attribute, opening_actor
from sourcebook.reading.statements.setting import Setting, earlier_date
from sourcebook.reading.statements.vocabulary import Vocabulary, vocabulary
from sourcebook.text import Span


@cache
def _confidence() -> dict[str, float]:
    path = Path(__file__).parent / "confidence.yaml"
    read: dict[str, float] = yaml.safe_load(path.read_text("utf-8"))
    return read


@dataclass
class _Said:
    """A statement being put together."""

    view: ParagraphView
    masked: str
    attribution: Attribution
    quotes: list[Quoted] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    begin: int = 0


@dataclass
class _Memory:
    """Who spoke last, and where: what "he", "the statement", "in the same interview" reach back to.

    `here` is the setting of the paragraph so far, `last` that of the last statement, wherever it stood.
    """

    speaker: str | None = None
    role: str | None = None
    text_speaker: str | None = None
    here: Setting = field(default_factory=Setting)
    last: Setting = field(default_factory=Setting)


def find_statements(context: Context) -> list[Statement]:
    """The statements of a document, in its order."""
    words = vocabulary(context.language)
    texts = [mask(view) if view.quotations else view.text for view in context.views]
    names = known_names(texts, words.role)
    memory = _Memory()
    found: list[Statement] = []
    for view, text in zip(context.views, texts, strict=True):
        if view.paragraph.region == "front" or not view.quotations:
            continue
        said = list(_of_paragraph(view, text, names, words, memory))
        found += (_statement(s, len(said) == 1) for s in said)
    return found


def _of_paragraph(
    view: ParagraphView, masked: str, names: Names, words: Vocabulary, memory: _Memory
) -> Iterator[_Said]:
    memory.text_speaker = memory.role = None
    memory.here = Setting()
    open_said: _Said | None = None
    unsaid: Quoted | None = None
    last_end = 0
    for quoted in view.quotations:
        if quoted.depth or quoted.inner_end <= quoted.inner_start:
            continue
        _listen(view, masked, last_end, quoted.start, names, words, memory)
        attribution = attribute(
            view, masked, quoted, names, words, open_said.quotes[-1] if open_said else None, unsaid
        )
        if attribution is None:
            unsaid = quoted
            continue
        attribution = _reached(attribution, memory, view, masked)
        if attribution is None or attribution.speaker is None:
            continue
        attribution = replace(attribution, speaker=names.spelt_out(attribution.speaker))
        same = open_said is not None and _goes_on(open_said.attribution, attribution)
        if not same:
            if open_said:
                yield open_said
            open_said = _Said(view, masked, attribution, begin=attribution.begin)
        assert open_said is not None
        open_said.quotes.append(quoted)
        open_said.paths.append(attribution.path)
        last_end = quoted.end
        memory.speaker = open_said.attribution.speaker
        memory.here = memory.last = open_said.attribution.setting
        memory.role = open_said.attribution.role
    if open_said:
        yield open_said


def _listen(
    view: ParagraphView,
    masked: str,
    start: int,
    end: int,
    names: Names,
    words: Vocabulary,
    memory: _Memory,
) -> None:
    """Sentences between quotations: who acts in them is who "he" or "the statement" is afterwards."""
    for sentence in view.sentences:
        if sentence.start < start or sentence.end > end:
            continue
        actor = opening_actor(view, masked, sentence, names, words)
        if actor is None:
            continue
        memory.here = actor.setting.over(memory.here)
        if actor.speaker is None:
            continue
        if actor.by_text:
            memory.text_speaker = actor.speaker
        else:
            memory.speaker, memory.role = actor.speaker, actor.role


def _reached(
    attribution: Attribution, memory: _Memory, view: ParagraphView, masked: str
) -> Attribution | None:
    """The attribution with its pronoun and its "same interview" filled in from what was said before."""
    speaker, role = attribution.speaker, attribution.role
    setting = attribution.setting
    if attribution.reach == "text":
        speaker = memory.text_speaker or memory.speaker
    elif attribution.reach == "person":
        speaker = memory.speaker or memory.text_speaker
        role = role or memory.role
    if speaker is None:
        return None
    if attribution.reach:
        setting = setting.over(memory.here)
    if attribution.same_occasion and memory.here == Setting():
        setting = Setting(setting.date, None, setting.place, setting.stated).over(memory.last)
    elif attribution.same_occasion:
        setting = memory.here
    if setting.date is None:
        day = earlier_date(view, masked, attribution.begin)
        if day is not None:
            setting = replace(setting, date=day.edtf, stated=day.year_stated)
    return replace(attribution, speaker=speaker, role=role, setting=setting)


def _goes_on(before: Attribution, now: Attribution) -> bool:
    """Whether words belong to the statement before them: the same speaker, and no other day or occasion."""
    if before.speaker != now.speaker:
        return False
    if now.path in ("continued", "a sentence of its own") or now.same_occasion:
        return True
    other_day = now.setting.date and before.setting.date and now.setting.date != before.setting.date
    return not other_day


def _statement(said: _Said, alone: bool) -> Statement:
    attribution, view = said.attribution, said.view
    text = view.text
    first, last = said.quotes[0], said.quotes[-1]
    end = view.sentence_at(max(last.start, last.end - 2)).end
    role = attribution.role
    quotes = tuple(
        Quotation(Span(q.inner_start, q.inner_end), text[q.inner_start : q.inner_end].strip())
        for q in said.quotes
    )
    confidence = min(_confidence()[path] for path in said.paths)
    partial = all(path == "a phrase within a sentence" for path in said.paths)
    return Statement(
        paragraph=view.paragraph.index,
        span=Span(min(said.begin, first.start), max(last.end, end)),
        speaker=attribution.speaker or "",
        role=role,
        date=attribution.setting.date,
        occasion=attribution.setting.occasion,
        place=attribution.setting.place,
        quotes=quotes,
        manner="partial" if partial else "direct",
        speaker_span=attribution.speaker_span,
        year_stated=attribution.setting.stated,
        notes=view.paragraph.notes if alone else view.notes_within(said.begin, max(last.end, end)),
        confidence=confidence,
        cues=tuple(dict.fromkeys(said.paths)),
    )
