"""Documents of the United Nations and of a court, as published."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from sourcebook.reading.document import Document
from sourcebook.reading.pdf import account, read_pdf

# file, runs of paragraph numbers, notes, headings of level 1 (those with roman numbers, or capitals)
FILES = [
    ("un_afghanistan_A_79_797.pdf", [(1, 80)], 0, 8),
    ("un_cat_A_80_44.pdf", [(1, 61)], 17, 8),
    ("un_sudan_poe_S_2025_239.pdf", [(1, 108)], 124, 12),
    ("iacthr_19comerciantes_es.pdf", [(1, 6), (1, 47), (1, 8)], 39, 5),
]


def runs(document: Document) -> list[tuple[int, int]]:
    numbers = [int(p.label) for p in document.paragraphs if p.label]
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b != a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b != a + 1), numbers[-1]]
    return list(zip(starts, ends, strict=True))


@pytest.mark.parametrize(("name", "labels", "notes", "chapters"), FILES)
def test_numbers_come_in_sequence_and_no_character_is_lost(
    shared: Path, name: str, labels: list[tuple[int, int]], notes: int, chapters: int
) -> None:
    document = read_pdf(shared / "reports" / name)
    assert runs(document) == labels
    numbered = [n for n in document.notes if n.label.isdigit()]
    assert [int(n.label) for n in numbered] == list(range(1, notes + 1))
    marks = [m for p in document.paragraphs for m in p.passage.marks]
    marks += [m for s in document.sections for m in s.passage.marks]
    assert len({m.note for m in marks} & {n.number for n in numbered}) >= 0.98 * notes
    assert sum(s.level == 1 for s in document.sections) >= chapters
    shares = account(document)
    assert shares.get("other", 0) < 0.005
    assert sum(shares.values()) == pytest.approx(1)
