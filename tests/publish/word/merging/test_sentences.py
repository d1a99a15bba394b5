"""Where a sentence ends decides what two people can change at once: too early, and half a sentence is merged
unseen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish.edition import Cite, Note, Reference, Value
from sourcebook.publish.word.flow import Cell, Mark, Token
from sourcebook.publish.word.sentences import is_ended, sentences
from sourcebook.publish.word.tokens import cut, text_of

NOTE = Mark("r0001", Note(()))
SILENT = Mark("", Reference((), silent=True))


def parts(text: str) -> list[str]:
    tokens = cut(text)
    return [text_of(tokens[begin:end]) for begin, end in sentences(tokens)]


@pytest.mark.parametrize(
    "text",
    [
        "The road was closed. |Nobody came.",
        "See No. 5 of the list. |It is short.",
        "Mr. Xan met Dr. Orel. |They spoke.",
        "Some (e.g. the guards) ran. |Others, i.e. the rest, stayed.",
        "Art. 3 and art. 4 apply. |Para. 7 does not.",
        "J. R. Doe came. |K. Bek left.",
        "He said: “I saw it. I ran.” |Then he left.",
        "He said: “I saw it. I ran” and left. |She stayed.",
        "Was it so? |It was! |Nobody knew.",
        "They met at 5 p.m. on Monday. |It rained.",
        "The U.S. Army came. |It left.",
        "A cost of 3.5 million. |A loss of 2.",
        "Նա եկավ։ |Նա գնաց։ |Հետո ոչ ոք չեկավ։",
        "2024 թ. մայիսին նա եկավ։ |Հետո գնաց։",
        "Ինչո՞ւ եկավ Արամը։ |Չգիտենք։",
        "هل جاء الحارس؟ |نعم۔ |ذهب بعد ذلك.",
        "ის მოვიდა. |ის წავიდა.",
        "ა. ბერიძე მოვიდა. |ის წავიდა.",
        "2024 წ. მაისში მოვიდა. |ის წავიდა.",
        "Он пришел. |Она ушла.",
        "Он жил в г. Ардов, ул. Мира, д. 3. |Она ушла.",
        "И. Петров пришел. |По ст. 3 он прав.",
        "他来了。|她走了！|没有人。",
        "他说：「走吧。来吧。」|她走了。",
        "¿Qué vio? |¡Nada! |Él se fue.",
        "Il vint. |Mme Orel partit, cf. art. 5.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_say(text: str) -> None:
    assert parts(text.replace("|", "")) == text.split("|")


def test_what_is_no_text_has_no_sentence() -> None:
    assert sentences(()) == []


@pytest.mark.parametrize(
    ("tokens", "second"),
    [
        ((*cut("It ended."), NOTE, *cut(" Next one.")), 6),
        ((*cut("It ended. "), NOTE, *cut(" Next one.")), 7),
        ((*cut("It ended."), SILENT, NOTE, *cut(" Next one.")), 7),
        ((*cut("他来了。"), NOTE, *cut("她走了。")), 3),
    ],
)
def test_a_mark_after_the_stop_is_of_the_sentence_before(tokens: tuple[Token, ...], second: int) -> None:
    assert sentences(tokens) == [(0, second), (second, len(tokens))]


def test_a_value_begins_a_sentence() -> None:
    tokens: tuple[Token, ...] = (
        *cut("It ended. "),
        Mark("r0001", Value("count:statement")),
        *cut(" people came."),
    )
    assert sentences(tokens) == [(0, 5), (5, len(tokens))]


def test_a_citation_begins_a_sentence_of_a_note() -> None:
    cite = Mark("r0002", Reference((Cite("source", "77aa01bc"),)))
    tokens: tuple[Token, ...] = (*cut("So it was said. "), cite, *cut(" says otherwise."))
    assert [begin for begin, _ in sentences(tokens, note=True)] == [0, 9]


def test_cells_are_apart_even_without_a_stop() -> None:
    tokens: tuple[Token, ...] = (*cut("Orel"), Cell(), Cell(), *cut("12. More"))
    assert sentences(tokens) == [(0, 2), (2, 3), (3, 7)]


@given(st.lists(st.sampled_from(["a", "B", ".", "!", " ", "。", "“", "”", "No", "١", "؟", "\n", "(", ")"])))
def test_every_token_is_in_one_sentence(pieces: list[str]) -> None:
    tokens = cut("".join(pieces))
    found = sentences(tokens)
    assert [place for begin, end in found for place in range(begin, end)] == list(range(len(tokens)))
    assert all(begin < end for begin, end in found)


@pytest.mark.parametrize(
    ("text", "ended"),
    [("He left. ", True), ("He left", False), ("“Go.”", True), ("走了。", True), ("", False)],
)
def test_what_ends_a_sentence_is_known(text: str, ended: bool) -> None:
    assert is_ended(cut(text)) is ended
