"""What a passage fills in, from where, and what it leaves empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.dossier.write.making import make, named
from tests.workbench.holding import viewer_of
from tests.workbench.reader.valley import QUOTED, Held

from sourcebook.dossier.ingest.passage.candidates import held_in, waiting
from sourcebook.dossier.ingest.passage.deciding import accept, reject, take_back
from sourcebook.dossier.ingest.passage.filling import Filled, NoPassage, filled
from sourcebook.dossier.ingest.passage.kept import Text, text_of
from sourcebook.dossier.models import Account, Dossier, Record
from sourcebook.dossier.seen import viewing
from sourcebook.dossier.write import create


@pytest.fixture
def text(held: Held, dossier: Dossier, people: dict[str, Account]) -> Iterator[Text]:
    with viewing(viewer_of(dossier, people["keeper"])):
        found = text_of(held["layer"])
        assert found is not None
        yield found


def of(text: Text, kind: str, words: str) -> Filled:
    start = text.text.index(words)
    return filled(text, kind, start, start + len(words))


def test_a_selected_quotation_is_a_statement_with_speaker_office_day_place_and_proof(
    text: Text, held: Held
) -> None:
    made = of(text, "statement", f"“{QUOTED}”")
    fields, [speaker] = made.plain["fields"], made.plain["parts"]["speakers"]
    assert fields["text"] == QUOTED and fields["manner"] == "direct"
    assert (fields["when"], fields["when_words"]) == ("2031-03-18", "18 March 2031")
    assert fields["place"] == held["kelmet"] and fields["language"] == "en"
    assert speaker["actor"] == held["minister"] and speaker["office"] == held["office"]
    assert speaker["words"] == "Tavo Brenik" and speaker["role_words"] == "Minister of Roads"
    by_field = {row["field"]: row for row in made.plain["evidence"]}
    assert {"text", "speakers", "when"} <= set(by_field)
    for row in made.plain["evidence"]:
        assert text.text[row["start"] : row["end"]] == row["exact"]
        assert text.text.endswith(row["prefix"], 0, row["start"])
    assert by_field["text"]["exact"] == QUOTED
    read = {one.field: text.text[one.start : one.end] for one in made.reads}
    assert read["when"] == "18 March 2031" and read["speakers"] == "Tavo Brenik" and read["text"] == QUOTED
    create([made.plain], "as filled")


def test_whom_the_dossier_does_not_know_stays_in_words_and_is_told(text: Text) -> None:
    made = of(text, "statement", "A road is not a border, and a border is not a road.")
    [speaker] = made.plain["parts"]["speakers"]
    assert speaker["actor"] is None and speaker["words"] == "Mira Quell"
    assert ("actor", "Mira Quell") in made.unknown


def test_two_of_one_name_are_left_open(text: Text) -> None:
    make(named("actor", "Tavo Brenik"), texts=())
    made = of(text, "statement", QUOTED)
    assert made.plain["parts"]["speakers"][0]["actor"] is None
    assert ("actor", "Tavo Brenik") in made.several


def test_where_nothing_was_found_only_the_words_are_there(text: Text) -> None:
    made = of(text, "statement", "She left.")
    assert made.plain["fields"]["text"] == "She left."
    assert made.plain["fields"]["when"] == "" and made.plain["parts"]["speakers"] == []
    assert [row["exact"] for row in made.plain["evidence"]] == ["She left."]


def test_a_figure_an_event_a_person_and_a_place(text: Text) -> None:
    figure = of(text, "claim", "three civilians")
    assert figure.plain["fields"]["best"] == 3 and figure.plain["fields"]["words"] == "three civilians"
    event = of(text, "event", "three civilians were killed at the bridge of Selm")
    assert event.plain["fields"]["type"] == "killing" and event.plain["fields"]["when"] == "2031-03-19"
    person = of(text, "actor", "  Mira Quell,".strip(" ,"))
    assert person.plain["parts"]["names"][0]["value"] == "Mira Quell"
    for one in (figure, event, person):
        create([one.plain], "as filled")


def test_a_passage_of_white_space_or_beyond_the_text_is_none(text: Text) -> None:
    with pytest.raises(NoPassage):
        filled(text, "statement", len(text.text), len(text.text) + 3)
    at = text.text.index("\n\n")
    with pytest.raises(NoPassage):
        filled(text, "statement", at, at + 2)


def test_a_decided_candidate_does_not_come_again(text: Text) -> None:
    def queue() -> list[str]:
        return [one.id for one in waiting(text, held_in(text.layer))]

    first = waiting(text, held_in(text.layer))
    assert {one.kind for one in first} >= {"statement", "event", "claim"}
    assert first == sorted(first, key=lambda one: one.start)
    taken, dropped = first[0], first[1]
    done = accept(text, taken)
    assert Record.objects.get(pk=taken.id).status == "reviewed" and done.again
    gone = reject(text, dropped)
    assert Record.objects.get(pk=dropped.id).status == "withdrawn"
    assert taken.id not in queue() and dropped.id not in queue() and len(queue()) == len(first) - 2
    take_back(taken.id, done.version)
    take_back(dropped.id, gone.version)
    assert sorted(queue()) == sorted(one.id for one in first)


def test_what_a_contributor_accepts_is_a_draft_that_waits_no_more(
    text: Text, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people["contributor"], "contributor")):
        first = waiting(text, held_in(text.layer))[0]
        done = accept(text, first)
        assert Record.objects.get(pk=first.id).status == "draft"
        assert first.id not in [one.id for one in waiting(text, held_in(text.layer))]
        take_back(first.id, done.version)
        assert first.id in [one.id for one in waiting(text, held_in(text.layer))]
        gone = reject(text, next(one for one in waiting(text, held_in(text.layer)) if one.id == first.id))
        # It has become a draft of its own by now.
        assert not gone.again and Record.objects.get(pk=first.id).status == "withdrawn"
