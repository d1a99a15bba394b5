"""Files that went through another program, or lost all that is hidden in them: aligned by their text."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pypandoc
import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.report import report
from tests.publish.word.office.sent import sent
from tests.publish.word.office.stripped import stripped
from tests.publish.word.office.taking import everything, fates, taken
from tests.publish.word.office.typing_in import typed_in
from tests.publish.word.office.whole_list import EDITS, steps_of

from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.tokens import text_of

FLOW = flow_of(report())
TYPED = list(typed_in(FLOW, 2).values())
JOBS = {
    "saved": Job(sent()),
    "odt": Job(sent(), through=("odt",)),
    "doc": Job(sent(), through=("doc",)),
    "rtf": Job(sent(), through=("rtf",)),
    "whole list": Job(sent(), steps_of(EDITS)),
    "typed in": Job(sent(), TYPED),
    "typed in as odt": Job(sent(), TYPED, through=("odt",)),
    "typed in as rtf": Job(sent(), TYPED, through=("rtf",)),
}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The files after each of these."""
    return dict(zip(JOBS, done(list(JOBS.values())), strict=True))


@pytest.mark.parametrize("way", ["saved", "odt", "doc", "rtf"])
@pytest.mark.parametrize("bare", [False, True], ids=["named", "stripped"])
def test_what_was_only_converted_proposes_nothing(way: str, bare: bool, made: dict[str, bytes]) -> None:
    found = taken(stripped(made[way]) if bare else made[way])
    assert [(one.kind, one.where, one.before, one.after) for one in found.script.changes] == []
    assert fates(found) == {}


def test_python_docx_changes_nothing() -> None:
    target = BytesIO()
    docx.Document(BytesIO(sent())).save(target)
    found = taken(target.getvalue())
    assert (found.script.changes, fates(found), found.refused) == ((), {}, ())


def test_pandoc_loses_no_word(tmp_path: Path) -> None:
    (tmp_path / "sent.docx").write_bytes(sent())
    command = [pypandoc.get_pandoc_path(), "--track-changes=all", "sent.docx", "-o", "back.docx"]
    subprocess.run(command, check=True, cwd=tmp_path, timeout=60)
    found = taken((tmp_path / "back.docx").read_bytes())
    assert [one for one in found.script.changes if one.kind not in ("restyled", "look")] == []
    assert set(fates(found).values()) <= {"changed"}


@pytest.mark.parametrize("way", ["typed in", "typed in as odt", "typed in as rtf"])
@pytest.mark.parametrize("bare", [False, True], ids=["named", "stripped"])
def test_words_typed_in_are_all_that_is_told(way: str, bare: bool, made: dict[str, bytes]) -> None:
    found = taken(stripped(made[way]) if bare else made[way])
    assert {(one.kind, one.before, one.after.strip()) for one in found.script.changes} == {
        ("text", "", "newly")
    }
    assert len(found.script.changes) == len(TYPED) > 10
    assert fates(found) == {}


def test_without_names_the_same_paragraphs_are_found(made: dict[str, bytes]) -> None:
    named, bare = taken(made["whole list"]), taken(stripped(made["whole list"]))
    pairs = list(zip(named.aligned, bare.aligned, strict=True))
    there = [(with_, without) for (with_, _), (without, _) in pairs if with_ is not None]
    found = [(with_, without) for with_, without in there if without is not None]
    assert len(found) >= 0.95 * len(there)
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_without_names_the_text_is_the_same(made: dict[str, bytes]) -> None:
    named, bare = everything(taken(made["whole list"])), everything(taken(stripped(made["whole list"])))
    assert [text_of(block.tokens) for block in bare.blocks] == [
        text_of(block.tokens) for block in named.blocks
    ]
