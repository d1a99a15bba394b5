"""A report of a hundred pages, sent, saved and edited in LibreOffice, with its hidden names and without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.real import real
from tests.publish.word.office.stripped import stripped
from tests.publish.word.office.taking import everything, fates, nothing, taken
from tests.publish.word.office.typing_in import typed_in

from sourcebook.publish.word.comparing.found import Compared
from sourcebook.publish.word.flowing import flow_of

_EVERY = 4


@dataclass(frozen=True)
class Real:
    """What is told of the report as it was saved, and with words typed in (`typed` are the blocks, by place):
    with its hidden names (False), and stripped of them (True).
    """

    saved: Mapping[bool, Compared]
    edited: Mapping[bool, Compared]
    typed: frozenset[int]


@pytest.fixture(scope="module")
def annual(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Real:
    """The annual report."""
    edition, sent = real(shared / "reports" / "report2023.md", tmp_path_factory.mktemp("real"))
    flow = flow_of(edition)
    steps = typed_in(flow, _EVERY)
    saved, edited = done([Job(sent), Job(sent, list(steps.values()))])

    def both(docx: bytes) -> Mapping[bool, Compared]:
        return {bare: taken(stripped(docx) if bare else docx, sent, flow) for bare in (False, True)}

    return Real(both(saved), both(edited), frozenset(steps))


@pytest.mark.parametrize("bare", [False, True], ids=["named", "stripped"])
def test_a_save_without_an_edit_says_nothing(annual: Real, bare: bool) -> None:
    found = annual.saved[bare]
    assert [(one.kind, one.where, one.before[:60], one.after[:60]) for one in found.script.changes] == []
    assert fates(found) == {}
    assert nothing(found) == everything(found)


@pytest.mark.parametrize("bare", [False, True], ids=["named", "stripped"])
def test_each_word_typed_in_is_told_once_in_its_paragraph(annual: Real, bare: bool) -> None:
    found = annual.edited[bare]
    assert len(annual.typed) > 50
    told = [(one.key, one.before, one.after.strip()) for one in found.script.changes]
    assert sorted(told) == [(key, "", "newly") for key in sorted(annual.typed)]
    assert fates(found) == {}


def test_without_names_paragraphs_find_their_own(annual: Real) -> None:
    named, bare = annual.edited[False], annual.edited[True]
    pairs = [(one, other) for (one, _), (other, _) in zip(named.aligned, bare.aligned, strict=True)]
    there = [pair for pair in pairs if pair[0] is not None]
    found = [pair for pair in there if pair[1] is not None]
    assert len(found) >= 0.95 * len(there) > 300
    assert [pair for pair in found if pair[0] != pair[1]] == []
