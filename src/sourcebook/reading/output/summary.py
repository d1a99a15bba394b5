"""A reading as a page of plain text: what was found, how much of it, and what could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import fill, shorten

from sourcebook.reading.document import Problem
from sourcebook.reading.extract import Reading

_WIDTH = 96
_SHOWN = 8


def summary(reading: Reading, name: str) -> str:
    """The summary, ending in a line break. `name` is the file's name as the user gave it."""
    return "\n".join(_lines(reading, name)) + "\n"


def _lines(reading: Reading, name: str) -> Iterator[str]:
    document = reading.document
    yield document.title or name
    yield ""
    about = [f"{name}: {document.format}"]
    about += [f"{document.pages} pages"] if document.pages else []
    about += [f"language {document.language}"]
    about += [f"dates without a year are taken as {reading.context.year}"] if reading.context.year else []
    yield fill("; ".join(about), _WIDTH)
    yield ""
    yield from _table(_counts(reading))
    yield from _statements(reading)
    yield from _tally("Events by type", (e.type for e in reading.events))
    yield from _tally("Reactions by body", (r.body for r in reading.reactions))
    yield from _names(reading)
    yield from _problems(reading)
    yield ""
    yield "These are proposals read by a program. --format html shows each in its place."


def _counts(reading: Reading) -> list[tuple[str, int, str]]:
    document = reading.document
    labelled = [p for p in document.paragraphs if p.label is not None]
    kinds = Counter(citation.kind for citation in reading.citations.values())
    sources = [s for c in reading.citations.values() for s in c.sources]
    unlinked = sum(not s.urls for s in sources)
    sure = sum(s.confidence >= 0.9 for s in reading.statements)
    how = [_of(s.manner for s in reading.statements), *([f"{sure} sure"] if sure else [])]
    first_last = f"{labelled[0].label} to {labelled[-1].label}" if labelled else ""
    return [
        ("sections", len(document.sections), ""),
        ("numbered paragraphs", len(labelled), first_last),
        ("other paragraphs", len(document.paragraphs) - len(labelled), ""),
        ("notes", len(document.notes), ", ".join(f"{n} {kind}" for kind, n in kinds.most_common())),
        ("cited sources", len(sources), f"{unlinked} without a URL" if unlinked else ""),
        ("statements", len(reading.statements), "; ".join(how)),
        ("events", len(reading.events), ""),
        ("figures", len(reading.figures), ""),
        ("reactions", len(reading.reactions), ""),
        ("measures", len(reading.measures), ""),
        ("recommendations", len(reading.recommendations), ""),
        ("tables", len(document.tables), ""),
    ]


def _of(kinds: Iterable[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in Counter(kinds).most_common())


def _table(rows: Iterable[tuple[str, int, str]]) -> Iterator[str]:
    for what, count, more in rows:
        if count:
            yield f"{count:>7,}  {what:<20}  {shorten(more, _WIDTH - 32, placeholder=' ...')}".rstrip()


def _statements(reading: Reading) -> Iterator[str]:
    speakers = Counter(s.speaker for s in reading.statements)
    yield from _tally("Statements by speaker", speakers.elements())
    quoted = [s for s in reading.statements if s.quotes]
    if not quoted:
        return
    statement = quoted[0]
    label = reading.document.paragraphs[statement.paragraph].key or "-"
    said = ", ".join(part for part in (statement.speaker, statement.role, statement.date) if part)
    yield ""
    yield f"The first of them (paragraph {label}): {said}"
    yield fill(
        f"“{shorten(statement.quotes[0].text, 240, placeholder=' ...')}”",
        _WIDTH,
        initial_indent="    ",
        subsequent_indent="    ",
    )


def _tally(title: str, values: Iterable[str]) -> Iterator[str]:
    counts = Counter(values)
    if not counts:
        return
    yield ""
    yield title
    for value, count in counts.most_common(_SHOWN):
        yield f"{count:>7}  {shorten(value, _WIDTH - 10, placeholder=' ...')}"
    if len(counts) > _SHOWN:
        yield f"         and {len(counts) - _SHOWN} more"


def _names(reading: Reading) -> Iterator[str]:
    if not reading.names:
        return
    yield ""
    yield "Names written in several ways (proposed, not merged)"
    for group in reading.names[:_SHOWN]:
        forms = ", ".join(form for form, _ in group.variants)
        yield f"         {shorten(forms, _WIDTH - 10, placeholder=' ...')}"
    if len(reading.names) > _SHOWN:
        yield f"         and {len(reading.names) - _SHOWN} more"


def _problems(reading: Reading) -> Iterator[str]:
    """What could not be read, one line a kind, with the place of the first."""
    problems = reading.document.problems
    if not problems:
        return
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(re.sub(r"\d+", "", problem.what), []).append(problem)
    yield ""
    yield "Not read, or guessed (--format json lists every one)"
    for found in sorted(kinds.values(), key=len, reverse=True)[:_SHOWN]:
        first = f"{found[0].what} ({found[0].where}{', ...' if len(found) > 1 else ''})"
        yield f"{len(found):>7}  {shorten(first, _WIDTH - 10, placeholder=' ...')}"
    if len(kinds) > _SHOWN:
        yield f"         and {len(kinds) - _SHOWN} kinds more"
