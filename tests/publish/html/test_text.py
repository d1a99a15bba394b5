"""Every character of the report is on the page, and nothing else passes for it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.sample import printed

from sourcebook.publish.formats.html import write
from sourcebook.publish.formats.html.page import NotPrintable
from sourcebook.publish.printed import Heading, Item, Line, Note, Paragraph, Printed, Quotation, Run, Table
from sourcebook.publish.proof.comparing import compare
from sourcebook.publish.proof.html import lines

# All that HTML can hold; of white space only what folds to one space.
_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("<>&\"'`{}%#[]\\­​⁠ \n\t‏"),
    max_size=40,
)


def folded(found: list[Line]) -> list[Line]:
    return [replace(line, text=" ".join(line.text.split())) for line in found if line.kind != "contents"]


def test_it_works() -> None:
    report = printed()
    taken = lines(write(report))
    assert folded(taken) == folded(list(report.lines()))
    comparison = compare(report, taken, contents=True)
    assert comparison.holds, [str(one) for one in comparison.differences]


@st.composite
def reports(draw: st.DrawFn) -> Printed:
    def runs() -> tuple[Run, ...]:
        texts = draw(st.lists(_TEXT, min_size=1, max_size=4))
        looks = [
            Run(texts[0]),
            *(Run(t, emphasis=n % 2 == 0, strong=n % 3 == 0, language="ar") for n, t in enumerate(texts[1:])),
        ]
        link = draw(
            st.sampled_from(["", "https://a.example/?q=1&b='\"><x", "javascript:alert(1)", "#p", "#é %20"])
        )
        return (*looks, Run(draw(_TEXT), link=link), Run(note=1))

    blocks = (
        Heading("h", 1, runs(), label=draw(_TEXT)),
        Paragraph("p", runs(), label="1.", items=(Item("(a)", runs()), Item("•", runs()))),
        Quotation('q"><script>', runs()),
        Table("t", runs(), (runs(), ()), ((runs(), runs()), ((), runs())), below=runs()),
    )
    return Printed(draw(_TEXT), "en", blocks, (Note(1, runs()),), partners=(draw(_TEXT),))


@given(reports())
def test_no_character_is_lost_whatever_is_written(report: Printed) -> None:
    assert folded(lines(write(report))) == folded(list(report.lines()))


def test_words_that_somebody_adds_to_the_page_are_seen() -> None:
    report = printed()
    page = write(report).replace(b"<main ", b"<p>All of this is false.</p><main ", 1)
    assert [line.text for line in lines(page) if line.kind == "stray"] == ["All of this is false."]
    assert not compare(report, lines(page)).holds


@pytest.mark.parametrize(
    ("taken_out", "what"),
    [
        (r'<div class="block paragraph body" id="r-a">.*?</p>', "missing"),
        (r"Every hill is ours\.\.\.", "differs"),
        (r'<li id="note-3">.*?</li>', "missing"),
        (r"<td data-line=\"cell\">not stated</td>", "missing"),
    ],
)
def test_what_is_taken_out_is_missed(taken_out: str, what: str) -> None:
    report = printed()
    page = re.sub(taken_out, "", write(report).decode(), count=1, flags=re.S).encode()
    assert what in {one.what for one in compare(report, lines(page)).differences}


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x85", "\ud800", "\ufffe"])
def test_a_character_that_no_page_can_hold_is_named_with_its_place(character: str) -> None:
    report = Printed("Title", "en", (Paragraph("road", (Run(f"closed{character}"),), label="1."),))
    with pytest.raises(NotPrintable, match=f"paragraph 'road' holds U\\+{ord(character):04X}.*character 10"):
        write(report)


def test_two_blocks_with_one_id_are_refused() -> None:
    report = Printed("Title", "en", (Paragraph("road", (Run("a"),)), Paragraph("road", (Run("b"),))))
    with pytest.raises(NotPrintable, match="two blocks have the id 'road'"):
        write(report)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write(printed()) == write(printed())
