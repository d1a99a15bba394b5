"""One event, one date."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_of

BUS = "On {}, soldiers shot at a bus with seasonal workers near Lune and killed six passengers."
CASES = [
    (("Decree 311 of 1 October 2031 took the houses.", "It applied Decree 311 of 10 October 2031."), True),
    (
        ("The court cited Resolution 57/91 of 4 May 2031.", "Resolution 57/91, adopted on 5 May 2031, asks."),
        True,
    ),
    (
        (
            BUS.format("7 June"),
            "She wrote on 9 June, the day after six seasonal workers were shot near Lune.",
        ),
        True,
    ),
    (
        (
            BUS.format("7 June"),
            "She wrote on 9 June, three days after six seasonal workers were shot near Lune.",
        ),
        True,
    ),
    (
        (
            "On 3 May, the police arrested the journalist Ilko Marash in Saarn.",
            "On 5 May, the police arrested the journalist Ilko Marash in Saarn, as his paper put it.",
        ),
        True,
    ),
    (("Decree 311 of 1 October 2031 took the houses.", "It applied Decree 311 of 1 October 2031."), False),
    (("Decree 311 of 1 October 2031 took the houses.", "It applied Decree 312 of 10 October 2031."), False),
    (
        ("Decree 311 of 1 October 2031 took the houses.", "Decree 311 was read on air. On 3 May it rained."),
        False,
    ),
    (
        (
            BUS.format("8 June"),
            "She wrote on 9 June, the day after six seasonal workers were shot near Lune.",
        ),
        False,
    ),
    ((BUS.format("7 June"), "She wrote on 9 June, the day after six seasonal workers left Saarn."), False),
    ((BUS.format("7 June"), "She wrote on 9 June, the day after a chapel near Lune was robbed."), False),
    (
        (
            BUS.format("7 March"),
            "She wrote on 9 June, the day after six seasonal workers were shot near Lune.",
        ),
        False,
    ),
]


@pytest.mark.parametrize(("paragraphs", "wanted"), CASES)
def test_two_days_of_one_event(paragraphs: tuple[str, str], wanted: bool) -> None:
    findings = found("date-conflict", reading_of(*paragraphs))
    assert [set(f.paragraphs) for f in findings] == [{"1", "2"}] * wanted
