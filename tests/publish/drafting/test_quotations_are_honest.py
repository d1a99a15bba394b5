"""What was left out is marked, and never where it would turn the meaning."""

from __future__ import annotations

from typing import Any

import pytest
from tests.publish.drafting.records import id_of, material, passage, record

from sourcebook.publish.drafting import paragraph_for
from sourcebook.publish.drafting.quoting import passages
from sourcebook.publish.edition.tree import plain_text
from sourcebook.publish.material import Material, Plain

SPEECH = "We built the road. It was raining. We keep the road. We will not open the bridge. We open the gate."
PAGE = record("capture", "page", source=id_of("tv"), layers=[{"sha256": "0" * 64}])
LAYER = PAGE["parts"]["layers"][0]["id"]


def of(text: str, *quotes: str) -> Plain:
    rows = [passage(quote, SPEECH.index(quote), LAYER) for quote in quotes]
    return record("statement", "s", text=text, speakers=[{"words": "A speaker"}], evidence=rows)


def with_page(one: Plain, **given: object) -> Material:
    given = {"released": frozenset([PAGE["id"]]), "text_of": lambda capture: SPEECH, **given}
    return material(PAGE, one, **given)


CASES = [
    ("one passage", "We built the road.", ["We built the road."], ("We built the road.",)),
    ("left out between", "We built the road. […] We keep the road.", ["We built the road.", "We keep the road."], ("We built the road. ... We keep the road.",)),
    ("put together without a mark", "We built the road. We keep the road.", ["We built the road.", "We keep the road."], ("We built the road. ... We keep the road.",)),
    ("next to each other", "We built the road. It was raining.", ["We built the road.", "It was raining."], ("We built the road. It was raining.",)),
    ("a denial left out", "We keep the road. […] We open the gate.", ["We keep the road.", "We open the gate."], ("We keep the road.", "We open the gate.")),
    ("not in order", "We keep the road. […] We built the road.", ["We keep the road.", "We built the road."], ("We keep the road.", "We built the road.")),
    ("an omission of the team within a passage", "We built […] the road.", [], ("We built […] the road.",)),
    ("the dots of the record", "We built ... the road.", [], ("We built ... the road.",)),
    ("no words", "", [], ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quotes", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_passages_are_joined_only_where_nothing_turns(
    text: str, quotes: list[str], found: tuple[str, ...]
) -> None:
    one = of(text, *quotes)
    assert passages(one, with_page(one)) == found


@pytest.mark.parametrize(
    "given",
    [
        {"released": frozenset()},
        {"text_of": lambda capture: None},
        {"own": frozenset([id_of("tv")])},
    ],
    ids=["not released", "no text", "the team's own report"],
)
def test_without_the_text_each_passage_stands_in_marks_of_its_own(given: dict[str, Any]) -> None:
    one = of("We built the road. […] We keep the road.", "We built the road.", "We keep the road.")
    assert passages(one, with_page(one, **given)) == ("We built the road.", "We keep the road.")


def test_passages_found_in_the_own_report_and_in_the_page_are_joined_by_the_page() -> None:
    report = record("capture", "report", source=id_of("radio"), layers=[{"sha256": "1" * 64}])
    one = of("We built the road. […] We keep the road.", "We built the road.", "We keep the road.")
    for n, row in enumerate([*one["evidence"]]):
        one["evidence"].insert(
            0, {**row, "layer": report["parts"]["layers"][0]["id"], "start": 90 - n, "end": 95 - n}
        )
    found = material(
        PAGE,
        report,
        one,
        released=frozenset([PAGE["id"]]),
        text_of=lambda capture: SPEECH,
        own=frozenset([id_of("radio")]),
    )
    assert passages(one, found) == ("We built the road. ... We keep the road.",)


def test_a_language_without_words_of_denial_is_never_joined() -> None:
    one = of("We built the road. […] We keep the road.", "We built the road.", "We keep the road.")
    one["fields"]["language"] = "xx"
    assert len(passages(one, with_page(one))) == 2


def test_the_words_of_the_record_are_printed_as_they_are() -> None:
    words = "“Ours”, he said – *every* road… [sic]  and  more"
    one = record("statement", "s", text=words, speakers=[{"words": "A speaker"}])
    assert f"“{words}”" in plain_text(paragraph_for(one, material(one)).children)
