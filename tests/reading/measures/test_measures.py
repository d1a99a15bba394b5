"""What a reader of the measures would notice: a lost order, the wrong court or day, a citation taken for one."""

from __future__ import annotations

import time

import pytest
from tests.reading.reports import context_of
from tests.reading.timing import times_as_long

from sourcebook.reading.candidates import Measure
from sourcebook.reading.measures import find_measures

SECTION = ("REACTIONS", "International court rulings")


def measures_of(*texts: str, section: tuple[str, ...] = SECTION, language: str = "en") -> list[Measure]:
    return find_measures(context_of(*texts, section=section, language=language))


ICJ = "International Court of Justice"
ECTHR = "European Court of Human Rights"

# text, body, date, orders
ONE = [
    ("On 22 May, the International Court of Justice issued an order. Arland must open the pass.", ICJ, "2031-05-22", ["open the pass"]),
    ("International Court of Justice (ICJ), on 22 May, issued an order to Arland, demanding the release of two trawlers.", ICJ, "2031-05-22", ["the release of two trawlers"]),
    ("On 22 May, the ICJ ordered Arland to reopen the pass and to admit observers.", ICJ, "2031-05-22", ["reopen the pass", "admit observers"]),
    ("On 22 May, the ICJ issued an order. It stated that Arland shall, pending the judgment, insure and return all paintings and refrain from selling them.", ICJ, "2031-05-22", ["insure and return all paintings", "refrain from selling them"]),
    ("On 22 May, the European Court of Human Rights indicated interim measures. Arland must (i) ensure access to lawyers; (ii) provide medicine; and (iii) report to the Court.", ECTHR, "2031-05-22", ["ensure access to lawyers", "provide medicine", "report to the Court"]),
    ("European Court of Human Rights (ECtHR), on 6 June, extended its interim measure of 3 May.", ECTHR, "2031-06-06", []),
    ("On 1 June, the International Criminal Court issued an arrest warrant against the general.", "International Criminal Court", "2031-06-01", []),
    ("The Inter-American Court of Human Rights, on 2 June, ordered provisional measures. The State must protect the leaders.", "Inter-American Court of Human Rights", "2031-06-02", ["protect the leaders"]),
    ("On 3 June, the Inter-American Commission on Human Rights granted precautionary measures, requesting the State to protect the villagers.", "Inter-American Commission on Human Rights", "2031-06-03", ["protect the villagers"]),
    ("On 4 June, the Community Court of Justice ruled that Arland must pay 40,000 dollars.", "Community Court of Justice", "2031-06-04", ["pay 40,000 dollars"]),
    ("On 5 June, the African Court on Human and Peoples' Rights ordered Arland to stay the execution.", "African Court on Human and Peoples' Rights", "2031-06-05", ["stay the execution"]),
    ("On 22 May, the ICJ, by twelve votes to three, ordered Arland to take all measures within its power to prevent attacks.", ICJ, "2031-05-22", ["take all measures within its power to prevent attacks"]),
    ("By its Order of 22 May, the ICJ indicated the following provisional measures: (1) Arland shall open the pass; (2) Arland shall admit observers.", ICJ, "2031-05-22", ["open the pass", "admit observers"]),
    ("On 22 May, the European Court of Human Rights, applying Rule 39, asked the Government of Arland to refrain from removing the applicants.", ECTHR, "2031-05-22", ["refrain from removing the applicants"]),
    ("In its judgment of 22 May in the case of Moss v. Arland, the European Court of Human Rights held that Arland was to pay the applicant 5,000 euros.", ECTHR, "2031-05-22", ["pay the applicant 5,000 euros"]),
    ("On 22 May, the UN Human Rights Committee requested interim measures, asking Arland not to carry out the execution.", "Human Rights Committee", "2031-05-22", ["not to carry out the execution"]),
    ("Pre-Trial Chamber II of the International Criminal Court issued on 22 May warrants of arrest for two commanders.", "International Criminal Court", "2031-05-22", []),
    ("The ECtHR applied Rule 39 of its Rules on 22 May in the case of Moss v. Arland, and ordered the Government to refrain from moving the applicant.", ECTHR, "2031-05-22", ["refrain from moving the applicant"]),
    ("On 6 June, the Constitutional Court of Arland ruled that the decree is void. The government must release the men.", "Constitutional Court of Arland", "2031-06-06", ["release the men"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body", "date", "orders"), ONE)
def test_a_measure_names_its_court_its_day_and_each_order(
    text: str, body: str, date: str, orders: list[str]
) -> None:
    found = measures_of(text)
    assert len(found) == 1
    assert body in found[0].body
    assert found[0].date == date
    assert list(found[0].orders) == orders


# text, case
CASES = [
    ("On 22 May, the ICJ issued an order in the case concerning Use of the Northern Canal (Arland v. Borland).", "Use of the Northern Canal (Arland v. Borland)"),
    ("On 22 May, the European Court of Human Rights delivered a judgment in the case of Moss and Others v. Arland, finding a violation.", "Moss and Others v. Arland"),
    ("On 22 May, the ICJ issued an order (Arland v. Borland).", "Arland v. Borland"),
    ("By a further order in Arland v. Borland, of 22 May, the ICJ directed Borland to open the pass.", "Arland v. Borland"),
    ("On 22 May, the ICJ issued an order.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "case"), CASES)
def test_the_case_is_named_up_to_its_second_party(text: str, case: str | None) -> None:
    assert measures_of(text)[0].case == case


def test_the_court_is_the_one_that_ordered_before_in_the_case_named() -> None:
    found = measures_of(
        "On 22 May, the ICJ issued an order in the case of Canals (Arland v. Borland).",
        "On 3 June, the European Court of Human Rights ordered Arland to admit a doctor.",
        "By a further order in Arland v. Borland, of 6 July, the Court directed Borland to open the pass.",
    )
    assert ICJ in found[-1].body
    assert found[-1].date == "2031-07-06"


ADDRESSEES = [
    ("On 22 May, the ICJ ordered Arland to reopen the pass.", "Arland"),
    ("On 22 May, the ICJ issued an order to Arland, demanding access.", "Arland"),
    ("On 22 May, the ICJ issued an order. It held that the Republic of Arland shall admit observers.", "the Republic of Arland"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_the_addressee_is_the_one_obliged(text: str, addressee: str) -> None:
    assert measures_of(text)[0].addressee == addressee


def test_compliance_is_what_the_text_states() -> None:
    text = "On 22 May, the ICJ ordered Arland to reopen the pass. However, Arland has so far refused to open a single gate."
    assert measures_of(text)[0].compliance == "However, Arland has so far refused to open a single gate."
    assert measures_of("On 22 May, the ICJ ordered Arland to reopen the pass.")[0].compliance is None


# text, body, date: a measure that is only mentioned
MENTIONED = [
    ("The envoy recalled the International Court of Justice's (ICJ) Orders, handed down on 22 May and confirmed on 6 July.", ICJ, "2031-07-06"),
    ("“Arland should at last obey the interim measures ordered by the European Court of Human Rights on 2 June,” the envoy said.", ECTHR, "2031-06-02"),
    ("Observers cited the provisional measures ordered by the Inter-American Court of Human Rights on 3 June.", "Inter-American Court of Human Rights", "2031-06-03"),
    ("The resolution recalled the ICJ order of 4 June.", ICJ, "2031-06-04"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body", "date"), MENTIONED)
def test_a_measure_only_mentioned_is_a_measure_too(text: str, body: str, date: str) -> None:
    found = measures_of(text, section=("REACTIONS", "States"))
    assert [(body in m.body, m.date) for m in found] == [(True, date)]


def test_a_mention_of_an_order_that_has_its_own_paragraph_is_not_counted_again() -> None:
    found = measures_of("The envoy recalled the ICJ Orders of May and July 2031.", "On 22 May, the ICJ issued an order.", "On 6 July, the ICJ issued an order.")  # fmt: skip
    assert [m.date for m in found] == ["2031-05-22", "2031-07-06"]


NONE = [
    "On 6 June, the city court of Arland ordered his arrest.",
    "On 6 June, the Supreme Court of Arland sentenced him to 15 years.",
    "The judgment of the Court of 5 May 2009 set out the test.",
    "The committee ordered new chairs.",
    "In order to reach the court, he walked.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_country_s_trials_and_case_law_are_no_measures(text: str) -> None:
    assert measures_of(text, section=("HISTORY",)) == []


JUDGMENT = (
    "In the case of Moss v. Arland, the European Court of Human Rights, sitting as a Grand Chamber, delivers the following judgment.",
    "FOR THESE REASONS, THE COURT",
    "Holds, unanimously, that there has been a violation of Article 3 of the Convention;",
    "Holds that the respondent State is to pay the applicant 9,000 euros;",
    "Dismisses the remainder of the claim.",
    "Done in English, and delivered at a public hearing on 5 September 2017.",
)


def test_each_point_of_an_operative_part_is_a_measure_of_the_court() -> None:
    found = measures_of(*JUDGMENT, section=("PROCEDURE",))
    assert [(ECTHR in m.body, m.date, m.case) for m in found] == [(True, "2017-09-05", "Moss v. Arland")] * 3
    assert found[1].orders == ("pay the applicant 9,000 euros",)
    assert found[2].orders == ("Dismisses the remainder of the claim.",)


SENTENCIA = (
    "La Corte Interamericana de Derechos Humanos dicta la presente Resolución de 3 de julio de 2027.",
    "POR TANTO: LA CORTE INTERAMERICANA DE DERECHOS HUMANOS, RESUELVE:",
    "Requerir al Estado de Costa Verde que adopte las medidas necesarias para proteger a los líderes.",
    "Levantar la custodia policial de Juan Leal.",
    "Redactada en español.",
)


def test_an_operative_part_is_read_in_spanish() -> None:
    found = measures_of(*SENTENCIA, section=(), language="es")
    assert [m.addressee for m in found] == ["Estado de Costa Verde", None]
    assert found[0].orders == ("adopte las medidas necesarias para proteger a los líderes",)


@pytest.mark.parametrize(
    "unit", ["(i) ", "Court of ", "order of the Court ", "((((", "v. ", "shall ", "must, in ", "on 4 May "]
)
def test_hostile_strings_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[: size * 4]
        began = time.process_time()
        measures_of("On 4 May, the ICJ issued an order. " + text)
        return time.process_time() - began

    assert times_as_long(seconds, 2_000, 20_000) < 30
