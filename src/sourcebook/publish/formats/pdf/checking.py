"""What a PDF could not be made of: each fault told with its block, before anything is laid out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from sourcebook.publish.formats.pdf.pictures import faults
from sourcebook.publish.formats.pdf.pieces import Pieces
from sourcebook.publish.printed import Picture, Printed

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?")


class Unprintable(ValueError):
    """A report that cannot become a PDF; the message names the block and says what to do."""


def check(printed: Printed, manifest: bytes | None = None, system: bool = False) -> None:
    """Raises Unprintable with the first fault of a report, or of the manifest that goes with it."""
    for fault in _faults(printed, system):
        raise Unprintable(fault)
    try:
        json.loads(manifest or b"{}")
    except ValueError as error:
        raise Unprintable(f"the manifest is no JSON: {error}") from error


def _faults(printed: Printed, system: bool) -> Iterator[str]:
    if not printed.title.strip():
        yield "the report has no title: PDF/UA asks for one"
    if printed.date and not _is_date(printed.date):
        yield f"the date {printed.date} is no day, month or year of ISO 8601: write it as 2032-02-01"
    yield from _references(printed)
    for block in printed.blocks:
        if isinstance(block, Picture):
            yield from faults(block, system)


def _references(printed: Printed) -> Iterator[str]:
    names = Counter(block.id for block in printed.blocks)
    numbers = Counter(note.number for note in printed.notes)
    names.update(f"note-{number}" for number in numbers)
    yield from (
        f"the id {id} is used {count} times: ids name one block" for id, count in names.items() if count > 1
    )
    yield from (f"note {number} is there {count} times" for number, count in numbers.items() if count > 1)
    if names[""]:
        yield "a block has no id: give every block one"
    marked = set()
    for run in Pieces(printed).every_run():
        if run.note is not None:
            marked.add(run.note)
        if run.link.startswith("#") and run.link[1:] not in names:
            yield f"the words “{run.text}” lead to {run.link}, which is no block: name one that is there"
        if run.language and not _LANGUAGE.fullmatch(run.language):
            yield f"the words “{run.text}” have the language {run.language}: write a tag of BCP 47 (ru)"
    yield from (
        f"note {number} is marked in the text and not there" for number in sorted(marked - set(numbers))
    )
    yield from (f"note {number} is marked nowhere in the text" for number in sorted(set(numbers) - marked))
    if any(run.note is not None for note in printed.notes for run in note.runs):
        yield "a note has the mark of a note: a note cannot have notes"


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True
