"""The report's own words: what makes a court doubt its authors."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from, reading_of

# (paragraph, (words found, severity) for each finding)
LOADED: list[tuple[str, list[tuple[str, str]]]] = [
    ("The regime in Kelmet refused.", [("regime", "warning")]),
    ("The so-called Council of the Sellans met.", [("so-called", "warning")]),
    ("A shepherd was kidnapped near Dormet.", [("kidnapped", "warning")]),
    ("Ironically, the bridge had been blessed.", [("ironically", "warning")]),
    ("It was a tragic day for Brenn.", [("tragic", "info")]),
    ("He said: “The regime in Kelmet is a farce.”", []),
    ("The Council’s statement called it “the so-called parliament”.", []),
    ("According to the Council, the driver was kidnapped near Lune.", []),
    ("OMMA found that both armies had taken hostages.", []),
    ("The Minister denounced the barbaric raid.", []),
    ("The sanctions regime was renewed, and so was police brutality’s definition.", []),
    ("The Commission on Terrorist Financing met.", []),
    ("Charges of terrorism were brought against the teacher.", []),
]


@pytest.mark.parametrize(("text", "wanted"), LOADED)
def test_words_that_judge(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(f.terms[0], f.severity) for f in found("tone-loaded", reading_of(text))] == wanted


def test_each_word_is_one_finding_with_all_its_places() -> None:
    reading = reading_of("The regime refused.", "The road was open.", "Nobody trusts the regime.")
    (finding,) = found("tone-loaded", reading)
    assert finding.paragraphs == ("1", "3")


def test_a_team_allows_and_adds_words() -> None:
    reading = reading_of("The regime refused, and the greedy mayor laughed.")
    assert not found("tone-loaded", reading, allowed=["regime"])
    assert len(found("tone-loaded", reading, terms=["greedy"])) == 2


def test_the_same_words_about_either_party_are_found_alike() -> None:
    one = "The Ardov regime brutally refused. Sellan bandits were seen. It was a sham."
    other = one.replace("Ardov", "X").replace("Sellan", "Ardov").replace("X", "Sellan")
    assert [f.terms for f in found("tone-loaded", reading_of(one))] == [
        f.terms for f in found("tone-loaded", reading_of(other))
    ]


UNATTRIBUTED: list[tuple[str, bool]] = [
    ("The shelling of the market was a war crime.", True),
    ("It was followed by the ethnic cleansing of the Upper Valley.", True),
    ("These killings are crimes against humanity, and everybody knows it.", True),
    ("On 17 May 2031 the army committed war crimes in Brenn.", True),
    ("The commission of inquiry found that the shelling was a war crime.", False),
    ("According to the panel, the raid constituted a war crime.", False),
    ("The prosecutor is investigating war crimes in the valley.", False),
    ("He was convicted of crimes against humanity.", False),
    ("The shelling may amount to a war crime.", False),
    ("She said: “It was a war crime.”", False),
    ("The War Crimes Chamber of Kelmet met in May.", False),
]


@pytest.mark.parametrize(("text", "found_there"), UNATTRIBUTED)
def test_characterisations_in_law_that_nobody_makes(text: str, found_there: bool) -> None:
    assert bool(found("tone-unattributed", reading_of(text))) == found_there


def test_a_body_that_finds_so_speaks_for_itself() -> None:
    text = "The parties committed war crimes in Brenn."
    (own,) = found("tone-unattributed", reading_of(text, title="Report of the Panel of Experts on Ardovia"))
    (other,) = found("tone-unattributed", reading_of(text))
    assert (own.severity, other.severity) == ("info", "warning")


LONG = "In this year attacks on the villages of the Upper Valley became more frequent and more deadly."
NOTES = tuple(f"Kelmet Post, “Page {n}”, 3 May 2031." for n in range(1, 5))


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        (LONG, ["5"]),
        (f"{LONG} (see paragraphs 1 and 2)", []),
        (f"{LONG} https://kelmet-post.example/3", []),
        ("So far the road.", []),
        (f"{LONG}[^1]", []),
    ],
)
def test_a_paragraph_without_source(paragraph: str, wanted: list[str]) -> None:
    sourced = [f"{LONG}[^{n}]" for n in range(1, 5)]
    findings = found("claim-unsourced", reading_of(*sourced, paragraph, notes=NOTES))
    assert [key for f in findings for key in f.paragraphs] == wanted
    assert all(f.severity == "warning" for f in findings)


def test_a_report_without_notes_is_not_asked_for_them() -> None:
    assert not found("claim-unsourced", reading_of(f"{LONG}[^1]", LONG, LONG, LONG, notes=NOTES[:1]))


def test_conclusions_are_the_authors_own() -> None:
    noted = "\n\n".join(f"{n}. {LONG}[^{n}]" for n in range(1, 5))
    notes = "\n\n".join(f"[^{n}]: {note}" for n, note in enumerate(NOTES, 1))
    reading = reading_from(f"# Findings\n\n{noted}\n\n# Conclusions\n\n5. {LONG}\n\n{notes}\n")
    assert [(f.severity, f.paragraphs) for f in found("claim-unsourced", reading)] == [("info", ("5",))]


SENTENCE = "Threats of force were made in every month of the year."
REPEATED: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = [
    ((SENTENCE, "The road was closed.", f"It began in May. {SENTENCE}"), [("1", "3")]),
    (
        (
            "On 19 July 2031, the court in Kelmet sentenced Darin Velk to nine years in prison.",
            "On 19 July 2031, a court in Kelmet sentenced him to nine years in prison.",
        ),
        [("1", "2")],
    ),
    ((SENTENCE, "Threats of force were made in May."), []),
    (("The road was closed.", "The road was closed."), []),
    (
        (
            "On 19 July 2031, the Minister told the parliament in Kelmet: “We are patient.”",
            "On 19 July 2031, the Minister told the parliament in Kelmet: “We are many.”",
        ),
        [],
    ),
    (
        (
            "On 19 July 2031, the court in Kelmet sentenced Darin Velk to nine years in prison.",
            "On 19 July 2031, mortar rounds fell on the market of Brenn at noon.",
        ),
        [],
    ),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), REPEATED)
def test_sentences_told_twice(paragraphs: tuple[str, ...], wanted: list[tuple[str, ...]]) -> None:
    assert [f.paragraphs for f in found("text-repeated", reading_of(*paragraphs))] == wanted
