"""The tables and the methodology say of what is kept from the public that it is so, and count it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.publish.drafting.records import id_of, record
from tests.publish.printing.ardovia import cells, pressed, refused, said, texts

from sourcebook.publish.printed import Printed
from sourcebook.publish.printing.words import words

_EMPTY = {"actor": None, "words": "", "role_words": ""}


def _row(name: str, part: str) -> str:
    return f"{part}/{id_of(f'{name} {part} 0')}"


SPEAKER = said("it", "Open it.", "2031-01-01", "hills", speakers=[_EMPTY])
EVENT: dict[str, Any] = {"scheme": "ardovia", "type": "blockade", "evidence": [{"basis": id_of("roads")}]}
FIGURE: dict[str, Any] = {"property": "arrested", "words": "3", "as_of": "2031-05-01"}
# The table, the record, what is hidden of it, the column in which it stands, and what stands there in English.
CASES = [
    ("statements", SPEAKER, {"speakers", _row("it", "speakers")}, 1, "not public"),
    ("statements", said("it", "Open it.", "2031-01-01", "hills", speakers=[]), {"speakers", "speakers/"}, 1, "not public"),
    ("statements", said("it", "Open it.", "2031-01-01", "hills"), {"speakers", "speakers/"}, 1, "not public; Orvan Dreth, minister of roads"),
    ("statements", said("it", "", "2031-01-01", "hills"), {"text"}, 2, "not public"),
    ("statements", said("it", "Open it.", "", "hills"), {"when"}, 0, "not public"),
    ("events", record("event", "it", description="It closed.", **EVENT), {"when"}, 0, "not public"),
    ("events", record("event", "it", description="It closed.", **EVENT), {"place"}, 2, "not public"),
    ("events", record("event", "it", description="It closed.", involvements=[{"part": "victim"}], **EVENT), {"involvements", _row("it", "involvements")}, 3, "not public (victim)"),
    ("events", record("event", "it", description="It closed.", **EVENT), {"involvements", "involvements/"}, 3, "not public"),
    ("events", record("event", "it", description="It closed.", involvements=[{"actor": id_of("guard"), "part": "perpetrator"}], **EVENT), {"attributed_to", f"{_row('it', 'involvements')}/attributed_to"}, 3, "Ilm Valley Border Guard (perpetrator, according to not public)"),
    ("figures", record("claim", "it", **FIGURE), {"claimant", "claimant_words"}, 2, "not public"),
    ("figures", record("claim", "it", **{**FIGURE, "words": ""}), {"words", "low"}, 1, "not public"),
    ("figures", record("claim", "it", **{**FIGURE, "as_of": ""}), {"as_of"}, 3, "not public"),
]  # fmt: skip


def _cell(table: str, one: dict[str, Any], hidden: set[str], column: int, language: str) -> str:
    kept = {one["id"]: frozenset(hidden)}
    report = pressed(f"![T](table:{table}) {{#t}}", one, front=f"language: {language}\n", hidden=kept)
    known = {
        tuple(row)
        for row in cells(pressed(f"![T](table:{table}) {{#t}}", front=f"language: {language}\n"), "t")
    }
    [row] = [row for row in cells(report, "t") if tuple(row) not in known]
    return row[column]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("table", "one", "hidden", "column", "told"), CASES)
def test_a_table_says_what_is_not_public(
    table: str, one: dict[str, Any], hidden: set[str], column: int, told: str, language: str
) -> None:
    there = words(language)
    found = _cell(table, one, hidden, column, language)
    assert there["not public"] in found
    assert there["unknown"] not in found
    if language == "en":
        assert found == told


@pytest.mark.parametrize(("table", "one", "hidden", "column", "told"), CASES)
def test_with_everything_public_no_table_says_so(
    table: str, one: dict[str, Any], hidden: set[str], column: int, told: str
) -> None:
    assert "not public" not in _cell(table, one, set(), column, "en")


def test_what_is_absent_is_told_from_what_is_hidden() -> None:
    absent = {
        why: said(why, "Open it.", "", "hills", absent={"when": why})
        for why in ("unknown", "none", "not-stated", "withheld")
    }
    hidden = said("hidden", "Open it.", "", "hills")
    report = pressed(
        "![T](table:statements) {#t}", *absent.values(), hidden, hidden={hidden["id"]: frozenset({"when"})}
    )
    assert sorted(row[0] for row in cells(report, "t")[1:] if "Open" in row[2]) == [
        "none", "not public", "not stated", "unknown", "withheld",
    ]  # fmt: skip


LEVEL, PERSON = "of level team, not for the public", "kept from the public, to protect a person"


def _methodology(
    language: str = "en",
    hidden: Mapping[str, frozenset[str]] | None = None,
    refused: Mapping[str, str] | None = None,
) -> str:
    report: Printed = pressed(
        "![M](table:methodology) {#m}",
        front=f"language: {language}\n",
        hidden=hidden or {},
        refused=refused or {},
    )
    return "\n".join(texts(report))


@pytest.mark.parametrize(
    ("language", "team", "person"),
    [
        ("en", "Published records that are for the team alone and are not told here: 2.", "Published records that are not told here to protect a person: 2."),
        ("es", "Registros publicados que son solo para el equipo y aquí no se relatan: 2.", "Registros publicados que aquí no se relatan para proteger a una persona: 2."),
    ],
)  # fmt: skip
def test_the_methodology_counts_what_is_kept_back_and_why(language: str, team: str, person: str) -> None:
    reasons = [
        LEVEL,
        LEVEL,
        PERSON,
        "a person not known to act in public",
        "a draft",
        "of level sealed, not for the public",
    ]
    text = _methodology(language, refused={id_of(f"kept {n}"): why for n, why in enumerate(reasons)})
    assert team in text
    assert person in text
    assert id_of("kept 0")[:8] not in text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "These are the numbers of records by what is not public of them: a source: 2; who spoke: 1."),
        (
            "es",
            "Estos son los números de registros según lo que no es público de ellos: una fuente: 2; quién habló: 1.",
        ),
    ],
)
def test_the_methodology_counts_hidden_parts(language: str, told: str) -> None:
    kept = {id_of("threat"): frozenset({"sources", "speakers"}), id_of("dead"): frozenset({"sources"})}
    text = _methodology(language, hidden=kept)
    assert told in text
    assert words(language)["method records of public"].rpartition("}")[2] in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_with_everything_public_the_methodology_says_nothing_is_hidden(language: str) -> None:
    text = _methodology(language, refused={id_of("x"): "a draft"})
    there = words(language)
    for name in ("method hidden", "method kept back team", "method kept back person"):
        assert there[name].partition("{")[0][:40] not in text
    assert there["method records"].rpartition("}")[2] in text


def test_a_source_whose_copy_is_not_public_was_preserved() -> None:
    text = _methodology(hidden={id_of("hills"): frozenset({"captures"})})
    assert "1 of which were preserved" in text


def test_a_reference_to_what_has_hidden_sources_says_what_to_do() -> None:
    one = said("it", "Open it.", "2031-01-01")
    [problem] = refused("A.[@statement:{it}]", one, names=["it"], hidden={one["id"]: frozenset({"sources"})})
    assert "has sources that are not public; make one of them public (`sourcebook level`)" in problem
    [problem] = refused("A.[@statement:{it}]", one, names=["it"])
    assert "has no published source to be cited; give it one as evidence" in problem
