"""Whatever was edited in Word: all changes give the text that came back, none the text that was sent."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.comparing.files import joined, notes_of, returned, said, sent, stand, standing
from tests.publish.word.comparing.flows import flows, plain

from sourcebook.publish.word.applying import applied, settled
from sourcebook.publish.word.comparing import compare
from sourcebook.publish.word.flow import Flow, Mark

NONE: frozenset[int] = frozenset()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_all_changes_give_what_came_back_and_none_what_was_sent(data: st.DataObject) -> None:
    flow = data.draw(flows())
    base = sent(flow)
    theirs = data.draw(returned(base))
    script = compare(base, theirs, flow).script
    assert applied(script, NONE) == flow
    text = applied(script, frozenset(change.id for change in script.changes))
    assert standing(text) == stand(theirs, True)
    wanted = notes_of(theirs)
    for name, tokens in text.notes.items():
        assert joined([said(token) for token in tokens]) == wanted[name]
    unchanged = notes_of(base)
    left = {name for name in names(text) if name in wanted and name not in text.notes}
    assert {name: wanted[name] for name in left} == {name: unchanged[name] for name in left}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_choice_keeps_every_reference_at_most_once(data: st.DataObject) -> None:
    flow = data.draw(flows())
    base = sent(flow)
    script = compare(base, data.draw(returned(base)), flow).script
    ids = [change.id for change in script.changes]
    some = frozenset(data.draw(st.sets(st.sampled_from(ids or [0]))))
    text = applied(script, some)
    assert max(Counter(names(text)).values(), default=1) == 1
    rest = settled(script, some)
    assert plain(applied(rest, NONE)) == plain(text)
    assert plain(applied(rest, frozenset(ids))) == plain(applied(script, frozenset(ids)))


@given(flows())
def test_a_file_that_nobody_edited_has_no_change(flow: Flow) -> None:
    base = sent(flow)
    compared = compare(base, base, flow)
    assert compared.script.changes == ()
    assert all(fate.fate == "kept" for fate in compared.fates)


def names(flow: Flow) -> list[str]:
    return [
        token.name
        for block in flow.blocks
        for token in block.tokens
        if isinstance(token, Mark) and token.name
    ]
