"""One self-contained page: the report with its findings in the margin, both sides of the evidence linked.

Nothing is fetched from outside. It works without JavaScript: severities and families are switched on and off
by check boxes that the style sheet reads.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourcebook.checks.engine import Checked
from sourcebook.checks.findings import SEVERITIES, Finding, Side
from sourcebook.checks.output.around import Around
from sourcebook.checks.output.plain import ABOUT
from sourcebook.checks.rules import EVERY
from sourcebook.reading.document import Document
from sourcebook.reading.extract import Reading
from sourcebook.reading.output.marking import Found, segments

_FOLDER = Path(__file__).parent
_FAMILIES = {rule.name: rule.family for rule in EVERY}


@dataclass
class _Margin:
    """What stands beside the text: findings and marks by paragraph (index) and note (number), the rest."""

    paragraphs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    notes: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    above: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[int, list[Found]] = field(default_factory=dict)
    note_marks: dict[int, list[Found]] = field(default_factory=dict)


def page(reading: Reading, checked: Checked, name: str, around: Around | None = None) -> str:
    """The page as a string of HTML. `name` is the file's name as the user gave it; `around` is what a program
    that shows it puts above."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    document = reading.document
    margin = _margin(document, checked)
    severities = Counter(finding.severity for finding in checked.findings)
    families = Counter(_FAMILIES[finding.rule] for finding in checked.findings)
    style = (_FOLDER / "page.css").read_text("utf-8")
    return environment.get_template("page.html").render(
        name=name,
        around=around,
        about=ABOUT,
        document=document,
        style=around.styled(style) if around else style,
        severities=[(s, severities[s]) for s in SEVERITIES if severities[s]],
        families=list(families.items()),
        above=margin.above,
        rows=_rows(document, margin),
        notes=_notes(document, margin),
        suppressed=checked.suppressed,
        failures=checked.failures,
    )


class _Places:
    """Beside which paragraph (by index) or note (by number) a side stands."""

    def __init__(self, document: Document) -> None:
        self._keys = {p.key: p.index for p in document.paragraphs if p.key is not None}
        self._spans = sorted((paragraph.span, paragraph.index) for paragraph in document.paragraphs)

    def of(self, side: Side) -> tuple[str, int]:
        """("note", number), ("paragraph", index), or ("", 0) for neither."""
        if side.note is not None:
            return "note", side.note
        if side.paragraph in self._keys:
            return "paragraph", self._keys[side.paragraph]
        if side.span is not None:
            at = bisect_right(self._spans, side.span.start, key=lambda item: item[0].start) - 1
            if at >= 0 and side.span.start < self._spans[at][0].end:
                return "paragraph", self._spans[at][1]
        return "", 0


def _margin(document: Document, checked: Checked) -> _Margin:
    margin = _Margin()
    where = _Places(document)
    for n, finding in enumerate(checked.findings):
        anchor = f"finding-{n}"
        places = [where.of(side) for side in finding.sides]
        card = {
            "anchor": anchor,
            "finding": finding,
            "family": _FAMILIES[finding.rule],
            "sides": [
                (side, f"#{kind}-{at}" if kind else None)
                for side, (kind, at) in zip(finding.sides, places, strict=True)
            ],
        }
        kind, home = next((place for place in places if place[0]), ("", 0))
        cards = {"paragraph": margin.paragraphs, "note": margin.notes}.get(kind)
        (margin.above if cards is None else cards.setdefault(home, [])).append(card)
        for side, place in zip(finding.sides, places, strict=True):
            _mark(margin, document, finding, side, *place, anchor)
    return margin


def _mark(
    margin: _Margin,
    document: Document,
    finding: Finding,
    side: Side,
    kind: str,
    where: int,
    anchor: str,
) -> None:
    if side.span is None or not kind:
        return
    passage = document.paragraphs[where].passage if kind == "paragraph" else None
    if kind == "note":
        passage = document.notes_by_number[where].passage
    offsets = passage.offsets_of(side.span) if passage else None
    if offsets:
        marks = margin.marks if kind == "paragraph" else margin.note_marks
        css = f"{finding.severity} {_FAMILIES[finding.rule]}"
        marks.setdefault(where, []).append(Found(*offsets, css, anchor))


def _rows(document: Document, margin: _Margin) -> list[dict[str, Any]]:
    """Paragraphs with the headings that come before each."""
    rows: list[dict[str, Any]] = []
    path: tuple[str, ...] = ()
    for paragraph in document.paragraphs:
        new = [
            (depth + 1, title)
            for depth, title in enumerate(paragraph.section)
            if path[: depth + 1] != paragraph.section[: depth + 1]
        ]
        path = paragraph.section
        marks = [(mark.at, mark.label) for mark in paragraph.passage.marks]
        rows.append(
            {
                "headings": new,
                "paragraph": paragraph,
                "segments": segments(paragraph.text, margin.marks.get(paragraph.index, []), marks),
                "cards": margin.paragraphs.get(paragraph.index, []),
            }
        )
    return rows


def _notes(document: Document, margin: _Margin) -> list[dict[str, Any]]:
    return [
        {
            "note": note,
            "segments": segments(note.text, margin.note_marks.get(note.number, [])),
            "cards": margin.notes.get(note.number, []),
        }
        for note in document.notes
    ]
