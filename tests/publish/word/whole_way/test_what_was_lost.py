"""Single edits that once lost or doubled words: each as it came, in a small report."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from tests.publish.printing.ardovia import edition, material
from tests.publish.word.whole_way.editor import Pen
from tests.publish.word.whole_way.reading import final, printed, shown
from tests.publish.word.whole_way.sheet import Element, W, said

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.comparing import Compared, compare
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.sending import working_file

BODY = """
# The bridge

The mayor crossed the bridge.

Half a word: A[դարպաս]{lang=hy} was shut at noon.

At least [=claim:{dead}] were killed in May,[@claim:{dead}] as one said.^[In a letter, see [@source:{book}, p. 7].]

The council met again in June.

Nobody came to the gate.
"""
EDITION = parse(edition(BODY))
SENT = working_file(EDITION, material(), Given(), Stamp("bridge-2031", "0f3a5c", "7e1d20", "1"))


def paragraph(pen: Pen, words: str) -> Element:
    """The paragraph with these words."""
    return next(one for one in pen.paragraphs() if words in "".join(map(str, one.itertext())))


def run(pen: Pen, words: str) -> Element:
    """The run with these words."""
    return next(one for one in pen.body.iter(f"{W}r") if words in said(one))


def within_two_looks(pen: Pen) -> None:
    """Letters typed into a word of which one half is in another script."""
    pen.insert(run(pen, "դարպաս"), 2, "Z")


def split_within_two_looks(pen: Pen) -> None:
    """Enter in the middle of such a word."""
    pen.split(run(pen, "դարպաս"), 2)


def moved(pen: Pen) -> None:
    """A tracked move of which the anchors stay at the old place, or go to the new one."""
    pen.author, pen.date = "Ana Ro", "2031-05-02T10:00:00Z"
    pen.move(paragraph(pen, "were killed"), paragraph(pen, "Nobody came"))


def moved_and_typed_over(pen: Pen) -> None:
    """A figure that is cut out, pasted elsewhere, and typed over there."""
    control = pen.references(paragraph(pen, "were killed"))[0]
    pen.relocate(control, run(pen, "The council met"), 12)
    pen.overtype(control, "2,000")


ACTS = [within_two_looks, split_within_two_looks, moved, moved_and_typed_over]


def told(pen: Pen) -> tuple[Compared, Flow]:
    """What is told of the file, and the text with all of it."""
    compared = compare(opened(SENT), opened(pen.written()), flow_of(EDITION))
    return compared, applied(compared.script, frozenset(one.id for one in compared.script.changes))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("act", ACTS)
def test_all_changes_give_what_stands_in_the_file(act: Callable[[Pen], None], seed: int) -> None:
    pen = Pen(SENT, Random(seed))
    prints, notes = printed(pen)
    act(pen)
    compared, text = told(pen)
    assert shown(text, prints, notes) == final(pen)
    assert applied(compared.script, frozenset()) == flow_of(EDITION)


@pytest.mark.parametrize("seed", range(4))
def test_a_move_is_one_change_wherever_its_anchors_are(seed: int) -> None:
    pen = Pen(SENT, Random(seed))
    moved(pen)
    compared, _ = told(pen)
    assert [(one.kind, one.author) for one in compared.script.changes] == [("moved", "Ana Ro")]
    assert {one.fate for one in compared.fates} == {"kept"}


def test_a_paragraph_that_could_not_be_read_was_deleted_by_nobody() -> None:
    pen = Pen(SENT, Random(0))
    pen.replace(run(pen, "The mayor"), 4, 9, "guard")
    whole = pen.written()
    for words in ("Half a word", "as one said", "met again", "Nobody came"):
        cut = _cut(whole, words.encode())
        compared = compare(opened(SENT), opened(cut), flow_of(EDITION))
        assert [(one.before, one.after) for one in compared.script.changes] == [("mayor", "guard")]
        [line] = compared.remarks
        assert line.startswith("the file is damaged: ")
        assert line.endswith("that could not be read in it were left as they are")


def _cut(content: bytes, words: bytes) -> bytes:
    """A file whose text ends within these words."""
    pen = Pen(content, Random(0))
    text = pen.parts["word/document.xml"]
    return pen.packed({**pen.parts, "word/document.xml": text[: text.index(words) + 3]})
