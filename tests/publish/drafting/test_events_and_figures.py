"""An event names nobody as its doer without a claimant; figures stand with whoever gives them, side by side."""

from __future__ import annotations

from typing import Any

import pytest
from tests.publish.drafting.records import FRONT, from_source, id_of, material, record, shown

from sourcebook.publish.drafting import paragraph_for
from sourcebook.publish.drafting.counted import site_sentences
from sourcebook.publish.drafting.writer import Writer, in_a_row
from sourcebook.publish.material import Plain

BY_GUARD = {"part": "perpetrator", "actor": id_of("guard")}
VICTIM = {"part": "victim", "words": "two shepherds"}
SENTENCE = "On 3 May the Sellan Guard closed the bridge of Brenn."


def event(**given: object) -> Plain:
    return record(
        "event",
        "bridge",
        **{
            "type": "restriction-of-movement",
            "when": "2031-05-03",
            "evidence": from_source("radio"),
            **given,
        },
    )


EVENTS: list[tuple[str, dict[str, Any], str]] = [
    ("type alone", {}, "On 3 May, there was a restriction of movement.[event]"),
    ("words, place, victims", {"words": "closed", "place": id_of("brenn"), "involvements": [VICTIM]}, "On 3 May, in Brenn, there was a restriction of movement (“closed”), concerning two shepherds.[event]"),
    ("a type of another scheme", {"type": "PCS-12"}, "On 3 May, there was an act of the type “PCS-12”.[event]"),
    ("by whom, according to whom", {"involvements": [{**BY_GUARD, "attributed_to": id_of("ministry")}]}, "On 3 May, there was a restriction of movement.[event] According to Ministry of Roads, it was carried out by Sellan Guard.[~event]"),
    ("by whom, according to the source", {"involvements": [BY_GUARD]}, "On 3 May, there was a restriction of movement.[event] According to Radio Oshtal, it was carried out by Sellan Guard.[~event]"),
    ("by whom, according to nobody", {"involvements": [BY_GUARD], "evidence": []}, "On 3 May, there was a restriction of movement. No source is named for the attribution to Sellan Guard. No source is cited for this.[~event]"),
    ("rival attributions", {"involvements": [{**BY_GUARD, "attributed_to": id_of("ministry")}, {"part": "perpetrator", "actor": id_of("ministry"), "attributed_to": id_of("guard")}]}, "On 3 May, there was a restriction of movement.[event] According to Ministry of Roads, it was carried out by Sellan Guard. According to Sellan Guard, it was carried out by Ministry of Roads.[~event]"),
    ("others", {"involvements": [{"part": "witness", "words": "a nurse"}, {"part": "detainee", "words": "two men"}]}, "On 3 May, there was a restriction of movement.[event] Witnesses: a nurse. Detained: two men.[~event]"),
    ("a sentence that says it all", {"description": SENTENCE, "involvements": [{**BY_GUARD, "attributed_to": id_of("ministry")}]}, "On 3 May the Sellan Guard closed the bridge of Brenn.[event] This is according to Ministry of Roads.[~event]"),
    ("a sentence without its day", {"description": "The bridge was closed."}, "On 3 May: The bridge was closed.[event]"),
    ("a sentence by nobody", {"description": SENTENCE, "involvements": [BY_GUARD], "evidence": []}, "On 3 May the Sellan Guard closed the bridge of Brenn. No source is cited for this.[~event]"),
    ("the day of a photograph", {"when": "../2031-05-03", "date_role": "evidence"}, "By 3 May at the latest, there was a restriction of movement.[event] The date is that of the evidence; the event itself may have taken place earlier.[~event]"),
    ("an unknown day", {"when": "", "absent": {"when": "unknown"}}, "On an unknown date, there was a restriction of movement.[event]"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "told"), [case[1:] for case in EVENTS], ids=[case[0] for case in EVENTS])
def test_an_event_is_told_with_its_attribution(given: dict[str, Any], told: str) -> None:
    one = event(**given)
    assert shown(paragraph_for(one, material(one), front=FRONT).children) == told


def claim(name: str = "dead", **given: object) -> Plain:
    return record(
        "claim",
        name,
        **{
            "property": "killed",
            "as_of": "2031-05-04",
            "claimant": id_of("ministry"),
            "evidence": from_source("tv"),
            **given,
        },
    )


