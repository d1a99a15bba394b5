"""Researchers may change the patterns: every language is whole, and a slip is told with its place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.drafting.records import BY_DRETH, FRONT, from_source, id_of, material, record

from sourcebook.publish import drafting
from sourcebook.publish.drafting import PatternError, languages, paragraph_for
from sourcebook.publish.drafting.patterns import build, patterns
from sourcebook.publish.drafting.template import EmptySlot, read
from sourcebook.publish.edition.tree import Foreign, Text, plain_text

FOLDER = Path(drafting.__file__).parent / "patterns"
CONTENT = yaml.safe_load((FOLDER / "en.yaml").read_text("utf-8"))


def test_there_is_a_second_language_and_both_are_whole() -> None:
    assert {"en", "es"} <= set(languages())
    for language in languages():
        found = patterns(language)
        assert found.language == language
        assert all(found.headings.values()) and all(found.captions.values())


@pytest.mark.parametrize("language", languages())
def test_no_language_has_fewer_types_languages_or_slots_than_english(language: str) -> None:
    english, other = patterns("en"), patterns(language)
    assert set(english.types) == set(other.types)
    assert set(english.languages) == set(other.languages)
    assert set(english.places) == set(other.places)
    for table in ("templates", "dates", "standing"):
        for key, template in getattr(english, table).items():
            used = set(getattr(other, table)[key].slots())
            assert set(template.slots()) - used <= {"the", "a"}, (table, key)


@pytest.mark.parametrize("word", ["claimed", "admitted", "insisted", "alleged", "regime", "terrorist"])
def test_no_pattern_has_a_loaded_word(word: str) -> None:
    assert (
        word
        not in str(
            {key: CONTENT[key] for key in ("verbs", "templates", "standing", "types", "outcomes")}
        ).casefold()
    )


def test_a_region_of_a_language_is_that_language() -> None:
    assert patterns("en-GB") is not None
    assert patterns("es-AR").months[0] == "enero"


def test_a_language_without_patterns_is_refused() -> None:
    with pytest.raises(PatternError, match="no sentence patterns for the language 'xx'; there are en, es"):
        patterns("xx")


def _put(*path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        for key in path[:-1]:
            content = content[key]
        if value is None:
            del content[path[-1]]
        else:
            content[path[-1]] = value

    return change


SLIPS = [
    (_put("templates", "remark", value="{speaker} {verbs}: {quotation}"), r"templates, remark: \{verbs\} is no slot; it may have addressees, date"),
    (_put("templates", "remark", value="{speaker: {quotation}"), "a brace is open"),
    (_put("templates", "remark", value="[{date}, {speaker}"), r"a \[ without \]"),
    (_put("templates", "remark", value="{date}], {speaker}"), r"a \] without \["),
    (_put("templates", "remark", value="[, ]{speaker}"), "without a slot of its own"),
    (_put("templates", "remark", value=3), "templates, remark: must be text"),
    (_put("templates", "remark", value=None), "templates: 'remark' is missing"),
    (_put("templates", "remarks", value="{speaker}"), "templates: 'remarks' is unknown"),
    (_put("months", value=["January"]), "months: must be a list of 12 words"),
    (_put("verb_by", "source", "post", value="tweeted"), "post: 'tweeted' is none of said"),
    (_put("verbs", "said", value=None), "verbs: 'said' is missing"),
    (_put("occasions", "else", value=None), "occasions: 'else' is missing, which stands for all others"),
    (_put("places", "other", value=None), "places: 'other' is missing"),
    (_put("headings", "acts", value=None), "headings: 'acts' is missing"),
    (_put("dates", value="x"), "dates: must be a table"),
    (_put("occasions", "else", value="at {occasions}"), "occasions, else"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), SLIPS)
def test_a_slip_is_told_with_its_place(change: Callable[[dict[str, Any]], None], told: str) -> None:
    content = copy.deepcopy(CONTENT)
    change(content)
    with pytest.raises(PatternError, match=told) as caught:
        build(content, "en.yaml")
    assert str(caught.value).startswith("en.yaml")


def test_what_is_put_in_keeps_its_language() -> None:
    template = read("[{date}, ]{speaker}: {quotation}", "x", frozenset({"date", "speaker", "quotation"}))
    words = Foreign((Text("слово"),), "ru")
    assert template.fill({"speaker": "N", "quotation": (words,)}) == (Text("N: "), words)
    with pytest.raises(EmptySlot, match="quotation"):
        template.fill({"speaker": "N"})


@given(st.text(st.characters(exclude_characters="{}[]")), st.text(min_size=1), st.booleans())
def test_words_and_values_come_out_as_they_went_in(words: str, value: str, optional: bool) -> None:
    template = read(f"[{{a}}{words}]" if optional else f"{{a}}{words}", "x", frozenset({"a"}))
    told = plain_text(template.fill({"a": value}))
    assert told in (value + words, value[:-1] + words)
    assert told == value + words or value.endswith(",")


def test_a_statement_in_the_second_language() -> None:
    one = record(
        "statement",
        "s",
        when="2031-04-18",
        occasion=id_of("interview"),
        language="es",
        text="Toda carretera es nuestra.",
        speakers=BY_DRETH,
        evidence=from_source("tv"),
    )
    assert plain_text(paragraph_for(one, material(one), "es", FRONT).children) == (
        "El 18 de abril, en esta ocasión (interview with Ardovia Public Television), Orvan Dreth, en ese momento minister of roads, dijo: «Toda carretera es nuestra.»"
    )
