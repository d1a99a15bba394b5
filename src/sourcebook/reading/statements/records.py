"""Statements being put together: words added to the one they belong to, and the finished candidates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from sourcebook.reading.analysis import ParagraphView, Quoted
from sourcebook.reading.analysis.persons import Names
from sourcebook.reading.candidates import Quotation, Statement
from sourcebook.reading.statements.setting import Setting
from sourcebook.reading.statements.site import Attribution
from sourcebook.text import Span


@cache
def _confidence() -> dict[str, float]:
    path = Path(__file__).parent / "confidence.yaml"
    read: dict[str, float] = yaml.safe_load(path.read_text("utf-8"))
    return read


@dataclass
class Said:
    """A statement being put together."""

    view: ParagraphView
    attribution: Attribution
    begin: int
    quotes: list[Quoted] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def record(records: list[Said], view: ParagraphView, now: Attribution, quoted: Quoted) -> Setting:
    """Adds the words to the statement that they belong to, or begins another; its setting."""
    for said in reversed(records):
        if _goes_on(said.attribution, now):
            said.quotes.append(quoted)
            said.paths.append(now.path)
            said.attribution = replace(
                said.attribution,
                setting=said.attribution.setting.filled(replace(now.setting, occasion=None)),
                roles=said.attribution.roles or now.roles,
            )
            return said.attribution.setting
    if now.deed and now.setting.occasion is None:
        now = replace(now, setting=replace(now.setting, occasion=now.deed))
    records.append(Said(view, now, now.begin, [quoted], [now.path]))
    return now.setting


def _goes_on(before: Attribution, now: Attribution) -> bool:
    """Whether words belong to a statement before them: the same speaker, and no other day or occasion."""
    one, other = before.speaker or "", now.speaker or ""
    if not same_name(one, other):
        return False
    if now.same == "occasion" or now.reach == "text" or now.path in ("goes on", "stands alone"):
        return True
    days = before.setting.date and now.setting.date and before.setting.date != now.setting.date
    named = (
        before.setting.occasion and now.setting.occasion and before.setting.occasion != now.setting.occasion
    )
    return not days and not named


def same_name(one: str, other: str) -> bool:
    """One name, or a surname and the full name that ends in it."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def statement(said: Said, alone: bool, names: Names) -> Statement:
    """The finished candidate; `alone` where its paragraph holds no other."""
    attribution, view = said.attribution, said.view
    text = view.text
    quotes = sorted(said.quotes, key=lambda quoted: quoted.start)
    first, last = quotes[0], quotes[-1]
    end = max(last.end, view.sentence_at(max(last.start, last.end - 2)).end)
    begin = min(said.begin, first.start)
    spelled = [_words(text, quoted) for quoted in quotes]
    return Statement(
        paragraph=view.paragraph.index,
        span=Span(begin, end),
        speaker=names.spelt_out(attribution.speaker or ""),
        role=", ".join(_joined(attribution.roles)) or None,
        date=attribution.setting.date,
        occasion=attribution.setting.occasion,
        place=attribution.setting.place,
        quotes=tuple(Quotation(span, text[span.start : span.end]) for span in spelled),
        manner="partial" if set(said.paths) == {"a phrase within a sentence"} else "direct",
        speaker_span=attribution.span,
        year_stated=attribution.setting.stated,
        # Who is quoted alone is introduced by all that stands before; what comes after has its own sources.
        notes=(view.notes_within(0, end) or view.paragraph.notes) if alone else view.notes_within(begin, end),
        confidence=min(_confidence().get(path, 0.5) for path in said.paths),
        cues=tuple(dict.fromkeys(said.paths)),
    )


def _joined(roles: tuple[str, ...]) -> Iterator[str]:
    """Roles as one: "MP" and "from the ruling party" stand side by side, the others between commas."""
    whole = ""
    for role in roles:
        if whole and role.split()[0].casefold() in ("from", "of", "de"):
            whole = f"{whole} {role}"
        else:
            if whole:
                yield whole
            whole = role
    if whole:
        yield whole


def _words(text: str, quoted: Quoted) -> Span:
    """The quoted words without white space at their ends."""
    body = text[quoted.inner_start : quoted.inner_end]
    start = quoted.inner_start + len(body) - len(body.lstrip())
    return Span(start, max(start, quoted.inner_start + len(body.rstrip())))
