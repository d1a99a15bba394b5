"""The two sides exchanged, every finding stays: no rule knows a people, a place, a script or a language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from examples.making.flaws import flawed
from examples.making.source import source
from examples.making.swapping import swapped

from sourcebook.checks import check
from sourcebook.reading import read

# Which of its places a rule lists may hang on the language of a title, and letters exchanged are no language.
BY_LANGUAGE = frozenset({"translation-unmarked"})


def told(markdown: str, path: Path) -> Counter[tuple[str, str, tuple[str, ...], tuple[int, ...]]]:
    path.write_text(markdown, "utf-8")
    checked = check(read(path))
    assert not checked.failures
    return Counter(
        (f.rule, f.severity, *(((), ()) if f.rule in BY_LANGUAGE else (f.paragraphs, f.notes)))
        for f in checked.findings
    )


def test_exchanging_twice_gives_the_report_back() -> None:
    latin = swapped(source())
    assert swapped(swapped(latin)) == latin


@pytest.mark.parametrize("text", [source(), flawed(source())], ids=["clean", "flawed"])
def test_both_sides_are_told_the_same(text: str, tmp_path: Path) -> None:
    before, after = told(text, tmp_path / "one.md"), told(swapped(text), tmp_path / "other.md")
    assert before - after == Counter()
    assert after - before == Counter()
