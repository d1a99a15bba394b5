"""Styles and words are data: what is wrong in them is said in one line with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.citing.ardovian import ALL

from sourcebook.languages import WordsError
from sourcebook.publish.citing import Cited, Citer, StyleError, style, style_names
from sourcebook.publish.citing.language import languages, spoken
from sourcebook.publish.citing.style import read_style
from sourcebook.publish.printed import reading

BAD = [
    ("forms: [", "style x: not readable"),
    ("[]", "style x: must be a mapping with `forms`"),
    ("ibid: {words: true}", "style x: forms must be a mapping with at least `default`"),
    ("forms: {default: []}", "style x: forms.default must be a list of parts"),
    ("forms: {default: [tittle]}", "style x: forms.default, part 1: tittle is no field"),
    (
        "forms: {default: [{field: title, colour: red}]}",
        "style x: forms.default, part 1: a field, or a mapping",
    ),
    (
        "forms: {default: [{field: title, group: [who]}]}",
        "style x: forms.default, part 1: a field, or a mapping",
    ),
    ("forms: {default: [{field: title, quotes: triple}]}", "quotes must be single or double"),
    ("forms: {default: [{field: title, without: nobody}]}", "without: nobody is no field"),
    ("{forms: {default: [title]}, again: never}", "style x: again must be one of cross, full, short"),
    ("{forms: {default: [title]}, again: short}", "style x: `again: short` needs the forms of `short`"),
    ("{forms: {default: [title]}, colour: red}", "style x: colour is unknown"),
    ("{forms: {default: [title]}, ibid: {colour: red}}", "style x: ibid is a mapping of"),
    ("{forms: {default: [title]}, applications: {pattern: '('}}", "is no pattern"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_a_bad_style_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        read_style(text, "x")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_style_that_is_not_there() -> None:
    with pytest.raises(
        StyleError, match="there is no style 'harvard'; choose one of chicago, oscola, report"
    ):
        style("harvard")


def test_a_style_of_ones_own() -> None:
    own = read_style("forms: {default: [title, {field: date, sep: ' / '}]}", "own", "en")
    assert (
        reading(Citer(own).note(1, [Cited(ALL[0])]).runs)
        == "Every hill is ours; all of them / 18 April 2031."
    )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", style_names())
def test_every_style_can_be_printed_in_every_language(name: str, language: str) -> None:
    for record in ALL:
        text = reading(Citer(style(name, language)).note(1, [Cited(record)]).runs)
        assert "{" not in text
        assert (record["fields"]["title"] or record["fields"]["publisher"]) in text


def test_a_word_list_without_an_entry_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "citing.yaml").write_text("accessed: seen\n")
    monkeypatch.setenv("SOURCEBOOK_WORDS", str(tmp_path))
    spoken.cache_clear()
    from sourcebook.languages.word_lists import words

    words.cache_clear()
    try:
        with pytest.raises(WordsError, match=r"words/en/citing.yaml: accessed must be a text with \{date\}"):
            spoken("en")
    finally:
        monkeypatch.undo()
        spoken.cache_clear()
        words.cache_clear()
