"""Lengths of time against the dates they lie between."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from, reading_of

SIEGE = "The siege of Brenn, which began on 12 December 2030, cut off the town."
WRONG = [
    ("From 3 to 14 May 2031, the bridge was closed for 17 days.",),
    ("Between 15 February and 10 September 2031, the road was closed for 240 days.",),
    ("On 15 February, soldiers closed the road. It stayed closed for 218 days, until 10 September.",),
    ("On 26 March, he denied it. Fifteen days later, on 6 April, he admitted it.",),
    ("The clashes of 2 to 5 April 2031 were called the 7-day war.",),
    (
        SIEGE,
        "On 14 August, the mill reopened. It had ground no flour for 10 months under the siege.",
    ),
    (
        "The siege, imposed on 12 December 2030, went on.",
        "On 14 August, he was stopped; he had lived for fourteen months under the siege.",
    ),
]
RIGHT = [
    ("From 3 to 14 May 2031, the bridge was closed for 12 days.",),
    ("From 3 to 14 May 2031, the bridge was closed for 11 days.",),
    ("From 3 to 14 May 2031, the bridge was closed for about two weeks.",),
    ("Between 15 February and 10 September 2031, the road was closed for seven months.",),
    ("Between 15 February and 10 September 2031, the road was closed for more than 200 days.",),
    ("On 15 February, soldiers closed the road. It stayed closed for 207 days, until 10 September.",),
    ("On 26 March, he denied it. Eleven days later, on 6 April, he admitted it.",),
    ("The clashes of 2 to 5 April 2031 were called the 4-day war.",),
    (SIEGE, "On 14 August, the mill reopened. It had ground no flour for 8 months under the siege."),
    (
        SIEGE,
        "On 14 August, the mill reopened. It had ground no flour for nearly nine months under the siege.",
    ),
    ("Between 3 March and 5 June 2031, the network was down for two days.",),
    ("From 3 to 5 May 2031, twelve people were sentenced and held for 15 days.",),
    # Nothing that the length could be counted from; ages; terms; quotations; two beginnings.
    ("On 3 May, he was sentenced to 15 years. He is a 61-year-old man.",),
    ("On 3 May, he said: “From 3 to 14 May the bridge was closed for 17 days.”",),
    (
        "From 3 to 14 May 2031, the court heard that he had been held for 90 days in a cellar near Saarn; "
        "his lawyer had complained of it long before, in vain, as she told the press there.",
    ),
    (
        SIEGE,
        "A siege of Saarn, which began on 3 June 2029, was forgotten.",
        "On 14 August, the mill reopened. It had ground no flour for 10 months under the siege.",
    ),
]


@pytest.mark.parametrize("paragraphs", WRONG)
def test_lengths_that_do_not_fit(paragraphs: tuple[str, ...]) -> None:
    findings = found("duration", reading_of(*paragraphs))
    assert [f.paragraphs[0] for f in findings] == [str(len(paragraphs))]


@pytest.mark.parametrize("paragraphs", RIGHT)
def test_lengths_that_fit_or_tell_nothing(paragraphs: tuple[str, ...]) -> None:
    assert found("duration", reading_of(*paragraphs)) == []


SPANISH = [
    (("Del 3 al 14 de mayo de 2031, el puente estuvo cerrado durante 17 días.",), True),
    (("Del 3 al 14 de mayo de 2031, el puente estuvo cerrado durante 12 días.",), False),
    (
        (
            "El bloqueo, impuesto el 12 de diciembre de 2030, siguió.",
            "El 14 de agosto de 2031 murió. Vivió durante diez meses a causa del bloqueo lejos de su casa.",
        ),
        True,
    ),
    (
        (
            "El bloqueo, impuesto el 12 de diciembre de 2030, siguió.",
            "El 14 de agosto de 2031 murió. Vivió durante ocho meses a causa del bloqueo lejos de su casa.",
        ),
        False,
    ),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), SPANISH)
def test_lengths_in_spanish(paragraphs: tuple[str, ...], wanted: bool) -> None:
    numbered = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
    reading = reading_from(f"---\ntitle: Informe 2031\nlang: es\n---\n\n# Hechos\n\n{numbered}\n")
    assert len(found("duration", reading)) == wanted
