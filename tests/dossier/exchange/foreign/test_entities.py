"""FollowTheMoney's own package loads the file; every entity and every link in it is valid."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.conftest import missing
from tests.dossier.exchange.foreign.ardovia import id_of, named, record, written

from sourcebook.dossier.exchange.foreign import write_ftm
from sourcebook.dossier.kinds import Plain

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy
    from followthemoney.schema import ValidationData


@pytest.fixture(autouse=True)
def their_package() -> None:
    """The package needs ICU to be built, so that a plain `make test` does without."""
    if find_spec("followthemoney") is None:
        missing("followthemoney")


def entities(plains: list[Plain], audience: str = "team") -> dict[str, EntityProxy]:
    from followthemoney import model
    from followthemoney.proxy import EntityProxy

    found: dict[str, EntityProxy] = {}
    for line in written(write_ftm, plains, audience).splitlines():
        data: dict[str, Any] = json.loads(line)
        schema = model.get(data["schema"])
        assert schema is not None and not schema.abstract
        schema.validate(cast("ValidationData", data))
        assert set(data["properties"]) <= set(schema.properties), data
        assert set(schema.required) <= set(data["properties"]), data
        proxy = EntityProxy.from_dict(data, cleaned=False)
        # Nothing was thrown away on cleaning.
        assert {name: sorted(values) for name, values in proxy.properties.items()} == {
            name: sorted(values) for name, values in data["properties"].items()
        }
        assert data["id"] not in found
        found[data["id"]] = proxy
    return found


@pytest.mark.parametrize("audience", ["team", "public"])
def test_every_entity_is_valid_and_every_link_leads_somewhere(plains: list[Plain], audience: str) -> None:
    found = entities(plains, audience)
    for entity in found.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert prop.range is not None and found[value].schema.is_a(prop.range), (entity.schema, prop)


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("mayor", "Person"),
        ("ministry", "Organization"),
        ("council", "Organization"),
        ("post", "Position"),
        ("office", "Occupancy"),
        ("seat", "Membership"),
        ("tie", "UnknownLink"),
        ("vareth", "Address"),
        ("article", "Article"),
        ("book", "Document"),
        ("arrest", "Event"),
        ("remark", "Event"),
        ("figure", "Note"),
        ("followup", "Note"),
        ("i1", "UnknownLink"),
        ("s1", "UnknownLink"),
    ],
)
def test_what_a_record_becomes(plains: list[Plain], name: str, schema: str) -> None:
    assert entities(plains)[id_of(name)].schema.name == schema


def test_uncertain_date_is_start_and_end(plains: list[Plain]) -> None:
    found = entities(plains)
    arrest = found[id_of("arrest")]
    assert (arrest.get("startDate"), arrest.get("endDate"), arrest.get("date")) == (
        ["2031-04-18"], ["2031-04-20"], [],
    )  # fmt: skip
    assert found[id_of("remark")].get("date") == ["2031-04-18"]
    assert (found[id_of("office")].get("startDate"), found[id_of("office")].get("endDate")) == (
        ["2030-05-01"],
        [],
    )
    assert sorted(found[id_of("article")].get("date")) == ["2031-04-01", "2031-04-30"]


def test_who_did_what_according_to_whom(plains: list[Plain]) -> None:
    found = entities(plains)
    link = found[id_of("i1")]
    assert (link.get("subject"), link.get("object")) == ([id_of("mayor")], [id_of("arrest")])
    assert (link.get("role"), link.get("publisher")) == (["perpetrator"], ["Ministry of Roads"])
    assert found[id_of("arrest")].get("proof") == [id_of("article")]
    (office,) = found[id_of("office")].get("post")
    assert found[office].get("name") == ["Mayor"]
    assert found[office].get("organization") == [id_of("ministry")]
    mentions = [entity for entity in found.values() if entity.schema.name == "Mention"]
    named_in = {
        (entity.first("name"), entity.first("document"), entity.first("resolved")) for entity in mentions
    }
    assert ("T. Brenik", id_of("article"), id_of("mayor")) in named_in
    assert found[id_of("figure")].get("summary") == [
        "low 12, best 15.5, high 20, at least, persons, confirmed"
    ]


def test_ids_are_the_same_next_time(plains: list[Plain]) -> None:
    assert list(entities(plains)) == list(entities(plains))


def test_tie_that_fits_no_schema_is_a_link_and_one_without_an_end_nothing() -> None:
    plains = [
        record("actor", "band", form="group", names=[named("The Band")]),
        record("actor", "house", form="body", names=[named("The House")]),
        record("relation", "odd", subject=id_of("band"), object=id_of("house"), title="Chair"),
        record("relation", "half", subject=id_of("band"), type="member-of"),
    ]
    found = entities(plains)
    assert found[id_of("odd")].schema.name == "UnknownLink"
    assert id_of("half") not in found


def test_one_office_held_by_two_is_one_entity(plains: list[Plain]) -> None:
    plains.append(record("actor", "next", public="public", names=[named("Ada Lorn")]))
    again = record("relation", "again", subject=id_of("next"), object=id_of("ministry"), title="Mayor")
    found = entities([*plains, again])
    assert found[id_of("again")].get("post") == found[id_of("office")].get("post")


@pytest.mark.parametrize("name", ["Տավո Բրենիկ", "Таво Бреник", "Əli Ğ", "خالد العمدة", "瓦雷斯"])
def test_every_script(name: str) -> None:
    found = entities([record("actor", "one", names=[named(name)])])
    assert found[id_of("one")].get("name") == [name]


@pytest.mark.parametrize(
    "url", ["https://times.example/a b", "http://localhost/x", "ftp://a.example/", "no address"]
)
def test_odd_address_makes_no_invalid_entity(url: str) -> None:
    urls = [{"id": id_of("u"), "url": url, "key": url, "role": "cited"}]
    assert len(entities([record("source", "one", title="A", urls=urls)])) == 1
