"""Random editions about the invented country, as the Markdown file gives them."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.publish.edition.test_markdown import CHILDREN, LETTERS

from sourcebook.publish.edition import (
    Block,
    Edition,
    Front,
    Grid,
    Heading,
    Item,
    Paragraph,
    Picture,
    Quotation,
    Text,
    joined,
)
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written

FRONT = Front("Ardovia 2031", "Annual report")
IDS = st.sampled_from(["", "road", "bridge", "gate"])
LABELS = st.sampled_from(["", "(iv)", "•"])
TEXTS = CHILDREN.map(lambda children: (Text("a"), *children, Text("z")) if children else children)


SAID = TEXTS.map(joined)
CELL = st.just(()) | SAID
ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=3).map(tuple)
)
ITEMS = st.lists(st.builds(Item, SAID, LABELS), max_size=3).map(tuple)
BLOCKS = (
    st.builds(Heading, st.integers(1, 6), SAID, IDS, st.just(frozenset()))
    | st.builds(Paragraph, SAID, IDS, ITEMS, st.sampled_from([None, True, False]))
    | st.builds(Quotation, SAID)
    | st.builds(lambda rows, id: Grid(rows[0] if any(rows[0]) else (), rows[1:] or rows, id), ROWS, IDS)
    | st.builds(Picture, st.just("chart:x"), LETTERS.map(str.strip), IDS)
)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Editions as the Markdown file gives them: no id twice."""
    taken: set[str] = set()
    blocks: list[Block] = []
    for block in draw(st.lists(BLOCKS, max_size=6)):
        if getattr(block, "id", "") in taken:
            continue
        if isinstance(block, Grid) and not any(any(row) for row in (block.header, *block.rows)):
            continue
        taken |= {id for id in [getattr(block, "id", "")] if id}
        blocks.append(block)
    edition = Edition(FRONT, tuple(blocks))
    return parse(written(edition))
