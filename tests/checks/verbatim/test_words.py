"""Lists of words and how words are cut."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import sourcebook.checks
from sourcebook.checks.verbatim import verify
from sourcebook.checks.verbatim.source import comparable
from sourcebook.checks.verbatim.words import parts_word, split

FOLDER = Path(sourcebook.checks.__file__).parent / "words"
LISTS = sorted(path for name in ("negation", "brackets") for path in FOLDER.glob(f"*/{name}.yaml"))
LANGUAGES = {"en", "ru", "es", "fr", "tr", "az", "hy", "ka"}


def keys(path: Path) -> set[str]:
    return {*yaml.load(path.read_text("utf-8"), yaml.BaseLoader)}


def test_each_language_has_its_lists() -> None:
    for name in ("negation", "brackets"):
        assert {path.parent.name for path in LISTS if path.stem == name} - {"all"} == LANGUAGES


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_list_has_no_key_that_nothing_reads(path: Path) -> None:
    """A misspelt key would lose its words without a sign."""
    model = (
        keys(FOLDER / "en" / path.name) | {"beginnings"}
        if path.parent.name != "all"
        else {"notes", "withheld"}
    )
    assert keys(path) <= model


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We don't pay 1,200.", ["We", "don't", "pay", "1,200"]),
        ("L'armée n'attaque pas", ["L", "armée", "n", "attaque", "pas"]),
        ("cease-fire—now", ["cease", "fire", "now"]),
        ("Ո՞վ է։", ["Ո՞վ", "է"]),
        ("他们不想", ["他", "们", "不", "想"]),
        ("हिंदी में", ["हिंदी", "में"]),
        ("at 10:30, on 4/5", ["at", "10:30", "on", "4/5"]),
    ],
)
def test_words_are_cut_as_readers_see_them(text: str, words: list[str]) -> None:
    assert [word.text for word in split(comparable(text).text)] == words


@pytest.mark.parametrize(
    ("text", "at", "within"),
    [
        ("town hall", 2, True),
        ("town hall", 4, False),
        ("1,200 men", 2, True),
        ("l'eau", 2, False),
        ("不想", 1, False),
    ],
)
def test_where_a_word_is_cut(text: str, at: int, within: bool) -> None:
    assert parts_word(text, at) == within


@pytest.mark.parametrize("quotation", ["own hall", "200 men", "the town hal"])
def test_a_part_of_a_word_is_not_quoted(quotation: str) -> None:
    assert not verify(quotation, "In the town hall sat 1,200 men.").faithful
