"""What a reader of the figures would notice: a wrong number, a lost "at least", a date taken for a count."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.reports import context_of

from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.candidates import Figure
from sourcebook.reading.figures import find_figures


def figures_of(text: str, language: str = "en") -> list[Figure]:
    return find_figures(context_of(text, language=language))


# sentence, value, qualifier, unit
ONE = [
    ("The shelling killed 14 people.", 14, None, "persons"),
    ("The shelling killed at least 14 people.", 14, "at least", "persons"),
    ("More than 4,000 residents left.", 4000, "More than", "persons"),
    ("About 150,000 refugees crossed the river.", 150000, "About", "persons"),
    ("Approximately 30% of the district was flooded.", 30, "Approximately", "%"),
    ("Some 30 per cent of the district was flooded.", 30, "Some", "%"),
    ("The share fell to 64.3%.", 64.3, None, "%"),
    ("An estimated 1.5 million people were displaced.", 1500000, "An estimated", "persons"),
    ("Nearly two thirds of the pupils left.", 66.67, "Nearly", "%"),
    ("Up to 38 hours passed.", 38, "Up to", "hours"),
    ("The trip took no more than 2 hours.", 2, "no more than", "hours"),
    ("Fewer than ten families stayed.", 10, "Fewer than", "families"),
    ("Over 70 people died.", 70, "Over", "persons"),
    ("Within two weeks the street was renamed.", 2, "Within", "weeks"),
    ("It happened within a week.", 1, "within", "weeks"),
    ("Almost a month after the closure, the gas was cut.", 1, "Almost", "months"),
    ("A decade of war had emptied the valley.", 1, None, "decades"),
    ("The siege lasted nine months.", 9, None, "months"),
    ("The siege lasted eight (8) days.", 8, None, "days"),
    ("He is a 68-year-old man.", 68, None, "years"),
    ("She was 21 years old.", 21, None, "years"),
    ("He received a 15-year prison term.", 15, None, "years"),
    ("They were held for 10 months.", 10, None, "months"),
    ("The road lies about 1km from the line.", 1, "about", "km"),
    ("A 30-metre mast stood there.", 30, None, "m"),
    ("The 5 km-wide corridor was closed.", 5, None, "km"),
    ("The field measures 12 hectares.", 12, None, "hectares"),
    ("They lost 3,700 tons of grain.", 3700, None, "tonnes"),
    ("The fine was $14,578,000.", 14578000, None, "USD"),
    ("The fine was €2.5 million.", 2500000, None, "EUR"),
    ("The fine was 300 euros.", 300, None, "EUR"),
    ("The fine was 40,000 pesos.", 40000, None, "other currency"),
    ("The resolution passed with 274 votes.", 274, None, "votes"),
    ("The mission has 200 personnel.", 200, None, "persons"),
    ("The army seized 85 settlements.", 85, None, "settlements"),
    ("They held 16 joint military exercises.", 16, None, "exercises"),
    ("Experts counted twenty-three tombs.", 23, None, "tombs"),
    ("Experts counted one hundred and five tombs.", 105, None, "tombs"),
    ("Experts counted two hundred tombs.", 200, None, "tombs"),
    ("Experts counted three thousand two hundred tombs.", 3200, None, "tombs"),
    ("A dozen churches were looted.", 12, None, "churches"),
    ("Half a dozen churches were looted.", 6, None, "churches"),
    ("Two dozen churches were looted.", 24, None, "churches"),
    ("A hundred houses burned.", 100, None, "houses"),
    ("The three parties - the north, the south and the mediators - signed.", 3, None, "parties"),
    ("One guard was wounded.", 1, None, "persons"),
    ("The blast left a soldier dead.", 1, None, "persons"),
    ("One was wounded.", 1, None, "persons"),
    ("The chapel was built in 1688.", 1688, None, "year"),
    ("It has the second largest army of the region.", 2, None, "rank"),
    ("A total of 300 former officials were listed.", 300, None, "persons"),
    ("Another 205 people were wounded.", 205, None, "persons"),
    ("As many as 90 fishermen drowned.", 90, "As many as", "persons"),
    ("The crowd numbered 500 or more.", 500, "or more", None),
    ("Around 5,000 hectares burned.", 5000, "Around", "hectares"),
    ("Only six judges remained.", 6, "Only", "persons"),
    ("The convoy had 19 trucks.", 19, None, "trucks"),
    ("A census counted 2000 inhabitants.", 2000, None, "persons"),
    ("Almost all (~61,340) residents fled.", 61340, "~", "persons"),
    ("Not less than 40 shops closed.", 40, "Not less than", "shops"),
    ("The outage lasted roughly 24 hours.", 24, "roughly", "hours"),
    ("They walked 9.5 kilometres.", 9.5, None, "km"),
    ("Some 12 square kilometres were mined.", 12, "Some", "km²"),
    ("The dam holds 3 billion litres.", 3000000000, None, "litres"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "unit"), ONE)
def test_a_number_keeps_its_value_qualifier_and_unit(
    text: str, value: float, qualifier: str | None, unit: str | None
) -> None:
    (figure,) = figures_of(text)
    assert (figure.value, figure.qualifier, figure.unit) == (value, qualifier, unit)
    assert figure.text in text


NONE = [
    "On 3 May 2031, the court met.",
    "In 1991 the border changed.",
    "From 1991 to 1994 there was war.",
    "At 16:55 the shooting began.",
    "It began at 11 p.m. in the square.",
    "Article 14 protects this right.",
    "See paragraphs 87, 90 and 99.",
    "Resolution 1591 forbids it.",
    "Rules 7 and 12 apply.",
    "Decree No. 512 was signed.",
    "The Mk-25 is an aircraft.",
    "A letter marked 517-B was found.",
    "Channel 4 reported it.",
    "The First Brigade left on the 5th.",
    "These two countries agreed.",
    "The two sides met.",
    "Both sides met in the first two days.",
    "One of the men spoke.",
    "No one came.",
    "On the one hand, it helped.",
    "The minister said: “We have killed 300 men.”",
    "He called it “a state of 10 million”.",
    "Document A/HRC/45/12 says so.",
    "The items (1) and (2) were kept.",
    "They arrived a day later.",
    "World War 2 began there.",
]


@pytest.mark.parametrize("text", NONE)
def test_dates_labels_names_and_quoted_numbers_are_no_figures(text: str) -> None:
    assert figures_of(text) == []


BOUNDS = [
    ("At least 40 sites were damaged.", 40, 40, None),
    ("Up to 38 trucks passed.", 38, None, 38),
    ("Between 20 and 30 men came.", None, 20, 30),
    ("Some 20-30 men came.", None, 20, 30),
    ("From 20 to 30 men came.", None, 20, 30),
    ("The toll was 3 to 5 men.", None, 3, 5),
    ("Several dozen sites are at risk.", None, None, None),
    ("Hundreds of thousands of refugees fled.", None, None, None),
    ("Within two days they left.", 2, None, 2),
    ("About 20 cases were recorded.", 20, None, None),
]


@pytest.mark.parametrize(("text", "value", "low", "high"), BOUNDS)
def test_a_range_keeps_its_ends_and_a_rough_number_has_no_value(
    text: str, value: float | None, low: float | None, high: float | None
) -> None:
    (figure,) = figures_of(text)
    assert (figure.value, figure.low, figure.high) == (value, low, high)


# text, values in order, the position of each figure's whole
NESTED = [
    (
        "In all, 310 people were killed, 40 of them civilians, including six minors.",
        [310, 40, 6],
        [None, 0, 1],
    ),
    (
        "In all, 310 people were killed, with 40 being civilians, including six minors.",
        [310, 40, 6],
        [None, 0, 1],
    ),
    (
        "Some 205 people were wounded, 61 of whom were civilians, including 10 minors.",
        [205, 61, 10],
        [None, 0, 1],
    ),
    ("There were 20 missing, including five women and two children.", [20, 5, 2], [None, 0, 0]),
    ("They made up 71.4% of the 98,412 people.", [71.4, 98412], [1, None]),
    ("Police held 40 men. Of these, 12 were students.", [40, 12], [None, 0]),
    ("Three men were killed and two women were wounded.", [3, 2], [None, None]),
    ("Out there, 11 people were killed and nine injured.", [11, 9], [None, None]),
    ("They found 25 out of 310 graves.", [25, 310], [1, None]),
    (
        "By the end of the year, 23 men were held. This number includes 5 taken in the war.",
        [23, 5],
        [None, 0],
    ),
]


@pytest.mark.parametrize(("text", "values", "wholes"), NESTED)
def test_a_part_points_at_its_whole_so_that_totals_count_once(
    text: str, values: list[float], wholes: list[int | None]
) -> None:
    found = figures_of(text)
    assert [f.value for f in found] == values
    assert [f.parent for f in found] == wholes


CLAIMED = [
    ("According to the Orsel Watch, 14 people were killed.", "the Orsel Watch"),
    ("The Ministry of Health said that 14 people were killed.", "The Ministry of Health"),
    ("On 3 May, the Ministry of Health reported 14 deaths.", "the Ministry of Health"),
    ("At least 14 people were killed.", None),
    ("He said that 14 people were killed.", None),
]


@pytest.mark.parametrize(("text", "who"), CLAIMED)
def test_a_figure_names_who_claims_it(text: str, who: str | None) -> None:
    (figure,) = figures_of(text)
    assert figure.attributed_to == who


def test_a_claimant_speaks_on_in_the_next_sentence() -> None:
    found = figures_of("According to the Orsel Watch, 14 people were killed. Another 20 people were wounded.")
    assert [f.attributed_to for f in found] == ["the Orsel Watch", "the Orsel Watch"]


def test_rival_figures_of_one_event_keep_their_claimants() -> None:
    found = figures_of(
        "The Defence Ministry said that 4 soldiers were killed, while the Interior Ministry reported 9 dead."
    )
    assert [(f.value, f.attributed_to) for f in found] == [
        (4, "The Defence Ministry"),
        (9, "the Interior Ministry"),
    ]


def test_the_name_of_a_war_counts_once() -> None:
    context = context_of("The 12-day war ended.", "After the 12-day war, nobody returned.")
    assert [f.value for f in find_figures(context)] == [12]


def test_a_figure_has_the_date_of_its_sentence() -> None:
    (figure,) = figures_of("On 3 May 2031, 14 people were killed.")
    assert figure.as_of == "2031-05-03"


SPANISH = [
    ("Al menos 19 personas fueron asesinadas.", 19, "Al menos", "persons"),
    ("Unos 1.200 campesinos huyeron.", 1200, "Unos", "persons"),
    ("El 45,5% de la población se desplazó.", 45.5, None, "%"),
    ("Treinta y cinco casas fueron quemadas.", 35, None, "casas"),
    ("Más de dos millones de personas salieron.", 2000000, "Más de", "persons"),
    ("La detención duró diez días.", 10, None, "days"),
    ("Fueron hallados doscientos cinco cuerpos.", 205, None, "cuerpos"),
]


@pytest.mark.parametrize(("text", "value", "qualifier", "unit"), SPANISH)
def test_a_figure_in_spanish(text: str, value: float, qualifier: str | None, unit: str) -> None:
    (figure,) = figures_of(text, "es")
    assert (figure.value, figure.qualifier, figure.unit) == (value, qualifier, unit)


LOW = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
TEENS = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
UNITS = LOW + TEENS
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    """A number below a billion in English words."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= scale:
            rest = f" {'and ' if scale == 100 else ''}{spelled(n % scale)}" if n % scale else ""
            return f"{spelled(n // scale)} {name}{rest}"
    if n >= 20:
        return TENS[n // 10 - 2] + (f"-{UNITS[n % 10]}" if n % 10 else "")
    return UNITS[n]


@given(st.integers(1, 999_999_999))
def test_any_number_is_read_in_words_and_in_digits(n: int) -> None:
    assert [x.value for x in find_numbers(f"in {spelled(n)} cases")] == [n]
    assert [x.value for x in find_numbers(f"in {n:,} cases")] == [n]
    assert [x.value for x in find_numbers(f"en {n:,} casos".replace(",", "."), "es")] == [n]


@given(st.text(alphabet="0123456789., -–and()one twohundred%“”", max_size=200))
def test_numbers_are_found_inside_the_text_and_in_order(text: str) -> None:
    found = find_numbers(text)
    assert all(0 <= x.start < x.end <= len(text) for x in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_hostile_text_takes_no_longer_than_its_length() -> None:
    def seconds(text: str) -> float:
        context = context_of(text)
        began = time.perf_counter()
        find_figures(context)
        return time.perf_counter() - began

    for unit in (
        "1,",
        "1 000 ",
        "one hundred and ",
        "(((",
        "“1 ",
        "at least ",
        "5 of them ",
        "9" * 50,
        "3 to ",
    ):
        seconds(unit * 100)
        short, long = seconds(unit * 2000), seconds(unit * 8000)
        assert long < 12 * max(short, 0.02), unit
