"""Two texts of an edition: the changes make one of the other, and any choice of them is a text."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.comparing.flows import edited, flows, plain

from sourcebook.publish.word.applying import applied, settled
from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.flow import Flow, Mark
from sourcebook.publish.word.script import Script

NONE: frozenset[int] = frozenset()


def everything(script: Script) -> frozenset[int]:
    return frozenset(change.id for change in script.changes)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_all_changes_give_the_new_text_and_none_the_old(data: st.DataObject) -> None:
    base = data.draw(flows())
    ours = data.draw(edited(base))
    script = compare_flows(base, ours)
    assert applied(script, NONE) == base
    assert plain(applied(script, everything(script))) == plain(ours)
    assert [change.id for change in script.changes] == list(range(1, len(script.changes) + 1))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_choice_is_a_text_in_which_nothing_stands_twice(data: st.DataObject) -> None:
    base = data.draw(flows())
    script = compare_flows(base, data.draw(edited(base)))
    some = frozenset(data.draw(st.sets(st.sampled_from(sorted(everything(script)) or [0]))))
    assert Counter(names(applied(script, some))) <= Counter(set(names(applied(script, some))))
    rest = settled(script, some)
    assert plain(applied(rest, NONE)) == plain(applied(script, some))
    assert plain(applied(rest, everything(rest))) == plain(applied(script, everything(script)))


@given(flows())
def test_a_text_compared_with_itself_has_no_changes(flow: Flow) -> None:
    assert compare_flows(flow, flow).changes == ()


def names(flow: Flow) -> list[str]:
    return [
        token.name
        for block in flow.blocks
        for token in block.tokens
        if isinstance(token, Mark) and token.name
    ]
