"""The words of quotations: under one date, supported, and with their translator."""

from __future__ import annotations

import pytest
from tests.checks.making import found, reading_from, reading_of

LONG = "We were told to wait for the spring, and the spring has come and gone without a word from them"
SHORT = "What remains is disinfection, and that is patient work"
NOTES = (
    "Kelmet Post, “One”, 2 February 2031, <https://post.example/1> (accessed on 4 July 2032).",
    "Kelmet Post, “Two”, 12 September 2031, <https://post.example/2> (accessed on 4 July 2032).",
)
TWO_DATES = [
    (f"On 2 February, Renić Uldav said: “{LONG}.”", f"On 12 September, Renić Uldav said: “{LONG}.”", True),
    (f"On 2 February, Renić Uldav said: “{SHORT}.”", f"On 12 September, Renić Uldav said: “{SHORT}.”", True),
    (
        f"On 2 February, Renić Uldav said: “Listen to me. {LONG}. I am tired.”",
        f"On 12 September, Renić Uldav said: “{LONG.replace('the spring,', 'the [next] spring,')}!”",
        True,
    ),
    # One day; repeated, as the text says; another speaker; a turn of speech; a filled-in year.
    (f"On 2 February, Renić Uldav said: “{LONG}.”", f"On 2 February, Renić Uldav said: “{LONG}.”", False),
    (
        f"On 2 February, Renić Uldav said: “{LONG}.”",
        f"On 12 September, Renić Uldav repeated: “{LONG}.”",
        False,
    ),
    (f"On 2 February, Renić Uldav said: “{LONG}.”", f"On 12 September, Nela Kostrash said: “{LONG}.”", False),
    (
        "On 2 February, Renić Uldav said: “I thank all the people of Ardovia and all Ardovs of the world today.”",
        "On 12 September, Renić Uldav said: “We serve all the people of Ardovia and all Ardovs of the world.”",
        False,
    ),
    (
        "On 2 February, Renić Uldav said: “It is over.”",
        "On 12 September, Renić Uldav said: “It is over.”",
        False,
    ),
]


@pytest.mark.parametrize(("first", "second", "wanted"), TWO_DATES)
def test_the_same_words_under_two_dates(first: str, second: str, wanted: bool) -> None:
    reading = reading_of(f"{first}[^1]", f"{second}[^2]", notes=NOTES)
    assert [f.paragraphs for f in found("quote-two-dates", reading)] == [("1", "2")] * wanted


QUOTED = tuple(
    f"Renić Uldav called it “{words}”.[^1]" for words in ("a cancer on our soil", "a song", "a joke")
)
UNSUPPORTED = [
    ("Officials described their neighbours as “vermin in human shape”.", ["vermin in human shape"]),
    ("Officials spoke of “Sellan savages” and of “a cancer on our soil,” too.", ["Sellan savages"]),
    (
        "Officials said that the neighbours “had been asked to leave the house”.",
        ["had been asked to leave the house"],
    ),
    # Quoted elsewhere, in whole or in part; with a note; one word; names; terms; a reference beside it.
    ("Officials spoke of “a cancer on our soil”.", []),
    ("Officials spoke of “a cancer”.", []),
    ("Officials spoke of “vermin in human shape”.[^1]", []),
    ("Officials spoke of “vermin”.", []),
    ("The festival “Days of Return” was held again.", []),
    ("The so-called “valley of the free” is a district.", []),
    ("The road (“the eastern road”) was closed.", []),
    ("Officials spoke of “vermin in human shape” (paragraph 16).", []),
]


@pytest.mark.parametrize(("text", "wanted"), UNSUPPORTED)
def test_phrases_that_nobody_is_quoted_with(text: str, wanted: list[str]) -> None:
    findings = found("quote-unsupported", reading_of(*QUOTED, text, notes=NOTES[:1]))
    assert [term for f in findings for term in f.terms] == wanted


def test_reports_that_quote_without_notes_are_left_alone() -> None:
    plain = ("He called it “a cancer on our soil”.", "She called it “vermin in human shape”.")
    assert found("quote-unsupported", reading_of(*plain)) == []


TITLES = (
    "Белшан во Брен: меѓу чорба и месо",
    "Белшан: жалам за колите и за луѓето",
    "Изјава на советот за патот",
)
FOREIGN = tuple(
    f"Radio Oshtal, “{title}”, {n} May 2031, <https://radio.example/{n}> (accessed on 4 July 2032)."
    for n, title in enumerate(TITLES, 3)
)
ENGLISH = tuple(
    f"Radio Oshtal, “The Council on the road and the bridge”, {n} May 2031, <https://radio.example/{n}>"
    " (accessed on 4 July 2032)."
    for n in (3, 4, 5)
)
SAID = "\n\n".join(
    f"{n + 1}. On {n + 2} May, Aruk Belshan said: “We are in the town before the soup is cold.”[^{n}]"
    for n in (1, 2, 3)
)
METHOD = (
    "# Scope and method\n\n1. Every quotation was read in the original by two persons. {}\n\n# Findings\n\n"
)
TRANSLATIONS = [
    ("", FOREIGN, ["1", "2", "3", "4"]),
    ("The poem was later translated into Ardov.", ENGLISH, None),
    ("Translations are by the authors unless the note names an English version.", FOREIGN, None),
    ("", ENGLISH, None),
    ("", (FOREIGN[0], *ENGLISH[1:]), None),
    ("", tuple(note.replace(" (acc", " (our translation; acc") for note in FOREIGN), None),
]


@pytest.mark.parametrize(("method", "notes", "wanted"), TRANSLATIONS)
def test_who_translated(method: str, notes: tuple[str, ...], wanted: list[str] | None) -> None:
    listed = "\n\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, 1))
    head = "---\ntitle: Report 2031\nlang: en\n---\n\n"
    reading = reading_from(f"{head}{METHOD.format(method)}{SAID}\n\n{listed}\n")
    findings = found("translation-unmarked", reading)
    assert [list(f.paragraphs) for f in findings] == ([wanted] if wanted else [])
