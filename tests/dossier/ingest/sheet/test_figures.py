"""Numbers as people write them in a sheet: with their bounds and their rule, or refused with what to write."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.dossier.ingest.schema import Column
from sourcebook.dossier.ingest.sheet.cells import CellRefused, Manner, converted

FIGURE = Column("figure")


def read(cell: Any, decimal: str = "") -> tuple[Any, ...]:
    """(low, best, high, rule)."""
    value = converted(cell, FIGURE, Manner(decimal=decimal)).value
    return tuple(value[name] for name in ("low", "best", "high", "rule"))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("12", (None, 12, None, "")),
        (12, (None, 12, None, "")),
        ("at least 12", (12, 12, None, "at least")),
        ("At least twelve people", (12, 12, None, "At least")),
        ("more than 1 200", (1200, 1200, None, "more than")),
        ("12+", (12, 12, None, "at least")),
        ("up to 30", (None, 30, 30, "up to")),
        ("about 7", (None, 7, None, "about")),
        ("c. 7", (None, 7, None, "c.")),
        ("between 20 and 30", (20, None, 30, "")),
        ("20–30", (20, None, 30, "")),
        ("20 to 30 persons", (20, None, 30, "")),
        ("none", (None, 0, None, "")),
        ("one", (None, 1, None, "")),
    ],
)
def test_a_number_comes_with_its_bounds(cell: Any, found: tuple[Any, ...]) -> None:
    assert read(cell) == found


@pytest.mark.parametrize(
    "cell", ["dozens", "1 family", "30-20", "about", "at least some 3 or 4", "12 or 13", "-"]
)
def test_what_is_more_or_less_than_a_number_is_refused(cell: str) -> None:
    with pytest.raises(CellRefused):
        read(cell)


def test_the_decimal_sign_is_asked_for_within_words_too() -> None:
    with pytest.raises(CellRefused, match="decimal"):
        read("at least 1,234")
    assert read("at least 1,234", decimal=".") == (1234, 1234, None, "at least")
