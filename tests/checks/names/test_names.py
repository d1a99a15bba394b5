"""Names and terms: one thing under one name, and the right one."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from, reading_of

Case = tuple[str, tuple[str, ...], list[tuple[str, tuple[str, ...]]]]

# (rule, paragraphs, (severity, the two forms) for each finding)
CASES: list[Case] = [
    (
        "name-variant",
        (
            "On 3 May 2031, Yarmo Teshik said: “We are patient.”",
            "On 4 May 2031, Yarmo Teshyk said: “We are many.”",
        ),
        [("warning", ("Teshik", "Teshyk"))],
    ),
    (
        "name-variant",
        (
            "On 3 May 2031, Ruvim Khasharyan said: “We are patient.”",
            "The letter of Ruvim Khasharian was read.",
        ),
        [("warning", ("Khasharyan", "Khasharian"))],
    ),
    (
        "name-variant",
        ("On 3 May 2031, Aruk Belshan said: “We are patient.”", "On 4 May 2031, Belshan left the hall."),
        [],
    ),
    (
        "name-variant",
        (
            "On 3 May 2031, Tomin Karelin said: “We are patient.”",
            "On 4 May 2031, Sana Kerelin said: “We are many.”",
        ),
        [],
    ),
    (
        "name-variant",
        ("On 3 May 2031, Renić Uldav said: “We are patient.”", "On 4 May 2031, Arta Uldava said: “We are many.”"),
        [],
    ),
    ("place-variant", ("A school in Brenn was hit.", "The mayor of Bren left."), [("warning", ("Brenn", "Bren"))]),
    (
        "place-variant",
        ("They fled from Nerichevan in May.", "The road to Nerchivan was closed.", "In Nerichevan it rained."),
        [("warning", ("Nerichevan", "Nerchivan"))],
    ),
    (
        "place-variant",
        ("A school in Tolva was hit.", "In the village of Telva nobody was hurt."),
        [("warning", ("Tolva", "Telva"))],
    ),
    (
        "place-variant",
        ("They went to Upper-Orrin in May.", "They came from Upper-Orrin in June.", "In Upper Orrin it rained."),
        [("warning", ("Upper-Orrin",))],
    ),
    (
        "place-variant",
        ("A school in Verrin/Oshtal was hit.", "The mayor of Oshtal left."),
        [("warning", ("Verrin", "Oshtal"))],
    ),
    (
        "place-variant",
        ("They fled from Gorazun in May.", "He said: “We will be in Gorazin by June.”"),
        [("info", ("Gorazun", "Gorazin"))],
    ),
    ("place-variant", ("A school in Verrin/Oshtal was hit.", "The people of Verrin/Oshtal left."), []),
    ("place-variant", ("A school in Verrin/Oshtal was hit.", "He said: “Oshtal is ours.”"), []),
    ("place-variant", ("They live in Ardovia.", "The Ardovian army left.", "The Ardovians of Saarn fled."), []),
    ("place-variant", ("A school in Tolva was hit.", "The mayor of Saarn left."), []),
    ("place-variant", ("They fled to Orrin (also called Nezur).", "In Orrin it rained."), []),
    ("place-variant", ("They fled to Orrin, also known as Nezur, in May.", "In Orrin it rained."), []),
    ("place-variant", ("They fled to Orrin, also known as Nezur.", "In Orrin it rained.", "In Nezur it snowed."), [("warning", ("Nezur", "Orrin"))]),
    ("place-variant", ("Two schools in Tessin (Okar) were hit.", "They fled to Tessin (Okar province).", "In Tessin and in Okar province it rained."), []),
    ("place-variant", ("They went to Tessin (Okar) in May.", "In Tessin it rained.", "The way to Okar was long."), [("info", ("Tessin", "Okar"))]),
    (
        "term-variant",
        ("The Sellan Guard left.", "The Sellan Guard came back.", "The Sellan Militia denied it."),
        [("info", ("Guard", "Militia"))],
    ),
    (
        "term-variant",
        ("On 3 May 2031 the army kidnapped Tomin Areshka.", "Tomin Areshka was detained on 3 May 2031 by the army."),
        [("info", ("kidnapped", "detained"))],
    ),
    (
        "term-variant",
        ("The organisation was founded in May.", "The organization was closed in June."),
        [("info", ("organisation", "organization"))],
    ),
    ("term-variant", ("The Sellan Guard left.", "A militia came.", "The guard at the door slept."), []),
    (
        "term-variant",
        ("On 3 May 2031 the army kidnapped Tomin Areshka.", "Sana Irmel was detained on 4 May 2031 by the police."),
        [],
    ),
    ("term-variant", ("The organisation was founded in May.", "He said: “The organization is closed.”"), []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "paragraphs", "wanted"), CASES)
def test_two_forms(rule: str, paragraphs: tuple[str, ...], wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    findings = found(rule, reading_of(*paragraphs))
    assert [(f.severity, f.terms) for f in findings] == wanted


def titled(listed: str) -> str:
    """A report of three partners, with a sentence in its summary that names them."""
    partners = (
        "- Ardovian Observatory for Equal Rights\n- Sellan Documentation Centre\n- Two Banks Initiative NGO\n"
    )
    head = f"---\ntitle: Report 2031\nlang: en\nauthor:\n{partners}---\n"
    return f"{head}\n# Executive summary\n\n{listed}\n\n# Findings\n\n1. The road was closed on 3 May 2031.\n"


LISTS: list[tuple[str, list[str]]] = [
    (
        "It was prepared by the Ardovian Observatory for Equal Rights, the Sellan Centre for Documentation and "
        "the Two Banks Foundation.",
        ["error", "error"],
    ),
    (
        "It was prepared by the Ardovian Observatory for Equal Rights, Sellan Documentation Centre and the Two "
        "Banks Initiative.",
        ["warning"],
    ),
    (
        "It was prepared by the Ardovian Observatory for Equal Rights, the Sellan Documentation Centre and the "
        "Two Banks Initiative NGO.",
        [],
    ),
    ("The list was prepared by the Sellan Centre for Documentation.", []),
    ("The minutes were prepared by the Ministry of Culture, the Council and the Museum of Saarn.", []),
]


@pytest.mark.parametrize(("listed", "wanted"), LISTS)
def test_the_partners_are_named_alike(listed: str, wanted: list[str]) -> None:
    assert [f.severity for f in found("name-list-differs", reading_from(titled(listed)))] == wanted


def test_a_note_that_names_the_partners_otherwise_is_an_information() -> None:
    cited = "Ardovian Observatory for Equal Rights, Sellan Centre for Documentation, Two Banks: A Survey, June 2030."
    reading = reading_from(titled("It is short.").rstrip() + f"[^1]\n\n[^1]: {cited}\n")
    (finding,) = found("name-list-differs", reading)
    assert (finding.severity, finding.notes) == ("info", (1,))


@pytest.mark.parametrize(
    ("publisher", "notes"),
    [
        ("Housing Rights League", (1, 2)),
        ("Tenants' League for Housing Rights", ()),
        ("League for Housing Rights", ()),
        ("Housing Rights Watchers", ()),
    ],
)
def test_a_publisher_with_the_words_of_a_body_in_another_order(
    publisher: str, notes: tuple[int, ...]
) -> None:
    cited = [f"{publisher}, “Report {n}”, 3 May 2031, https://tlhr.example/{n}." for n in (1, 2)]
    text = "The Tenants' League for Housing Rights (TLHR) counted 75 roofs.[^1] It counted again.[^2]"
    findings = found("name-variant", reading_of(text, notes=tuple(cited)))
    assert [f.notes for f in findings] == ([notes] if notes else [])
