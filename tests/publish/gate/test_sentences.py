"""A sentence that says something must lead to a record; what only looks so is left in peace."""

from __future__ import annotations

import pytest
from tests.publish.drafting.records import person
from tests.publish.printing.ardovia import edition, material

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.gate.sentences import Sentences

NAMESAKE = person("brennan", "Ilka Brenn")


def problems(body: str, front: str = "") -> list[Problem]:
    return list(Sentences(parse(edition(body, front)), material(NAMESAKE)).problems())


# (sentence, what it has). Each with a reference behind it is silent.
LOUD = [
    ("He said that “every hill is ours” again.", "a quotation"),
    ('The minister wrote: "There was never a town."', "a quotation"),
    ("They call it « une ville sans nom » there.", "a quotation"),
    ("The road was closed on 1 May 2031.", "a date"),
    ("The road was closed on 1 May.", "a date"),
    ("On May 1, the road was closed.", "a date"),
    ("In March 2031 the road was closed.", "a date"),
    ("The town was founded in 1899.", "a date"),
    ("The Law on Roads was adopted in 2019.", "a date"),
    ("The guards killed 12 people.", "a figure"),
    ("The guards killed twelve people.", "a figure"),
    ("Three people were killed.", "a figure"),
    ("Dozens of people were killed.", "a figure"),
    ("Some 1,240 families left.", "a figure"),
    ("A third of the town was burnt, or 31.5 per cent.", "a figure"),
    ("Of the houses 2 are left.", "a figure"),
    ("Under Article 5, 40 people were held.", "a figure"),
    ("Two thirds of the houses were burnt.", "a figure"),
    ("Orvan Dreth repeated it.", "a person (Orvan Dreth)"),
    ("Dreth repeated it.", "a person (Dreth)"),
    ("It was repeated by the minister, O. Dreth.", "a person (Dreth)"),
    ("They left; the minister (Orvan Dreth) stayed.", "a person (Orvan Dreth)"),
]
SILENT = [
    "The road stayed closed.",
    "Hatred has consequences for both sides.",
    "Article 5 of the Convention forbids it.",
    "Articles 6 and 14 forbid it.",
    "Article 14 (2) (b) forbids it.",
    "It is forbidden by articles 5, 6 and 14.",
    "See section 3.2 and paragraph 12.",
    "Resolution No. 1325 asks for it.",
    "General Recommendation No. 35 says what incitement is.",
    "The Law on Roads of 2019 forbids it.",
    "The Constitution of Ardovia (1994) forbids it.",
    "The Convention on the Rights of the Child, 1989, forbids it.",
    "The 2019 Law on Roads forbids it.",
    "The parties to the 1951 Refugee Convention know it.",
    "The report *Hatred in Ardovia 2030* told of it.",
    "We looked at three kinds: 1) speech, 2) acts, 3) silence.".replace("three kinds", "these"),
    "We looked at these: (1) speech; (2) acts; and (3) silence.",
    "One of the two sides denies it.",
    "Neither of the two denies it.",
    "This is told in [#here].",
    "Annex 2 lists them, and Table 3 counts them.",
    "He spoke of a “special operation”.",
    "He called it “hills 2031”.",
    "They say so on Channel 1 and in Studio 6.",
    "The first and the second of them denied it.",
    "Note 12 names the source.",
    "On the one hand it may be so.",
    "Application no. 41234/29 is pending.",
    "The decision A/79/797 is public.",
    "The town of Brenn is closed.",
    "[=claim:{dead}] people were killed.",
    "In all, [=count:statement theme:threat-of-force] threats were recorded.",
    "“Every hill is ours ...”, he said, “... and every road too.”[@statement:{threat}]",
    "“Every hill is ours,” said the minister on 18 April 2031.[@statement:{threat}]",
    "The minister, Mr. O. Dreth, said on 18 April 2031 that it is so.[@statement:{threat}]",
    "He spoke on 18 April 2031,[@statement:{threat}] and left.",
    "On 18 April 2031 he spoke. [~@statement:{threat}]",
    "On 18 April 2031 he spoke.^[As told in [@source:{hills}].]",
]


@pytest.mark.parametrize(("sentence", "what"), LOUD, ids=[sentence for sentence, _ in LOUD])
def test_it_says_something_and_must_lead_to_a_record(sentence: str, what: str) -> None:
    [problem] = problems(f"Here. {{#here}}\n\n{sentence}")
    assert (problem.rule, problem.line, problem.where) == ("sentence-unreferenced", 8, "paragraph 2")
    assert f"has {what} but no reference" in problem.message
    assert problems(f"{sentence}[@statement:{{threat}}]") == []
    assert problems(f"{sentence} [~@statement:{{threat}}]") == []


