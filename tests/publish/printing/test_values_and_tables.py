"""Figures, tables, abbreviations and the methodology come from records; what is unknown is said to be so."""

from __future__ import annotations

import pytest
from tests.publish.drafting.records import id_of, person, record
from tests.publish.printing.ardovia import cells, material, notes, pressed, said, texts

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.printed import Table
from sourcebook.publish.printing import Given, printed
from sourcebook.publish.printing.tables import Correction

VALUES = [
    ("[=claim:{dead}]", "at least 1,240"),
    ("[=claim:{dead} number]", "1,240"),
    ("[=claim:{dead} words]", "no fewer than 1,240 people"),
    ("[=claim:{displaced}]", "12,000–15,500"),
    ("[=count:statement]", "3"),
    ("[=count:statement form:remark]", "2"),
    ("[=count:statement form:remark since:2031-04]", "1"),
    ("[=count:statement form:remark until:2031-03-31]", "1"),
    ("[=count:statement theme:threat-of-force]", "1"),
    (f"[=count:statement speaker:{id_of('dreth')}]", "2"),
    ("[=count:event type:blockade]", "1"),
    ("[=count:source]", "4"),
]


@pytest.mark.parametrize(("query", "printed_"), VALUES, ids=[query for query, _ in VALUES])
def test_a_value_is_printed_from_records(query: str, printed_: str) -> None:
    report = pressed(f"So it is: {query}.", themes={id_of("threat"): ("threat-of-force",)})
    assert texts(report, "paragraph") == [f"1. So it is: {printed_}."]


def test_a_figure_shows_the_claim_that_it_is() -> None:
    report = pressed("[=claim:{dead}] people died. {#p}")
    assert [one.record for one in report.evidence["p"]] == [id_of("dead")]


@pytest.mark.parametrize(
    ("language", "shown"), [("en", ["at least 1,240.5", "1,240"]), ("es", ["at least 1.240,5", "1.240"])]
)
def test_numbers_have_the_marks_of_the_language(language: str, shown: list[str]) -> None:
    half = record(
        "claim", "half", property="tonnes", best=1240.5, rule="at least", evidence=[{"basis": id_of("hills")}]
    )
    report = pressed(
        "[=claim:{half}]; [=claim:{dead} number]", half, names=["half"], front=f"language: {language}\n"
    )
    assert texts(report, "paragraph") == [f"1. {'; '.join(shown)}"]


def test_statements_are_listed_by_date_with_speaker_words_and_where_they_are_told() -> None:
    unknown = said("unknown", "They are guests here.", "", "hills", speakers=[])
    report = pressed(
        "A.[@statement:{threat}]\n\nB.[@statement:{denial}; @statement:{threat}]\n\n# All {.annex}\n\n"
        "![Statements](table:statements){#all}",
        unknown,
    )
    assert cells(report, "all") == [
        ["Date", "Speaker", "Words", "Cited in"],
        ["2 March 2031", "Orvan Dreth, minister of roads", "There was never a town of that name.", "2"],
        [
            "18 April 2031",
            "Orvan Dreth, minister of roads",
            "Every hill is ours, and every road too.",
            "1, 2",
        ],
        ["unknown", "unknown", "They are guests here.", ""],
    ]
    [table] = [block for block in report.blocks if isinstance(block, Table)]
    assert [run.link for run in table.rows[1][3] if run.link] == [f"#{one}" for one in _paragraphs(report)]


def _paragraphs(report: object) -> list[str]:
    from sourcebook.publish.printed import Paragraph, Printed

    assert isinstance(report, Printed)
    return [one.id for one in report.blocks if isinstance(one, Paragraph) and one.label]


ABSENT = [
    ({}, "unknown"),
    ({"place": "unknown"}, "unknown"),
    ({"place": "none"}, "none"),
    ({"place": "not-stated"}, "not stated"),
    ({"place": "withheld"}, "withheld"),
]


@pytest.mark.parametrize(("absent", "shown"), ABSENT)
def test_a_place_that_is_not_there_says_why(absent: dict[str, str], shown: str) -> None:
    event = record("event", "raid", description="A raid by night.", when="2031-06", absent=absent)
    report = pressed("Text.\n\n# E {.annex}\n\n![Events](table:events){#events}", event)
    assert cells(report, "events")[2][:3] == ["June 2031", "A raid by night.", shown]


def test_events_say_who_was_involved_according_to_whom() -> None:
    body = "Text.\n\n# E {.annex}\n\n![Events](table:events){#events}"
    english, spanish = pressed(body), pressed(body, front="language: es\n")
    assert (
        cells(english, "events")[1][3] == "Ilm Valley Border Guard (perpetrator, according to Sellan Council)"
    )
    # A claim never loses its claimant on the way into another language.
    assert "según Sellan Council" in cells(spanish, "events")[1][3]


def test_figures_name_their_claimants_and_rival_figures_stand_beside_each_other() -> None:
    rival = record(
        "claim", "rival", about=id_of("closed"), property="killed", words="three", best=3.0, as_of="2031-06-02",
        evidence=[{"basis": id_of("debate")}],
    )  # fmt: skip
    report = pressed("[=claim:{dead}] died.\n\n# F {.annex}\n\n![Figures](table:figures){#figures}", rival)
    assert cells(report, "figures") == [
        ["About", "Figure", "Claimed by", "As of", "Cited in"],
        ["displaced", "12,000–15,500", "a local official", "June 2031", ""],
        ["killed", "no fewer than 1,240 people", "Sellan Council", "1 June 2031", "1"],
        ["killed", "three", "unknown", "2 June 2031", ""],
    ]


