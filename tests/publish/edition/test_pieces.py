"""A file cut into pieces: one is changed, moved, put in, and all others stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sourcebook.publish.edition.naming import apart, together
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.pieces import NoPiece, Source

HEAD = "---\ntitle: Ardovia\n---\n"
WORDS = st.sampled_from(
    ["The road was closed.", "“Every hill,” he said.[@statement:3f2a91c0]", "слово", "A mill ^[a note]", "x"]
)
PIECES = st.one_of(
    st.builds("{} {{#{}}}".format, WORDS, st.uuids().map(lambda id: f"p-{id.hex[:9]}")),
    WORDS,
    st.builds("{} {{#{}}}\n\n- one\n- two".format, WORDS, st.uuids().map(lambda id: f"l-{id.hex[:9]}")),
    st.builds("{}\n\n- one\n- (b) two".format, WORDS),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), WORDS),
    st.builds("> {}\n>\n> {}".format, WORDS, WORDS),
    st.builds("| a | {} |\n| --- | --- |\n| 1 | 2 |".format, WORDS),
    st.builds(
        "| a | {} |\n| --- | --- |\n| 1 | 2 |\n\n{{#{}}}".format,
        WORDS,
        st.uuids().map(lambda id: f"t-{id.hex[:9]}"),
    ),
    st.just("![By month](chart:statements-by-month)"),
)
GAPS = st.sampled_from(["\n\n", "\n\n\n", "\n \n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file as somebody may have typed it, with more blank lines than needed."""
    text = HEAD + draw(st.sampled_from(["", "\n", "\n\n"]))
    for piece in draw(st.lists(PIECES, max_size=8)):
        text += piece + draw(GAPS)
    return text


@given(files())
@settings(max_examples=150)
def test_pieces_are_the_blocks_of_the_edition_and_replace_themselves(text: str) -> None:
    source = Source.of(text)
    blocks = parse(text).blocks
    assert sum(piece.blocks for piece in source.pieces) == len(blocks)
    first = 0
    for at, piece in enumerate(source.pieces):
        assert blocks[first].line == piece.first + 1
        first += piece.blocks
        assert source.replaced(at, piece.text) == text
        assert together(*apart(piece.text)) == piece.text


@given(files(), st.integers(0, 7), WORDS)
@settings(max_examples=150)
def test_others_stay_as_they_are(text: str, at: int, words: str) -> None:
    source = Source.of(text)
    assume(at < len(source.pieces))
    lines = text.split("\n")
    own = source.pieces[at]
    changed = source.replaced(at, words).split("\n")
    assert changed[: own.first] == lines[: own.first]
    assert changed[own.first + 1 :] == lines[own.last :]
    more = source.inserted(at, words).split("\n")
    assert more[: own.first] == lines[: own.first] and more[own.first + 2 :] == lines[own.first :]
    out = source.replaced(at, "")
    kept = [piece.text for number, piece in enumerate(source.pieces) if number != at]
    assert all(one in out for one in kept)


@given(st.lists(WORDS.map(lambda words: f"{words} end"), min_size=2, max_size=6), st.data())
def test_what_is_moved_down_and_up_again_is_where_it_was(paragraphs: list[str], data: st.DataObject) -> None:
    text = HEAD + "\n" + "\n\n".join(paragraphs) + "\n"
    at = data.draw(st.integers(0, len(paragraphs) - 2))
    moved, there = Source.of(text).moved(at, 1)
    assert there == at + 1
    assert sorted(one.text for one in Source.of(moved).pieces) == sorted(paragraphs)
    assert Source.of(moved).moved(there, -1) == (text, at)


SECTIONS = f"{HEAD}\n# One\n\na\n\n## Half\n\nb\n\n# Two\n\nc\n"


def test_a_section_moves_with_all_that_is_in_it() -> None:
    text, at = Source.of(SECTIONS).moved(0, 1, section=True)
    assert text == f"{HEAD}\n# Two\n\nc\n\n# One\n\na\n\n## Half\n\nb\n"
    assert at == 2
    assert Source.of(text).moved(at, -1, section=True) == (SECTIONS, 0)


@pytest.mark.parametrize(("at", "by"), [(0, -1), (2, 1), (4, 1)])
def test_where_nothing_is_beside_it_that_is_said(at: int, by: int) -> None:
    with pytest.raises(NoPiece, match="nothing"):
        Source.of(SECTIONS).moved(at, 1 if by == 1 else -1, section=True)


def test_a_piece_that_there_is_not_is_named() -> None:
    with pytest.raises(NoPiece, match="number 7"):
        Source.of(SECTIONS).piece(6)


@pytest.mark.parametrize(
    ("piece", "words", "name"),
    [
        ("The road. {#road .unnumbered}", "The road.", "#road .unnumbered"),
        ("The road. {#road}\n\n- a\n- b", "The road.\n\n- a\n- b", "#road"),
        ("| a |\n| - |\n\n{#t}", "| a |\n| - |", "#t"),
        ("{#only}", "", "#only"),
        ("no name {like} this", "no name {like} this", ""),
    ],
)
def test_a_name_stands_apart_from_the_words(piece: str, words: str, name: str) -> None:
    assert apart(piece) == (words, name)


def test_words_with_a_name_of_their_own_keep_it() -> None:
    assert together("The road. {#mine}", "#theirs") == "The road. {#mine}"
    assert together("The road.", "road") == "The road."
