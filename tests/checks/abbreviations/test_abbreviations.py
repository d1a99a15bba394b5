"""The list of abbreviations and its use: what a reader who looks a word up would stumble over."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of

LIST = """# Abbreviations

| CERD | Committee on the Elimination of Racial Discrimination |
|------|------|
| ICERD | International Convention on the Elimination of All Forms of Racial Discrimination |
| MoD | Ministry of Defence of Ardovia |
| OMMA | Observer Mission in Ardovia |
| UAV | Unmanned air vehicle |
"""
WIDE = LIST.replace("| UAV |", "| WTO | World Trade Organization |\n| UAV |")
USED = "CERD, the MoD, OMMA and ICERD were named; a UAV fell. CERD, the MoD, OMMA, ICERD and the UAV again."

# (rule, list, paragraphs, (term, severity) for each finding)
CASES: list[tuple[str, str, tuple[str, ...], list[tuple[str, str]]]] = [
    (
        "abbreviation-unlisted",
        LIST,
        ("The MIA denied it.", "The MIA's guards left."),
        [("MIA", "warning")],
    ),
    ("abbreviation-unlisted", LIST, ("The MIA denied it.",), [("MIA", "info")]),
    (
        "abbreviation-unlisted",
        LIST,
        ("The Ministry of Internal Affairs (MIA) denied it.", "The MIA was silent."),
        [("MIA", "info")],
    ),
    ("abbreviation-unlisted", LIST, ("NGOs met.", "One NGO stayed away."), [("NGO", "warning")]),
    ("abbreviation-unlisted", LIST, ("The MoD, the UAVs and CERD's letter on TV, in Annex III.",), []),
    ("abbreviation-unlisted", LIST, ("He said: “The SSB will not forget.” Mr McArdov asked YouTube.",), []),
    ("abbreviation-unlisted", LIST, ("Two aircraft of the type KT-45 and a text, A/HRC/RES/99, were shown.",), []),
    ("abbreviation-unlisted", LIST, ("A poster said FREE THE VALLEY NOW OR NEVER in red.",), []),
    ("abbreviation-unlisted", "", ("The MIA denied it.", "The MIA's guards left."), []),
    ("abbreviation-used-once", LIST, (USED, "The MoD."), []),
    ("abbreviation-used-once", LIST, (USED.replace(". CERD,", ". Later"), "The MoD."), [("CERD", "info")]),
    ("abbreviation-used-once", LIST, (USED.replace(". CERD,", ". “CERD” was said, with"),), [("CERD", "info")]),
    ("abbreviation-unused", WIDE, (USED,), [("WTO", "warning")]),
    ("abbreviation-unused", WIDE, (USED, "He said: “The WTO will decide.”"), []),
    ("abbreviation-unused", LIST, (USED,), []),
    (
        "abbreviation-expansion",
        LIST,
        ("Unmanned aerial vehicles (UAVs) were seen over the Ilm.",),
        [("UAV", "warning")],
    ),
    (
        "abbreviation-expansion",
        LIST,
        ("The Ministry of Defense of Ardovia (MoD) was silent.",),
        [("MoD", "info")],
    ),
    ("abbreviation-expansion", LIST, ("The Ministry of Defence (MoD) was silent.",), []),
    ("abbreviation-expansion", LIST, ("It is the task of its Observer Mission in Ardovia (OMMA).",), []),
    (
        "abbreviation-two-meanings",
        LIST,
        ("It disregarded its obligations under CERD, and said so.",),
        [("CERD", "error")],
    ),
    (
        "abbreviation-two-meanings",
        LIST,
        ("The Convention on the Elimination of Racial Discrimination (CERD) was signed.",),
        [("CERD", "error")],
    ),
    (
        "abbreviation-two-meanings",
        LIST,
        ("In May ICERD urged the Government to open the road.",),
        [("ICERD", "error")],
    ),
    ("abbreviation-two-meanings", LIST, ("It disregarded its obligations under ICERD, and said so.",), []),
    ("abbreviation-two-meanings", LIST, ("Its obligations under CERD decisions are disputed.",), []),
    ("abbreviation-two-meanings", LIST, ("In May CERD urged the Government to open the road.",), []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "before", "paragraphs", "wanted"), CASES)
def test_what_is_said_of_an_abbreviation(
    rule: str, before: str, paragraphs: tuple[str, ...], wanted: list[tuple[str, str]]
) -> None:
    findings = found(rule, reading_of(*paragraphs, before=before))
    assert [(f.terms[0], f.severity) for f in findings] == wanted


def test_an_abbreviation_that_the_team_knows_needs_no_entry() -> None:
    reading = reading_of("The MIA denied it.", "The MIA's guards left.", before=LIST)
    assert not found("abbreviation-unlisted", reading, known=["MIA"])


def test_a_list_written_as_lines_is_a_list() -> None:
    reading = reading_of(
        "The MIA denied it.",
        "The MIA's guards and the MoD left.",
        before="# Abbreviations\n\nMoD: Ministry of Defence\n\nOMMA – Observer Mission in Ardovia\n",
    )
    assert [f.terms for f in found("abbreviation-unlisted", reading)] == [("MIA",)]
    assert [f.terms for f in found("abbreviation-unused", reading)] == [("OMMA",)]


def test_a_finding_names_every_paragraph_and_shows_the_entry() -> None:
    reading = reading_of("The MIA denied it.", "Nothing.", "The MIA again.", before=LIST)
    assert found("abbreviation-unlisted", reading)[0].paragraphs == ("1", "3")
    (finding,) = found("abbreviation-two-meanings", reading_of("Its obligations under CERD.", before=LIST))
    assert [side.where for side in finding.sides] == ["list of abbreviations", "paragraph 1"]
    assert all(side.span for side in finding.sides)


def test_what_stands_in_a_table_or_a_heading_is_used() -> None:
    table = "# The WTO and Ardovia\n\n| Body | Answer |\n|---|---|\n| OMMA | none |\n"
    reading = reading_of("CERD, the MoD, ICERD and a UAV.", before=f"{WIDE}\n{table}")
    assert not found("abbreviation-unused", reading)


def test_entries_with_hyphens_and_figures_are_looked_for_as_they_are() -> None:
    listed = (
        "# Abbreviations\n\n| AU-RO | African Union Regional Office |\n|---|---|\n| G5-SC | Group of Five |\n"
    )
    reading = reading_of("The AU-RO's letter came in May.", before=listed)
    assert [f.terms for f in found("abbreviation-unused", reading)] == [("G5-SC",)]


def test_two_entries_in_a_row_are_two_entries() -> None:
    listed = """# Abbreviations

| MoD | Ministry of Defence | OMMA | Observer Mission in Ardovia |
|-----|-----|-----|-----|
| UAV | Unmanned aerial vehicle | WTO | World Trade Organization |
"""
    assert not found(
        "abbreviation-unlisted", reading_of("OMMA and the WTO met.", "OMMA, the WTO.", before=listed)
    )
