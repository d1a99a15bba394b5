"""Paragraphs as the page shows them: what they print, as HTML, with their notes and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from sourcebook.publish.edition import Picture
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.formats.html.inline import Inline
from sourcebook.publish.formats.html.words import Words
from sourcebook.publish.galleys import Worked
from sourcebook.publish.printed import Heading, Paragraph, Quotation, Run, Table
from sourcebook.publish.printing.galley import Shown


@dataclass(frozen=True)
class Part:
    """One printed block for the template. `made` names what is drawn or made of records when printed."""

    kind: str
    id: str = ""
    label: str = ""
    text: Markup = field(default_factory=Markup)
    items: tuple[tuple[str, Markup], ...] = ()
    header: tuple[Markup, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()
    level: int = 0
    made: str = ""


@dataclass(frozen=True)
class Seen:
    """A piece: its number, its parts, the notes marked in it as (number, text), what is wrong in it."""

    at: int
    kind: str
    id: str
    parts: tuple[Part, ...]
    notes: tuple[tuple[int, Markup], ...]
    problems: tuple[Problem, ...]


def seen(work: Worked, first: int, end: int) -> list[Seen]:
    """The pieces from one number to another."""
    language = work.galley.edition.front.language
    return [seen_of(work.shown(at), language, at, work.source.pieces[at].kind) for at in range(first, end)]


def seen_of(shown: Sequence[Shown], language: str, at: int, kind: str = "paragraph") -> Seen:
    """One piece of what its blocks print."""
    write = Inline(Words({}, language))
    parts = tuple(part for one in shown for part in _parts(one, write))
    notes = [note for one in shown for note in one.notes]
    return Seen(
        at,
        kind,
        shown[0].placed.id if shown else "",
        parts,
        tuple((note.number, _numbered(write, note.runs)) for note in notes),
        tuple(problem for one in shown for problem in one.problems),
    )


def _numbered(write: Inline, runs: Iterable[Run]) -> Markup:
    return write.cited(runs)


def _parts(shown: Shown, write: Inline) -> Iterable[Part]:
    block = shown.placed.block
    if isinstance(block, Picture):
        caption = shown.placed.label or block.caption
        yield Part("made", shown.placed.id, text=Markup(escape(caption)), made=block.target)
        return
    for one in shown.printed:
        match one:
            case Heading():
                # The page has a heading of level 1 of its own.
                level = min(one.level + 1, 6)
                yield Part("heading", one.id, one.label, write(one.runs), level=level)
            case Paragraph():
                items = tuple((item.label, write(item.runs)) for item in one.items)
                yield Part("paragraph", one.id, one.label, write(one.runs), items)
            case Quotation():
                yield Part("quotation", one.id, text=write(one.runs))
            case Table():
                header = tuple(write(cell) for cell in one.header)
                rows = tuple(tuple(write(cell) for cell in row) for row in one.rows)
                yield Part("table", one.id, header=header, rows=rows)
