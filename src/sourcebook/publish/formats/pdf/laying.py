"""A printed report as the data that `report.typ` lays out: plain lists and dictionaries, and the picture
files.

What is decided here needs more than a template can know: which font prints which part, where a long word may
break, how wide the columns of a table are, which level a heading has among the tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sourcebook.publish.fonts import families
from sourcebook.publish.formats.pdf.columns import room, shares
from sourcebook.publish.formats.pdf.pictures import framed
from sourcebook.publish.formats.pdf.pieces import Pieces
from sourcebook.publish.printed import Block, Heading, Paragraph, Picture, Printed, Quotation, Run, Table

MANIFEST = "evidence-manifest.json"
Data = dict[str, Any]


@dataclass
class Laid:
    """What the compiler gets: the data of `report.json`, and files by name."""

    data: Data
    files: dict[str, bytes] = field(default_factory=dict)


def lay(printed: Printed, manifest: bytes | None = None, system: bool = False) -> Laid:
    """The data of a report. Refuses nothing: `checking` has looked before."""
    pieces = Pieces(printed)
    laid = Laid({})
    language, region = split_language(printed.language)
    laid.data.update(
        title=printed.title,
        heading=pieces.plain(printed.title),
        subtitle=pieces.plain(printed.subtitle),
        partners=[pieces.plain(partner) for partner in printed.partners],
        day=pieces.plain(day(printed)),
        date=_date(printed.date),
        description=printed.subtitle,
        keywords=[f"build {printed.build}"] if printed.build else [],
        lang=language,
        region=region,
        direction=printed.direction,
        families=families(),
        fallback=system,
        words={"contents": pieces.plain(printed.words.get("contents", ""))},
        contents=bool(printed.contents()),
        notes={str(note.number): pieces.of(note.runs) for note in printed.notes},
        blocks=_blocks(printed, pieces, laid.files),
        attached=None,
    )
    if manifest is not None:
        laid.files[MANIFEST] = manifest
        laid.data["attached"] = {"name": MANIFEST, "description": printed.words.get("evidence", "Evidence")}
    return laid


def day(printed: Printed) -> str:
    """The date as the title page prints it: in words where the report gives them, else ISO 8601."""
    return printed.words.get("date", printed.date)


def split_language(tag: str) -> tuple[str, str | None]:
    """Language and region of a BCP 47 tag: ("en", "GB") of "en-Latn-GB"."""
    parts = tag.replace("_", "-").split("-")
    region = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    return parts[0].lower() or "en", region


def _date(iso: str) -> Data | None:
    parts = iso.split("T")[0].split("-") if iso else []
    numbers = [int(part) for part in parts if part.isdigit()]
    if not numbers:
        return None
    return dict(zip(("year", "month", "day"), [*numbers, 1, 1][:3], strict=True))


def _blocks(printed: Printed, pieces: Pieces, files: dict[str, bytes]) -> list[Data]:
    found, depth, region = [], 0, ""
    targets = {run.link[1:] for run in pieces.every_run() if run.link.startswith("#")}
    for number, block in enumerate(printed.blocks):
        one = _block(block, pieces)
        first = isinstance(block, Heading) and block.level == 1
        one["new-page"] = number == 0 or (first and (block.region != region or block.region == "annex"))
        # The title page and the contents end their own pages; a weak break does nothing there.
        region = block.region if first else region
        if isinstance(block, Heading):
            # PDF/UA: the first heading has level 1, none is skipped, there are six. The look keeps the level
            # given.
            depth = one["depth"] = min(block.level, depth + 1, 6)
        one["id"] = block.id if isinstance(block, Heading) or block.id in targets else None
        if isinstance(block, Picture):
            one["file"] = f"picture-{number}.svg"
            files[one["file"]] = (block.svg or framed(block.png)).encode()
        found.append(one)
    return found


def _block(block: Block, pieces: Pieces) -> Data:
    match block:
        case Heading():
            plain = [
                Run(block.label + " " if block.label else ""),
                *(run for run in block.runs if run.note is None),
            ]
            return {
                "kind": "heading",
                "level": block.level,
                "listed": block.listed,
                "label": _label(block.label, pieces),
                "runs": pieces.of(block.runs),
                "plain": pieces.of([Run(run.text, language=run.language) for run in plain]),
            }
        case Paragraph():
            items = [
                {"label": pieces.plain(item.label), "runs": pieces.of(item.runs)} for item in block.items
            ]
            return {
                "kind": "paragraph",
                "label": _label(block.label, pieces),
                "runs": pieces.of(block.runs),
                "items": items,
            }
        case Quotation():
            return {"kind": "quotation", "runs": pieces.of(block.runs)}
        case Table():
            return _table(block, pieces)
        case Picture():
            return {
                "kind": "picture",
                "caption": pieces.of(block.caption),
                "alt": block.alt,
                "below": pieces.of(block.below),
            }


def _table(block: Table, pieces: Pieces) -> Data:
    rows = [row for row in (block.header, *block.rows) if row]
    columns = shares(rows, max((len(row) for row in rows), default=1))
    rooms = room(columns)
    return {
        "kind": "table",
        "caption": pieces.of(block.caption),
        "columns": [round(one, 2) for one in columns],
        "header": _cells(block.header, rooms, pieces) if block.header else [],
        # A header that is printed again is no part of the text, and so may hold no link and no note (PDF/UA).
        "repeated": not any(run.link or run.note is not None for cell in block.header for run in cell),
        "rows": [_cells(row, rooms, pieces) for row in block.rows],
        "below": pieces.of(block.below),
    }


def _cells(row: Sequence[Iterable[Run]], rooms: list[float], pieces: Pieces) -> list[Data]:
    filled = [*row, *[()] * (len(rooms) - len(row))]
    return [{"runs": pieces.of(cell, longest)} for cell, longest in zip(filled, rooms, strict=True)]


def _label(label: str, pieces: Pieces) -> list[Data]:
    return pieces.plain(label + " ") if label else []
