"""Whatever is typed is a query, on both engines, and a text is found by any words of itself."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.dossier.search.test_find import speech

from sourcebook.dossier.models import Record, SearchText
from sourcebook.dossier.search import find
from sourcebook.dossier.search.excerpt import excerpt, pattern_of
from sourcebook.dossier.search.fold import Places, fold, indexed, words
from sourcebook.dossier.search.query import MOST_TERMS, QUOTES, parse
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write import create

HOSTILE = ["'", '"', "*", "-", "(", ")", "OR", "AND", "NOT", "NEAR", ":", "^", "{", "}", "\\", "&", "|", "!",
           "<->", "\x00", "\x1f", "\ud800", "%s", "?", ";", "--", "/*", "gates:", "folded :", "#all", "ʘ", "+",
           "hill", "Şəhər", "և", "ё", "٣", "中", " ", "\n", "x" * 3000]  # fmt: skip
typed = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(HOSTILE), max_size=80).map(" ".join),
                  st.lists(st.sampled_from(HOSTILE), max_size=20).map("".join))  # fmt: skip
unshared = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)


@given(typed)
@unshared
@example("-a")
@example("- " * 500)
@example("a OR " * 500)
@example('"' * 500)
def test_whatever_is_typed_is_answered(keeper: Viewer, query: str) -> None:
    if not Record.objects.exists():
        create([speech("Every hill of Şəhər և ё ٣ 中.")], "")
    for variants in (False, True):
        results = find(query, variants=variants)
        assert results.total == len(results.hits) <= 1


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1f"), max_size=120)
)
@unshared
@example("12e5 0x1f 1.5 a_b www.example.org/a?b=c x-y don't 2nd user@example.org &amp; <b>")
@example("ʼa ʿb ـc ﷺ ǆ ß ﬃ Ω ſ İI ıi Ⅷ ½ ２")
@example("00»-A „x‟")
@example("ผู้ใหญ่ हिन्दी 한국어 ᲡᲐᲥ")
def test_a_text_is_found_by_its_own_words(keeper: Viewer, text: str) -> None:
    record = Record.objects.first()
    if record is None:
        create([speech("Other words.")], "")
        record = Record.objects.get()
    SearchText.objects.create(record=record, level=1, text=text, folded=indexed(text))
    said = words(text)
    if said:
        query = " ".join(f'"{word}"' for word in said[:5])
        assert find(query).total == 1, query
        if len(said) < MOST_TERMS:
            # A quotation mark of whatever kind would end the phrase.
            phrase = text.translate(QUOTES).replace('"', " ")
            assert find(f'"{phrase}"').total == 1


@given(st.text(max_size=200))
@settings(deadline=None)
def test_folding_goes_letter_by_letter_and_leads_back(text: str) -> None:
    folded = fold(text)
    assert folded == "".join(map(fold, text))
    assert fold(folded.replace("ʘ", " ")) == folded.replace("ʘ", " ")
    places = Places(text)
    at = 0
    for word in folded.split():
        at = folded.index(word, at)
        start, end = places.span(at, at + len(word))
        assert word in fold(text[start:end])
        at += len(word)


@given(st.text(max_size=400), st.text(min_size=1, max_size=3))
@settings(deadline=None)
def test_an_excerpt_is_a_part_of_the_text(text: str, query: str) -> None:
    _, pieces = excerpt(text, pattern_of(parse(f"{query}*")))
    shown = "".join(piece for piece, _ in pieces).removeprefix("…").removesuffix("…")
    assert "".join(shown.split()) in "".join(f"{text}".split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ağdərə", "agdere"),
        ("İSTANBUL Işıq", "istanbul isiq"),
        ("Երևան Լեռն", "երեւան լեռն"),
        ("Ёлка й Київ", "елка и киів"),
        ("كِتَابٌ مـــدينة", "كتاب مدينه"),
        ("ᲡᲐᲥართველო", "საქართველო"),
        ("Œuvre Straße Łódź ﬁn", "oeuvre strasse lodz fin"),
        ("Saʿid’s", "said s"),
        ("٢٠٢٣ ۲۰۲۳ ２０２３", "2023 2023 2023"),
        ("co\u00adope\u200bration", "cooperation"),
    ],
)
def test_spellings_that_readers_take_for_one(text: str, folded: str) -> None:
    assert fold(text) == folded
