"""The difference of two records brings one to the other, and back."""

from __future__ import annotations

import copy
import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.dossier.kinds import Plain, empty_plain
from sourcebook.dossier.kinds.fetch import put_back, take_value, value_at
from sourcebook.dossier.kinds.paths import applied, difference, flat
from sourcebook.dossier.kinds.whole import canonical, completed

IDS = [str(uuid.UUID(int=number)) for number in range(1, 7)]
_words = st.sampled_from(["", "hill", "river", "холм"])
_rows = st.lists(st.sampled_from(IDS), unique=True).flatmap(
    lambda ids: st.tuples(*(st.builds(_row, st.just(one), _words) for one in ids)).map(list)
)


def _row(one: str, words: str) -> dict[str, Any]:
    return {"id": one, "words": words}


@st.composite
def plains(draw: st.DrawFn) -> Plain:
    """A statement with some of the same rows as others."""
    plain = empty_plain("statement", text=draw(_words), points=draw(st.lists(_words, max_size=2)))
    plain["id"] = IDS[0]
    plain["status"] = draw(st.sampled_from(["draft", "reviewed"]))
    plain["absent"] = draw(st.dictionaries(st.sampled_from(["place", "about"]), st.just("unknown")))
    for part in plain["parts"]:
        plain["parts"][part] = draw(_rows)
    plain["themes"] = draw(_rows)
    plain["evidence"] = sorted(draw(_rows), key=lambda row: row["id"])
    fields = draw(st.lists(st.sampled_from(["about", "place", "text"]), unique=True))
    plain["withheld"] = [
        {"field": one, "level": draw(st.sampled_from(["restricted", "sealed"]))} for one in sorted(fields)
    ]
    return plain


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """As a database gives values back: PostgreSQL sorts the keys of what it keeps, by length."""
    read: dict[str, Any] = json.loads(json.dumps(values))
    return dict(sorted(read.items(), key=lambda item: (len(item[0]), item[0])))


@given(plains(), plains())
def test_a_difference_leads_there_and_back(old: Plain, new: Plain) -> None:
    before, after = difference(old, new)
    kept = copy.deepcopy(old)
    there = applied(old, _stored(after))
    assert {**there, "made_at": 0} == {**new, "made_at": 0}
    assert {**applied(new, _stored(before)), "made_at": 0} == {**old, "made_at": 0}
    assert old == kept
    assert before.keys() == after.keys()


@given(plains())
def test_what_does_not_differ_makes_no_difference(plain: Plain) -> None:
    assert difference(plain, copy.deepcopy(plain)) == ({}, {})
    assert applied(plain, flat(plain)) == plain


@given(
    plains(),
    st.permutations(
        ["text", "points", *(f"speakers/{one}" for one in IDS), *(f"evidence/{one}" for one in IDS)]
    ),
)
def test_what_is_taken_out_is_put_back_in_its_place(plain: Plain, fields: list[str]) -> None:
    whole = copy.deepcopy(plain)
    values = [(plain, field, value_at(whole, field)) for field in fields]
    for field in fields:
        take_value(plain, field)
    assert plain["parts"]["speakers"] == plain["evidence"] == []
    assert plain["fields"]["text"] == ""
    put_back((plain, field, value) for plain, field, value in values if value is not None or "/" not in field)
    assert plain == whole


@pytest.mark.parametrize(
    "path",
    [
        "fields/colour",
        "parts/names/x",
        "parts/names",
        "colour",
        "id",
        "version",
        "fields",
        "themes/",
        "evidence",
    ],
)
def test_a_path_that_leads_nowhere_is_told(path: str) -> None:
    with pytest.raises(KeyError):
        applied(empty_plain("statement"), {path: ["x"]})


@pytest.mark.parametrize(
    ("given_", "path", "value"),
    [
        ({"fields": {"best": 5.0}}, ("fields", "best"), 5),
        ({"fields": {"words": None}}, ("fields", "words"), ""),
        ({"fields": {"about": "{5C4F8F9E-1111-4222-8333-444455556666}"}}, ("fields", "about"), "5c4f8f9e-1111-4222-8333-444455556666"),
        ({"made_at": "2024-03-18T12:00:00+02:00"}, ("made_at",), "2024-03-18T10:00:00.000000Z"),
        ({"made_at": "0987-03-18T12:00:00Z"}, ("made_at",), "0987-03-18T12:00:00.000000Z"),
        ({"level": None}, ("level",), "team"),
        ({"confidence": 0.25}, ("confidence",), 0.25),
    ],
)  # fmt: skip
def test_a_value_has_one_form(given_: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    plain: Any = canonical(completed({"kind": "claim", **given_}))
    for name in path:
        plain = plain[name]
    assert plain == value and type(plain) is type(value)