@pytest.mark.parametrize("sentence", SILENT)
def test_it_says_nothing_that_needs_a_record(sentence: str) -> None:
    assert problems(f"Here. {{#here}}\n\n{sentence}") == []


def test_a_reference_counts_for_its_own_sentence_alone() -> None:
    told = problems(
        "On 1 May they came.[@event:{closed}] On 2 May they left. On 3 May it rained.[@event:{closed}]"
    )
    assert len(told) == 1
    assert "“On 2 May they left. ...”" in told[0].message


def test_a_typed_note_without_a_record_proves_nothing() -> None:
    assert len(problems("On 1 May they came.^[As we were told.]")) == 1


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Three acts:\n\n- on 1 May they came;[@event:{closed}]\n- on 2 May they left", 2),
        ("Acts:\n\n- on 1 May they came;[@event:{closed}]\n- on 2 May they left[@event:{closed}]", 0),
        ("Acts: [~@event:{closed}]\n\n- on 1 May they came;\n- on 2 May they left", 0),
    ],
)
def test_each_item_of_a_list_leads_to_a_record(body: str, count: int) -> None:
    assert len(problems(body)) == count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("> Every hill is ours.", 1),
        ("> Every hill is ours.[@statement:{threat}]", 0),
        ("He said:[@statement:{threat}]\n\n> Every hill is ours.", 0),
        ("He said it. [~@statement:{threat}]\n\n> Every hill is ours.", 0),
        ("He came.[@event:{closed}] And said:\n\n> Every hill is ours.", 1),
    ],
)
def test_a_quotation_set_apart_leads_to_a_record(body: str, count: int) -> None:
    assert len(problems(body)) == count


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("| Brenn | 12 |\n| Saarn | 9 |", 2),
        ("| Brenn[@claim:{dead}] | 12 |\n| Saarn | [=claim:{dead}] |", 0),
        ("| Brenn | closed |", 0),
    ],
)
def test_each_row_of_a_typed_table_leads_to_a_record(rows: str, count: int) -> None:
    assert len(problems(f"| Town | Dead |\n|---|---|\n{rows}")) == count


def test_what_is_typed_into_an_annex_leads_to_a_record_too() -> None:
    assert len(problems("Text.\n\n# More {.annex}\n\nOn 2 May 2031 they killed 12 people.")) == 1


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("Both ministers spoke of taking the hills.", ["conclusion-without-finding"]),
        ("In 2031 hatred grew.", ["conclusion-without-finding"]),
        ("Both ministers spoke of taking the hills.[@finding:{finding}]", []),
        ("Both ministers did so, as [#here] shows.", []),
        ("Both did so.[@finding:{finding}] On 1 May 2031 it rained.", ["sentence-unreferenced"]),
    ],
)
def test_a_conclusion_refers_to_its_finding_or_to_paragraphs(sentence: str, rules: list[str]) -> None:
    told = problems(f"Here. {{#here}}\n\n# Conclusions {{.conclusions}}\n\n## Of speech\n\n{sentence}")
    assert [one.rule for one in told] == rules


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("12 people were killed.[@claim:{dead}]", ["12"]),
        ("Twelve people and 1,240 families left.[@claim:{dead}]", ["Twelve", "1,240"]),
        ("[=claim:{dead}] people were killed.", []),
        ("On 1 May 2031 the road was closed.[@event:{closed}]", []),
        ("Article 5 forbids it.", []),
        ("He said “12 of them will go”.[@statement:{threat}]", []),
    ],
)
def test_no_figure_of_the_summary_is_typed(sentence: str, figures: list[str]) -> None:
    told = problems(f"# Summary {{.front .summary}}\n\n{sentence}")
    assert [one.message.split()[2] for one in told if one.rule == "summary-figure-typed"] == figures


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Open the road by 1 June 2032.", 0),
        ("Let the 12 detainees go.", 0),
        ("Take back the words “every hill is ours”.", 1),
        ("Take back the words “every hill is ours”.[@statement:{threat}]", 0),
    ],
)
def test_a_recommendation_has_days_of_its_own_but_quotes_like_any_text(sentence: str, count: int) -> None:
    assert len(problems(f"# Call {{.recommendations}}\n\n{sentence}")) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("El artículo 5 lo prohíbe.", 0),
        ("La Ley de Caminos de 2019 lo prohíbe.", 0),
        ("Murieron 12 personas.", 1),
        ("El camino fue cerrado el 1 de mayo de 2031.", 1),
    ],
)
def test_words_of_another_language_are_data_too(sentence: str, count: int) -> None:
    assert len(problems(sentence, "language: es\n")) == count
