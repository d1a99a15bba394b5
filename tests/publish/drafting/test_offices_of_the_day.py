"""An office is the one that was held on the day, and "then" stands only where it had ended."""

from __future__ import annotations

from typing import Any

import pytest
from tests.publish.drafting.records import FRONT, from_source, id_of, material, passage, record

from sourcebook.publish.drafting import paragraph_for
from sourcebook.publish.edition.tree import plain_text

OWN = record("source", "own", form="report", title="Last year's report")
COPY = record("capture", "copy", source=id_of("own"), layers=[{"sha256": "0" * 64}])
OWN_LAYER = COPY["parts"]["layers"][0]["id"]


def told(when: str, policy: dict[str, Any] | None = None, **relation: object) -> str:
    office = record(
        "relation", "seat", subject=id_of("dreth"), **{"title": "mayor", "when": when, **relation}
    )
    one = record(
        "statement",
        "s",
        when="2031-04-18",
        text="Yes.",
        evidence=from_source("tv"),
        speakers=[{"actor": id_of("dreth"), "office": id_of("seat"), "role_words": "the mayor"}],
    )
    found = material(office, one, OWN, COPY, own=frozenset([id_of("own")]), policy=policy or {})
    return plain_text(paragraph_for(one, found, front=FRONT).children)


@pytest.mark.parametrize(
    ("when", "office"),
    [
        ("2029-03-01/2031-06-30", ", then mayor,"),
        ("2029-03-01/2032-06-30", ", mayor,"),
        ("2029-03-01/..", ", mayor,"),
        ("2031-04-18", ", mayor,"),
        ("", ", mayor,"),
    ],
)
def test_then_stands_where_the_office_had_ended(when: str, office: str) -> None:
    assert told(when) == f"On 18 April, Orvan Dreth{office} said: “Yes.”"


def test_a_time_read_off_mentions_in_the_own_report_tells_no_end() -> None:
    mentioned = [passage("On 3 May the mayor", 0, OWN_LAYER, "when")]
    assert ", mayor," in told("2031-04-18/2031-05-03", evidence=mentioned)
    assert ", then mayor," in told(
        "2031-04-18/2031-05-03", evidence=[*mentioned, passage("until 3 May", 5, "other", "when")]
    )


def test_the_policy_of_a_dossier_decides() -> None:
    assert ", then mayor," in told("2031-04-18", {"then": "always"})
    assert ", mayor," in told("2029-03-01/2031-06-30", {"then": "never"})


def test_an_office_without_words_is_called_as_the_office_itself() -> None:
    seat = record("actor", "mayoralty", form="office", names=[{"value": "Mayor of Brenn", "main": True}])
    office = record("relation", "seat", subject=id_of("dreth"), object=id_of("mayoralty"))
    one = record(
        "statement",
        "s",
        when="2031-04-18",
        text="Yes.",
        evidence=from_source("tv"),
        speakers=[{"actor": id_of("dreth"), "office": id_of("seat")}],
    )
    assert "Orvan Dreth, Mayor of Brenn, said" in plain_text(
        paragraph_for(one, material(seat, office, one)).children
    )
