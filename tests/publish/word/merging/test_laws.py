"""What must hold of any merge, whatever two people do."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.merging.scripts import Edits, everything, flow, numbered, read, said
from tests.publish.word.merging.sentences_made import (
    Made,
    script_with,
    sentence,
    text_with,
    two_sides,
)

from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.flow import Start
from sourcebook.publish.word.merging import merged, standing
from sourcebook.publish.word.script import Script

Sides = tuple[list[int], Made, Made]
NONE: frozenset[int] = frozenset()


@given(two_sides())
def test_edits_of_different_sentences_are_all_taken(sides: Sides) -> None:
    counts, theirs, ours = sides
    script = script_with(counts, theirs)
    result = merged(script, script_with(counts, ours), everything(script))
    assert result.conflicts == ()
    assert result.applied == everything(script)
    assert read(result.flow) == text_with(counts, {**theirs, **ours})
    assert {one.state for one in standing(script, script_with(counts, ours)).values()} <= {"apart"}


@given(two_sides())
def test_it_does_not_matter_whose_edits_are_whose(sides: Sides) -> None:
    counts, theirs, ours = sides
    first, second = script_with(counts, theirs), script_with(counts, ours)
    one = merged(first, second, everything(first))
    other = merged(second, first, everything(second))
    assert one.flow == other.flow


@given(two_sides(meeting=True))
def test_one_sentence_edited_by_both_is_one_question(sides: Sides) -> None:
    counts, theirs, ours = sides
    [place] = set(theirs) & set(ours)
    script, other = script_with(counts, theirs), script_with(counts, ours)
    change = list(theirs).index(place) + 1
    result = merged(script, other, everything(script))
    [conflict] = result.conflicts
    assert conflict.changes == (change,)
    assert conflict.against == (list(ours).index(place) + 1,)
    assert result.left == {change}
    assert said(conflict.base).strip() == sentence(place)
    assert said(conflict.theirs).strip() == theirs[place]
    assert said(conflict.ours).strip() == ours[place]
    assert read(result.flow) == text_with(counts, {**theirs, **ours})
    preferred = merged(script, other, everything(script), result.left)
    assert preferred.conflicts == ()
    assert read(preferred.flow) == text_with(counts, {**ours, **theirs})


@st.composite
def scripts(draw: st.DrawFn, base: list[str], kinds: tuple[str, ...]) -> Script:
    """Any changes of a text, at most one of a kind in a paragraph."""
    who = draw(st.sampled_from(("Anna", "Boris")))
    edits = Edits(flow(*base))
    for key, text in enumerate(base):
        kind = draw(st.sampled_from((*kinds, "", "", "")))
        word = draw(st.sampled_from(text.replace(".", "").split()))
        match kind:
            case "text":
                edits.replace(key, word, who)
            case "put":
                edits.put(key, word, f" {who}")
            case "added":
                edits.add(key, f"{who} added this.")
            case "deleted":
                edits.delete(key)
            case "moved":
                edits.move(key, draw(st.sampled_from([at for at in range(-1, len(base)) if at != key])))
            case "split":
                edits.split(key, word)
            case "joined" if key:
                edits.join(key)
            case "restyled":
                edits.restyle(key, Start("heading", level=2))
    return edits.script()


BASE = [
    "Road00 was01 closed02. Nobody03 came04 by05.",
    "Market10 opened11 late12. People13 waited14.",
    "School20 was21 empty22.",
    "Bridge30 held31. River32 rose33. Rain34 fell35.",
    "Doctor40 left41.",
]
KINDS = ("text", "put", "added", "deleted", "moved", "split", "joined", "restyled")


@given(scripts(BASE, KINDS), st.data())
def test_without_changes_of_ours_it_is_what_was_accepted(theirs: Script, data: st.DataObject) -> None:
    ours = Edits(flow(*BASE)).script()
    some = data.draw(st.frozensets(st.sampled_from(sorted(everything(theirs)) or [0])))
    result = merged(theirs, ours, some)
    assert result.flow == applied(theirs, some & everything(theirs))
    assert result.conflicts == ()


@given(scripts(BASE, KINDS), scripts(BASE, KINDS))
def test_with_nothing_accepted_it_is_ours(theirs: Script, ours: Script) -> None:
    assert merged(theirs, ours, NONE).flow == applied(ours, everything(ours))


@given(scripts(BASE, KINDS))
def test_without_changes_of_theirs_it_is_ours(ours: Script) -> None:
    theirs = Edits(flow(*BASE)).script()
    assert merged(theirs, ours, NONE).flow == applied(ours, everything(ours))


@given(scripts(BASE, KINDS))
def test_the_same_file_twice_changes_nothing(script: Script) -> None:
    result = merged(script, numbered(script, 7), everything(script))
    assert result.flow == applied(script, everything(script))
    assert result.same == everything(script)


@settings(max_examples=400, deadline=None)
@given(scripts(BASE, KINDS), scripts(BASE, KINDS), st.data())
def test_no_word_is_lost_or_doubled(theirs: Script, ours: Script, data: st.DataObject) -> None:
    prefer = data.draw(st.frozensets(st.sampled_from(sorted(everything(theirs)) or [0])))
    result = merged(theirs, ours, everything(theirs), prefer)
    assert result.applied | result.same | result.left == everything(theirs)
    assert set().union(*(one.changes for one in result.conflicts)) >= result.left
    words = Counter(" ".join(read(result.flow)).replace(".", " ").split())
    base = Counter(" ".join(BASE).replace(".", " ").split())
    gone = {word for script in (theirs, ours) for word in taken_out(script)}
    assert {word for word in base if word not in gone} <= {
        word for text in words for word in base if word in text
    }
    assert all(count == 1 for word, count in words.items() if word in base)


def taken_out(script: Script) -> set[str]:
    return {
        op.token.text
        for ops in script.ops.values()
        for op in ops
        if hasattr(op.token, "text") and any(not wanted for _, wanted in op.when)
    }


@given(scripts(BASE, KINDS), scripts(BASE, KINDS))
def test_what_is_said_of_each_change_is_what_the_merge_does(theirs: Script, ours: Script) -> None:
    said_of = standing(theirs, ours)
    result = merged(theirs, ours, everything(theirs))
    assert {change for change, one in said_of.items() if one.state == "asks"} == result.left
    assert {change for change, one in said_of.items() if one.state == "there"} == result.same
    apart = frozenset(change for change, one in said_of.items() if one.state == "apart")
    assert merged(theirs, ours, apart).flow == result.flow
