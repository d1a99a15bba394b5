"""The notes of a real report, printed again from what was read of them: most are equal, letter for letter."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from tests.publish.citing.ardovian import source

from sourcebook.publish.citing import Cited, Citer, style
from sourcebook.publish.printed import reading
from sourcebook.reading import read
from sourcebook.reading.candidates import Source


def folded(text: str) -> str:
    """Without what the report does not do the same way twice: quotation marks, dashes, spaces, escapes."""
    text = unicodedata.normalize("NFKC", text).replace("\\", "")
    text = re.sub('[“”„«»‘’"ʼ]', "'", text)
    return " ".join(re.sub("[–—‐-]", "-", text).split()).removesuffix(".")


def record(read: Source, known: dict[Any, str]) -> dict[str, Any]:
    id = known.setdefault(read.urls or (read.publisher, read.title), f"{len(known):08d}")
    return source(
        id,
        *read.urls,
        publisher=read.publisher or "",
        title=read.title or "",
        published=read.date or "",
        accessed=read.accessed,
        details=read.details or "",
    )


def test_most_notes_of_a_real_report_come_back(shared: Path) -> None:
    found = read(shared / "reports" / "report2023.md")
    citer, known = Citer(style("report")), {}  # type: ignore[var-annotated]
    equal, cited = 0, []  # type: ignore[var-annotated]
    notes = found.document.notes
    for number, note in enumerate(notes, 1):
        citation = found.citations[number]
        here = [Cited(record(one, known), after=one.pinpoint or "") for one in citation.sources]
        if citation.kind == "ibid" and cited:
            here = [Cited(cited[0].source), *here]
        if citation.kind not in ("citation", "ibid") or not here:
            citer.typed(number)
            continue
        cited = here
        equal += folded(reading(citer.note(number, here).runs)) == folded(note.text)
    print(f"{equal} of {len(notes)} notes are equal")
    assert len(notes) == 239
    # The others have a slip of the report's own: a comma left out, "09 March", a date in the wrong place.
    assert equal >= 198
