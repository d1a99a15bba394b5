"""What a reader of the recommendations would notice: a lost demand, the wrong addressee, two acts in one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.reports import context_of
from tests.reading.timing import times_as_long

from sourcebook.reading.analysis import Context, analyse
from sourcebook.reading.candidates import Recommendation
from sourcebook.reading.document import Document, ItemList, ListItem, Paragraph
from sourcebook.reading.recommendations import find_recommendations
from sourcebook.reading.recommendations.actions import actions
from sourcebook.reading.recommendations.addressees import split_actors
from sourcebook.text import Passage
from sourcebook.text.passage import Piece


def passage(text: str, at: int = 0) -> Passage:
    return Passage(text, (Piece(0, len(text), at, len(text)),))


def listed(
    *items: str,
    lead: str = "The following steps are needed:",
    section: tuple[str, ...] = ("RECOMMENDATIONS",),
    labels: str = "abcdefgh",
    language: str = "en",
) -> Context:
    paragraph = Paragraph(0, "12", 1, section, passage(lead))
    found = ItemList(
        tuple(ListItem(labels[n], passage(t, 1000 * (n + 1))) for n, t in enumerate(items)), section, 0
    )
    return analyse(Document("", "Report 2031", language, (), (paragraph,), (), lists=(found,)), {})


def one(text: str, **kept: str) -> Recommendation:
    found = find_recommendations(listed(text, **kept))  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


# text of a lettered item, addressees, actions
ITEMS = [
    ("The Government of Arland should release the teachers.", ["Government of Arland"], ["release the teachers"]),
    ("The Government of Arland should release the teachers and pay them compensation.", ["Government of Arland"], ["release the teachers", "pay them compensation"]),
    ("The Committee on Missing Persons (CMP) should monitor the camps. CMP should further report on its visits and publish the results.", ["Committee on Missing Persons (CMP)"], ["monitor the camps", "further report on its visits", "publish the results"]),
    ("The Council of the Valley should keep the talks open. Furthermore, the Council should invite observers.", ["Council of the Valley"], ["keep the talks open", "invite observers"]),
    ("Members of the Canal Convention should reopen the locks, including by waiving the tolls of the Upper Lock.", ["Members of the Canal Convention"], ["reopen the locks", "waive the tolls of the Upper Lock"]),
    ("Wealthy neighbouring states should fund the clinics. Village midwives, patients' associations, and health ministries should register the births, publishing their places, and propose repairs.", ["Wealthy neighbouring states", "Village midwives", "patients' associations", "health ministries"], ["fund the clinics", "register the births", "publish their places", "propose repairs"]),
    ("The Special Rapporteur on Truth, Reparation, and Guarantees of Non-recurrence should visit the valley.", ["Special Rapporteur on Truth, Reparation, and Guarantees of Non-recurrence"], ["visit the valley"]),
    ("The authorities of Arland must ensure that detainees who remain in custody see a doctor and receive their medicine.", ["authorities of Arland"], ["ensure that detainees who remain in custody see a doctor and receive their medicine"]),
    ("Arland should map and fence the minefields.", ["Arland"], ["map and fence the minefields"]),
    ("Norland, Velmora and Suderland should open their borders.", ["Norland", "Velmora", "Suderland"], ["open their borders"]),
    ("The European Union and the United Nations should deploy monitors.", ["European Union", "United Nations"], ["deploy monitors"]),
    ("Donors need to finance the repair of the aqueduct.", ["Donors"], ["finance the repair of the aqueduct"]),
    ("The neighbouring states must act. Possible steps could include a flight ban.", ["neighbouring states"], ["act", "Possible steps could include a flight ban"]),
    ("The Ombudsman should commission a survey. The answers should be printed in both languages.", ["Ombudsman"], ["commission a survey", "The answers should be printed in both languages"]),
    ("In the event of a third refusal, the Security Council should impose an embargo.", ["Security Council"], ["impose an embargo"]),
    ("The Ministry of Justice should immediately and unconditionally release the writers, drop the charges, and restore their passports.", ["Ministry of Justice"], ["immediately and unconditionally release the writers", "drop the charges", "restore their passports"]),
    ("Arland is urged to ratify the Charter.", ["Arland"], ["ratify the Charter"]),
    ("The police should stop the raids; return the seized books; and train its officers.", ["police"], ["stop the raids", "return the seized books", "train its officers"]),
    ("The State party should: (a) amend the law; (b) close the camp; and (c) compensate the families.", ["State party"], ["amend the law", "close the camp", "compensate the families"]),
    ("The State party should provide access and support for victims.", ["State party"], ["provide access and support for victims"]),
    ("The mission should investigate the shelling and support the victims.", ["mission"], ["investigate the shelling", "support the victims"]),
    ("The Board should establish a commission to examine the deaths and prosecute those responsible.", ["Board"], ["establish a commission to examine the deaths and prosecute those responsible"]),
    ("Companies should refrain from trade in timber, using the list of the Council.", ["Companies"], ["refrain from trade in timber, using the list of the Council"]),
    ("Companies should not buy timber from the valley.", ["Companies"], ["not buy timber from the valley"]),
    ("The Council should stop the raids, discipline officials who ordered them, and return the books.", ["Council"], ["stop the raids", "discipline officials who ordered them", "return the books"]),
    ("The Auditor should inspect the mint. This inspection should cover the furnaces.", ["Auditor"], ["inspect the mint", "cover the furnaces"]),
    ("To the United Nations: appoint a special envoy; send a fact-finding mission.", ["United Nations"], ["appoint a special envoy", "send a fact-finding mission"]),
    ("It is recommended that the Ministry of Culture restore the chapel.", ["Ministry of Culture"], ["restore the chapel"]),
    ("The Committee urges the State party to: (a) repeal article 12; (b) release the writers.", ["State party"], ["repeal article 12", "release the writers"]),
    ("The authors recommend that the Government of Arland reopen the pass and compensate the villagers.", ["Government of Arland"], ["reopen the pass", "compensate the villagers"]),
    ("State institutions should disclose the fate of the missing.", ["State institutions"], ["disclose the fate of the missing"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "addressees", "wanted"), ITEMS)
def test_an_item_asks_its_addressees_one_action_a_verb(
    text: str, addressees: list[str], wanted: list[str]
) -> None:
    found = one(text)
    assert list(found.addressees) == addressees
    assert list(found.actions) == wanted


# lead, item, addressees, actions
LED = [
    ("The Panel recommends that the Council:", "Publish the list of vessels and suspend the licences of their owners;", ["Council"], ["Publish the list of vessels", "suspend the licences of their owners"]),
    ("The Government of Arland should:", "Close the camp", ["Government of Arland"], ["Close the camp"]),
    ("To the Government of Arland:", "Immediately release the writers.", ["Government of Arland"], ["Immediately release the writers"]),
    ("The Committee urges the State party to:", "Abolish the death penalty;", ["State party"], ["Abolish the death penalty"]),
    ("We call on the European Union and the African Union to:", "Send observers.", ["European Union", "African Union"], ["Send observers"]),
    ("The State party should take measures, including by:", "Ensuring that prisoners see a doctor;", ["State party"], ["Ensuring that prisoners see a doctor"]),
    ("The State party should take all steps necessary to:", "Ensure prompt inquiries and publish their results.", ["State party"], ["Ensure prompt inquiries", "publish their results"]),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "item", "addressees", "wanted"), LED)
def test_the_sentence_before_a_list_tells_whom_it_asks(
    lead: str, item: str, addressees: list[str], wanted: list[str]
) -> None:
    found = one(item, lead=lead)
    assert list(found.addressees) == addressees
    assert list(found.actions) == wanted


def test_a_heading_tells_whom_a_list_asks() -> None:
    found = one("Close the camp.", lead="Much is to be done.", section=("Recommendations", "To the Government of Arland"))  # type: ignore[arg-type]  # fmt: skip
    assert list(found.addressees) == ["Government of Arland"]


# paragraph in the document's own voice, outside a section of recommendations
VOICE = [
    ("The Committee recommends that the State party ratify the Protocol.", ["State party"], ["ratify the Protocol"]),
    ("I urge the transitional authorities to lift the ban on unions.", ["transitional authorities"], ["lift the ban on unions"]),
    ("The Committee urges all States to accede to the Convention and calls upon the Secretariat to publish the list.", ["all States", "Secretariat"], ["accede to the Convention", "publish the list"]),
    ("The Working Group requests the Government of Arland to clarify the fate of the men.", ["Government of Arland"], ["clarify the fate of the men"]),
    ("With winter at the door, I am troubled by the empty stores and call upon donors to keep the kitchens open.", ["donors"], ["keep the kitchens open"]),
    ("The Committee recommends that the State party invite the Rapporteur and calls upon donors to fund the visit.", ["State party", "donors"], ["invite the Rapporteur", "fund the visit"]),
    ("The Panel therefore recommends that Member States freeze the accounts of the firm.", ["Member States"], ["freeze the accounts of the firm"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "addressees", "wanted"), VOICE)
def test_what_the_document_itself_asks_is_a_recommendation(
    text: str, addressees: list[str], wanted: list[str]
) -> None:
    found = find_recommendations(context_of(text, section=("Observations",)))
    assert [(list(f.addressees), list(f.actions)) for f in found] == [(addressees, wanted)]


NOT_ASKED = [
    "The Pope urged Arland to free the hostages.",
    "On 4 May, the Council called on the parties to talk.",
    "The minister said: “Arland should pay.”",
    "The ban must have been known to the guards.",
    "The mill should be seen in the morning.",
    "Velmora recommends its cheeses to travellers.",
]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_others_asked_is_none(text: str) -> None:
    assert find_recommendations(context_of(text, section=("Events of the year",))) == []


SPANISH = [
    ("El Estado debe investigar los hechos y sancionar a los responsables.", ["Estado"], ["investigar los hechos", "sancionar a los responsables"]),
    ("El Comité recomienda que el Estado parte adopte una ley.", ["Estado parte"], ["adopte una ley"]),
    ("Liberar de inmediato a los maestros y garantizar su seguridad.", [], ["Liberar de inmediato a los maestros", "garantizar su seguridad"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "addressees", "wanted"), SPANISH)
def test_recommendations_are_read_in_spanish(text: str, addressees: list[str], wanted: list[str]) -> None:
    found = one(text, lead="Es preciso:", section=("RECOMENDACIONES",), language="es")  # type: ignore[arg-type]
    assert (list(found.addressees), list(found.actions)) == (addressees, wanted)


def test_the_same_recommendation_in_summary_and_body_names_its_twin() -> None:
    text = "The Government of Arland should release the teachers and reopen the school."
    summary = ItemList((ListItem("a", passage(text, 10)),), ("SUMMARY", "Recommendations"), None)
    body = ItemList((ListItem("h", passage(text, 5000)),), ("RECOMMENDATIONS",), None)
    document = Document("", None, "en", (), (), (), lists=(summary, body))
    found = find_recommendations(analyse(document, {}))
    assert [(r.label, r.same_as) for r in found] == [("a", "h"), ("h", "a")]


def test_a_letter_used_twice_bears_its_paragraph_s_number() -> None:
    section = ("Concluding observations",)
    paragraphs = tuple(
        Paragraph(n, label, 1, section, passage("The State party should:"))
        for n, label in enumerate(("8", "9"))
    )
    lists = tuple(
        ItemList((ListItem("a", passage(text, 100 * (n + 1))),), section, n)
        for n, text in enumerate(("Close the camp;", "Free the writers;"))
    )
    found = find_recommendations(analyse(Document("", None, "en", (), paragraphs, (), lists=lists), {}))
    assert [r.label for r in found] == ["8 (a)", "9 (a)"]


def test_items_without_a_label_are_numbered() -> None:
    found = find_recommendations(listed("Close the camp.", "Free the writers.", labels=["", ""]))  # type: ignore[arg-type]
    assert [r.label for r in found] == ["1", "2"]


def test_a_list_that_asks_needs_no_heading() -> None:
    items = ("The Council should send monitors.", "The Government of Arland should release the writers.")
    found = find_recommendations(listed(*items, lead="Three steps remain:", section=()))
    assert [list(r.addressees) for r in found] == [["Council"], ["Government of Arland"]]


def test_a_list_of_something_else_is_no_recommendation() -> None:
    assert (
        find_recommendations(listed("two rifles;", "a lorry;", lead="The guards found:", section=("Events",)))
        == []
    )


ACTORS = [
    ("the UN Trusteeship Council, Security Council, and General Assembly", 3),
    ("regional and international organizations", 1),
    ("the Ministry of Forests and Fisheries", 1),
    ("journalists and lawyers' associations", 2),
    ("the Committee on the Rights of the Child", 1),
]


@pytest.mark.parametrize(("name", "count"), ACTORS)
def test_several_addressees_are_told_from_one_with_a_long_name(name: str, count: int) -> None:
    assert len(split_actors(name, "en")) == count


@given(st.text(alphabet="abc,;.() and theESs\n", max_size=200))
def test_no_word_of_what_is_asked_is_lost_to_an_error(text: str) -> None:
    assert all(action.strip() for action in actions(text, "en"))


@pytest.mark.parametrize("unit", ["(a) ", ", and close the ", "; ", "should ", "((((", "“", "the Council, ", "recommends that "])  # fmt: skip
def test_hostile_strings_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[: size * 4]
        began = time.process_time()
        find_recommendations(listed("The State should " + text))
        return time.process_time() - began

    assert times_as_long(seconds, 1_000, 10_000) < 30
