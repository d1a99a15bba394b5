"""References, by their hidden bookmarks and controls: whole, written over, drifted, copied, or gone."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import (
    JON,
    bookmark,
    control,
    first,
    ins,
    mark,
    notes,
    out,
    p,
    r,
    read,
    shown,
)

from sourcebook.publish.word.opened import Anchor

TWELVE = bookmark("_sbr_0007", control("_sbr_0007", r("12")))
CASES = [
    ("a value", r("At least ") + TWELVE + r(" died."), "At least {r0007:12} died."),
    ("a bookmark alone", bookmark("_sbr_0007", r("12")), "{r0007:12}"),
    ("a control alone", control("_sbr_0007", r("12")), "{r0007:12}"),
    ("a name with a copy's ending", bookmark("_sbr_0007_Copy_1", r("12")), "{r0007:12}"),
    ("a copy of a copy", bookmark("_sbr_0007_Copy_1_Copy_2", r("12")), "{r0007:12}"),
    ("many references", bookmark("_sbr_12345", r("12")), "{r12345:12}"),
    ("somebody else's bookmark", bookmark("_Toc_0007", r("12")), "12"),
    ("a bookmark that never ends", '<w:bookmarkStart w:id="1" w:name="_sbr_0007"/>' + r("12 died."), "12 died."),
    ("written over", bookmark("_sbr_0007", control("_sbr_0007", r("thirteen"))), "{r0007:thirteen}"),
    ("words of several looks", bookmark("_sbr_0007", r("Ibid", "<w:i/>") + r(", p. 4")), "{r0007:Ibid, p. 4}"),
    ("a note", r("Closed.") + bookmark("_sbr_0007", mark(1)), "Closed.{r0007:}"),
    ("a bookmark that took a sign with it", r("Closed") + bookmark("_sbr_0007", r(".") + mark(1)), "Closed.{r0007:}"),
    ("a bookmark before its note", bookmark("_sbr_0007") + mark(1), "{r0007:}"),
    ("a bookmark behind its note", r("Closed.") + mark(1) + bookmark("_sbr_0007") + r(" Open."), "Closed.{r0007:} Open."),
    ("a bookmark around the letter before", r("Close") + bookmark("_sbr_0007", r("d")) + mark(1), "Closed{r0007:}"),
    ("a bookmark around the blank behind", mark(1) + bookmark("_sbr_0007", r(" ")) + r("Open."), "{r0007:} Open."),
    ("a value before somebody's new note", r("All ") + TWELVE + mark(1) + r(" died."), "All {r0007:12}{n1:} died."),
    ("two notes side by side", bookmark("_sbr_0007", mark(1)) + bookmark("_sbr_0008", mark(2), id=2), "{r0007:}{r0008:}"),
    ("one inside the other", bookmark("_sbr_0007", r("12") + bookmark("_sbr_0008", mark(1), id=2)), "{r0007:12}{r0008:}"),
    ("two that overlap", '<w:bookmarkStart w:id="1" w:name="_sbr_0007"/>' + r("12") + '<w:bookmarkStart w:id="2" w:name="_sbr_0008"/>'
     + mark(1) + '<w:bookmarkEnd w:id="1"/>' + r(" ") + '<w:bookmarkEnd w:id="2"/>', "{r0007:12}{r0008:} "),
    ("blanks at the edges", r("see") + bookmark("_sbr_0007", r(" 12 ")) + r("there"), "see {r0007:12} there"),
    ("moved by one character", r("see S") + bookmark("_sbr_0007", r("alt Press, 2011;")) + r(" it"), "see {r0007:Salt Press, 2011}; it"),
    ("within a word", r("on the ") + bookmark("_sbr_0007", r("12")) + r("th day"), "on the {r0007:12}th day"),
    ("words typed into its bookmark and not its control", bookmark("_sbr_0007", control("_sbr_0007", r("12")) + r(" or so")), "{r0007:12} or so"),
    ("an emptied control in a bookmark", bookmark("_sbr_0007", control("_sbr_0007", r("Click"), more="<w:showingPlcHdr/>") + r("12")), "{r0007:12}"),
    ("a bookmark around a sentence, a note behind it", bookmark("_sbr_0007", r("The road was closed.")) + mark(1), "The road was closed.{r0007:}"),
    ("a copy around the original", '<w:bookmarkStart w:id="1" w:name="_sbr_0007_Copy_1"/>' + r("All ") + bookmark("_sbr_0007", r("12"), id=2)
     + r(" died") + '<w:bookmarkEnd w:id="1"/>', "All {r0007:12} died"),
    ("one put in", ins(TWELVE), "[+{r0007:12}+]"),
    ("one taken out", bookmark("_sbr_0007", control("_sbr_0007", out("12"))), "[-{r0007:12}-]"),
    ("the mark of a note taken out", bookmark("_sbr_0007", f"<w:del {JON}>{mark(1)}</w:del>"), "[-{r0007:}-]"),
    ("written over, tracked", bookmark("_sbr_0007", out("12"), ins(r("13"))), "{r0007:13}"),
    ("a figure added, tracked", bookmark("_sbr_0007", r("12") + ins(r("0"))), "{r0007:120}"),
    ("words put in behind it, tracked", bookmark("_sbr_0007", r("12") + ins(r(" or so"))), "{r0007:12}[+ or so+]"),
    ("words put in before it, tracked", bookmark("_sbr_0007", ins(r("about ")) + r("12")), "[+about +]{r0007:12}"),
    ("empty", r("All ") + bookmark("_sbr_0007") + r("died."), "All died."),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_reference_is_found_by_its_anchor(runs: str, text: str) -> None:
    assert first(p(runs), notes("One.", "Two.")) == text


@pytest.mark.parametrize(
    ("runs", "anchor"),
    [
        (TWELVE, Anchor("r0007", "whole", 0, "", "12")),
        (bookmark("_sbr_0007", mark(1)), Anchor("r0007", "whole", 0)),
        (bookmark("_sbr_0007"), Anchor("r0007", "empty", 0)),
        (bookmark("_sbr_0007", out("12")), Anchor("r0007", "deleted", 0, "", "12")),
        (bookmark("_sbr_0007", out("12"), ins(r("13"))), Anchor("r0007", "whole", 0, "", "13")),
        (bookmark("_sbr_0007", f"<w:del {JON}>{mark(1)}</w:del>"), Anchor("r0007", "deleted", 0)),
    ],
)
def test_what_is_left_of_an_anchor_is_said(runs: str, anchor: Anchor) -> None:
    assert read(p(runs), notes("One.")).anchors == {"r0007": (anchor,)}


def test_a_reference_written_over_knows_who_did_it() -> None:
    (bit,) = read(p(bookmark("_sbr_0007", out("12", who=JON), ins(r("13"), who=JON)))).blocks[0].bits
    assert bit.restyled is not None
    assert bit.restyled.author == "Jon Arke"
    assert (bit.was.printed, bit.token.printed) == ("12", "13")  # type: ignore[union-attr]


def test_a_copied_reference_is_there_twice() -> None:
    text = read(p(bookmark("_sbr_0007", r("12"))) + p(bookmark("_sbr_0007_Copy_1", r("12"), id=2)))
    assert [anchor.block for anchor in text.anchors["r0007"]] == [0, 1]
    assert [shown(block.bits) for block in text.blocks] == ["{r0007:12}"] * 2


def test_a_reference_in_two_paragraphs_is_in_the_first_that_has_anything_of_it() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="_sbr_0007"/>', '<w:bookmarkEnd w:id="1"/>'
    split = read(p(start, r("at least")) + p(r("12"), end, r(" died.")))
    assert [shown(block.bits) for block in split.blocks] == ["{r0007:at least}", "12 died."]
    drifted = read(p(r("All."), start) + p(r("12"), end, r(" died.")))
    assert [shown(block.bits) for block in drifted.blocks] == ["All.", "{r0007:12} died."]


@pytest.mark.parametrize(
    ("body", "anchors"),
    [
        (p(bookmark("_sbp_0012", r("One"))), [("p0012",)]),
        (p(bookmark("_sbp_0012", r("One")), bookmark("_sbp_0013_Copy_1", r("two"), id=2)), [("p0012", "p0013")]),
        (p('<w:bookmarkStart w:id="1" w:name="_sbp_0012"/>', r("One")) + p(r("two"), '<w:bookmarkEnd w:id="1"/>'), [("p0012",), ("p0012",)]),
        (p('<w:bookmarkStart w:id="1" w:name="_sbp_0012"/>', r("One")) + p('<w:bookmarkEnd w:id="1"/>', r("two")), [("p0012",), ()]),
        (p(r("One"), '<w:bookmarkStart w:id="1" w:name="_sbp_0012"/>') + p(r("two"), '<w:bookmarkEnd w:id="1"/>'), [(), ("p0012",)]),
        (p(bookmark("_sbp_0012")) + p(r("two")), [("p0012",), ()]),
        ('<w:bookmarkStart w:id="1" w:name="_sbp_0012"/>' + p(r("One")) + '<w:bookmarkEnd w:id="1"/>' + p(r("two")), [("p0012",), ()]),
        (p(bookmark("_sbp_0012", r("One"))) + p(bookmark("_sbp_0012", r("two"), id=2)), [("p0012",), ("p0012",)]),
    ],
)  # fmt: skip
def test_a_paragraph_has_the_names_of_its_blocks(body: str, anchors: list[tuple[str, ...]]) -> None:
    assert [block.anchors for block in read(body).blocks] == anchors
