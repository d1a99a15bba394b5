"""The edition's Markdown file: what is written comes back, and what is wrong is named with its line."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.publish.edition import (
    Block,
    Cite,
    Cross,
    Edition,
    Emphasis,
    Foreign,
    Front,
    Grid,
    Heading,
    Inline,
    Item,
    Link,
    Note,
    Override,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Text,
    Value,
    plain_text,
)
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.problems import EditionError
from sourcebook.publish.edition.writing import written

FRONT = "---\ntitle: Ardovia 2031\n---\n\n"


def one(text: str) -> Block:
    (block,) = parse(FRONT + text).blocks
    return block


PARAGRAPHS = [
    ("The road is closed.", (Text("The road is closed."),)),
    ("It *is* **closed**.", (Text("It "), Emphasis((Text("is"),)), Text(" "), Emphasis((Text("closed"),), True), Text("."))),
    ("He said “no”.[@statement:3f2a91c0]", (Text("He said “no”."), Reference((Cite("statement", "3f2a91c0"),)))),
    (
        "Two sources[see @source:77aa01bc, p. 4; @event:00112233].",
        (Text("Two sources"), Reference((Cite("source", "77aa01bc", "see", "p. 4"), Cite("event", "00112233"))), Text(".")),
    ),
    ("At least [=claim:3f2a91c0] people.", (Text("At least "), Value("claim:3f2a91c0"), Text(" people."))),
    ("See paragraph [#road-closed].", (Text("See paragraph "), Cross("road-closed"), Text("."))),
    (
        "Closed.^[In force since May; see [@source:77aa01bc].]",
        (Text("Closed."), Note((Text("In force since May; see "), Reference((Cite("source", "77aa01bc"),)), Text(".")))),
    ),
    ("He said [«граница»]{lang=ru}.", (Text("He said "), Foreign((Text("«граница»"),), "ru"), Text("."))),
    ("[the order](https://court.example/a_b?x=1&y=2)", (Link((Text("the order"),), "https://court.example/a_b?x=1&y=2"),)),
    ("[Sel] was “renamed [Selvar]”", (Text("[Sel] was “renamed [Selvar]”"),)),
    ("<b>&amp; `code` 5 < 6", (Text("<b>&amp; `code` 5 < 6"),)),
    ("a line\nthat goes on", (Text("a line that goes on"),)),
    (r"\*no star\* and \[@statement:3f2a91c0\]", (Text("*no star* and [@statement:3f2a91c0]"),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "children"), PARAGRAPHS)
def test_a_paragraph_is_read(text: str, children: tuple[Inline, ...]) -> None:
    block = one(text)
    assert isinstance(block, Paragraph)
    assert block.children == children


def test_a_whole_file_is_read_with_its_lines() -> None:
    edition = parse(
        "---\ntitle: Ardovia 2031\nperiod: 2031\ndate: 2032-02-01\nabbreviations: {ACA: Ardovian Council}\n"
        "overrides:\n- {rule: number-gap, reason: as printed, organisation: Sel Law Centre}\n---\n"
        "# Summary {#summary .front .summary}\n\nIn brief.\n\n# Threats {#threats}\n\nThe road: {#road}\n\n- closed;\n- (iv) mined.\n\n"
        "> Every hill is ours.\n\n![By month](chart:statements-by-month){#c1}\n\n| Day | What |\n| --- | --- |\n| 3 May | a \\| b |\n\n{#t1}\n\n"
        "# Annex {.annex}\n\nNo number. {.numbered}\n"
    )
    assert edition.front == Front(
        "Ardovia 2031", period="2031", date="2032-02-01", abbreviations={"ACA": "Ardovian Council"},
        overrides=(Override("number-gap", "as printed", "Sel Law Centre"),),
    )  # fmt: skip
    assert edition.blocks == (
        Heading(1, (Text("Summary"),), "summary", frozenset(("front", "summary"))),
        Paragraph((Text("In brief."),)),
        Heading(1, (Text("Threats"),), "threats"),
        Paragraph((Text("The road:"),), "road", (Item((Text("closed;"),)), Item((Text("mined."),), "(iv)"))),
        Quotation((Text("Every hill is ours."),)),
        Picture("chart:statements-by-month", "By month", "c1"),
        Grid(((Text("Day"),), (Text("What"),)), (((Text("3 May"),), (Text("a | b"),)),), "t1"),
        Heading(1, (Text("Annex"),), "", frozenset(("annex",))),
        Paragraph((Text("No number."),), "", (), True),
    )
    assert [block.line for block in edition.blocks] == [9, 11, 13, 15, 20, 22, 24, 30, 32]
    assert [region for region, _ in edition.placed()] == ["front"] * 2 + ["body"] * 5 + ["annex"] * 2


WRONG = [
    ("no front matter", "line 1: the file must begin with front matter"),
    ("---\nsubtitle: x\n---\n", "line 1: the front matter has no title"),
    ("---\ntitle: x\ncolour: red\n---\n", "line 3: 'colour' is none of"),
    ("---\ntitle: [\n---\n", "the front matter is no YAML"),
    (
        "---\ntitle: x\noverrides:\n- {rule: a, reason: '', organisation: b}\n---\n",
        "line 3: an override needs",
    ),
    (FRONT + "Good.\n\nBad [@statement 3f2a].\n", "line 7: [@statement 3f2a] cannot be read"),
    (FRONT + "One {#a}\n\nTwo {#a}\n", "line 7: the id a stands on line 5 already"),
    (FRONT + "# One {.frint}\n", "line 5: .frint is none of"),
    (FRONT + "One\n\n- a\n  - b\n", "line 8: a list in a list"),
    (FRONT + "see ![x](y.png) here\n", "line 5: x: an image stands in a paragraph of its own"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(EditionError) as raised:
        parse(text)
    assert message in str(raised.value)


LETTERS = st.text(
    st.sampled_from(string.ascii_letters + string.digits + " .,;:!?*_[](){}<>#@=^~|&%$'\"/\\-+`“”«»—…éəըяა\u00a0\u0301"), min_size=1, max_size=30
)  # fmt: skip
WORDS = LETTERS.map(lambda text: " ".join(text.split(" ")).strip()).filter(
    lambda text: bool(text) and text == text.strip()
)
KEYS = st.uuids().map(lambda id: str(id)[:8])
CITES = st.builds(
    Cite, st.sampled_from(["statement", "source", "event"]), KEYS, WORDS | st.just(""), WORDS | st.just("")
)
LEAVES = (
    st.builds(Text, LETTERS.filter(lambda text: text.strip() == text))
    | st.builds(Reference, st.lists(CITES, min_size=1, max_size=3).map(tuple), st.booleans())
    | st.builds(Cross, st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True))
    | st.builds(Value, st.just("count:statement theme:threat"))
)


def joined(children: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, as the parser gives them."""
    found: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + child.text)
        else:
            found.append(child)
    return tuple(found)


