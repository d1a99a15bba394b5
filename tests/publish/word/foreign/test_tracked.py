"""Tracked changes of somebody else's draft: the text before them is the edition, they are proposals."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.checks.word.reading_words import through_libreoffice
from tests.publish.word.foreign.ardovian import material
from tests.publish.word.foreign.making import DATE, File, W, deleted, inserted, run, table
from tests.publish.word.foreign.sourcing import sourced

from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.comparing import compare
from sourcebook.publish.word.flowing import edition_of, flow_of
from sourcebook.publish.word.foreign import Foreign, read_draft, take_draft
from sourcebook.publish.word.opening import opened
from sourcebook.reading.errors import ReadingError


def taken(file: File, tmp_path: Path) -> Foreign:
    return take_draft(file.save(tmp_path / "draft.docx"), sourced, material)


def body(text: str) -> list[str]:
    """The blocks of an edition's file, without its front and what says that a paragraph has no number."""
    return [
        line.replace(" {.unnumbered}", "").strip()
        for line in text.partition("---\n\n")[2].split("\n\n")
        if line.strip()
    ]


def both(found: Foreign) -> tuple[list[str], list[str]]:
    """The edition, and what it becomes if every change is accepted."""
    flow, every = flow_of(found.edition), frozenset(one.id for one in found.script.changes)
    assert applied(found.script, frozenset()) == flow
    after = edition_of(applied(found.script, every), found.edition.front, found.edition)
    return body(written(found.edition)), body(written(after))


def edited() -> File:
    """A draft in which two people edited."""
    file = File()
    file.add("The Ilm Road", style="Title")
    file.add(
        "The road was ", deleted("closed"), inserted(run("blocked"), "Dario Venn", id=950), " in autumn."
    )
    file.add(
        "A driver kept a diary", file.note("Diary, ", inserted(run("page 4 of ")), "the second book."), "."
    )
    file.add(inserted(run("Nobody had written this paragraph before the editor did.")), mark=inserted())
    file.add(file.comment("Who counted?", run("Four buses")), " were counted at the bridge.")
    file.add(deleted("The weather at the lake was fair for the time of year."), mark=deleted())
    file.add("The winter ended.")
    return file


def test_each_tracked_change_is_proposed_once_with_author_and_date(tmp_path: Path) -> None:
    found = taken(edited(), tmp_path)
    told = {(one.kind, one.author, one.before.strip(), one.after.strip()) for one in found.script.changes}
    assert told >= {
        ("note", "Mira Toll", "", "page 4 of"),
        ("added", "Mira Toll", "", "Nobody had written this paragraph before the editor did."),
        ("deleted", "Mira Toll", "The weather at the lake was fair for the time of year.", ""),
    }
    assert {one.author for one in found.script.changes} == {"Mira Toll", "Dario Venn"}
    assert {one.date for one in found.script.changes} == {DATE}
    assert all(one.tracked for one in found.script.changes)
    assert len(found.script.changes) <= 5


def test_nothing_accepted_is_the_text_before_all_accepted_the_text_after(tmp_path: Path) -> None:
    before, after = both(taken(edited(), tmp_path))
    assert before == [
        "The road was closed in autumn.",
        "A driver kept a diary^[Diary, the second book.].",
        "Four buses were counted at the bridge.",
        "The weather at the lake was fair for the time of year.",
        "The winter ended.",
    ]
    assert after == [
        "The road was blocked in autumn.",
        "A driver kept a diary^[Diary, page 4 of the second book.].",
        "Nobody had written this paragraph before the editor did.",
        "Four buses were counted at the bridge.",
        "The winter ended.",
    ]


def test_comments_are_listed_with_their_words(tmp_path: Path) -> None:
    [comment] = taken(edited(), tmp_path).comments
    assert (comment.author, comment.text, comment.words) == ("Dario Venn", "Who counted?", "Four buses")


PARAGRAPHS = [
    ("a split", [("The winter ended", inserted()), (" with rain.", "")], ["The winter ended with rain."],
     ["The winter ended", "with rain."]),
    ("a join", [("The winter ended.", deleted()), (" It rained.", "")], ["The winter ended.", "It rained."],
     ["The winter ended. It rained."]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pieces", "before", "after"), [one[1:] for one in PARAGRAPHS], ids=["split", "join"]
)
def test_paragraphs_split_and_joined(
    pieces: list[tuple[str, str]], before: list[str], after: list[str], tmp_path: Path
) -> None:
    file = File()
    file.add("The first paragraph stays as it is.")
    for text, mark in pieces:
        file.add(run(text), mark=mark)
    file.add("The last paragraph stays as it is.")
    was, now = both(taken(file, tmp_path))
    assert [was[1:-1], now[1:-1]] == [before, after]


def test_a_row_that_was_put_in_is_not_in_the_text_before(tmp_path: Path) -> None:
    rows = table(("Village", "Days"), ("Dormet", "41"), ("Tolva", "39"))
    last = rows.rindex("<w:tr>") + len("<w:tr>")
    file = File()
    file.add("Days without gas.")
    file.body.append(f"{rows[:last]}<w:trPr>{inserted()}</w:trPr>{rows[last:]}")
    assert "Tolva" not in written(taken(file, tmp_path).edition)


def test_a_later_file_of_the_same_draft_is_compared_with_what_was_kept(tmp_path: Path) -> None:
    """The base has our anchors: what is changed in it without tracking is found as in a file of ours."""
    found = taken(edited(), tmp_path)
    with zipfile.ZipFile(io.BytesIO(found.base)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert (
        f"{{{W}}}ins" not in str(parts["word/document.xml"]) and b"<w:ins" not in parts["word/document.xml"]
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"The winter ended.", b"The winter went on."
    )
    later = io.BytesIO()
    with zipfile.ZipFile(later, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    compared = compare(opened(found.base), opened(later.getvalue()), flow_of(found.edition))
    assert [(one.before, one.after) for one in compared.script.changes] == [("ended", "went on")]


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (taken(edited(), tmp_path) for _ in range(2))
    assert (one.base, one.theirs, one.script) == (other.base, other.theirs, other.script)


@pytest.mark.parametrize(
    ("content", "said"), [(b"no zip", "no DOCX"), (b"", "no DOCX"), (b"PK\x03\x04half", "no DOCX")]
)
def test_a_file_that_is_none_is_refused_in_one_line(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=said) as error:
        read_draft(path)
    assert "\n" not in str(error.value)


def test_what_libreoffice_saved_is_taken_as_what_word_saved(
    program: Callable[[str], str], tmp_path: Path
) -> None:
    path = edited().save(tmp_path / "draft.docx")
    back = through_libreoffice(path, program("soffice"), tmp_path)
    one, other = (take_draft(file, sourced, material) for file in (path, back))
    assert both(other) == both(one)
    told = [
        [(c.kind, c.author, c.date, c.before.strip(), c.after.strip()) for c in found.script.changes]
        for found in (one, other)
    ]
    assert told[1] == told[0]
    assert [comment.words for comment in other.comments] == ["Four buses"]
