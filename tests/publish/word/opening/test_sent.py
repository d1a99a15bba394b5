"""The file as it is sent, and as LibreOffice gives it back, by way of other formats and after edits."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.report import records
from tests.publish.word.office.sent import STAMP, sent
from tests.publish.word.office.steps import (
    comment,
    delete_mark,
    insert,
    join,
    move,
    note,
    remove,
    replace,
    split,
    tracked,
)
from tests.publish.word.opening.made import shown

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.printing import Given
from sourcebook.publish.word.flow import Word
from sourcebook.publish.word.opened import WordText
from sourcebook.publish.word.opening import opened
from sourcebook.publish.word.sending import working_file

# Formats on the way, and what is the same afterwards.
WAYS = {"Word": (), "OpenDocument": ("odt",), "old Word": ("doc",)}
DRESSED = """---
title: Roads
date: 2032-02-01
---

# One *two* **three**

#### Four *five* **six**

A [link *in*](https://sel.example/a?b=c&d=%20x) and [«каждая»]{lang=ru} and *both **x** y*. {.unnumbered}

A [bare](https://Sel.example) host, [летопись](https://sel.example/летопись), 1st *em*ph and **b**old.

> Quoted *words* **so**.
"""
EDITS = [
    *tracked(
        replace("two weeks later", "three weeks later"),
        insert("Nobody was told", " in Sel"),
        move("The second convoy took", "The first convoy waited"),
        remove("Letters of the council remained"),
        note("Copies of them", "Seen in May."),
        split("Two trucks were"),
        join("The statement does not name"),
        delete_mark("without its towns."),
    ),
    comment("three weeks", "Are you sure?", "Jon Arke", "2031-05-03T09:30"),
]


@pytest.fixture(scope="module")
def returned(program: Callable[[str], str]) -> dict[str, WordText]:
    """What LibreOffice gives back of the file, by its way there."""
    program("soffice")
    jobs = {name: Job(sent(), through=through) for name, through in WAYS.items()}
    jobs["edited"] = Job(sent(), EDITS, "Mira Tal")
    jobs |= {f"dressed, {name}": Job(dressed(), through=through) for name, through in WAYS.items()}
    jobs["RTF"] = Job(sent(), through=("rtf",))
    return dict(zip(jobs, map(opened, done(list(jobs.values()))), strict=True))


@cache
def dressed() -> bytes:
    """A file with every look and link in every kind of paragraph."""
    return working_file(parse(DRESSED), records(), Given(), STAMP)


def printed(text: WordText) -> list[object]:
    """All that is compared, and what marks print, which is no part of what they are."""
    blocks = [
        (one.start, one.bits, shown(one.bits), one.anchors, one.label, one.style) for one in text.blocks
    ]
    return [blocks, text.notes, {name: shown(bits) for name, bits in text.notes.items()}, text.anchors]


def test_what_is_sent_says_what_it_is_made_of_and_leaves_nothing_aside() -> None:
    text = opened(sent())
    assert (text.edition, text.build, text.sending) == ("roads-2031", "0f3a5c", "7e1d20")
    assert text.set_aside == ()
    assert len(text.anchors) >= 20
    assert all(found[0].state == "whole" and len(found) == 1 for found in text.anchors.values())
    assert sum(len(block.anchors) for block in text.blocks) >= 60


@pytest.mark.parametrize("way", WAYS)
def test_a_save_without_an_edit_changes_nothing(way: str, returned: dict[str, WordText]) -> None:
    text = returned[way]
    assert printed(text) == printed(opened(sent()))
    assert (text.edition, text.sending, text.set_aside) == ("roads-2031", "7e1d20", ())


@pytest.mark.parametrize("way", WAYS)
def test_a_save_without_an_edit_changes_no_look_and_no_link(way: str, returned: dict[str, WordText]) -> None:
    looks = {
        bit.token.look
        for block in opened(dressed()).blocks
        for bit in block.bits
        if isinstance(bit.token, Word)
    }
    assert {(one.emphasis, one.strong) for one in looks} == {
        (False, False),
        (True, False),
        (False, True),
        (True, True),
    }
    assert printed(returned[f"dressed, {way}"]) == printed(opened(dressed()))


def test_rtf_loses_anchors_and_no_word(returned: dict[str, WordText]) -> None:
    def said(text: WordText) -> list[str]:
        return ["".join(getattr(bit.token, "text", "") or getattr(bit.token, "printed", "") for bit in block.bits) for block in text.blocks]  # fmt: skip

    assert said(returned["RTF"]) == said(opened(sent()))


def test_each_edit_is_read_as_it_was_made(returned: dict[str, WordText]) -> None:
    text = returned["edited"]
    said = [shown(block.bits) for block in text.blocks]
    for words in (
        "printed again [-two weeks later-][+three weeks later+], with",
        "Nobody was told[+ in Sel+] why.",
        "without its towns.[-{r0008:}-]",
        "Copies of them[+{n1:}+] were",
    ):
        assert sum(words in one for one in said) == 1, words
    assert shown(text.notes["n1"]) == "[+Seen in May.+]"
    taken_out = "[-Letters of the council remained without an answer.-]"
    assert text.blocks[said.index(taken_out)].mark_deleted
    gone, here = (
        [n for n, one in enumerate(said) if one.startswith(f"[{sign}The second convoy took")] for sign in "-+"
    )
    assert (len(gone), len(here)) == (1, 1)
    assert text.blocks[gone[0]].anchors == text.blocks[here[0]].anchors != ()
    assert [anchor.state for anchor in text.anchors["r0021"]] == ["whole", "deleted"]
    assert text.anchors["r0008"][0].state == "deleted"


def test_a_split_and_a_join_are_marks_of_paragraphs(returned: dict[str, WordText]) -> None:
    blocks = returned["edited"].blocks
    said = [shown(block.bits) for block in blocks]
    place = said.index("Two trucks were turned back at noon.")
    assert blocks[place - 1].mark_inserted
    assert blocks[place].anchors == blocks[place - 1].anchors
    place = next(n for n, one in enumerate(said) if one.startswith("The statement does not name"))
    assert blocks[place - 1].mark_deleted


def test_who_and_when_are_those_of_the_person(returned: dict[str, WordText]) -> None:
    text = returned["edited"]
    authors = {one.author for block in text.blocks for bit in block.bits for one in (bit.inserted, bit.deleted) if one}  # fmt: skip
    assert authors == {"Mira Tal"}
    (said,) = text.comments
    assert (said.author, said.date[:16], said.text, said.words) == (
        "Jon Arke",
        "2031-05-03T09:30",
        "Are you sure?",
        "three weeks",
    )
    assert "three weeks" in shown(text.blocks[said.block or 0].bits)
