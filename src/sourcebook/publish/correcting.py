"""What a corrected edition says otherwise than the one it takes the place of.

Numbers, letters, marks and "Ibid" follow from what stands around them: where they alone changed, nothing was
corrected. A block is known again by its id, one without an id of its own by its likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from sourcebook.publish.printed import Line, Printed, Run, Table
from sourcebook.publish.printing.tables import Correction

_TEXTS = ("heading", "paragraph", "item", "quotation", "below")
_LABEL = re.compile(r"^(?:\d+\.|\([a-z]+\)|Annex \d+\.)\s")
_MARK = re.compile(r"\[(\d{1,4})\]")
_NOTE = re.compile(r"note-(\d+)")
# What a note says of another note's place.
_ELSEWHERE = re.compile(r"^Ibid|\(?\bn\.? \d+\)?|\b(?:supra|above) note \d+", re.IGNORECASE)
# From how alike on two blocks are one that was changed (0 to 100).
_ALIKE = 60


@dataclass
class _Block:
    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


def corrections(before: Iterable[Line], report: Printed, why: str, own: str = "") -> Iterator[Correction]:
    """The corrections, in the order of the report, what was taken out last.

    `before` are the lines that were printed; `own` is the id of the table of corrections, which is none.
    """
    old, new = (_blocks(lines) for lines in (before, report.lines()))
    for found in (old, new):
        found.pop(own, None)
    moving = _moving(report)
    gone = {id: block for id, block in old.items() if id not in new and block.texts}
    widths = {
        block.id: len(block.rows[0]) for block in report.blocks if isinstance(block, Table) and block.rows
    }
    for id, block in new.items():
        was = old.get(id) or _likest(block, gone)
        told, now = " ".join(was.texts), " ".join(block.texts)
        if told != now and not _same(told, now, moving):
            yield Correction(told or "—", now or "—", why)
        yield from _of_notes(was, block, moving, why)
        yield from _of_rows(was.cells, block.cells, widths.get(id, 0), moving, why)
    for block in gone.values():
        yield Correction(" ".join(block.texts), "—", why)


def _blocks(lines: Iterable[Line]) -> dict[str, _Block]:
    lines = list(lines)
    notes = {line.id: line.text for line in lines if line.kind == "note"}
    found: dict[str, _Block] = {}
    for line in lines:
        if not line.id or _NOTE.fullmatch(line.id):
            continue
        block = found.setdefault(line.id, _Block())
        if line.kind == "cell":
            block.cells.append(_MARK.sub("", line.text))
        elif line.kind in _TEXTS:
            block.texts.append(_MARK.sub("", _LABEL.sub("", line.text)).strip())
        marks = [f"note-{number}" for number in _MARK.findall(line.text)]
        block.notes += [notes[mark] for mark in marks if mark in notes]
    return found


def _likest(block: _Block, gone: dict[str, _Block]) -> _Block:
    """The block that this one was, taken out of those that are gone; an empty one where none is like it."""
    now = " ".join(block.texts)
    scored = [(fuzz.ratio(" ".join(one.texts), now), id) for id, one in gone.items()]
    score, id = max(scored, default=(0.0, ""))
    return gone.pop(id) if now and score >= _ALIKE else _Block()


def _moving(report: Printed) -> Mapping[str, re.Pattern[str]]:
    """For texts with numbers of other blocks: what the same text is, whatever those numbers are."""
    every: list[Sequence[Run]] = [note.runs for note in report.notes]
    for block in report.blocks:
        every += [item.runs for item in getattr(block, "items", ())]
        every += [block.runs] if hasattr(block, "runs") else []
        every += [cell for row in getattr(block, "rows", ()) for cell in row]
    found = {}
    for runs in every:
        if any(run.link.startswith("#") for run in runs):
            text = "".join(run.text for run in runs).strip()
            parts = (r".{1,12}?" if run.link.startswith("#") else re.escape(run.text) for run in runs)
            found[text] = re.compile("".join(parts).strip())
    return found


def _same(told: str, now: str, moving: Mapping[str, re.Pattern[str]]) -> bool:
    pattern = moving.get(now)
    return pattern is not None and pattern.fullmatch(told) is not None


def _of_notes(
    was: _Block, block: _Block, moving: Mapping[str, re.Pattern[str]], why: str
) -> Iterator[Correction]:
    """Notes that say something else; what was put in or taken out with its text is told by that."""
    if not was.texts and not was.cells:
        return
    told = [note for note in was.notes if not _ELSEWHERE.search(note)]
    now = [note for note in block.notes if not _ELSEWHERE.search(note)]
    if len(was.notes) == len(block.notes):
        pairs = [
            (one, other)
            for one, other in zip(was.notes, block.notes, strict=True)
            if not _ELSEWHERE.search(one) and not _ELSEWHERE.search(other)
        ]
        for one, other in pairs:
            if one != other and not _same(one, other, moving):
                yield Correction(one, other, why)
        return
    yield from (Correction(note, "—", why) for note in told if note not in now)
    yield from (Correction("—", note, why) for note in now if note not in told)


def _of_rows(
    was: Sequence[str], now: Sequence[str], width: int, moving: Mapping[str, re.Pattern[str]], why: str
) -> Iterator[Correction]:
    """Rows of a table that changed, without the column of where they are cited, which moves."""
    if not width or not was:
        return
    linked = any(cell in moving for cell in now)

    def rows(cells: Sequence[str]) -> list[str]:
        some = [cells[at : at + width] for at in range(0, len(cells), width)]
        return [" | ".join(cell for cell in (row[:-1] if linked else row) if cell) for row in some]

    before, after = rows(was), rows(now)
    gone = {row: _Block([row]) for row in before if row not in after}
    for row in after:
        if row not in before:
            yield Correction(" ".join(_likest(_Block([row]), gone).texts) or "—", row, why)
    yield from (Correction(row, "—", why) for row in gone)