FIGURES: list[tuple[str, dict[str, Any], str]] = [
    ("words", {"words": "12 people killed"}, "On 4 May, according to Ministry of Roads: 12 people killed.[claim]"),
    ("a rule that the words lack", {"words": "12 people killed", "rule": "at least"}, "On 4 May, according to Ministry of Roads: at least 12 people killed.[claim]"),
    ("a rule that they have", {"words": "At least 12 killed", "rule": "at least"}, "On 4 May, according to Ministry of Roads: At least 12 killed.[claim]"),
    ("numbers alone", {"best": 1200, "rule": "at least", "unit": "persons"}, "On 4 May, according to Ministry of Roads: killed: at least 1,200 persons.[claim]"),
    ("a range is not averaged", {"low": 10, "high": 14, "unit": "persons"}, "On 4 May, according to Ministry of Roads: killed: 10 to 14 persons.[claim]"),
    ("a share", {"best": 10.5, "unit": "%", "property": "share"}, "On 4 May, according to Ministry of Roads: share: 10.5 %.[claim]"),
    ("nobody", {"words": "12 killed", "claimant": None, "evidence": []}, "On 4 May: 12 killed; who gives this figure is not recorded. No source is cited for this.[~claim]"),
    ("by the source", {"words": "12 killed", "claimant": None, "evidence": from_source("radio")}, "On 4 May, according to Radio Oshtal: 12 killed.[claim]"),
    ("a claimant as printed", {"words": "12 killed", "claimant": None, "claimant_words": "the mayor"}, "On 4 May, according to the mayor: 12 killed.[claim]"),
    ("relayed", {"words": "12 killed", "relayed_by": id_of("tv")}, "On 4 May, according to Ministry of Roads: 12 killed.[claim] This was relayed by Ardovia Public Television.[~claim]"),
    ("no day", {"words": "12 killed", "as_of": ""}, "According to Ministry of Roads: 12 killed.[claim]"),
    ("about a place", {"words": "12 killed", "about": id_of("brenn")}, "On 4 May, according to Ministry of Roads, for Brenn: 12 killed.[claim]"),
    ("a condition", {"property": "condition", "term": "damaged", "about": id_of("brenn")}, "On 4 May, according to Ministry of Roads, the condition of Brenn was recorded as “damaged”.[claim]"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "told"), [case[1:] for case in FIGURES], ids=[case[0] for case in FIGURES])
def test_a_figure_stands_with_whoever_gives_it(given: dict[str, Any], told: str) -> None:
    one = claim(**given)
    assert shown(paragraph_for(one, material(one), front=FRONT).children) == told


def test_rival_figures_of_one_event_stand_side_by_side() -> None:
    about = {"about": event()["id"], "unit": "persons"}
    found = material(
        event(),
        claim("a", best=12, rule="at least", **about),
        claim("b", best=40, claimant=id_of("guard"), as_of="2031-05-05", **about),
    )
    told = shown(paragraph_for(event(), found, front=FRONT).children)
    assert told == (
        "On 3 May, there was a restriction of movement.[event] The figures differ."
        " On 4 May, according to Ministry of Roads: killed: at least 12 persons.[claim]"
        " On 5 May, according to Sellan Guard: killed: 40 persons.[claim][~event]"
    )
    assert "26" not in told


def test_a_part_of_a_figure_is_no_rival_of_its_whole() -> None:
    whole = claim("whole", best=12, about=event()["id"])
    part = claim("part", best=2, about=event()["id"], part_of=whole["id"], claimant=id_of("guard"))
    assert "differ" not in shown(paragraph_for(event(), material(event(), whole, part)).children)


def test_a_figure_whose_words_the_event_tells_is_cited_beside_it() -> None:
    told = event(description="On 3 May, 12 people were held at the bridge.")
    figure = claim(words="12 people", about=told["id"])
    assert (
        shown(paragraph_for(told, material(told, figure), front=FRONT).children)
        == "On 3 May, 12 people were held at the bridge.[event; claim]"
    )


def test_a_site_changed_between_the_last_image_intact_and_the_first_changed() -> None:
    def seen(name: str, term: str, day: str) -> Plain:
        return claim(name, property="condition", term=term, as_of=day, about=id_of("brenn"))

    rows = [
        seen("c", "destroyed", "2031-06-09"),
        seen("a", "intact", "2031-03-01"),
        seen("b", "intact", "2031-05-03"),
    ]
    writer = Writer.of(material(*rows), FRONT, "en")
    told = shown(in_a_row(site_sentences(rows, writer, "Brenn")))
    assert told.endswith(
        " The change lies between the last record as “intact” (on 3 May) and the first record as “destroyed” (on 9 June).[claim; claim]"
    )
    assert told.index("1 March") < told.index("3 May") < told.index("9 June")


def test_a_site_that_was_never_seen_intact_has_no_day_of_change() -> None:
    one = claim(property="condition", term="destroyed", about=id_of("brenn"))
    writer = Writer.of(material(one), FRONT, "en")
    assert "change lies" not in shown(in_a_row(site_sentences([one], writer, "Brenn")))


NAMES = [
    {"value": "Verrin", "language": "xa", "used_by": id_of("ministry"), "main": True},
    {"value": "Oshtal", "language": "xs", "used_by": id_of("guard")},
]
POLICIES: list[tuple[dict[str, Any], str]] = [
    ({}, "Verrin"),
    ({"names": {"used_by": id_of("guard")}}, "Oshtal"),
    ({"names": {"language": ["xs", "xa"]}}, "Oshtal"),
    ({"names": {"used_by": [id_of("ministry"), id_of("guard")]}}, "Verrin"),
]


@pytest.mark.parametrize(("policy", "name"), POLICIES)
def test_a_place_is_named_by_the_policy_of_the_dossier(policy: dict[str, Any], name: str) -> None:
    town = record("place", "town", names=NAMES)
    one = event(place=town["id"])
    told = shown(paragraph_for(one, material(town, one, policy=policy), front=FRONT).children)
    assert told == f"On 3 May, in {name}, there was a restriction of movement.[event]"