INLINES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda kind, children: kind(joined(children)),
        st.sampled_from([
            lambda inner: Emphasis(inner),
            lambda inner: Emphasis(inner, True),
            lambda inner: Foreign(inner, "hy"),
            lambda inner: Link(inner, "https://a.example/b_c?d=(e)"),
            lambda inner: Note(inner),
        ]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip


def no_link_in_link(children: tuple[Inline, ...], within: bool = False) -> bool:
    return all(
        not (within and isinstance(child, Link))
        and (
            not hasattr(child, "children")
            or no_link_in_link(child.children, within or isinstance(child, Link))
        )
        for child in children
    )


CHILDREN = st.lists(INLINES, min_size=1, max_size=5).map(joined).filter(no_link_in_link)


def _edges_hold(children: tuple[Inline, ...]) -> bool:
    # White space at the edge of a block is none of the text.
    first, last = children[0], children[-1]
    return not (isinstance(first, Text) and first.text != first.text.lstrip()) and not (
        isinstance(last, Text) and last.text != last.text.rstrip()
    )


@settings(max_examples=400, deadline=None)
@given(st.lists(CHILDREN.filter(_edges_hold), min_size=1, max_size=3))
def test_what_is_written_comes_back(texts: list[tuple[Inline, ...]]) -> None:
    edition = Edition(
        Front("Ardovia: “2031” #1", abbreviations={"ACA": "A: b"}),
        (
            Heading(2, texts[0], "h", frozenset(("summary",))),
            *(Paragraph(text, f"p{number}") for number, text in enumerate(texts)),
            Paragraph(texts[0], "", tuple(Item(text, label) for text in texts for label in ("", "(iv)"))),
            Quotation(texts[-1]),
            Grid((texts[0], texts[-1]), ((texts[-1], texts[0]),), "g"),
            Grid((), ((texts[-1], texts[0]),)),
            Picture("chart:x", plain_text(texts[0]).strip() or "x"),
        ),
    )
    assert parse(written(edition)) == edition


@pytest.mark.parametrize("title", ["The road #", "The road ##  #", "#", "Road #2", "\\#"])
def test_a_heading_keeps_a_sign_at_its_end(title: str) -> None:
    edition = Edition(Front("Ardovia"), (Heading(1, (Text(title),)), Heading(2, (Text(title),), "h")))
    assert parse(written(edition)) == edition
