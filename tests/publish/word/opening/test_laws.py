"""Whatever is put into a file by chance comes out of it: what stood, what would stand, references, looks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publish.word.opening.made import JON, MIRA, bookmark, p, r, read

from sourcebook.publish.word.flow import Look, Mark, Word
from sourcebook.publish.word.opened import Bit
from sourcebook.publish.word.tokens import cut

TEXT = st.text(alphabet="abcdeд فא é’-,. 12\u00ad\u0301_", min_size=1, max_size=8)


@dataclass(frozen=True)
class Run:
    """A run as it is put into a file: its characters, whether put in and taken out, how it looks."""

    text: str
    inserted: bool = False
    deleted: bool = False
    emphasis: bool = False
    strong: bool = False

    @property
    def look(self) -> Look:
        return Look(emphasis=self.emphasis, strong=self.strong)

    def xml(self) -> str:
        properties = "<w:b/>" * self.strong + "<w:i/>" * self.emphasis + '<w:lang w:val="en"/>'
        made = r(escape(self.text), properties, tag="delText" if self.deleted else "t")
        made = f"<w:del {JON}>{made}</w:del>" if self.deleted else made
        return f"<w:ins {MIRA}>{made}</w:ins>" if self.inserted else made


RUNS = st.lists(st.builds(Run, TEXT, st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=8)


def words(bits: tuple[Bit, ...]) -> str:
    return "".join(bit.token.text for bit in bits if isinstance(bit.token, Word))


@settings(max_examples=200, deadline=None)
@given(st.lists(RUNS, min_size=1, max_size=4))
def test_what_stood_and_what_would_stand_is_read_back(paragraphs: list[list[Run]]) -> None:
    blocks = read("".join(p(*(run.xml() for run in runs)) for runs in paragraphs)).blocks
    assert len(blocks) == len(paragraphs)
    for block, runs in zip(blocks, paragraphs, strict=True):
        for gone, new in ((True, False), (False, True), (False, False)):
            wanted = [run for run in runs if (gone or not run.deleted) and (new or not run.inserted)]
            found = tuple(b for b in block.bits if (gone or not b.deleted) and (new or not b.inserted))
            assert words(found) == "".join(run.text for run in wanted)


@settings(max_examples=200, deadline=None)
@given(RUNS)
def test_tokens_are_those_of_the_text_with_the_look_and_changes_of_their_runs(runs: list[Run]) -> None:
    wanted = []
    for (new, gone, look), held in groupby(runs, lambda run: (run.inserted, run.deleted, run.look)):
        wanted += [(word, new, gone) for word in cut("".join(run.text for run in held), look)]
    bits = read(p(*(run.xml() for run in runs))).blocks[0].bits
    assert [(bit.token, bit.inserted is not None, bit.deleted is not None) for bit in bits] == wanted


@settings(max_examples=200, deadline=None)
@given(RUNS, RUNS, RUNS)
def test_a_reference_prints_what_would_stand_in_it(
    before: list[Run], within: list[Run], after: list[Run]
) -> None:
    # Letters at the edges, which no drift can explain, so that nothing is taken for it.
    within = [Run("x"), *within, Run("x")]
    xml = [
        *(run.xml() for run in before),
        r("."),
        bookmark("_sbr_0001", *(run.xml() for run in within)),
        r("."),
    ]
    bits = read(p(*xml, *(run.xml() for run in after))).blocks[0].bits
    (mark,) = [bit.token for bit in bits if isinstance(bit.token, Mark)]
    assert mark.printed == "".join(run.text for run in within if not run.deleted)
    around = [*before, Run("."), Run("."), *after]
    assert words(bits) == "".join(run.text for run in around)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab ,.", min_size=1, max_size=30), st.data())
def test_ranges_of_comments_split_no_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    xml = [
        r(text[:start]), '<w:commentRangeStart w:id="0"/>', r(text[start:end]), '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>', r(text[end:]),
    ]  # fmt: skip
    bits = read(p(*xml)).blocks[0].bits
    assert [bit.token for bit in bits] == list(cut(text))
    reached = "".join(bit.token.text for bit in bits if bit.comments and isinstance(bit.token, Word))
    assert text[start:end] in reached


PLACES = st.sampled_from(["_sbr_0001", "_sbr_0002_Copy_1", "_sbp_0003"])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.one_of(TEXT, st.tuples(PLACES, st.integers(0, 3)), st.integers(0, 3), st.none()), max_size=14)
)
def test_bookmarks_anywhere_lose_no_character(said: list[str | tuple[str, int] | int | None]) -> None:
    """A text, the start of a bookmark, the end of one, or the end of a paragraph, in any order."""
    xml, text = "<w:p>", ""
    for one in said:
        match one:
            case str():
                xml, text = xml + r(one), text + one
            case tuple():
                xml += f'<w:bookmarkStart w:id="{one[1]}" w:name="{one[0]}"/>'
            case int():
                xml += f'<w:bookmarkEnd w:id="{one}"/>'
            case None:
                xml += "</w:p><w:p>"
    found = read(xml + "</w:p>").blocks
    assert "".join(spelled(bit) for block in found for bit in block.bits) == text


def spelled(bit: Bit) -> str:
    return bit.token.text if isinstance(bit.token, Word) else getattr(bit.token, "printed", "")
