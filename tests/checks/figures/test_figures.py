"""Numbers that must agree: within a sentence, between paragraphs, with the summary, with a source's title."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from, reading_of

CENSUS = "The census of 2031 counted 118,400 inhabitants: "
SUMS: list[tuple[str, bool]] = [
    ("In 2031, 143 men were detained. By May 86 of them had been released and 47 were awaiting trial.", True),
    (
        "In 2031, 143 men were detained. By May 96 of them had been released and 47 were awaiting trial.",
        False,
    ),
    ("The Council listed 241 dead: 162 members of the Guard and 78 civilians, including 12 minors.", True),
    ("The Council listed 241 dead: 162 members of the Guard and 79 civilians, including 12 minors.", False),
    ("On 3 May 2031, 40 houses burned down. 25 of them belonged to Ardovs and 18 to Sellans.", True),
    (
        "On 3 May 2031, 40 houses burned down. At least 25 of them belonged to Ardovs and 18 to Sellans.",
        False,
    ),
    ("In May 12 people were killed. 10 of them were civilians and 5 were women.", False),
    ("They found 120 bodies in Brenn. 30 of them were women and 12 were children.", False),
    ("The monitors followed 64 outlets: 31 in Ardov, 22 in Sellan, and the rest in other languages.", False),
    ("A bus with 23 workers was hit. Six of them died, one of them a boy of 15; eight were wounded.", False),
    (f"{CENSUS}62.8% (80,749) were Sellans and 27.5% (32,560) Ardovs.", True),
    (f"{CENSUS}68.2% (80,749) were Sellans and 27.5% (32,560) Ardovs.", False),
    ("The bill was adopted by 88 votes to 41, with nine abstentions, in a house of 150 members.", False),
]


@pytest.mark.parametrize(("text", "wrong"), SUMS)
def test_parts_and_their_total(text: str, wrong: bool) -> None:
    assert [f.severity for f in found("figure-sum", reading_of(text))] == ["error"] * wrong


TABLE = """| Village | Houses | Burned |
|---------|-------:|-------:|
| Dormet  |     40 |     12 |
| Tolva   |     25 |      7 |
| Total   |     65 |     {} |
"""


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (TABLE.format(20), ["Burned"]),
        (TABLE.format(19), []),
        (TABLE.format("n/a"), []),
        (TABLE.format(20).replace("Tolva  ", "of which new"), []),
    ],
)
def test_a_table_that_does_not_add_up(table: str, columns: list[str]) -> None:
    findings = found("figure-sum", reading_of("The houses were counted.", before=f"# Houses\n\n{table}"))
    assert [f.message.split("“")[1].split("”")[0] for f in findings] == columns


SHOT = "On 8 June 2031 nine seasonal workers were shot near Lune."
CONFLICTS: list[tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]] = [
    ((SHOT, "On 8 June 2031 six seasonal workers were killed near Lune."), [("error", ("1", "2"))]),
    (
        (
            "She wrote on 9 June 2031, the day after nine seasonal workers were shot near Lune.",
            "A bus with 23 seasonal workers was hit near Lune on 8 June 2031. Six of the passengers died.",
        ),
        [("error", ("1", "2"))],
    ),
    (
        (
            "In 2031 Ardovia held 31 naval manoeuvres near Saarn.",
            "In 2031 Ardovia held 29 naval manoeuvres near Saarn.",
        ),
        [("warning", ("1", "2"))],
    ),
    (
        (
            "She wrote on 9 June 2031, the day after six seasonal workers were shot near Lune.",
            "A bus with 23 seasonal workers was hit near Lune on 8 June 2031. Six of the passengers died.",
        ),
        [],
    ),
    (
        (
            SHOT,
            "A bus with 23 workers was hit near Lune on 8 June 2031. Six workers died and three were wounded.",
        ),
        [],
    ),
    ((SHOT, "On 20 June 2031 six seasonal workers were killed near Lune."), []),
    ((SHOT, "On 8 June 2031 six soldiers were killed near Tolva."), []),
    (
        (
            "On 3 May 2031 six inmates were killed in Saarn.",
            "On 3 May 2031, four inmates were killed in Brenn.",
        ),
        [],
    ),
    (
        (
            "According to the Council, nine seasonal workers were shot near Lune on 8 June 2031.",
            "The Ministry said that on 8 June 2031 six seasonal workers were killed near Lune.",
        ),
        [],
    ),
    (
        (
            "In 2031 Ardovia held 31 naval manoeuvres near Saarn.",
            "In 2031 Corvessa held 29 naval manoeuvres near Saarn.",
        ),
        [],
    ),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), CONFLICTS)
def test_two_numbers_for_one_thing(
    paragraphs: tuple[str, ...], wanted: list[tuple[str, tuple[str, ...]]]
) -> None:
    findings = found("figure-conflict", reading_of(*paragraphs))
    assert [(f.severity, f.paragraphs) for f in findings] == wanted


@pytest.mark.parametrize(
    ("title", "notes"),
    [
        ("218 confirmed dead in depot fire", (1,)),
        ("200 confirmed dead in depot fire", ()),
        ("12 confirmed dead in depot fire", ()),
        ("Depot fire: what we know on day 3", ()),
    ],
)
def test_the_title_of_a_source_has_another_number(title: str, notes: tuple[int, ...]) -> None:
    note = f"Kelmet Post, “{title}”, 3 May 2031, https://kelmet-post.example/3 (accessed on 5 May 2031)."
    reading = reading_of("On 2 May 2031 more than 200 people were killed in the depot.[^1]", notes=(note,))
    findings = found("figure-conflict", reading)
    assert [(f.severity, f.notes) for f in findings] == ([("info", notes)] if notes else [])


def with_summary(summary: str, *body: str) -> str:
    """A report with a summary of one paragraph."""
    numbered = "\n\n".join(f"{n}. {text}" for n, text in enumerate(body, 1))
    return f"---\ntitle: Report 2031\nlang: en\n---\n\n# Executive summary\n\n{summary}\n\n# Findings\n\n{numbered}\n"


IN_SUMMARY: list[tuple[str, str, bool]] = [
    ("The road was closed for 208 days.", "It remained closed for 218 days, until 10 September 2031.", True),
    ("In July 9,600 people were put on trains.", "On 3 July 2031, 6,900 people were put on trains.", True),
    ("More than four thousand people fled.", "UNHCR registered 9,180 people.", True),
    ("The road was closed for 208 days.", "It remained closed for 208 days.", False),
    ("More than four thousand people fled.", "UNHCR registered 4,180 people.", False),
    ("Some thirty-one thousand people left.", "Between 3 and 11 May 2031, 31,400 people fled.", False),
    ("The two sides met three times.", "The sides met in May and in June.", False),
    ("He said: “We lost 500 men.”", "The sides met in May.", False),
]


@pytest.mark.parametrize(("summary", "body", "missing"), IN_SUMMARY)
def test_a_figure_of_the_summary(summary: str, body: str, missing: bool) -> None:
    findings = found("summary-figure", reading_from(with_summary(summary, body)))
    assert [f.severity for f in findings] == ["error"] * missing


def test_key_findings_in_a_list_are_judged_and_recommendations_are_not() -> None:
    points = "- The road was closed for 208 days.\n- Some 9,000 people fled.\n"
    asked = "We recommend:\n\na. The Council should open the road within 75 days.\nb. The Guard should let 30 convoys pass.\n"
    reading = reading_from(
        with_summary(f"{points}\n{asked}", "It was closed for 218 days; 9,000 people fled.")
    )
    assert ["208 days" in f.message for f in found("summary-figure", reading)] == [True]


CLAIMS: list[tuple[str, str, bool]] = [
    ("Journalists were killed at their desks.", "On 3 May 2031 five mortar rounds hit the market.", True),
    ("Teachers were tortured.", "The teachers of Brenn went on strike in May.", True),
    ("Factories were looted.", "On 3 May 2031 a church was looted.", True),
    (
        "Journalists were killed at their desks.",
        "A journalist of Radio Oshtal was shot on 3 May 2031.",
        False,
    ),
    ("Civilians were shelled at a market.", "On 3 May 2031 five mortar rounds hit the market.", False),
    ("Homes were destroyed.", "On 3 May 2031 eleven houses of the village were razed.", False),
    ("Cemeteries were destroyed.", "The cemetery of Dormet was razed in July.", False),
    ("The Council condemned the Guard.", "On 3 May 2031 a church was looted.", False),
]


@pytest.mark.parametrize(("summary", "body", "missing"), CLAIMS)
def test_an_act_that_only_the_summary_tells(summary: str, body: str, missing: bool) -> None:
    findings = found("summary-claim", reading_from(with_summary(summary, body)))
    assert [f.severity for f in findings] == ["warning"] * missing


@pytest.mark.parametrize(
    ("text", "date", "wanted"),
    [
        ("They held 31 naval manoeuvres in 2031.[^1]", "24 October 2031", ["warning"]),
        ("They held 31 naval manoeuvres in 2031.[^1]", "24 January 2032", []),
        ("They held 31 naval manoeuvres in 2031.[^1]", "December 2031", []),
        ("By October 2031 they had held 31 naval manoeuvres.[^1]", "24 October 2031", []),
        ("They will hold 31 naval manoeuvres in 2032.[^1]", "24 October 2031", []),
    ],
)
def test_a_year_that_was_not_over(text: str, date: str, wanted: list[str]) -> None:
    note = f"Kelmet Post, “Manoeuvres”, {date}, https://kelmet-post.example/3 (accessed on 5 May 2032)."
    assert [f.severity for f in found("figure-conflict", reading_of(text, notes=(note,)))] == wanted
