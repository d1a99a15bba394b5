"""Orders are a list, compliance is told by whom, recommendations keep their words, findings lead to theirs."""

from __future__ import annotations

from typing import Any

import pytest
from tests.publish.drafting.records import FRONT, from_source, id_of, material, record, shown

from sourcebook.publish.drafting import paragraph_for
from sourcebook.publish.material import Plain

BY_COURT = [{"actor": id_of("court"), "words": "the Court"}]


def measure(**given: object) -> Plain:
    given = {
        "form": "measure", "when": "2031-06-02", "case": "Kostrash v. Ardovia", "speakers": BY_COURT,
        "addressees": [{"words": "Ardovia"}], "points": ["open the road by 3 July", "report to the Court"],
        "evidence": from_source("tv"), **given,
    }  # fmt: skip
    return record("statement", "order", **given)


def test_orders_are_items_of_a_list() -> None:
    one = measure()
    told = paragraph_for(one, material(one), front=FRONT)
    assert (
        shown(told.children)
        == "On 2 June, in the case Kostrash v. Ardovia, European Court of Human Rights ordered Ardovia as follows:[statement][~statement]"
    )
    assert [shown(item.children) for item in told.items] == [
        "open the road by 3 July;",
        "report to the Court.",
    ]


def test_compliance_is_told_by_whom() -> None:
    one = measure(compliance="The road is closed to this day.")
    followup = record(
        "followup",
        "f",
        target=one["id"],
        outcome="not-complied",
        as_of="2031-09-01",
        asserted_by=id_of("guard"),
        description="no lorry passed",
    )
    told = shown(paragraph_for(one, material(one, followup), front=FRONT).children)
    assert told == (
        "On 2 June, in the case Kostrash v. Ardovia, European Court of Human Rights ordered Ardovia what is listed here.[statement]"
        " On compliance: The road is closed to this day."
        " On 1 September, according to Sellan Guard, the order or recommendation was not complied with: no lorry passed."
        " These are the orders:[~statement; followup]"
    )


def test_a_followup_alone_says_of_what() -> None:
    one = measure()
    followup = record("followup", "f", target=one["id"], outcome="pending", evidence=from_source("radio"))
    assert shown(paragraph_for(followup, material(one, followup), front=FRONT).children) == (
        "According to Radio Oshtal, Kostrash v. Ardovia – European Court of Human Rights was pending.[followup]"
    )


def test_a_measure_without_orders_stands_in_its_own_words() -> None:
    one = measure(points=[], text="On 2 June, the European Court of Human Rights left its order in force.")
    assert (
        shown(paragraph_for(one, material(one), front=FRONT).children)
        == "On 2 June, the European Court of Human Rights left its order in force.[statement]"
    )


RECOMMENDATIONS: list[tuple[str, dict[str, Any], str]] = [
    ("words", {"text": "Ardovia should open the road."}, "Ardovia should open the road.[~statement]"),
    ("actions", {"points": ["open the road", "lift the toll."], "addressees": [{"words": "Ardovia"}]}, "Ardovia should open the road and lift the toll.[~statement]"),
    ("of another body", {"text": "open the road", "speakers": BY_COURT, "when": "2031-05-01", "evidence": from_source("tv")}, "On 1 May, European Court of Human Rights recommended as follows: open the road.[statement]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "told"), [case[1:] for case in RECOMMENDATIONS], ids=[case[0] for case in RECOMMENDATIONS]
)
def test_a_recommendation_keeps_its_words(given: dict[str, Any], told: str) -> None:
    one = record("statement", "r", form="recommendation", **given)
    assert shown(paragraph_for(one, material(one), front=FRONT).children) == told


def test_a_finding_refers_to_itself_and_so_to_what_it_rests_on() -> None:
    one = record(
        "statement", "f", form="finding", text="Roads were closed in 3 districts. The pattern is plain."
    )
    told = paragraph_for(one, material(one), front=FRONT)
    assert told.id == f"finding-{one['id'][:8]}"
    assert (
        shown(told.children) == "Roads were closed in 3 districts. The pattern is plain.[finding][~finding]"
    )


@pytest.mark.parametrize("kind", ["source", "place", "actor", "relation"])
def test_what_is_no_paragraph_is_refused(kind: str) -> None:
    one = record(kind, "x")
    with pytest.raises(ValueError, match=f"a {kind} is no paragraph"):
        paragraph_for(one, material(one))
