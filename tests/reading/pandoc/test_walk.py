"""Whatever stands in a document, all its letters come out, in order, and nothing crashes."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.reading.pandoc.contents import split_contents
from sourcebook.reading.pandoc.flow import pieces_of
from sourcebook.reading.pandoc.handmade import gather_notes
from sourcebook.reading.pandoc.headings import with_headings
from sourcebook.reading.pandoc.html import bare_html, prepare_html
from sourcebook.reading.pandoc.labels import label_of, printed_label
from sourcebook.reading.pandoc.latex import prepare_latex
from sourcebook.reading.pandoc.markdown import prepare_markdown
from sourcebook.reading.pandoc.numbering import tell_numbers
from sourcebook.reading.pandoc.plain import plain_lines
from sourcebook.reading.pandoc.tree import lines_of
from sourcebook.reading.pandoc.writing import Layer

Node = dict[str, Any]
NOTHING = ["", [], []]
words = st.text("abcдé019.,:;()[]§*“”\u00a0", min_size=1, max_size=8)
plain_inline = st.one_of(
    words.map(lambda text: {"t": "Str", "c": text}), st.sampled_from([{"t": "Space"}, {"t": "LineBreak"}])
)


def inlines(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(children, max_size=4)
    return st.one_of(
        some.map(lambda c: {"t": "Emph", "c": c}),
        some.map(lambda c: {"t": "Superscript", "c": c}),
        st.tuples(some, st.sampled_from(["#a", "#b", "https://x.example"])).map(
            lambda c: {"t": "Link", "c": [["b", [], []], c[0], [c[1], ""]]}
        ),
        some.map(lambda c: {"t": "Span", "c": [["a", [], []], c]}),
        some.map(lambda c: {"t": "Quoted", "c": [{"t": "DoubleQuote"}, c]}),
        some.map(lambda c: {"t": "Note", "c": [{"t": "Para", "c": c}]}),
    )


inline_lists = st.lists(st.recursive(plain_inline, inlines, max_leaves=6), min_size=1, max_size=5)
paragraphs = inline_lists.map(lambda c: {"t": "Para", "c": c})


def blocks(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    some = st.lists(children, min_size=1, max_size=3)
    style = st.sampled_from(["Decimal", "LowerAlpha", "UpperRoman", "DefaultStyle"])
    return st.one_of(
        some.map(lambda c: {"t": "BlockQuote", "c": c}),
        st.lists(some, max_size=3).map(lambda c: {"t": "BulletList", "c": c}),
        st.tuples(st.integers(0, 30), style, st.lists(some, max_size=3)).map(
            lambda c: {"t": "OrderedList", "c": [[c[0], {"t": c[1]}, {"t": "Period"}], c[2]]}
        ),
        some.map(lambda c: {"t": "Div", "c": [["n1", [], []], c]}),
        st.tuples(st.integers(1, 6), inline_lists).map(lambda c: {"t": "Header", "c": [c[0], NOTHING, c[1]]}),
    )


documents = st.lists(st.recursive(paragraphs, blocks, max_leaves=8), max_size=8)


def letters(text: str) -> str:
    return "".join(sorted(c for c in text if c.isalpha()))


def letters_in(node: object) -> str:
    if isinstance(node, list):
        return "".join(map(letters_in, node))
    if not isinstance(node, dict):
        return ""
    content = node.get("c")
    if node["t"] == "Str":
        return str(content)
    return letters_in(content)


@given(documents)
def test_all_letters_are_kept_from_the_tree_to_the_pieces(tree: list[Node]) -> None:
    layer = Layer()
    lines = lines_of(tree, layer)
    spoken = letters("".join(line.text for line in lines))
    assert spoken == letters(letters_in(tree))
    source = layer.source()
    for line in lines:
        for piece in line.passage.pieces:
            words = source[piece.source : piece.source + piece.source_length]
            assert words == line.text[piece.at : piece.at + piece.length]


@given(documents)
def test_no_order_of_blocks_upsets_the_reader(tree: list[Node]) -> None:
    layer = Layer()
    lines = [line for line in lines_of(tree, layer) if line.note is None]
    body, _ = split_contents(lines)
    told = with_headings(gather_notes(body, []).lines)
    pieces_of(tell_numbers(told, [label_of(line) for line in told]))


@given(
    st.lists(st.sampled_from(["1. ", "(a) ", "[2] ", "x", "Notes", "\n", "\n\n", "AB", " 12", "...", "- "]))
)
def test_no_plain_text_upsets_the_reader(parts: list[str]) -> None:
    text = "".join(parts)
    layer = Layer()
    lines = plain_lines(text, layer)
    assert re.sub(r"\W", "", layer.source()) == re.sub(r"\W", "", text)
    told = with_headings(gather_notes(lines, []).lines)
    pieces_of(tell_numbers(told, [label_of(line) for line in told]))


@given(st.text())
def test_no_text_upsets_the_preparation(text: str) -> None:
    printed_label(text)
    prepare_html(text)
    prepare_latex(text)
    bare_html(text)
    assert re.sub("\ue000[^\ue000\ue001]*\ue001 ", "", prepare_markdown(text)) == re.sub(
        "[\ue000-\ue003]", "", text
    )
