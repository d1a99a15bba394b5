"""Three partners edit at once: all that stands apart is taken in any order, the rest is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.merging.scripts import Edits, everything, flow, read, said
from tests.publish.word.merging.sentences_made import Made, base_of, counts, edited, script_with, text_with

from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.merging import MergeError, between, merged, on_newest

NAMES = ("Anna", "Boris", "Chiara")
COUNTS = [3] * 25


def partners() -> dict[str, dict[tuple[int, int], str]]:
    """Twenty edits each of 75 sentences: fifteen of a partner's own, five of the same ones."""
    places = [(block, number) for block in range(25) for number in range(3)]
    common, own = places[::15], [place for number, place in enumerate(places) if number % 15]
    found = {}
    for number, who in enumerate(NAMES):
        mine = sorted([*common, *own[number::3][:15]])
        ways = ("put", "first", "stop")
        found[who] = {place: _made(place, who, ways[at % 3]) for at, place in enumerate(mine)}
    return found


def _made(place: tuple[int, int], who: str, how: str) -> str:
    text = text_with([place[1] + 1], {}) if place[0] == 0 else text_with([0] * place[0] + [place[1] + 1], {})
    words = text[-1].split()[-5:]
    match how:
        case "put":
            return " ".join([*words[:2], who, *words[2:]])
        case "first":
            return " ".join([who, *words])
        case _:
            return " ".join(words)[:-1] + f" {who}!"


def in_turn(base: Flow, scripts: Mapping[str, Made], order: tuple[str, ...]) -> tuple[Flow, dict[str, int]]:
    """The newest text after each file was taken in this order, what stands apart of it; how much was asked."""
    newest, asked = base, {}
    for who in order:
        theirs = script_with(COUNTS, scripts[who])
        ours = compare_flows(base, newest)
        result = merged(theirs, ours, everything(theirs))
        newest, asked[who] = result.flow, len(result.conflicts)
    return newest, asked


@pytest.mark.parametrize("order", list(permutations(NAMES)))
def test_twenty_edits_of_three_with_five_in_the_same_sentences(order: tuple[str, ...]) -> None:
    made = partners()
    newest, asked = in_turn(base_of(COUNTS), made, order)
    assert asked == {order[0]: 0, order[1]: 5, order[2]: 5}
    expected: dict[tuple[int, int], str] = {}
    for who in order:
        expected = {**made[who], **expected}
    assert len(expected) == 50
    assert read(newest) == text_with(COUNTS, expected)


def test_all_at_once_the_shared_sentences_are_named() -> None:
    made = partners()
    base = base_of(COUNTS)
    ours = compare_flows(base, base)
    result = between([(who, script_with(COUNTS, made[who]), ours) for who in NAMES])
    assert len(result.meetings) == 5
    assert all([name for name, _ in one.changes] == list(NAMES) for one in result.meetings)
    assert len(result.apart) == 45
    assert result.repeated == {}
    first = result.meetings[0]
    assert said(first.now).strip() == text_with([1], {})[0]
    assert [(name, who in said(tokens)) for (name, tokens), who in zip(first.says, NAMES, strict=True)] == [
        (name, True) for name in NAMES
    ]


def test_files_sent_at_different_times_meet_on_the_newest_text() -> None:
    sent_first = flow("The road was closed. Nobody came by.", "The market opened late. People waited.")
    sent_later = flow(
        "It is known.", "The road was closed. Nobody came by.", "The market opened late. People waited."
    )
    newest = flow(
        "It is known.",
        "The road was closed. Nobody came by.",
        "In May the market opened late. People waited.",
    )
    early = Edits(sent_first)
    early.replace(0, "Nobody", "Somebody")
    early.replace(1, "People", "Many")
    early.replace(1, "late", "early")
    late = Edits(sent_later)
    late.replace(1, "came", "passed")
    late.replace(1, "closed", "open")
    late.replace(2, "People", "Many")
    result = between(
        [
            ("early", early.script(), compare_flows(sent_first, newest)),
            ("late", late.script(), compare_flows(sent_later, newest)),
        ]
    )
    assert [one.changes for one in result.meetings] == [(("early", 1), ("late", 1))]
    assert said(result.meetings[0].now) == "Nobody came by."
    assert [said(tokens) for _, tokens in result.meetings[0].says] == [
        "Somebody came by.",
        "Nobody passed by.",
    ]
    assert result.repeated == {("late", 3): ("early", 2)}
    assert result.standing["early"][3].state == "asks"
    assert result.apart == {("early", 2), ("late", 2)}