def test_a_long_text_is_shortened_between_words_and_says_so() -> None:
    long = said("long", "word " * 200, "2031-01-01", "hills")
    report = pressed("A.\n\n# S {.annex}\n\n![S](table:statements){#s}", long)
    shown = cells(report, "s")[1][2]
    assert len(shown) < 300
    assert shown.endswith("word […]")


def test_abbreviations_are_those_that_the_report_uses_and_no_others() -> None:
    front = "abbreviations:\n  NGO: non-governmental organisation\n  OMMA: observation mission\n"
    body = "# Abbreviations {.front}\n\n![](table:abbreviations){#short}\n\n# B\n\nThe IVBG and an NGO.[@source:{hills}]"
    assert cells(pressed(body, front=front), "short") == [
        ["Short form", "Meaning"],
        ["IVBG", "Ilm Valley Border Guard"],
        ["NGO", "non-governmental organisation"],
    ]


def test_an_abbreviation_in_a_note_counts_and_one_with_two_meanings_is_left_to_the_team() -> None:
    other = record(
        "actor",
        "other",
        form="body",
        names=[{"value": "Inner Valley Book Guild", "main": True}, {"value": "IVBG"}],
    )
    body = "# Abbreviations {.front}\n\n![](table:abbreviations){#short}\n\n# B\n\nText.^[As the SC told the IVBG.]"
    report = pressed(body, other)
    assert cells(report, "short")[1:] == [["SC", "Sellan Council"]]


def test_the_methodology_counts_and_prints_what_was_set_aside_by_whom() -> None:
    front = "overrides:\n- rule: tone-loaded\n  reason: a word of the law\n  organisation: Sellan Documentation Centre\n"
    body = "Text.\n\n# Method {.annex}\n\n![](table:methodology){#method}"
    report = pressed(
        body, front=front, codebooks=(("state-rhetoric", "2.1"),), policy={"names": ["older name first"]}
    )
    told = texts(report, "paragraph")[1:]
    assert told[0].startswith(
        "This report rests on 10 published records with 4 sources, 0 of which were preserved."
    )
    assert "state-rhetoric 2.1" in told[1]
    assert "older name first" in told[2]
    assert "they cannot be compared with one another or between years" in told[3]
    assert cells(report, "method-checks") == [
        ["Check", "Why it may stand", "Decided by"],
        ["tone-loaded", "a word of the law", "Sellan Documentation Centre"],
    ]
    assert texts(pressed(body), "paragraph")[-1] == "No check that fails was set aside."


def test_corrections_are_printed_or_said_to_be_none() -> None:
    body = "Text.\n\n# Corrections {.annex}\n\n![Corrections](table:corrections){#c}"
    assert "No earlier edition of this report has been corrected." in texts(pressed(body))
    corrected = pressed(
        body, given=Given(corrections=[Correction("Two died.", "Three died.", "a second list")])
    )
    assert cells(corrected, "c") == [["Before", "Now", "Why"], ["Two died.", "Three died.", "a second list"]]


def test_words_of_the_report_are_those_of_its_language() -> None:
    body = (
        "A.[@statement:{threat}]\n\nAmbas.[@finding:{finding}]\n\n# Declaraciones {.annex}\n\n"
        "![Declaraciones](table:statements){#s}"
    )
    report = pressed(body, front="language: es-AR\ndate: 2032-02-01\n")
    assert [label for block in report.blocks if (label := getattr(block, "label", ""))] == [
        "1.",
        "2.",
        "Anexo 1.",
    ]
    assert texts(report, "caption") == ["Cuadro 1. Declaraciones"]
    assert cells(report, "s")[0] == ["Fecha", "Quién habló", "Palabras", "Citado en"]
    assert notes(report)[1] == "Conclusión de los autores, basada en párrafo 1."


def test_dates_are_told_in_the_language_of_the_report() -> None:
    body = "A.[@statement:{threat}]\n\n# S {.annex}\n\n![S](table:statements){#s}"
    report = pressed(body, front="language: ru-RU\ndate: 2032-02-01\n")
    assert cells(report, "s")[2][0] == "18 апреля 2031 г."
    assert report.words["date"] == "1 февраля 2032 г."


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("fa-IR", "rtl"), ("en", "ltr"), ("ru", "ltr")]
)
def test_a_report_is_printed_in_the_direction_of_its_script(language: str, direction: str) -> None:
    assert pressed("نص.", front=f"language: {language}\n").direction == direction


def test_words_in_another_language_keep_it() -> None:
    report = pressed("He said [Каждый холм наш]{lang=ru} and *left*.")
    [paragraph] = [block for block in report.blocks if block.id.startswith("p-")]
    assert [(run.text, run.language, run.emphasis) for run in paragraph.runs[1:4]] == [  # type: ignore[union-attr]
        ("Каждый холм наш", "ru", False),
        (" and ", "", False),
        ("left", "", True),
    ]


def test_printing_twice_is_the_same() -> None:
    body = "A.[@statement:{threat}] [=count:event]\n\n![x](chart:statements-by-month)\n\n![y](table:figures)"
    first, second = pressed(body), pressed(body)
    assert first == second


def test_a_person_under_a_pseudonym_is_printed_under_it() -> None:
    hidden = person(
        "hidden",
        "",
        pseudonym="Witness 4",
        public="private",
    )
    hidden["parts"]["names"] = []
    words = said("told", "They came at night.", "2031-05-02", "hills", speakers=[{"actor": id_of("hidden")}])
    report = printed(
        parse("---\ntitle: T\n---\n\nA.\n\n# S {.annex}\n\n![S](table:statements){#s}\n"),
        material(hidden, words),
    )
    assert cells(report, "s")[-1][1] == "Witness 4"
