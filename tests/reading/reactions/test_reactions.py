"""What a reader of the reactions would notice: the wrong body, a lost speaker, a court's order among them."""

from __future__ import annotations

import time

import pytest
from tests.reading.reports import context_of
from tests.reading.timing import times_as_long

from sourcebook.reading.candidates import Reaction
from sourcebook.reading.reactions import find_reactions

SECTION = ("REACTIONS OF INTERNATIONAL BODIES",)


def reactions_of(
    text: str, section: tuple[str, ...] = SECTION, language: str = "en", *before: str
) -> list[Reaction]:
    return find_reactions(context_of(text, *before, language=language, section=section), [])


# text, body, speaker, date, instrument
ONE = [
    ("On 4 May, the UN Security Council held an emergency meeting on the closure of the pass.", "UN Security Council", None, "2031-05-04", "meeting"),
    ("The Secretary-General of the United Nations, on 5 May, deplored the floggings.", "United Nations", "Secretary-General of the United Nations", "2031-05-05", "statement"),
    ("United Nations Secretary-General, Ana Mora, on 5 May, called for restraint.", "United Nations", "Ana Mora, Secretary-General", "2031-05-05", "call"),
    ("On 6 May, UN High Commissioner for Human Rights Ina Toll urged the authorities of Arland to lift the closure.", "United Nations", "High Commissioner for Human Rights Ina Toll", "2031-05-06", "call"),
    ("On 7 May, UN special rapporteurs voiced dismay at the verdict.", "United Nations special rapporteurs", None, "2031-05-07", "statement"),
    ("Velmora's President Ilo Brant, on 8 May, tweeted: “The closure must end.”", "Velmora", "President Ilo Brant", "2031-05-08", "post"),
    ("The President of Velmora, Ilo Brant, condemned the attack on 9 May.", "Velmora", "Ilo Brant, President of Velmora", "2031-05-09", "statement"),
    ("Velmora’s Foreign Ministry, on 10 May, published a statement, regretting the broken truce.", "Velmora", "Foreign Ministry", "2031-05-10", "statement"),
    ("On 10 May, the Ministry of Foreign Affairs of Velmora issued a statement.", "Velmora", "Ministry of Foreign Affairs of Velmora", "2031-05-10", "statement"),
    ("On 11 May, the Velmoran Foreign Minister Eda Lunn said that the shelling was unacceptable. Velmora also sent aid.", "Velmora", "Foreign Minister Eda Lunn", "2031-05-11", "statement"),
    ("The US Secretary of State Joan Bell, on 12 May, issued a statement: “The dam belongs to both banks.”", "United States", "Secretary of State Joan Bell", "2031-05-12", "statement"),
    ("On 12 May, U.S. Ambassador Carl Pott called on Arland to reopen the pass.", "United States", "Ambassador Carl Pott", "2031-05-12", "call"),
    ("EU High Representative for Foreign Affairs and Security Policy Rita Sand issued a statement on 13 May.", "European Union (EU)", "High Representative for Foreign Affairs and Security Policy Rita Sand", "2031-05-13", "statement"),
    ("On 14 May, at the opening of the ministerial week, the EU delegation made a statement about the elections.", "European Union (EU)", "EU delegation", "2031-05-14", "statement"),
    ("On 15 May, after the Velmora-EU talks, the sides published a joint statement.", "Velmora and European Union", None, "2031-05-15", "joint statement"),
    ("On 16 May, the European Parliament adopted, by a vote of 412 in favour and 37 against, a resolution on Arland.", "European Parliament", None, "2031-05-16", "resolution"),
    ("Parliamentary Assembly of the Council of Europe (PACE) President, Odo Lamm, on 17 May, made a statement.", "Parliamentary Assembly of the Council of Europe", "Odo Lamm, President", "2031-05-17", "statement"),
    ("On 18 May, Amnesty International released a report on the shelling of the market.", "Amnesty International", None, "2031-05-18", "report"),
    ("On 18 May, the Mirror Lake Institute for Peace published a report on the mined fields.", "Mirror Lake Institute for Peace", None, "2031-05-18", "report"),
    ("On 19 May, a report by the Open Fields Network (OFN) “Seeds of Hunger” mentioned that “the barns were empty by June.”", "Open Fields Network", None, "2031-05-19", "report"),
    ("On 20 May, former Supreme Court judge Ewa Lis Brandt released a report on the prisons.", "Ewa Lis Brandt", None, "2031-05-20", "report"),
    ("On 21 May, Open Pages Forum made a post on its channel, stating: “Let the printers go.”", "Open Pages Forum", None, "2031-05-21", "post"),
    ("On 22 May, Highland Forest Watch said that the grove had been felled.", "Highland Forest Watch", None, "2031-05-22", "statement"),
    ("On 23 May, the African Commission on Human and Peoples' Rights condemned the killings.", "African Commission on Human and Peoples' Rights", None, "2031-05-23", "statement"),
    ("The African Union Commission Chairperson, Abel Tessa, on 24 May, called for an immediate ceasefire.", "African Union Commission", "Abel Tessa, Chairperson", "2031-05-24", "call"),
    ("On 25 May, the Inter-American Commission on Human Rights (IACHR) urged the State to protect the leaders.", "Inter-American Commission on Human Rights", None, "2031-05-25", "call"),
    ("The Organization of American States Secretary General Luz Vela denounced the arrests on 26 May.", "Organization of American States", "Secretary General Luz Vela", "2031-05-26", "statement"),
    ("On 27 May, the League of Arab States convened an extraordinary session.", "League of Arab States", None, "2031-05-27", "meeting"),
    ("On 28 May, the Committee against Torture expressed concern about the deaths in custody.", "Committee against Torture", None, "2031-05-28", "statement"),
    ("On 29 May, the Chair of the Working Group on Enforced Disappearances, Ida Kern, called on Arland to search for the missing.", "Working Group on Enforced Disappearances", "Ida Kern, Chair of the Working Group on Enforced Disappearances", "2031-05-29", "call"),
    ("On 30 May, Permanent Representative of Velmora to the United Nations, Ambassador Olga Rey welcomed the release of the nuns.", "Velmora", "Ambassador Olga Rey, Permanent Representative of Velmora to the United Nations", "2031-05-30", "statement"),
    ("On 31 May, Pope Anselm appealed to Arland to free the hostages.", "Holy See", "Pope Anselm", "2031-05-31", "call"),
    ("On June 1, the World Council of Churches called for the release of the priest.", "World Council of Churches", None, "2031-06-01", "call"),
    ("On June 2, Reporters Without Borders condemned the arrest of the editor.", "Reporters Without Borders", None, "2031-06-02", "statement"),
    ("“The pass must reopen”, stated the OHCHR spokesperson, Ida Kern-Lunde, at the Palace of Nations on 2 June.", "OHCHR", "Ida Kern-Lunde, spokesperson", "2031-06-02", "statement"),
    ("Briefing the members on 2 June, the Velmoran Foreign Minister Eda Lunn said that the shelling was unacceptable.", "Velmora", "Foreign Minister Eda Lunn", "2031-06-02", "statement"),
    ("“The pass must reopen,” said Open Doors House on 2 June.", "Open Doors House", None, "2031-06-02", "statement"),
    ("The spokesperson of the UN Secretary-General, Luc Ferrand, told reporters on 2 June that the Organization was worried.", "United Nations", "Luc Ferrand, spokesperson of the UN Secretary-General", "2031-06-02", "statement"),
    ("The OSCE Chairperson-in-Office, Minister Olo Bern, on 2 June called on the sides to return to talks.", "Organization for Security and Co-operation in Europe", "Minister Olo Bern, Chairperson-in-Office", "2031-06-02", "call"),
    ("On 2 June, Norland summoned the ambassador of Arland.", "Norland", None, "2031-06-02", "sanctions"),
    ("On 2 June the Human Rights Council adopted, by 25 votes to 7 with 15 abstentions, resolution 60/2 on the pass.", "Human Rights Council", None, "2031-06-02", "resolution"),
    ("On 2 June, the Security Council adopted resolution 2901 (2031), deciding to remain seized of the matter.", "Security Council", None, "2031-06-02", "resolution"),
    ("Norland, on 3 June, suspended arms exports to Arland.", "Norland", None, "2031-06-03", "sanctions"),
    ("On 4 June, the Norland Parliament adopted a resolution on the displaced.", "Norland Parliament", None, "2031-06-04", "resolution"),
    ("On 5 June, the Senate of Norland passed a resolution that recognised the siege.", "Senate of Norland", None, "2031-06-05", "resolution"),
    ("On 6 June, Senator Bob Hale wrote on his page that aid had to stop.", "Bob Hale", None, "2031-06-06", "post"),
    ("ECOWAS, on 7 June, imposed sanctions on the junta.", "ECOWAS", None, "2031-06-07", "sanctions"),
    ("On 8 June, the International Committee of the Red Cross (ICRC) warned that food was running out.", "International Committee of the Red Cross", None, "2031-06-08", "statement"),
    ("On 9 June, an emergency session of the Arab Human Rights Committee was convened on the drought.", "Arab Human Rights Committee", None, "2031-06-09", "meeting"),
    ("On 10 June, the Peace and Security Council Session debated the “theft of the harvest.”", "Peace and Security Council", None, "2031-06-10", "meeting"),
    ("Council of Europe (CoE) Commissioner for Human Rights Mia Dahl, on 11 June, the day of the vote, issued a statement.", "Council of Europe", "Commissioner for Human Rights Mia Dahl", "2031-06-11", "statement"),
    ("On 12 June, Human Rights Watch issued a statement, saying that the buyers of the timber should open their books.", "Human Rights Watch", None, "2031-06-12", "statement"),
    ("On 13 June, when Arland shut down its last radio station, Freedom House published a post, stating: “Silence is not order.”", "Freedom House", None, "2031-06-13", "post"),
    ("ASEAN leaders, on 14 June, expressed concern over the escalation.", "ASEAN", None, "2031-06-14", "statement"),
    ("On 15 June, the Prime Minister of Costa Verde Lia Paz told reporters that she deplored the attack.", "Costa Verde", "Prime Minister of Costa Verde Lia Paz", "2031-06-15", "statement"),
    ("On 16 June, the spokesperson for the UN Secretary-General, Max Orr, said the talks would go on.", "United Nations", "Max Orr, spokesperson for the UN Secretary-General", "2031-06-16", "statement"),
    ("Representatives from Norland, Velmora, and Suderland, on 17 June, condemned the arrest of the pilots.", "Norland, Velmora and Suderland", None, "2031-06-17", "statement"),
    ("On 18 June, the Global Centre for the Responsibility to Protect sounded the alarm.", "Global Centre for the Responsibility to Protect", None, "2031-06-18", "statement"),
    ("On 19 June, Physicians for Human Rights documented 40 attacks on clinics.", "Physicians for Human Rights", None, "2031-06-19", "report"),
    ("The Human Rights Council, on 20 June, adopted resolution 60/1 on Arland.", "Human Rights Council", None, "2031-06-20", "resolution"),
    ("In a statement on 5 May, UN experts said that the camps must be closed.", "United Nations experts", None, "2031-05-05", "statement"),
    ("According to a statement by the EU spokesperson on 5 May, the vote was flawed.", "European Union", "spokesperson", "2031-05-05", "statement"),
    ("The spokesperson of the US State Department, Mark Hill, said on 5 May that sanctions would follow.", "United States", "Mark Hill, spokesperson of the US State Department", "2031-05-05", "statement"),
    ("Speaking in Tarn on 5 May, the High Commissioner for Human Rights warned of atrocities.", "High Commissioner for Human Rights", None, "2031-05-05", "statement"),
    ("A group of 14 UN special rapporteurs called for the release of the men on 5 May.", "United Nations special rapporteurs", None, "2031-05-05", "call"),
    ("Resolution 2250 was adopted by the Human Rights Council on 5 May.", "Human Rights Council", None, "2031-05-05", "resolution"),
    ("The attack was condemned by the African Union on 5 May.", "African Union", None, "2031-05-05", "statement"),
    ("Ambassador Per Holm of Norland told the Council on 5 May that the siege must end.", "Norland", "Ambassador Per Holm of Norland", "2031-05-05", "statement"),
    ("Red Cross President Mira Post visited the prison on 5 May.", "Red Cross", "President Mira Post", "2031-05-05", "visit"),
    ("Several members of the US Congress wrote to the minister on 5 May.", "US Congress", "members of the US Congress", "2031-05-05", "post"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body", "speaker", "date", "instrument"), ONE)
def test_a_reaction_names_its_body_its_speaker_and_its_day(
    text: str, body: str, speaker: str | None, date: str, instrument: str
) -> None:
    found = reactions_of(text)
    assert len(found) == 1
    assert body in found[0].body
    assert speaker is None or found[0].speaker == speaker or (found[0].speaker or "") in speaker
    assert (found[0].date, found[0].instrument) == (date, instrument)


# text, bodies in order
SEVERAL = [
    ("On 4 May, the UN Security Council held a briefing. Ira Dunn, World Food Programme representative, warned that the mills had stopped. She also said that seed was lacking.", ["UN Security Council", "World Food Programme"]),
    ("On 4 May, Freedom House published a post. In its later survey of the press, Freedom House highlighted that nine papers had closed.", ["Freedom House", "Freedom House"]),
    ("Amnesty International, on 5 May, published a report. The report stated that the market had been shelled. It also called for an inquiry.", ["Amnesty International"]),
    ("On 5 May, the EU issued a statement. The European Union (EU) reiterated that the vote was unfair.", ["European Union"]),
    ("At the Council of Europe, on 6 May, the delegation of Norland made a statement. Two other states (Velmora, Suderland) supported it.", ["Norland"]),
    ("On 7 May, the Arab Human Rights Committee convened a session. Velmora’s Ambassador Olga Rey said the pass must open. Norland’s Ambassador Per Holm called for talks.", ["Arab Human Rights Committee", "Velmora", "Norland"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bodies"), SEVERAL)
def test_each_actor_of_a_paragraph_reacts_once(text: str, bodies: list[str]) -> None:
    found = [reaction.body for reaction in reactions_of(text)]
    assert len(found) == len(bodies)
    assert all(want in have for want, have in zip(bodies, found, strict=True))


NONE = [
    "Arland's new press law drew some criticism abroad.",
    "Several states supported the appeal.",
    "Several experts expressed concern.",
    "The statement said: “We deplore the verdict.”",
    "The decree, widely condemned as censorship, stayed in force.",
    "He also called on the parties to talk.",
    "International bodies have issued letters that nobody answered.",
]


@pytest.mark.parametrize("text", NONE)
def test_nobody_in_particular_reacts_to_nothing(text: str) -> None:
    assert reactions_of(text) == []


def test_what_courts_order_is_no_reaction() -> None:
    text = "On 4 May, the International Court of Justice issued an order to Arland."
    assert reactions_of(text) == []
    assert reactions_of(text, (*SECTION, "International court rulings")) == []


OUTSIDE = [
    ("A week earlier, on 4 May, Pope Anselm appealed to Arland to free the hostages.", ["Holy See"]),
    ("On 4 May, the European Parliament condemned the trial.", ["European Parliament"]),
    ("On 4 May, the Defence Ministry of Arland said that the hill had been taken.", []),
    ("On 4 May, the President of Arland condemned the neighbours.", []),
    ("The Popular Rescue Forces (RSF) demanded that the village pay.", []),
    ("On 4 May, the Security Council issued a press statement on Arland.", ["Security Council"]),
]


@pytest.mark.parametrize(("text", "bodies"), OUTSIDE)
def test_elsewhere_only_third_parties_react(text: str, bodies: list[str]) -> None:
    assert [r.body for r in reactions_of(text, ("HISTORY",))] == bodies


SPANISH = [
    ("El 4 de mayo, la Comisión Interamericana de Derechos Humanos (CIDH) condenó los asesinatos.", "Comisión Interamericana de Derechos Humanos"),
    ("El Secretario General de las Naciones Unidas, el 5 de mayo, expresó su preocupación.", "Naciones Unidas"),
    ("El 6 de mayo, Amnistía Internacional publicó un informe sobre los desplazados.", "Amnistía Internacional"),
    ("El Ministerio de Relaciones Exteriores de Costa Verde emitió un comunicado el 7 de mayo.", "Costa Verde"),
    ("El 8 de mayo, el Parlamento Europeo adoptó una resolución sobre el cierre.", "Parlamento Europeo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "body"), SPANISH)
def test_reactions_are_read_in_spanish(text: str, body: str) -> None:
    found = reactions_of(text, ("Reacciones internacionales",), "es")
    assert [body in r.body for r in found] == [True]


def test_a_government_s_own_response_is_no_section_of_reactions() -> None:
    text = "On 4 May, Norland opened three shelters."
    assert reactions_of(text, ("Humanitarian response",)) == []


def test_a_heading_that_only_may_announce_reactions_makes_them_less_sure() -> None:
    text = "On 4 May, the Open Lake Watch published a report."
    sure, likely = reactions_of(text), reactions_of(text, ("International organizations",))
    assert sure[0].confidence > 0.9 > likely[0].confidence


@pytest.mark.parametrize(
    "unit", ["“", "((((", "the UN ", "a a a ", "X of ", "condemned ", ", and the X ", "’s ", "on 4 May, "]
)
def test_hostile_strings_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[: size * 4]
        began = time.process_time()
        reactions_of(text)
        return time.process_time() - began

    assert times_as_long(seconds, 2_000, 20_000) < 30


def test_a_second_statement_of_another_day_is_another_reaction() -> None:
    found = reactions_of(
        "On 15 May, the European Commission issued a statement on the pass. "
        "A second statement of the European Commission, of 5 June, called upon Arland to let relief through."
    )
    assert [reaction.date for reaction in found] == ["2031-05-15", "2031-06-05"]
