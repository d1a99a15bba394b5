"""An edition comes back from its flow: what nobody touched is the very same, nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.flowing.drawn import FRONT, editions

from sourcebook.publish.edition import Block, Cross, Edition, Note, Value
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.flow import Block as FlowBlock
from sourcebook.publish.word.flow import Cell, Flow, Look, Mark, Start, Token
from sourcebook.publish.word.flowing import edition_of, flow_of
from sourcebook.publish.word.tokens import cut, text_of


@settings(max_examples=70, deadline=None)
@given(editions())
def test_an_untouched_edition_is_itself(edition: Edition) -> None:
    back = edition_of(flow_of(edition), edition.front, edition)
    assert back == edition
    if len(set(map(written_of, edition.blocks))) == len(edition.blocks):
        assert all(one is other for one, other in zip(back.blocks, edition.blocks, strict=True))


def written_of(block: Block) -> str:
    return written(Edition(FRONT, (block,)))


@settings(max_examples=70, deadline=None)
@given(editions())
def test_an_edition_built_anew_says_the_same_and_can_be_written(edition: Edition) -> None:
    built = edition_of(flow_of(edition), edition.front, Edition(edition.front, ()))
    assert parse(written(built)) == built
    assert said(flow_of(built)) == said(flow_of(edition))


def said(flow: Flow) -> list[object]:
    """What a flow says: kinds, words, marks, notes; how a note was nested is none of it."""

    def bare(tokens: Iterable[Token]) -> list[Token]:
        return [
            replace(token, marked=Note(()))
            if isinstance(token, Mark) and isinstance(token.marked, Note)
            else token
            for token in tokens
        ]

    notes = {name: bare(tokens) for name, tokens in flow.notes.items()}
    return [*((block.start, bare(block.tokens)) for block in flow.blocks), notes]


@settings(max_examples=70, deadline=None)
@given(editions())
def test_marks_count_in_the_order_of_reading(edition: Edition) -> None:
    flow = flow_of(edition)
    found: list[str] = []

    def walk(tokens: object) -> None:
        for token in tokens:  # type: ignore[attr-defined]
            if isinstance(token, Mark) and token.name:
                found.append(token.name)
                if isinstance(token.marked, Note):
                    walk(flow.notes[token.name])

    for block in flow.blocks:
        walk(block.tokens)
    assert found == [f"r{number:04}" for number in range(1, len(found) + 1)]
    assert text_of(flow.blocks[0].tokens) == edition.front.title


# What a file may bring: anything anywhere, in any order.
LOOKS = st.builds(
    Look,
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "hy"]),
    st.sampled_from(["", "https://a.example/b"]),
)
TEXTS = st.text(st.sampled_from("ab1 .,(•)#>|-*_[]{}\\\n\u00a0“é"), max_size=8)
TOKENS = st.lists(
    st.builds(cut, TEXTS, LOOKS)
    | st.builds(lambda name, look: (Mark(name, None, look, "[9]"),), st.sampled_from(["n1", "n2", "x"]), LOOKS)
    | st.builds(lambda one, look: (Mark("r0001", one, look),), st.sampled_from([Cross("road"), Value("count:event")]), LOOKS)
    | st.just((Cell(),)),
    max_size=5,
).map(lambda found: tuple(token for tokens in found for token in tokens))  # fmt: skip
STARTS = st.builds(
    Start,
    st.sampled_from(["heading", "paragraph", "item", "quotation", "row", "picture", "subtitle", "title", "fixed"]),
    st.sampled_from(["", "road"]),
    st.integers(0, 9),
    st.sampled_from([frozenset(), frozenset(("annex", "odd"))]),
    st.sampled_from([None, True]),
    st.sampled_from(["", "(iv)", "1.", "•"]),
    st.sampled_from(["", "t1"]),
    st.booleans(),
    st.sampled_from(["", "chart:x"]),
)  # fmt: skip
FLOWS = st.builds(
    lambda blocks, notes: Flow(tuple(blocks), notes),
    st.lists(st.builds(FlowBlock, STARTS, TOKENS), max_size=6),
    st.fixed_dictionaries({"n1": TOKENS, "n2": st.just(cut("A note."))}).map(
        lambda notes: {
            name: tuple(one for one in tokens if not isinstance(one, Cell | Mark))
            for name, tokens in notes.items()
        }
    ),
)


@settings(max_examples=120, deadline=None)
@given(FLOWS)
def test_whatever_a_file_brings_becomes_an_edition_that_can_be_written(flow: Flow) -> None:
    made = edition_of(flow, FRONT, Edition(FRONT, ()))
    assert parse(written(made)) == made


@settings(max_examples=120, deadline=None)
@given(FLOWS)
def test_no_word_of_it_is_lost_or_doubled(flow: Flow) -> None:
    made = edition_of(flow, FRONT, Edition(FRONT, ()))
    wanted = [
        text_of(block.tokens) + (block.start.label if block.start.kind == "item" else "")
        for block in flow.blocks
        if block.start.kind not in ("fixed", "title", "subtitle")
    ]
    # Of a mark that nothing is known of, what it printed is kept.
    wanted += [
        token.printed
        for block in flow.blocks
        for token in block.tokens
        if isinstance(token, Mark) and token.name == "x" and block.start.kind != "fixed"
    ]
    got = [
        text_of(block.tokens) + (block.start.label if block.start.kind == "item" else "")
        for block in flow_of(made).blocks[1 + bool(made.front.subtitle) :]
    ]
    assert letters(got) == letters(wanted)


def letters(texts: Iterable[str]) -> list[str]:
    """Every character but white space, whatever its place."""
    return sorted(one for text in texts for one in text if not one.isspace())
