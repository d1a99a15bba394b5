"""What a reader of the figures would notice: a wrong number, a lost "at least", a date taken for a count."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.reports import context_of

from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.candidates import Figure
from sourcebook.reading.figures import find_figures


def figures_of(text: str, language: str = "en") -> list[Figure]:
    return find_figures(context_of(text, language=language))


# Paragraphs as many kinds of monitors write them, each with all the numbers that it claims.
MONITORS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "monitors.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "claimed"), MONITORS)
def test_what_a_monitor_claims_is_read_as_written(text: str, claimed: str) -> None:
    wanted = sorted((float(number.rstrip("q")), number.endswith("q")) for number in claimed.split())
    found = sorted((f.value, bool(f.qualifier)) for f in figures_of(text) if f.value is not None)
    assert found == wanted


# sentence, value, qualifier, unit
ONE = [
    ("The shelling killed 14 people.", 14, None, "persons"),
    ("The shelling killed at least 14 people.", 14, "at least", "persons"),
    ("More than 4,000 residents left.", 4000, "More than", "persons"),
    ("About 150,000 refugees crossed the river.", 150000, "About", "persons"),
    ("Approximately 45% of the district was flooded.", 45, "Approximately", "%"),
    ("Some 45 per cent of the district was flooded.", 45, "Some", "%"),
    ("The share fell to 64.3%.", 64.3, None, "%"),
    ("An estimated 1.5 million people were displaced.", 1500000, "An estimated", "persons"),
    ("Nearly two thirds of the pupils left.", 66.67, "Nearly", "%"),
    ("Up to 50 hours passed.", 50, "Up to", "hours"),
    ("The surgery took no more than 3 hours.", 3, "no more than", "hours"),
    ("Fewer than ten families stayed.", 10, "Fewer than", "families"),
    ("Over 80 miners drowned.", 80, "Over", "persons"),
    ("Within two weeks the well was dry.", 2, "Within", "weeks"),
    ("It happened within a week.", 1, "within", "weeks"),
    ("Almost a month after the flood, the school reopened.", 1, "Almost", "months"),
    ("A decade of war had emptied the valley.", 1, None, "decades"),
    ("The drought lasted seven months.", 7, None, "months"),
    ("The strike lasted six (6) days.", 6, None, "days"),
    ("She is a 57-year-old woman.", 57, None, "years"),
    ("He was 33 years old.", 33, None, "years"),
    ("He received an 11-year prison term.", 11, None, "years"),
    ("They were held for 14 months.", 14, None, "months"),
    ("The well lies about 3km from the camp.", 3, "about", "km"),
    ("A 30-metre mast stood there.", 30, None, "m"),
    ("The 7 km-wide strait was mined.", 7, None, "km"),
    ("The field measures 12 hectares.", 12, None, "hectares"),
    ("They lost 3,700 tons of grain.", 3700, None, "tonnes"),
    ("The fine was $14,578,000.", 14578000, None, "USD"),
    ("The fine was €2.5 million.", 2500000, None, "EUR"),
    ("The fine was 300 euros.", 300, None, "EUR"),
    ("The fine was 40,000 pesos.", 40000, None, "other currency"),
    ("The resolution passed with 274 votes.", 274, None, "votes"),
    ("The clinic has 350 personnel.", 350, None, "persons"),
    ("The flood reached 85 settlements.", 85, None, "settlements"),
    ("They ran 23 summer rescue courses.", 23, None, "courses"),
    ("Experts counted twenty-three tombs.", 23, None, "tombs"),
    ("Experts counted one hundred and five tombs.", 105, None, "tombs"),
    ("Experts counted two hundred tombs.", 200, None, "tombs"),
    ("Experts counted three thousand two hundred tombs.", 3200, None, "tombs"),
    ("A dozen churches were looted.", 12, None, "churches"),
    ("Half a dozen churches were looted.", 6, None, "churches"),
    ("Two dozen churches were looted.", 24, None, "churches"),
    ("A hundred houses burned.", 100, None, "houses"),
    ("The three guilds - the bakers, the tanners and the weavers - struck.", 3, None, "guilds"),
    ("One guard was wounded.", 1, None, "persons"),
    ("The blast left a soldier dead.", 1, None, "persons"),
    ("One was wounded.", 1, None, "persons"),
    ("The chapel was built in 1688.", 1688, None, "year"),
    ("It has the third largest harbour of the coast.", 3, None, "rank"),
    ("A total of 420 retired nurses were listed.", 420, None, "persons"),
    ("Another 205 people were vaccinated.", 205, None, "persons"),
    ("As many as 90 fishermen drowned.", 90, "As many as", "persons"),
    ("The crowd numbered 500 or more.", 500, "or more", None),
    ("Around 5,000 hectares burned.", 5000, "Around", "hectares"),
    ("Only six judges remained.", 6, "Only", "persons"),
    ("The convoy had 19 trucks.", 19, None, "trucks"),
    ("A census counted 2000 inhabitants.", 2000, None, "persons"),
    ("Almost all (~61,340) voters stayed away.", 61340, "~", "persons"),
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
    "In 1967 the border changed.",
    "From 1806 to 1812 there was war.",
    "At 07:20 the ferry left.",
    "It began at 11 p.m. in the square.",
    "Article 14 protects this right.",
    "See paragraphs 87, 90 and 99.",
    "Resolution 1591 forbids it.",
    "Rules 7 and 12 apply.",
    "Articles 6 (2) and 17 to 19 were breached.",
    "See Orlo v. Orsel [GC], cited above, § 87, and Article 35 § 1 of the Convention.",
    "The committee met for its eighty-second session.",
    "3. The panel met the governor.",
    "ISSN 1020-170X",
    "Decree No. 512 was signed.",
    "The Mk-41 is a lorry.",
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
    "He called it “a city of 6 million”.",
    "Document A/HRC/45/12 says so.",
    "The items (1) and (2) were kept.",
    "They arrived a day later.",
    "World War 2 began there.",
]


@pytest.mark.parametrize("text", NONE)
def test_dates_labels_names_and_quoted_numbers_are_no_figures(text: str) -> None:
    assert figures_of(text) == []


BOUNDS = [
    ("At least 60 orchards were damaged.", 60, 60, None),
    ("Up to 41 trucks passed.", 41, None, 41),
    ("Between 20 and 30 men came.", None, 20, 30),
    ("Some 20-30 men came.", None, 20, 30),
    ("From 20 to 30 men came.", None, 20, 30),
    ("The toll was 3 to 5 men.", None, 3, 5),
    ("Several dozen bridges are unsafe.", None, None, None),
    ("Hundreds of thousands of pilgrims waited.", None, None, None),
    ("Within two days they left.", 2, None, 2),
    ("About 35 thefts were reported.", 35, None, None),
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
        "In all, 310 people were vaccinated, 40 of them nurses, including six midwives.",
        [310, 40, 6],
        [None, 0, 1],
    ),
    (
        "In all, 310 people were vaccinated, with 40 being nurses, including six midwives.",
        [310, 40, 6],
        [None, 0, 1],
    ),
    (
        "Some 205 voters were asked, 61 of whom were nurses, including 10 midwives.",
        [205, 61, 10],
        [None, 0, 1],
    ),
    ("There were 34 applicants, including five widows and two orphans.", [34, 5, 2], [None, 0, 0]),
    ("Tenants made up 71.4% of the 98,412 voters.", [71.4, 98412], [1, None]),
    ("Police held 40 men. Of these, 12 were students.", [40, 12], [None, 0]),
    ("Three men were killed and two women were wounded.", [3, 2], [None, None]),
    ("Out there, 26 smugglers were fined and eight jailed.", [26, 8], [None, None]),
    ("They found 25 out of 310 graves.", [25, 310], [1, None]),
    (
        "By the end of the season, 37 pilots had retired. This number includes 4 hired abroad.",
        [37, 4],
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
        "The Health Ministry said that 4 patients were infected, while the Labour Ministry reported 9 deaths."
    )
    assert [(f.value, f.attributed_to) for f in found] == [
        (4, "The Health Ministry"),
        (9, "the Labour Ministry"),
    ]


def test_the_name_of_a_war_counts_once() -> None:
    context = context_of("The 12-day war ended.", "After the 12-day war, nobody returned.")
    assert [f.value for f in find_figures(context)] == [12]


def test_a_term_of_prison_counts_wherever_it_is_told() -> None:
    context = context_of("She received a 12-year prison term.", "The court upheld the 12-year prison term.")
    assert [f.value for f in find_figures(context)] == [12, 12]


def test_what_authors_put_into_a_quotation_is_their_own() -> None:
    found = figures_of("He said: “We won that week [the 3-day sit-in at the mint] with 300 men.”")
    assert [f.value for f in found] == [3]


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
        began = time.process_time()
        find_figures(context)
        return time.process_time() - began

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
