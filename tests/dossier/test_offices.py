"""The speaker's office on the day is found, not typed."""

from __future__ import annotations

import pytest
from tests.dossier.write.making import actor, make, one, statement

from sourcebook.dates import DateError
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.offices import office_on, with_offices
from sourcebook.dossier.seen import Viewer, viewing
from sourcebook.dossier.write import create
from sourcebook.dossier.write.levels import set_level
from sourcebook.dossier.write.status import advance


def _minister(*terms: tuple[str, str]) -> tuple[str, list[str]]:
    person = actor("Tavo Brenik")
    ties = [empty_plain("relation", subject=person["id"], title=title, when=when) for title, when in terms]
    make(person, *ties)
    return person["id"], [tie["id"] for tie in ties]


DAYS: list[tuple[str, str, bool | None]] = [
    ("2021-05-01/2024-03-17", "2022-01-01", True),
    ("2021-05-01/2024-03-17", "2024-03-17", True),
    ("2021-05-01/2024-03-17", "2024-03-18", None),
    ("2021-05-01/2024-03-17", "2024-03", False),
    ("2021/2024", "2021-06-01", False),
    ("2021/2024", "2022-06-01", True),
    ("2021/2024", "2025-01-01", None),
    ("2021/..", "2031-01-01", True),
    ("../2024", "1999-01-01", True),
    ("../2024", "2024-05-01", False),
    ("2024-03-18", "2024-03-18", True),
    ("2024-03", "2024-03-18", False),
    ("2021~/2024", "2022-06-01", False),
    ("", "2022-06-01", False),
]


@pytest.mark.parametrize(("term", "day", "certain"), DAYS)
def test_an_office_is_held_within_its_time(keeper: Viewer, term: str, day: str, certain: bool | None) -> None:
    person, _ = _minister(("Minister of Roads", term))
    assert [held.certain for held in office_on(person, day)] == ([] if certain is None else [certain])


def test_certain_ones_come_first_and_what_is_withdrawn_or_no_office_does_not_count(keeper: Viewer) -> None:
    person, ties = _minister(("Mayor", ""), ("Minister", "2021/.."), ("Deputy", "2019/.."))
    make(empty_plain("relation", subject=person, type="member-of", title="Party of Hills", when="2019/.."))
    advance([ties[2]], "withdraw", "another Brenik")
    assert [held.title for held in office_on(person, "2024-03-18")] == ["Minister", "Mayor"]
    with pytest.raises(DateError):
        office_on(person, "last spring")


FILLED: list[tuple[list[tuple[str, str]], str, str, int | None]] = [
    ([("Minister of Roads", "2021/..")], "2024-03-18", "", 0),
    ([("Minister of Roads", "2021/..")], "2020-03-18", "", None),
    ([("Minister of Roads", "")], "2024-03-18", "", None),
    ([("Minister of Roads", "")], "2024-03-18", "minister of roads", 0),
    ([("Minister of Roads", "2021/.."), ("Mayor", "2021/..")], "2024-03-18", "", None),
    ([("Minister of Roads", "2021/.."), ("Mayor", "2021/..")], "2024-03-18", "Mayor of Kelmet", 1),
    ([("Mayor", "2015/2018"), ("Mayor", "2022/..")], "2024-03-18", "Mayor", 1),
    ([("Minister of Roads", "2021/..")], "2024-03-18", "a poet", None),
    ([("Minister of Roads", "2021/..")], "", "Minister of Roads", None),
    ([("Minister of Roads", "2021/..")], "last spring", "", None),
]


@pytest.mark.parametrize(("terms", "when", "words", "chosen"), FILLED)
def test_the_office_of_the_day_is_filled_in(
    keeper: Viewer, terms: list[tuple[str, str]], when: str, words: str, chosen: int | None
) -> None:
    person, ties = _minister(*terms)
    said = statement(when=when, speakers=[{"actor": person, "role_words": words}])
    [plain] = with_offices([said])
    assert plain["parts"]["speakers"][0]["office"] == (None if chosen is None else ties[chosen])
    assert said["parts"]["speakers"][0]["office"] is None


def test_an_office_that_is_given_stays_and_the_record_can_be_made(keeper: Viewer) -> None:
    person, ties = _minister(("Minister", "2021/.."), ("Mayor", "2000/2001"))
    given = statement(speakers=[{"actor": person, "office": ties[1]}])
    filled = {
        "kind": "statement",
        "fields": {"when": "2024-03-18"},
        "parts": {"speakers": [{"actor": person}]},
    }
    made = create(with_offices([given, filled, {"kind": "watch"}, {"kind": "ghost"}]), "", strict=False)
    assert [one(record)["parts"]["speakers"][0]["office"] for record in made.ids[:2]] == [ties[1], ties[0]]
    assert [p.field for p in made.problems] == ["kind"]


def test_an_office_that_is_hidden_is_not_told(keeper: Viewer, member: object) -> None:
    person, ties = _minister(("Head of the secret service", "2021/.."))
    set_level(ties, "restricted", "")
    with viewing(Viewer(keeper.dossier, "reader")):
        assert office_on(person, "2024-03-18") == []