def test_a_change_that_two_files_have_is_no_question_beside_another_of_them() -> None:
    base = flow("The road was closed at night. Nobody came by.")
    ours = compare_flows(base, base)
    one, other = Edits(base), Edits(base)
    one.replace(0, "road", "street")
    other.replace(0, "road", "street")
    other.replace(0, "night", "noon")
    result = between([("one", one.script(), ours), ("other", other.script(), ours)])
    assert result.meetings == ()
    assert result.repeated == {("other", 1): ("one", 1)}
    assert result.apart == {("one", 1), ("other", 2)}


def test_moves_splits_and_notes_of_several_files_meet() -> None:
    base = flow(
        "The road was closed. Nobody came by.", "The market opened late{So they said.}.", "The bridge held."
    )
    ours = compare_flows(base, base)
    one, other = Edits(base), Edits(base)
    one.move(1, -1)
    one.replace("r0001", "said", "wrote")
    one.split(0, "Nobody")
    one.add(2, "It is so.")
    other.move(1, 2)
    other.mark_out(1, "r0001")
    other.put(0, "closed. ", "It was cold. ")
    other.add(2, "It was so.")
    result = between([("one", one.script(), ours), ("other", other.script(), ours)])
    assert {frozenset(meeting.changes) for meeting in result.meetings} == {
        frozenset({("one", 1), ("other", 1)}),
        frozenset({("one", 2), ("other", 2)}),
        frozenset({("one", 3), ("other", 3)}),
    }
    assert result.apart == {("one", 4), ("other", 4)}


def test_files_for_two_newest_texts_are_refused() -> None:
    base = flow("The road was closed.", "Nobody came.")
    other = flow("The road was closed.")
    script = Edits(base).script()
    with pytest.raises(MergeError, match="one and other do not lead to one text"):
        between([("one", script, compare_flows(base, base)), ("other", script, compare_flows(base, other))])


@st.composite
def three(draw: st.DrawFn) -> tuple[list[int], list[Made]]:
    number = draw(counts())
    places = [(block, one) for block, count in enumerate(number) for one in range(count)]
    made: list[Made] = []
    for who in NAMES:
        mine = draw(st.lists(st.sampled_from(places), unique=True, max_size=4))
        made.append({place: draw(edited(place, who, within=True)) for place in sorted(mine)})
    return number, made


@settings(max_examples=60, deadline=None)
@given(three())
def test_what_is_said_to_be_apart_can_be_taken_at_once(case: tuple[list[int], list[Made]]) -> None:
    number, made = case
    base = base_of(number)
    ours = compare_flows(base, base)
    result = between([(who, script_with(number, its), ours) for who, its in zip(NAMES, made, strict=True)])
    newest = base
    expected: dict[tuple[int, int], str] = {}
    for who, its in zip(NAMES, made, strict=True):
        theirs = script_with(number, its)
        mine = frozenset(change for name, change in result.apart if name == who)
        found = merged(theirs, compare_flows(base, newest), mine)
        assert found.conflicts == ()
        newest = found.flow
        expected |= {place: text for change, (place, text) in enumerate(its.items(), 1) if change in mine}
    assert read(newest) == text_with(number, expected)
    for place in set().union(*made):
        texts = {its[place] for its in made if place in its}
        assert (place in expected) is (len(texts) == 1)


def test_pending_changes_can_be_shown_on_the_newest_text() -> None:
    base = flow("The road was closed. Nobody came by.", "The market opened late.", "The bridge held.")
    newest = flow("It is known.", "The road was closed.", "Nobody passed by.", "The bridge held. It is old.")
    edits = Edits(base)
    edits.replace(0, "closed", "open")
    edits.replace(2, "bridge", "dam")
    edits.replace(1, "late", "early")
    edits.add(1, "The school was shut.")
    ours = compare_flows(base, newest)
    script = on_newest(edits.script(), ours)
    assert read(applied(script, frozenset())) == read(newest)
    assert {one.id for one in script.changes} == {1, 2, 4}
    assert read(applied(script, everything(script))) == [
        "It is known.",
        "The road was open.",
        "Nobody passed by.",
        "The school was shut.",
        "The dam held. It is old.",
    ]
    assert applied(script, everything(script)) == merged(edits.script(), ours, frozenset({1, 2, 4})).flow
