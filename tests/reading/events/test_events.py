"""What a reader of the events would notice: a wrong kind of act, a wrong day, a wrong place, one too many."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.reading.reports import context_of

from sourcebook.reading.candidates import Event
from sourcebook.reading.events import find_events


def events_of(*texts: str, language: str = "en", section: tuple[str, ...] = ()) -> list[Event]:
    return find_events(context_of(*texts, language=language, section=section), [])


# Sentences of an invented country, each with the kind, day and place of the one event it tells.
TOLD = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "told.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "kind", "date", "place"), TOLD)
def test_a_told_act_has_its_kind_day_and_place(text: str, kind: str, date: str, place: str) -> None:
    found = events_of(text)
    assert [(e.type, e.date) for e in found] == [(kind, date)]
    if place != "-":
        assert found[0].place == place


# Paragraphs as many kinds of monitors write them, each with all the events that it tells.
MONITORS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "monitors.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "told"), MONITORS)
def test_what_a_monitor_writes_is_read_as_told(text: str, told: str) -> None:
    wanted = [tuple(event.split(" | ")) for event in told.split("; ") if event]
    found = events_of(text)
    assert [(e.type, e.date or "?") for e in found] == [(kind, date) for kind, date, _ in wanted]
    for event, (_, _, place) in zip(found, wanted, strict=True):
        assert place in ("-", event.place)


# Nothing is told here as having happened.
NOT_TOLD = [
    "On 3 May, the minister condemned the attack on the convoy.",
    "On 4 May, the council called for the release of prisoners.",
    "The envoy warned that the army could attack the town.",
    "On 5 May, the general threatened to close the road.",
    "The army did not attack the village.",
    "No one was arrested.",
    "The law prohibits torture.",
    "On 6 May, the president said: “We destroyed their church and killed their soldiers in one day.”",
    "The commission expressed concern about the detention of students.",
    "The attack aircraft stood on the airfield.",
    "He wrote a history of the war crimes tribunal.",
    "The right to life and the prohibition of torture are absolute.",
    "On 7 May, an avalanche killed two people in Maro.",
    "An earthquake destroyed the church in Lenz.",
    "The armed forces of the republic have 4,000 men.",
    "The minister is accused of involvement in the killings.",
    "Before the blockade, the town had a market.",
    "The occupied village lies close to the river.",
    "The court may sentence him next year.",
    "The delegation visited Tarn and met the governor.",
    "Residents fear that the army will shell the town.",
    "If the road is closed, the convoy will wait.",
    "The police searched the house and arrested no one.",
    "There were no reports of new attacks in May.",
    "On 9 May, the ministry denied that its troops had shelled the village.",
    "The guide spoke of what was referred to as a deed of honour in the temple.",
    "On 10 May, the minister spoke at the Opening Ceremony of the ski season.",
    "The court held that a fair balance had been struck.",
    "On 11 May, the Human Rights Committee held an online seminar on the treaty.",
    "The two parties remained at odds over a resolution to the war.",
    "Women and displaced persons need shelter.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_only_spoken_of_is_no_event(text: str) -> None:
    assert events_of(text) == []


# paragraph, the dates of its events in order, whether each dates the evidence
DATED = [
    (
        "On 3 May, satellite imagery showed that the chapel had been destroyed.",
        ["../2031-05-03"],
        ["evidence"],
    ),
    ("Imagery of 3 May showed that the chapel had been razed.", ["../2031-05-03"], ["evidence"]),
    (
        "On 4 May, it became evident that the old synagogue had been demolished.",
        ["../2031-05-04"],
        ["evidence"],
    ),
    ("On 5 May, a video surfaced depicting the looting of a synagogue.", ["../2031-05-05"], ["evidence"]),
    ("Images published on 6 May show that the monastery was looted.", ["../2031-05-06"], ["evidence"]),
    ("The photo taken on 7 May 2031 shows that the synagogue was burned.", ["../2031-05-07"], ["evidence"]),
    (
        "On 8 May, a film was posted. From the film it is evident that the abbey was burned.",
        ["../2031-05-08"],
        ["evidence"],
    ),
    (
        "Between 2 March and 9 May 2031, the old theatre was demolished, as imagery shows.",
        ["2031-03-02/2031-05-09"],
        ["event"],
    ),
    (
        "On 9 May, police arrested a singer. On 20 May 2031, a court sentenced her to four years in prison.",
        ["2031-05-09", "2031-05-20"],
        ["event", "event"],
    ),
    (
        "On 10 May, gunmen attacked a customs post. As a result, two clerks were killed.",
        ["2031-05-10"],
        ["event"],
    ),
    (
        "On 11 May, troops shelled the barracks. This attack left three soldiers dead.",
        ["2031-05-11"],
        ["event"],
    ),
    (
        "On 12 May, police arrested a poet. Following his arrest, prosecutors opened a criminal case.",
        ["2031-05-12", "2031-05-12/.."],
        ["event", "event"],
    ),
    ("The convent, built in 1688, was looted on 13 May 2031.", ["2031-05-13"], ["event"]),
    (
        "On 14 May 2031, soldiers crossed the border in breach of the truce of 2 April 2030.",
        ["2031-05-14"],
        ["event"],
    ),
    ("The fortress was shelled during the 12-day war in 2029.", ["2029"], ["event"]),
    ("Two conscripts told of the beatings they had suffered.", [None], ["event"]),
    ("In early November 2031, three villagers were abducted.", ["2031-11-01~/2031-11-10~"], ["event"]),
    (
        "A parade was held on 4 June, preceded by a rally in the stadium.",
        ["2031-06-04", "../2031-06-04"],
        ["event", "event"],
    ),
    (
        "On 5 June, two nuns were detained. Two monks were detained on 9 June.",
        ["2031-06-05", "2031-06-09"],
        ["event", "event"],
    ),
    (
        "On 6 June, police arrested a baker. He has been sentenced to a year in jail.",
        ["2031-06-06", "2031-06-06/.."],
        ["event", "event"],
    ),
    (
        "On 7 June, monitors visited Lesna prison; three men said that they had been beaten by guards.",
        ["../2031-06-07"],
        ["evidence"],
    ),
    ("As of 8 June 2031, the fighting had displaced 900 people.", ["../2031-06-08"], ["event"]),
    ("By 9 June, 40 villagers had been detained.", ["../2031-06-09"], ["event"]),
    (
        "On 10 June, gunmen raided Tarn village. Two days later, they abducted the elder.",
        ["2031-06-10", "2031-06-12"],
        ["event", "event"],
    ),
    (
        "On 11 June, soldiers torched a farm. On the same day, they abducted a shepherd.",
        ["2031-06-11", "2031-06-11"],
        ["event", "event"],
    ),
    ("Following his arrest on 1 May, he was sentenced in absentia on 12 June.", ["2031-06-12"], ["event"]),
    ("Two guards were wounded when a sniper opened fire on 13 June.", ["2031-06-13"], ["event"]),
]


@pytest.mark.parametrize(("text", "dates", "roles"), DATED)
def test_the_day_of_the_evidence_is_told_from_the_day_of_the_event(
    text: str, dates: list[str | None], roles: list[str]
) -> None:
    found = events_of(text)
    assert sorted((e.date or "", e.date_role) for e in found) == sorted(
        (date or "", role) for date, role in zip(dates, roles, strict=True)
    )


def test_a_date_is_carried_only_where_the_words_point_back() -> None:
    carried = events_of(
        "On 3 May, the army launched an offensive in Arda.",
        "During the army's offensive, nine men were killed.",
    )
    assert [e.date for e in carried] == ["2031-05-03", "2031-05-03"]
    unknown = events_of(
        "On 3 May, the army launched an offensive in Arda.", "Nine men were abducted from a farm."
    )
    assert unknown[1].date is None
    later = events_of(
        "On 3 May, gunmen set up a roadblock at Orsel.",
        "Over the following months, they kidnapped nine drivers there.",
    )
    assert later[1].date == "2031-05-03/.."


def test_the_next_day_is_counted_from_the_day_told_before() -> None:
    found = events_of("On 31 May, two nuns were detained. The next day, a mob looted houses in Tarn.")
    assert [e.date for e in found] == ["2031-05-31", "2031-06-01"]


def test_a_named_war_is_dated_where_the_report_first_dates_it() -> None:
    found = events_of(
        "The 12-day war in 2029 ended in a truce.", "The fresco was smashed during the 12-day war."
    )
    assert [e.date for e in found if e.type == "heritage-damage"] == ["2029"]


# sentence, victims, perpetrator, attributed_to
PEOPLE = [
    (
        "On 3 May, border troops detained Ilan Veres, a teacher, in Maro.",
        ("Ilan Veres",),
        "border troops",
        None,
    ),
    (
        "On 4 May, two farmers were arrested by the gendarmerie in Tarn.",
        ("two farmers",),
        "the gendarmerie",
        None,
    ),
    ("On 5 May, three officers were killed in Ovel.", ("three officers",), None, None),
    (
        "The Ministry of Health said that five nurses were killed on 6 May.",
        ("five nurses",),
        None,
        "The Ministry of Health",
    ),
    (
        "According to the Orsel Watch, soldiers executed seven men on 7 May.",
        ("seven men",),
        "soldiers",
        "the Orsel Watch",
    ),
    ("On 8 May, a court sentenced the editor to six years in prison.", ("the editor",), "a court", None),
    ("On 9 May, police opened fire at demonstrators in Lenz.", ("demonstrators",), "police", None),
    ("On 10 May, the army expelled the inhabitants of Tarn.", ("the inhabitants of Tarn",), "the army", None),
    ("On 11 May, villagers fled to Orsel.", ("villagers",), None, None),
    ("On 12 May, the statue was toppled in Verk.", (), None, None),
    (
        "On 13 May, soldiers of the Third Brigade destroyed the chapel in Arda.",
        (),
        "soldiers of the Third Brigade",
        None,
    ),
]


@pytest.mark.parametrize(("text", "victims", "perpetrator", "who"), PEOPLE)
def test_nobody_is_named_whom_the_text_does_not_name(
    text: str, victims: tuple[str, ...], perpetrator: str | None, who: str | None
) -> None:
    (event,) = events_of(text)
    assert (event.victims, event.perpetrator, event.attributed_to) == (victims, perpetrator, who)


def test_a_heading_about_monuments_tells_what_was_demolished() -> None:
    text = "On 3 May, imagery showed that the upper quarter had been razed."
    assert [e.type for e in events_of(text, section=("Destruction of heritage",))] == ["heritage-damage"]


SPANISH = [
    (
        "El 3 de mayo de 2031, soldados detuvieron a un maestro en la aldea de Tarn.",
        "detention",
        "2031-05-03",
    ),
    ("El 4 de mayo de 2031, dos campesinos fueron asesinados en Ovel.", "killing", "2031-05-04"),
    ("El 5 de mayo de 2031, el tribunal condenó al editor a seis años de prisión.", "trial", "2031-05-05"),
    ("El 6 de mayo de 2031, la guerrilla atacó una patrulla cerca de Karsk.", "armed-attack", "2031-05-06"),
    (
        "El 7 de mayo de 2031, los paramilitares quemaron viviendas en Zoll.",
        "attack-on-civilians",
        "2031-05-07",
    ),
    (
        "El 8 de mayo de 2031, el ejército bloqueó la carretera de Maro a Lenz.",
        "restriction-of-movement",
        "2031-05-08",
    ),
    ("El 9 de mayo de 2031, las autoridades cortaron la electricidad en Mirna.", "utility-cut", "2031-05-09"),
    ("El 10 de mayo de 2031, la iglesia fue saqueada en Arda.", "heritage-damage", "2031-05-10"),
    ("El 11 de mayo de 2031, cuarenta familias huyeron hacia Orsel.", "forced-displacement", "2031-05-11"),
    (
        "El 12 de mayo de 2031, los guardias torturaron a un detenido en la cárcel de Verk.",
        "ill-treatment",
        "2031-05-12",
    ),
]


@pytest.mark.parametrize(("text", "kind", "date"), SPANISH)
def test_a_report_in_spanish_is_read_too(text: str, kind: str, date: str) -> None:
    assert (kind, date) in [(e.type, e.date) for e in events_of(text, language="es")]


def test_hostile_text_takes_no_longer_than_its_length() -> None:
    def seconds(text: str) -> float:
        context = context_of(text)
        began = time.process_time()
        find_events(context, [])
        return time.process_time() - began

    for unit in (
        "the attack on the ",
        "who which that ",
        "in the village of ",
        "A. ",
        "killed, ",
        "((((",
        "” “ ",
    ):
        seconds(unit * 100)
        short, long = seconds(unit * 1000), seconds(unit * 4000)
        assert long < 12 * max(short, 0.02), unit
