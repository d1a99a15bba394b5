"""What is quoted is compared with the record that the sentence refers to, word for word."""

from __future__ import annotations

import pytest
from tests.publish.drafting.records import id_of, record
from tests.publish.printing.ardovia import edition, material, said

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.quotations import Quotations
from sourcebook.publish.material import Plain

TEXT = (
    "Every hill is ours, and every road too. Whoever walks on it asks us first. There will be no other town "
    "beside the lake, and no other name for it on any map of ours."
)
LONG = said("long", TEXT, "2031-04-18", "hills")
RUSSIAN = said(
    "russian", "Каждый холм наш.", "2031-04-18", "hills", language="ru", translation="Every hill is ours."
)


def compared(body: str, *records: Plain, **given: object) -> tuple[list[Problem], int, int]:
    found = Quotations(
        parse(edition(body, names=["long", "russian", "page"])), material(LONG, RUSSIAN, *records, **given)
    )
    return list(found.problems()), found.compared, found.not_compared


FAITHFUL = [
    "“Every hill is ours, and every road too.”",
    "“every hill is ours, and every road too”",
    '"Every hill is ours, and every road too."',
    "«Every hill is ours, and every road too.»",
    "“Every hill is ours ... There will be no other town”",
    "“Every hill is ours […] no other name for it”",
    "“[The] hill is ours” is not what he said; “Every hill is ours, and every road too” is".replace(
        "“[The] hill is ours” is not what he said; ", ""
    ),
    "“Every hill [near Brenn] is ours, and every road too”",
    "“Every hill is ours,” he said, “and every road too.”",
    "“Whoever walks on it asks us first”, “no other town beside the lake”",
]
ALTERED = [
    ("“Each hill is ours, and every road too.”", "one word"),
    ("“Every hill is theirs, and every road too.”", "one word"),
    ("“Every hill is ours, and not every road too.”", "a word put in"),
    ("“Every hill ours, and every road too.”", "a word left out without a mark"),
    ("“Every road is ours, and every hill too.”", "two words that changed places"),
    ("“There will be no other town ... Every hill is ours”", "parts that changed places"),
    ("“We never said anything like it.”", "what is not there at all"),
]


@pytest.mark.parametrize("quotation", FAITHFUL)
def test_a_faithful_quotation_is_silent(quotation: str) -> None:
    told, found, without = compared(f"He said: {quotation}[@statement:{{long}}]")
    assert told == []
    assert found > 0
    assert without == 0


@pytest.mark.parametrize(("quotation", "what"), ALTERED, ids=[what for _, what in ALTERED])
def test_an_altered_quotation_is_found(quotation: str, what: str) -> None:
    told, _, _ = compared(f"Before.\n\nHe said: {quotation}[@statement:{{long}}]")
    assert [(one.rule, one.line, one.where) for one in told] == [
        ("quotation-not-in-record", 8, "paragraph 2")
    ]
    assert "is not so in the record" in told[0].message


@pytest.mark.parametrize(
    "body",
    [
        "> Each hill is ours, and every road too.[@statement:{long}]",
        "He said:[@statement:{long}]\n\n> Each hill is ours, and every road too.",
        "| Who | What |\n|---|---|\n| Dreth | “Each hill is ours, and every road too.”[@statement:{long}] |",
        "Said:\n\n- “Each hill is ours, and every road too.”[@statement:{long}]",
        "# More {.annex}\n\nHe said “each hill is ours, and every road too”.[@statement:{long}]",
    ],
)
def test_wherever_it_stands(body: str) -> None:
    told, _, _ = compared(body)
    assert len(told) == 1


@pytest.mark.parametrize(
    "body",
    [
        "> Every hill is ours, and every road too.[@statement:{long}]",
        "> “Every hill is ours, and every road too.”[@statement:{long}]",
        "He said:[@statement:{long}]\n\n> Every hill is ours ... no other name for it",
    ],
)
def test_a_faithful_quotation_set_apart_is_silent(body: str) -> None:
    told, found, _ = compared(body)
    assert (told, found) == ([], 1)


def test_each_quotation_is_compared_with_the_record_of_its_own_sentence() -> None:
    told, found, _ = compared(
        "“There was never a town of that name.”[@statement:{denial}] “There was never a town of that name.”"
        "[@statement:{long}]"
    )
    assert found == 2
    assert len(told) == 1


def test_a_translation_is_compared_with_the_translation() -> None:
    assert compared("He said “every hill is ours”.[@statement:{russian}]")[0] == []
    assert len(compared("He said “every road is ours, too”.[@statement:{russian}]")[0]) == 1


def test_a_source_is_compared_with_the_text_that_was_preserved() -> None:
    layers = [{"id": id_of("layer"), "sha256": "1" * 64}]
    page = record("capture", "page", source=id_of("hills"), sha256="2" * 64, layers=layers)
    body = "He said “{words}”.[@source:{hills}]"
    for words, wrong in (
        ("every hill is ours, and every road too", 0),
        ("every hill is theirs, and every road", 1),
    ):
        told, found, _ = compared(
            body.replace("{words}", words), page, text_of={id_of("page"): f"<On air>\n{TEXT}\n"}.get
        )
        assert (len(told), found) == (wrong, 1)


def test_where_there_is_no_text_to_compare_with_that_is_counted() -> None:
    told, found, without = compared(
        "It was “a road of no return”.[@source:{hills}] And “a road of no return”."
    )
    assert (told, found, without) == ([], 0, 2)
