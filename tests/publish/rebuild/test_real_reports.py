"""Real reports go the whole way: every paragraph, note and quotation comes out of every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.rebuild.rebuilding import rebuilt


def test_the_annual_report(shared: Path, tmp_path: Path) -> None:
    one = rebuilt(shared / "reports" / "report2023.md", tmp_path / "out")
    found = one.found
    assert found["numbered"] == 217
    assert found["notes"] == 239
    assert found["quotations"] >= 150
    assert found["unmatched"] == []
    assert one.same >= 0.95
    assert found["notes_recovered"] >= 180


@pytest.mark.parametrize(
    ("name", "numbered", "notes"),
    [
        ("un_afghanistan_A_79_797.pdf", 80, 0),
        ("un_cat_A_80_44.pdf", 61, 17),
        ("iacthr_19comerciantes_es.pdf", 61, 39),
        ("ecthr_fabian_hungary.docx", 189, 29),
        ("ecthr_regner_czech.docx", 322, 12),
        ("un_sudan_poe_S_2025_239.pdf", 0, 0),
    ],
)
def test_reports_and_judgments_of_others(
    shared: Path, tmp_path: Path, name: str, numbered: int, notes: int
) -> None:
    found = rebuilt(shared / "reports" / name, tmp_path / "out").found
    assert found["numbered"] >= numbered
    assert found["notes"] >= notes
    assert found["unmatched"] == []
