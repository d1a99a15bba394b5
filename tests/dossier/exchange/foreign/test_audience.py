"""Who may have what: things planted all over the dossier are looked for in every file."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.dossier.exchange.foreign.ardovia import dossier, evidence, id_of, looking, named, record, written

from sourcebook.dossier.exchange.foreign import WRITERS, NotForThem, write_events, write_statements
from sourcebook.dossier.exchange.foreign.names import Hidden, is_named, public_name
from sourcebook.dossier.kinds import Plain

Writer = Callable[..., int]
_FILES = pytest.mark.parametrize("write", WRITERS.values(), ids=list(WRITERS))
# Private persons and minors; staff; what is the team's own.
PLANTED = [
    "Lenü", "Brask,", "Brask ", "BRASK", "Orsolo", "Quint", "Pim", "Okarel", "Child 1", "Sorin", "a teacher in Dol",
    "Chief clerk", "scope-of-consent", "staff", "on-file-secret", "threat", id_of("staff"), id_of("child"),
    id_of("nobody"), id_of("coding"), id_of("watch"), id_of("i3"), "40.654321", "45.123456", "912.5",
]  # fmt: skip


@_FILES
def test_nothing_planted_is_in_a_file_for_the_public(plains: list[Plain], write: Writer) -> None:
    for plain in plains:
        plain.update(
            note="staff-note", origin_key="staff-key", reviewed_by=id_of("staff"), published_by=id_of("staff"),
            owner=id_of("staff"), absent={"title": "withheld"},
        )  # fmt: skip
    text = written(write, plains, "public")
    assert [planted for planted in PLANTED if planted in text] == []


def test_what_is_planted_is_there_for_the_team(plains: list[Plain]) -> None:
    text = "".join(written(write, plains, "team") for write in WRITERS.values())
    for planted in ("Lenü Brask", "Pim Okarel", "on-file-secret", "staff-translator", "threat", "40.654321"):
        assert planted in text


def test_private_person_has_a_pseudonym_everywhere(plains: list[Plain]) -> None:
    statements, events = (written(write, plains, "public") for write in (write_statements, write_events))
    assert "Tavo Brenik; Witness 4" in statements
    assert "[Witness 4] was taken from her house.\n[Witness 4] is a teacher; Basker is not." in events
    assert "victim: Witness 4" in events
    # Somebody in words alone may be anybody.
    assert "witness;" in events


@pytest.mark.parametrize("audience", ["team", "public"])
@pytest.mark.parametrize("level", ["restricted", "sealed"])
@_FILES
def test_record_above_the_level_is_refused(
    plains: list[Plain], write: Writer, audience: str, level: str
) -> None:
    for plain in plains:
        plain["level"] = level
    with pytest.raises(NotForThem, match=f"its level is {level}"):
        written(write, plains, audience)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"level": "team"}, "level is team"),
        ({"status": "reviewed"}, "not published"),
        ({"status": "draft"}, "not published"),
        ({"status": "withdrawn"}, "not published"),
        ({"merged_into": id_of("x")}, "merged"),
        ({"closed": True}, "level"),
    ],
)
def test_public_gets_published_records_of_its_level_alone(more: dict[str, Any], why: str) -> None:
    with pytest.raises(NotForThem, match=why):
        written(write_events, [{**record("event", "one"), **more}], "public")


@_FILES
def test_record_of_another_kind_does_not_matter(write: Writer) -> None:
    watch = {**record("watch", "w"), "level": "sealed"}
    try:
        assert "sealed" not in written(write, [watch], "team")
    except NotForThem:
        assert write is WRITERS["annotations.jsonld"]


@pytest.mark.parametrize("level", ["team", "restricted", "sealed"])
@_FILES
def test_linked_record_above_the_level_is_not_told(write: Writer, level: str) -> None:
    hidden = [
        record("place", "hill", names=[named("Secret Hill")]),
        record("actor", "spy", form="body", names=[named("Spies")]),
    ]
    for plain in hidden:
        plain["level"] = level
    shown = [
        record("event", "e", place=id_of("hill"), involvements=[{"id": id_of("i"), "actor": id_of("spy")}]),
        record("claim", "c", about=id_of("hill"), claimant=id_of("spy")),
        record(
            "place", "p", names=[named("Vareth", "spy")], wholes=[{"id": id_of("w"), "whole": id_of("hill")}]
        ),
        record("statement", "s", place=id_of("hill"), evidence=[evidence("e", basis=id_of("hill"))]),
    ]
    out = io.BytesIO()
    write(shown, out, looking([*shown, *hidden]), "public")
    text = out.getvalue().decode()
    for planted in ("Secret Hill", "Spies", id_of("hill"), id_of("spy")):
        assert planted not in text


@pytest.mark.parametrize(
    ("audience", "level", "told"),
    [("team", "team", True), ("team", "restricted", False), ("public", "team", False)],
)
def test_withheld_value_is_not_told_above_its_level(audience: str, level: str, told: bool) -> None:
    plain = record(
        "statement",
        "s",
        text="The secret words",
        instrument="Order 5",
        speakers=[{"id": id_of("sp"), "words": "Secret Speaker"}],
        evidence=[
            evidence("t", field="text", exact="secret words", basis=id_of("b")),
            evidence("u", field="speakers", exact="Secret Speaker said", basis=id_of("b")),
            evidence(
                "v",
                field="parts/speakers/" + id_of("sp") + "/words",
                exact="Secret Speaker",
                basis=id_of("b"),
            ),
            evidence("w", field="instrument", exact="Order 5", basis=id_of("b")),
        ],
        withheld=[
            {"field": "text", "level": level, "owner": None, "why": "field"},
            {"field": f"speakers/{id_of('sp')}", "level": level, "owner": None, "why": "field"},
        ],
    )
    text = "".join(
        written(write, [plain, record("source", "b", title="A book")], audience) for write in WRITERS.values()
    )
    assert ("ecret" in text) is told
    assert "Order 5" in text


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"public": "public"}, "Lenü Brask"),
        ({"public": "public", "minor": "yes"}, ""),
        ({"public": "private", "pseudonym": "W"}, "W"),
        ({"public": "unknown", "pseudonym": "W"}, "W"),
        ({"public": "private"}, ""),
        ({"consent": "given", "consent_scope": "the report", "minor": "no"}, "Lenü Brask"),
        ({"consent": "not-needed", "consent_scope": "widely known", "minor": "no"}, "Lenü Brask"),
        ({"consent": "given", "consent_scope": " ", "minor": "no"}, ""),
        ({"consent": "given", "consent_scope": "the report", "minor": "unknown"}, ""),
        ({"consent": "given", "consent_scope": "the report", "minor": "no", "pseudonym": "W"}, "W"),
        ({"consent": "withdrawn", "consent_scope": "the report", "minor": "no"}, ""),
        ({"consent": "refused", "minor": "no", "pseudonym": "W"}, "W"),
        ({"form": "body"}, "Lenü Brask"),
        ({"form": "group", "public": "private"}, ""),
    ],
)
def test_whom_the_public_may_read_by_name(fields: dict[str, Any], name: str) -> None:
    actor = record("actor", "a", **fields, names=[named("Lenü Brask")])
    assert public_name(actor) == name
    assert is_named(actor) is (name == "Lenü Brask")


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Lenü Brask", "Lenü Brask said", "[W] said"),
        ("Lenü Brask", "LENU BRASK said", "[W] said"),
        ("Lenü Brask", "Brask, Lenü", "[W], [W]"),
        ("Lenü Brask", "Ms Brask’s house, brask", "Ms [W] house, brask"),
        ("Lenü Brask", "Nobody was there.", "Nobody was there."),
        ("Олена Мельник", "у Олены Мельник дом", "у [W] дом"),
        ("Lenü Brask", "Braskov", "[W]"),
        ("Lenü Brask", "Basker, Lena", "Basker, Lena"),
        ("Олена Мельникова", "с Мельниковой", "с [W]"),
        ("Աննա Մկրտչյան", "Աննա Մկրտչյանի տունը", "[W] տունը"),
        ("خالد العمدة", "قال خالد العمدة هنا", "قال [W] هنا"),
        ("Ana de la Roca", "the roads de la mar; Roca", "the roads de la mar; [W]"),
    ],
)
def test_name_in_a_text_is_replaced(name: str, text: str, shown: str) -> None:
    hidden = Hidden()
    hidden.add(record("actor", "a", pseudonym="W", names=[named(name)]))
    assert hidden.redacted(text) == shown
    assert hidden.tells([text]) is (shown != text)


def test_records_about_minors_are_left_out() -> None:
    child = record("actor", "child", minor="yes", names=[named("Pim Okarel")])
    plains = [
        child,
        record("claim", "c", about=id_of("child"), property="age", best=9),
        record("relation", "r", subject=id_of("child"), title="pupil"),
        record("statement", "s", text="I ran.", speakers=[{"id": id_of("x"), "actor": id_of("child")}]),
        record(
            "event",
            "e",
            description="Okarel ran.",
            involvements=[{"id": id_of("y"), "actor": id_of("child")}],
        ),
    ]
    texts = {name: written(write, plains, "public") for name, write in WRITERS.items()}
    for name in ("statements.csv", "figures.csv"):
        assert texts[name].count("\r\n") == 1, name
    assert id_of("e") in texts["events.csv"] and "[…] ran." in texts["events.csv"]
    assert {json.loads(line)["id"] for line in texts["entities.ftm.json"].splitlines()} == {id_of("e")}


def test_quotation_that_names_a_private_person_is_left_out_with_its_place(plains: list[Plain]) -> None:
    page = json.loads(written(WRITERS["annotations.jsonld"], plains, "public"))
    found = {one["id"]: one["target"] for one in page["items"]}
    assert len(found[f"urn:uuid:{id_of('evidence e1')}"]["selector"]) == 3
    assert found[f"urn:uuid:{id_of('evidence e2')}"]["selector"] == []
    # On file only, and for a field that is not for the public.
    assert not {f"urn:uuid:{id_of(f'evidence {name}')}" for name in ("e3", "e6")} & set(found)


def test_the_same_dossier_can_be_written_twice() -> None:
    plains = dossier()
    before = copy.deepcopy(plains)
    for audience in ("public", "team", "public"):
        for write in WRITERS.values():
            written(write, plains, audience)
    assert plains == before
