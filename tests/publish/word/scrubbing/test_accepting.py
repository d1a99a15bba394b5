"""With all tracked changes accepted a file says what LibreOffice says after accepting all of them."""

from __future__ import annotations

import re

import pytest
from tests.publish.docx.opening import W, files, part
from tests.publish.word.office import steps
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.sending.ardovian import ardovian

from sourcebook.publish.formats.docx import Stamp
from sourcebook.publish.printing import Given
from sourcebook.publish.proof.docx import lines
from sourcebook.publish.word.scrubbing import scrubbed
from sourcebook.publish.word.sending import working_file

EDITS = {
    "words": (steps.replace("was closed", "is open"), steps.insert("again", " and again")),
    "a paragraph added": (steps.add("Not numbered", "A paragraph of the town."),),
    "a paragraph taken out": (steps.remove("Two ministers"),),
    "split": (steps.split("The road was closed."),),
    "joined": (steps.join("Not numbered"),),
    "moved": (steps.move("Two ministers", "At least"),),
    "a note and its mark taken out": (steps.delete("see paragraph"), steps.delete_mark("of the hills.")),
    "the words of a note": (steps.replace("Figures of the council", "Figures of the town"),),
    "bold": (steps.strong("Not numbered"),),
    "a row": (steps.row_after("18 April"), steps.type_below("18 April", "19 April")),
    "a row taken out": (steps.row_remove("18 April"),),
    "a heading": (steps.style("Not numbered", "Heading 2"),),
}


@pytest.fixture(scope="module")
def jobs(program: object) -> dict[str, tuple[bytes, bytes]]:
    """Each edit, tracked: the file as it comes, and after LibreOffice accepted all."""
    program("soffice")  # type: ignore[operator]
    sent = working_file(*ardovian(), Given(), Stamp("a", "b", "c", "1"))
    pending = done([Job(sent, steps.tracked(*edits)) for edits in EDITS.values()])
    accepted = done([Job(one, (steps.accept_all(),)) for one in pending])
    return dict(zip(EDITS, zip(pending, accepted, strict=True), strict=True))


@pytest.mark.parametrize("edit", EDITS)
def test_accepted_as_libreoffice_accepts(edit: str, jobs: dict[str, tuple[bytes, bytes]]) -> None:
    pending, accepted = jobs[edit]
    made = scrubbed(pending, accept=True)
    assert said(made.content) == said(accepted)
    markup = b"".join(content for name, content in files(made.content).items() if name.startswith("word/"))
    assert b"Mira Tal" not in markup and not re.search(
        rb"<w:(?:ins|del|moveFrom|moveTo|\w+Change)[ />]", markup
    )


def said(content: bytes) -> list[str]:
    """What can be read, without numbers, which follow from styles.

    LibreOffice gives a joined paragraph the style of the first, Word that of the second. It leaves a joiner
    in a new row, and of a row that was taken out the empty cells.
    """
    found = [(line.kind, line.text.replace("\u200d", "")) for line in lines(content)]
    return [
        re.sub(r"^(\d+\.|\(\w+\)) ", "", text)
        for kind, text in found
        if kind != "contents" and (text or kind != "cell")
    ]


@pytest.mark.parametrize("edit", EDITS)
def test_left_pending_but_nobodys(edit: str, jobs: dict[str, tuple[bytes, bytes]]) -> None:
    pending, _ = jobs[edit]
    made = scrubbed(pending)
    assert all(b"Mira" not in content for content in files(made.content).values())
    before, after = (
        [one.tag for one in part(content, "word/document.xml").iter(*TRACKED)]
        for content in (pending, made.content)
    )
    assert (before == after and any(before)) or edit == "the words of a note"


TRACKED = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
