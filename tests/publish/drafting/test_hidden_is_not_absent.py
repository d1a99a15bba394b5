"""What is kept from the public is said to be so: never that it is unknown, not recorded, or not there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.drafting.records import (
    BASE,
    BY_DRETH,
    FRONT,
    from_source,
    id_of,
    material,
    record,
    shown,
)

from sourcebook.publish.drafting import count, draft, paragraph_for, parse
from sourcebook.publish.drafting.patterns import patterns
from sourcebook.publish.edition.tree import Front, Heading, Paragraph, plain_text
from sourcebook.publish.material import Material, Plain

TEXT = "Every road is ours."
NOBODY: dict[str, Any] = {"actor": None, "words": ""}
SPEAKER, SECOND = "speakers/" + id_of("it speakers 0"), "speakers/" + id_of("it speakers 1")
ROW = "involvements/" + id_of("it involvements 0")
BY_GUARD = {"actor": id_of("guard"), "part": "perpetrator"}
TV = from_source("tv")
ABSENCE = {
    "en": ("No source is cited", "not recorded", "No source is named", "No remark of anybody", "unknown", "Without a place"),
    "es": ("No se cita", "no consta", "sin que conste", "No se nombra ninguna", "No se documenta", "desconoce", "Sin lugar"),
}  # fmt: skip
# What it is, the kind, its fields, what is hidden of it; what is said in English and in Spanish.
CASES: list[tuple[str, str, dict[str, Any], set[str], str, str]] = [
    ("a speaker", "statement", {"text": TEXT, "when": "2031-04-18", "speakers": [NOBODY], "evidence": TV}, {"speakers", SPEAKER},
     "On 18 April, somebody who is not named here said: “Every road is ours.”",
     "El 18 de abril, alguien que aquí no se nombra dijo: «Every road is ours.» (lengua: inglés)."),
    ("several speakers", "statement", {"text": TEXT, "when": "2031-04-18", "speakers": [NOBODY, NOBODY], "evidence": TV}, {"speakers", SPEAKER, SECOND},
     "On 18 April, several who are not named here said: “Every road is ours.”",
     "El 18 de abril, varios que aquí no se nombran dijeron: «Every road is ours.» (lengua: inglés)."),
    ("one of two speakers", "statement", {"text": TEXT, "when": "2031-04-18", "speakers": [*BY_DRETH, NOBODY], "evidence": TV}, {"speakers", SECOND},
     "On 18 April, Orvan Dreth, then minister of roads, and somebody who is not named here said: “Every road is ours.”",
     "El 18 de abril, Orvan Dreth, en ese momento minister of roads, y alguien que aquí no se nombra dijeron: «Every road is ours.» (lengua: inglés)."),
    ("the row of the speaker", "statement", {"text": TEXT, "when": "2031-04-18", "evidence": TV}, {"speakers", "speakers/"},
     "On 18 April, somebody who is not named here said: “Every road is ours.”",
     "El 18 de abril, alguien que aquí no se nombra dijo: «Every road is ours.» (lengua: inglés)."),
    ("speaker and source", "statement", {"text": TEXT, "when": "2031-04-18", "speakers": [NOBODY]}, {"speakers", SPEAKER, "sources"},
     "On 18 April, somebody who is not named here said: “Every road is ours.” A source of this is not public.",
     "El 18 de abril, alguien que aquí no se nombra dijo: «Every road is ours.» (lengua: inglés). Una fuente de esto no es pública."),
    ("the source of what nobody said", "statement", {"text": TEXT, "when": "2031-04-18"}, {"sources"},
     "On 18 April, according to a source that is not public, it was said: “Every road is ours.”",
     "El 18 de abril, según una fuente que no es pública, se dijo: «Every road is ours.» (lengua: inglés)."),
    ("a supporter", "statement", {"text": TEXT, "when": "2031-04-18", "speakers": [*BY_DRETH, {**NOBODY, "part": "supporter"}], "evidence": TV}, {"speakers", SECOND},
     "On 18 April, Orvan Dreth, then minister of roads, said: “Every road is ours.” It was supported by somebody who is not named here.",
     "El 18 de abril, Orvan Dreth, en ese momento minister of roads, dijo: «Every road is ours.» (lengua: inglés). A favor: alguien que aquí no se nombra."),
    ("the words", "statement", {"when": "2031-04-18", "speakers": BY_DRETH, "evidence": TV}, {"text"},
     "On 18 April, Orvan Dreth, then minister of roads, made a statement whose words are not public.",
     "El 18 de abril, hubo una declaración de Orvan Dreth, en ese momento minister of roads, cuyas palabras no son públicas."),
    ("words and speaker", "statement", {"when": "2031-04-18", "speakers": [NOBODY], "evidence": TV}, {"text", "speakers", SPEAKER},
     "On 18 April, somebody who is not named here made a statement whose words are not public.",
     "El 18 de abril, hubo una declaración de alguien que aquí no se nombra cuyas palabras no son públicas."),
    ("words of nobody", "statement", {"when": "2031-04-18", "evidence": TV}, {"text"},
     "On 18 April, a statement was made whose words are not public.",
     "El 18 de abril, hubo una declaración cuyas palabras no son públicas."),
    ("the words of a finding", "statement", {"form": "finding", "when": "2031-04-18"}, {"text"},
     "On 18 April, a statement was made whose words are not public.",
     "El 18 de abril, hubo una declaración cuyas palabras no son públicas."),
    ("the date", "statement", {"text": TEXT, "speakers": BY_DRETH, "evidence": TV}, {"when"},
     "On a date that is withheld here, Orvan Dreth, then minister of roads, said: “Every road is ours.”",
     "En una fecha que aquí se reserva, Orvan Dreth, en ese momento minister of roads, dijo: «Every road is ours.» (lengua: inglés)."),
    ("occasion and place", "statement", {"text": TEXT, "when": "2031-04-18", "speakers": BY_DRETH, "evidence": TV}, {"occasion", "place"},
     "On 18 April, on an occasion that is not public, at a place that is not public, Orvan Dreth, then minister of roads, said: “Every road is ours.”",
     "El 18 de abril, en una ocasión que no es pública, en un lugar que no es público, Orvan Dreth, en ese momento minister of roads, dijo: «Every road is ours.» (lengua: inglés)."),
    ("who recommends", "statement", {"form": "recommendation", "text": "Open the road.", "when": "2031-04-18", "speakers": [NOBODY]}, {"speakers", SPEAKER, "sources"},
     "On 18 April, somebody who is not named here recommended as follows: Open the road. A source of this is not public.",
     "El 18 de abril, alguien que aquí no se nombra recomendó lo siguiente: Open the road. Una fuente de esto no es pública."),
    ("who orders", "statement", {"form": "measure", "points": ["open the road"], "when": "2031-04-18", "speakers": [NOBODY], "evidence": TV}, {"speakers", SPEAKER},
     "On 18 April, somebody who is not named here ordered as follows:",
     "El 18 de abril, alguien que aquí no se nombra ordenó lo siguiente:"),
    ("the source of an order", "statement", {"form": "measure", "points": ["open the road"], "when": "2031-04-18", "speakers": [{"actor": id_of("court")}]}, {"sources"},
     "On 18 April, European Court of Human Rights ordered what is listed here. A source of this is not public. These are the orders:",
     "El 18 de abril, European Court of Human Rights ordenó lo que aquí se enumera. Una fuente de esto no es pública. Estas son las órdenes:"),
    ("a claimant", "claim", {"words": "12 killed", "as_of": "2031-05-04", "evidence": TV}, {"claimant", "claimant_words"},
     "On 4 May, according to somebody who is not named here: 12 killed.",
     "El 4 de mayo, según alguien que aquí no se nombra: 12 killed."),
    ("the source of a figure", "claim", {"words": "12 killed", "as_of": "2031-05-04"}, {"sources"},
     "On 4 May, according to a source that is not public: 12 killed.",
     "El 4 de mayo, según una fuente que no es pública: 12 killed."),
    ("a figure itself", "claim", {"property": "killed", "as_of": "2031-05-04", "claimant": id_of("guard"), "evidence": TV}, {"best"},
     "On 4 May, according to Sellan Guard: killed: a figure that is not public.",
     "El 4 de mayo, según Sellan Guard: killed: una cifra que no es pública."),
    ("the source of a condition", "claim", {"term": "destroyed", "about": id_of("brenn"), "as_of": "2031-05-04"}, {"sources"},
     "On 4 May, according to a source that is not public, the condition of Brenn was recorded as “destroyed”.",
     "El 4 de mayo, según una fuente que no es pública, el estado de Brenn constaba como «destroyed»."),
    ("the place of an event", "event", {"type": "detention", "when": "2031-05-03", "evidence": TV}, {"place"},
     "On 3 May, at a place that is not public, there was a detention.",
     "El 3 de mayo, en un lugar que no es público, hubo una detención."),
    ("a victim", "event", {"type": "detention", "when": "2031-05-03", "involvements": [{"part": "victim"}], "evidence": TV}, {"involvements", ROW},
     "On 3 May, there was a detention, concerning somebody who is not named here.",
     "El 3 de mayo, hubo una detención; víctimas: alguien que aquí no se nombra."),
    ("somebody involved, and how", "event", {"type": "detention", "when": "2031-05-03", "evidence": TV}, {"involvements", "involvements/"},
     "On 3 May, there was a detention. Somebody who was involved is not named here.",
     "El 3 de mayo, hubo una detención. Aquí no se nombra a alguien que intervino."),
    ("who did it", "event", {"type": "detention", "when": "2031-05-03", "involvements": [{"part": "perpetrator", "attributed_to": id_of("ministry")}], "evidence": TV}, {"involvements", ROW},
     "On 3 May, there was a detention. According to Ministry of Roads, it was carried out by somebody who is not named here.",
     "El 3 de mayo, hubo una detención. Según Ministry of Roads, lo llevó a cabo alguien que aquí no se nombra."),
    ("who says who did it", "event", {"type": "detention", "when": "2031-05-03", "involvements": [BY_GUARD], "evidence": TV}, {"attributed_to", f"{ROW}/attributed_to"},
     "On 3 May, there was a detention. According to somebody who is not named here, it was carried out by Sellan Guard.",
     "El 3 de mayo, hubo una detención. Según alguien que aquí no se nombra, lo llevó a cabo Sellan Guard."),
    ("the source of an attribution", "event", {"type": "detention", "when": "2031-05-03", "involvements": [BY_GUARD]}, {"sources"},
     "On 3 May, there was a detention. According to a source that is not public, it was carried out by Sellan Guard.",
     "El 3 de mayo, hubo una detención. Según una fuente que no es pública, lo llevó a cabo Sellan Guard."),
    ("the source of a sentence", "event", {"description": "On 3 May the Sellan Guard closed the bridge.", "when": "2031-05-03", "involvements": [BY_GUARD]}, {"sources"},
     "On 3 May the Sellan Guard closed the bridge. A source of this is not public.",
     "El 3 de mayo: On 3 May the Sellan Guard closed the bridge. Una fuente de esto no es pública."),
    ("somebody whom a sentence tells of", "event", {"description": "On 3 May the bridge was closed.", "when": "2031-05-03", "involvements": [{"part": "perpetrator"}], "evidence": TV}, {"involvements", ROW},
     "On 3 May the bridge was closed.",
     "El 3 de mayo: On 3 May the bridge was closed."),
    ("who says what became of it", "followup", {"outcome": "partly", "as_of": "2031-05-03", "evidence": TV}, {"asserted_by"},
     "On 3 May, according to somebody who is not named here, the order or recommendation was complied with in part.",
     "El 3 de mayo, según alguien que aquí no se nombra, esta medida o recomendación se cumplió en parte."),
]  # fmt: skip
_CASE = "what, kind, given, hidden, english, spanish"


def keeping(*records: Plain, **hidden: set[str]) -> Material:
    """Material of these records; `hidden` are parts by the name of the record."""
    parts = {id_of(name): frozenset(these) for name, these in hidden.items()}
    return material(*records, hidden=parts)


def told(one: Plain, given: Material, language: str) -> str:
    """A record as it is drafted, without its marks."""
    return plain_text(paragraph_for(one, given, language, FRONT).children)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(_CASE, CASES, ids=[case[0] for case in CASES])
def test_what_is_hidden_is_said_to_be_so(
    what: str, kind: str, given: dict[str, Any], hidden: set[str], english: str, spanish: str, language: str
) -> None:
    one = record(kind, "it", **given)
    text = told(one, keeping(one, it=hidden), language)
    assert text == (english if language == "en" else spanish)
    assert not [words for words in ABSENCE[language] if words in text]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(_CASE, CASES, ids=[case[0] for case in CASES])
def test_with_everything_public_nothing_is_said_to_be_hidden(
    what: str, kind: str, given: dict[str, Any], hidden: set[str], english: str, spanish: str, language: str
) -> None:
    whole: dict[str, Any] = {"statement": {"text": TEXT}, "claim": {"words": "12"}}.get(kind, {})
    one = record(kind, "it", **{**whole, **given})
    text = told(one, material(one), language)
    assert not [words for words in patterns(language).unnamed.values() if words in text]
    assert "public" not in text


def test_the_source_of_a_record_that_it_rests_on_is_one_of_its_own() -> None:
    capture = record("capture", "page", layers=[{}])
    layer = capture["parts"]["layers"][0]["id"]
    first = record("statement", "first", text=TEXT, speakers=BY_DRETH, evidence=[{"layer": layer}])
    over = record("event", "over", type="detention", when="2031-05-03", evidence=[{"basis": id_of("first")}])
    given = keeping(capture, first, over, page={"source"})
    for one in (first, over):
        assert "A source of this is not public." in told(one, given, "en")


def test_a_note_still_cites_the_source_that_is_public() -> None:
    one = record(
        "statement", "it", text=TEXT, when="2031-04-18", speakers=BY_DRETH, evidence=from_source("tv")
    )
    text = shown(paragraph_for(one, keeping(one, it={"sources"}), "en", FRONT).children)
    assert text.startswith(
        "On 18 April, Orvan Dreth, then minister of roads, said: “Every road is ours.”[statement]"
    )
    assert "not public" not in text


def test_two_who_are_not_named_are_not_made_one_speaker() -> None:
    said = [
        record("statement", name, text=text, when="2031-04-18", occasion=id_of("interview"), speakers=[NOBODY],
               evidence=from_source("tv"))
        for name, text in (("one", TEXT), ("two", "Nobody asked us."))
    ]  # fmt: skip
    rows = {one["label"]: {"speakers", f"speakers/{one['parts']['speakers'][0]['id']}"} for one in said}
    blocks = draft(keeping(*said, **rows), FRONT, "annual").blocks
    text = " ".join(plain_text(block.children) for block in blocks if isinstance(block, Paragraph))
    assert "On the same occasion" not in text
    assert text.count("somebody who is not named here said") == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "persons and bodies who are not named here: "),
        ("es", "personas y órganos que aquí no se nombran: "),
    ],
)
def test_whose_remarks_are_documented_counts_those_who_are_not_named(language: str, words: str) -> None:
    said = [
        record("statement", f"said {n}", text=f"{TEXT} {n}", when="2031-04-18", speakers=[NOBODY])
        for n in range(3)
    ]
    given = Material(
        "Ardovia",
        {one["id"]: one for one in said},
        hidden={one["id"]: frozenset({"speakers"}) for one in said},
    )
    blocks = draft(given, Front("Ardovia", period="2031", language=language), "annual").blocks
    [whose] = [block for block in blocks if isinstance(block, Paragraph) and block.id == "whose-remarks"]
    assert patterns(language).standing["no_officials"].fill({}) != whose.children
    assert [shown(item.children) for item in whose.items] == [
        f"{words}{{count:statement form:remark speaker:unnamed}}"
    ]
    assert count(parse("count:statement form:remark speaker:unnamed"), given) == 3


def test_a_place_that_is_kept_back_is_not_said_to_be_none() -> None:
    events = [
        record("event", name, type="heritage-damage", when="2031-06-01", place=place, evidence=TV)
        for name, place in (("known", id_of("brenn")), ("hidden", None), ("nowhere", None))
    ]
    blocks = draft(keeping(*events, hidden={"place"}), FRONT, "annual").blocks
    titles = [
        plain_text(block.children) for block in blocks if isinstance(block, Heading) and block.level == 2
    ]
    assert titles == ["Brenn", "At places that are not public", "Without a place"]


@pytest.mark.parametrize(
    ("refused", "of_public"),
    [
        ({}, False),
        ({id_of("x"): "a draft"}, False),
        ({id_of("x"): "of level team, not for the public"}, True),
        ({id_of("x"): "not for the public"}, True),
        ({id_of("x"): "kept from the public, to protect a person"}, True),
    ],
)
def test_what_is_said_of_all_published_records_minds_those_kept_back(
    refused: dict[str, str], of_public: bool
) -> None:
    given = Material("Ardovia", {one["id"]: one for one in BASE}, refused=refused)
    text = "\n".join(
        shown(inlines)
        for block in draft(given, FRONT, "annual").blocks
        if isinstance(block, Paragraph)
        for inlines in (block.children, *(item.children for item in block.items))
    )
    for public, published in (
        ("(an occasion of which no statement is public)", "(an occasion of which no statement is published)"),
        ("(collected, cited by no record that is public)", "(collected, cited by no record)"),
        (
            "No record that is public falls under this heading.",
            "No published record falls under this heading.",
        ),
        (
            "These records, which are public, are used in no",
            "These published records are used in no paragraph:",
        ),
    ):
        assert (public in text, published in text) == (of_public, not of_public)


@given(st.sets(st.sampled_from(sorted({part for case in CASES for part in case[3]}))), st.sampled_from(CASES))
def test_any_hidden_parts_make_a_paragraph(hidden: set[str], case: tuple[Any, ...]) -> None:
    one = record(case[1], "it", **case[2])
    for language in ("en", "es"):
        assert told(one, keeping(one, it=hidden | case[3]), language)
