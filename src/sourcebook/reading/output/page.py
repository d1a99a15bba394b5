"""One self-contained page: the report with every span that was found marked, its records beside it.

Nothing is fetched from outside. It works without JavaScript: kinds are switched on and off by check boxes
that the style sheet reads, and a mark leads to its record by an ordinary link.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourcebook.reading.candidates import Citation
from sourcebook.reading.extract import Reading
from sourcebook.reading.output.marking import Found, found_in, marked, segments

_FOLDER = Path(__file__).parent
KINDS = ("statement", "event", "figure", "reaction", "measure", "recommendation", "source")
# Records below this confidence are drawn as unsure, and can be shown alone.
UNSURE = 0.7
_FIELDS = {
    "statement": ("speaker", "role", "date", "occasion", "place", "manner"),
    "event": ("type", "date", "date_role", "place", "victims", "perpetrator", "attributed_to"),
    "figure": ("text", "value", "qualifier", "unit", "quantity", "as_of", "attributed_to"),
    "reaction": ("body", "speaker", "date", "instrument", "addressee"),
    "measure": ("body", "date", "case", "addressee", "orders", "compliance"),
    "recommendation": ("label", "addressees", "actions", "same_as"),
}


def page(reading: Reading, name: str) -> str:
    """The page as a string of HTML. `name` is the file's name as the user gave it."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    document = reading.document
    found = found_in(reading)
    cards = _cards(reading)
    counts = _counts(reading)
    rows = _rows(reading, found, cards)
    return environment.get_template("page.html").render(
        name=name,
        document=document,
        limit=UNSURE,
        style=(_FOLDER / "page.css").read_text("utf-8"),
        counts=counts,
        kinds=[kind for kind in KINDS if counts[kind]],
        year=reading.context.year,
        unsure=sum(card["confidence"] < UNSURE for found in cards.values() for card in found),
        sections=_sections(rows),
        front=[row for row in rows if row["paragraph"].region == "front"],
        rows=[row for row in rows if row["paragraph"].region != "front"],
        notes=[_note(reading, n) for n in range(len(document.notes))],
        names=reading.names,
    )


def _counts(reading: Reading) -> Counter[str]:
    counts = Counter({kind: len(getattr(reading, f"{kind}s")) for kind in KINDS if kind != "source"})
    counts["source"] = sum(len(citation.sources) for citation in reading.citations.values())
    counts["paragraph"] = sum(p.label is not None for p in reading.document.paragraphs)
    counts["note"] = len(reading.document.notes)
    return counts


def _cards(reading: Reading) -> dict[int, list[dict[str, Any]]]:
    """The records of each paragraph in the order of their kinds: what each is, then its fields."""
    cards: dict[int, list[dict[str, Any]]] = {}
    for kind, fields in _FIELDS.items():
        for n, record in enumerate(getattr(reading, f"{kind}s")):
            if record.paragraph is None:
                continue
            values = [(field.replace("_", " "), _shown(getattr(record, field))) for field in fields]
            head, *values = values
            cards.setdefault(record.paragraph, []).append(
                {
                    "kind": kind,
                    "anchor": f"{kind}-{n}",
                    "head": head[1],
                    "values": [(field, value) for field, value in values if value],
                    "confidence": record.confidence,
                    "cues": ", ".join(record.cues) if kind != "figure" else "",
                }
            )
    return cards


def _shown(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return "; ".join(str(v) for v in value)
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return str(value)


def _rows(
    reading: Reading, found: dict[int, list[Found]], cards: dict[int, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Paragraphs with the headings that come before each."""
    rows: list[dict[str, Any]] = []
    path: tuple[str, ...] = ()
    for paragraph in reading.document.paragraphs:
        new = [
            (depth + 1, title)
            for depth, title in enumerate(paragraph.section)
            if depth >= len(path) or path[: depth + 1] != paragraph.section[: depth + 1]
        ]
        path = paragraph.section
        rows.append(
            {
                "headings": new,
                "paragraph": paragraph,
                "segments": marked(paragraph, found.get(paragraph.index, [])),
                "cards": cards.get(paragraph.index, []),
            }
        )
    return rows


def _sections(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections that hold text: where each begins, and how many records were found in it."""
    sections: list[dict[str, Any]] = []
    for row in rows:
        for depth, title in row["headings"]:
            sections.append({"depth": depth, "title": title, "index": row["paragraph"].index, "found": 0})
        if sections:
            sections[-1]["found"] += len(row["cards"])
    return sections


def _note(reading: Reading, index: int) -> dict[str, Any]:
    note = reading.document.notes[index]
    citation = reading.citations.get(note.number) or Citation(note.number, "explanatory")
    found = [
        Found(*source.span, "source", f"source-{note.number}-{n}")
        for n, source in enumerate(citation.sources)
    ]
    # The URLs stand in the note's own words; beside them only what was made of these.
    fields = ("publisher", "title", "date", "accessed", "language", "symbol", "pinpoint", "flags")
    sources = [
        [(field, shown) for field in fields if (shown := _shown(getattr(source, field)))]
        for source in citation.sources
    ]
    keys = [reading.document.paragraphs[i].key or "–" for i in note.cited_in]
    return {
        "note": note,
        "citation": citation,
        "sources": sources,
        "segments": segments(note.text, found),
        "cited_in": keys,
    }
