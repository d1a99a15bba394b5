"""Edits drawn at random, tracked or not, done in LibreOffice: all that is told gives the text that it shows, none
of it the text that was sent."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import takewhile

import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.lines import lines
from tests.publish.word.office.report import report
from tests.publish.word.office.sent import sent
from tests.publish.word.office.steps import (
    Step,
    accept_all,
    add,
    copy,
    delete,
    insert,
    join,
    move,
    remove,
    replace,
    split,
    tracked,
)
from tests.publish.word.office.taking import everything, nothing, printed_by, said, taken

from sourcebook.publish.word.flow import Word
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.tokens import text_of

SEEDS = range(12)
FLOW = flow_of(report())
# Where the annex of records begins, nothing can be edited.
END = "Statements and figures"


def edits(seed: int) -> Iterator[Step]:
    """A dozen edits of as many paragraphs, each at words that stand there alone."""
    chance = random.Random(seed)
    whole = "\n".join(text_of(block.tokens) for block in FLOW.blocks)
    begun = [
        text_of(takewhile(lambda token: isinstance(token, Word), block.tokens)).split(" ")
        for block in FLOW.blocks
        if block.start.kind == "paragraph"
    ]
    known = [
        words
        for words in begun
        if len(words) > 7 and all(whole.count(" ".join(words[a:b])) == 1 for a, b in ((0, 4), (4, 7)))
    ]
    targets = [" ".join(words[:4]) for words in known[:5]]
    for number, words in enumerate(chance.sample(known[5:-1], 12)):
        first, middle = " ".join(words[:4]), " ".join(words[4:7])
        step = chance.choice([
            insert(middle, " newly"), replace(middle, "other words"), delete(f" {middle}"), split(middle),
            join(first), move(first, chance.choice(targets)), copy(first, chance.choice(targets)), remove(first),
            add(first, f"Paragraph {number} is new."),
        ])  # fmt: skip
        yield from tracked(step) if chance.random() < 0.6 else (step,)


@pytest.fixture(scope="module")
def files() -> dict[tuple[int, bool], bytes]:
    """By seed the file as it comes back, and with its tracked changes accepted."""
    jobs = {}
    for seed in SEEDS:
        steps = list(edits(seed))
        jobs[seed, False] = Job(sent(), steps)
        jobs[seed, True] = Job(sent(), [*steps, accept_all()])
    return dict(zip(jobs, done(list(jobs.values())), strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_all_or_nothing(seed: int, files: dict[tuple[int, bool], bytes]) -> None:
    found = taken(files[seed, False])
    prints = printed_by(files[seed, True])
    there = [" ".join(line.split()) for line in lines(files[seed, True])]
    blocks = everything(found).blocks
    ours = [" ".join(line.split()) for block in blocks for line in said(block, prints)]
    begin = "Executive summary"
    assert ours[ours.index(begin) : ours.index(END)] == there[there.index(begin) : there.index(END)]
    assert nothing(found) == FLOW
