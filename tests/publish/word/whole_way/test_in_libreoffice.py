"""Random edits in LibreOffice: each is told once, and all of them give what LibreOffice shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.lines import lines, notes
from tests.publish.word.office.report import report
from tests.publish.word.office.sent import sent
from tests.publish.word.office.steps import accept_all
from tests.publish.word.office.taking import everything, nothing, printed_by, said, taken
from tests.publish.word.whole_way.steps_at_random import Act, Lists

from sourcebook.publish.word.comparing import Compared
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.flowing import flow_of

SEEDS = range(8)


@dataclass(frozen=True)
class Edited:
    """A list of acts, what is told of the file, and what LibreOffice shows with all of it accepted."""

    acts: list[Act]
    compared: Compared
    shows: list[str]


@pytest.fixture(scope="module")
def edited(program: Callable[[str], str]) -> list[Edited]:
    """The report after each list."""
    program("soffice")
    lists = Lists(flow_of(report()), "\n".join((*lines(sent()), *notes(sent()))))
    acts = [list(lists.acts(seed)) for seed in SEEDS]
    steps = [[step for act in its for step in act.steps] for its in acts]
    files = done([job for its in steps for job in (Job(sent(), its), Job(sent(), [*its, accept_all()]))])
    return [
        Edited(its, taken(file), _tidy(lines(accepted)))
        for its, file, accepted in zip(acts, files[::2], files[1::2], strict=True)
    ]


def test_each_act_is_told_once(edited: list[Edited]) -> None:
    assert sum(len(one.acts) for one in edited) > 50
    for one in edited:
        told = Counter((change.kind, change.author, change.tracked) for change in one.compared.script.changes)
        assert told == Counter((act.kind, act.author, act.tracked) for act in one.acts)


def test_all_changes_give_what_libreoffice_shows(edited: list[Edited]) -> None:
    # Labels, captions and tables made from records are in the file alone, whatever is done to it.
    made = Counter(_tidy(lines(sent()))) - Counter(_said(flow_of(report())))
    for one in edited:
        text = _said(everything(one.compared))
        assert Counter(text) == Counter(one.shows) - made
        kept = Counter(text)
        assert [line for line in one.shows if kept[line]] == text
        assert nothing(one.compared) == flow_of(report())


def _said(flow: Flow) -> list[str]:
    prints = printed_by(sent())
    return _tidy(
        [
            line
            for block in flow.blocks
            if block.start.kind not in ("fixed", "picture")
            for line in said(block, prints)
        ]
    )


def _tidy(found: list[str]) -> list[str]:
    """Without the joiners that LibreOffice puts into new rows; several blanks are one."""
    tidy = (re.sub(" +", " ", line.replace("\u200d", "")).strip() for line in found)
    return [line for line in tidy if line]
