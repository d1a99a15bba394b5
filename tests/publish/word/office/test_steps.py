"""Each step does in LibreOffice what it says, and one that cannot be done says why."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.publish.word.office.libreoffice import Job, OfficeFailed, done
from tests.publish.word.office.lines import lines, notes, untracked
from tests.publish.word.office.report import records, report
from tests.publish.word.office.steps import (
    Step,
    accept_all,
    add,
    comment,
    copy,
    delete,
    delete_after,
    delete_from,
    delete_mark,
    insert,
    join,
    move,
    move_words,
    note,
    overtype,
    reject_all,
    remove,
    replace,
    row_after,
    row_remove,
    split,
    tracked,
    type_below,
)

from sourcebook.publish.formats.docx import write
from sourcebook.publish.printing import printed

# What is done; what the text, all tracked changes accepted, then says; what it no longer says.
STEPS: dict[str, tuple[Sequence[Step], Sequence[str], Sequence[str]]] = {
    "replace": ([replace("a corridor", "a passage")], ["the valley a passage."], ["a corridor"]),
    "replace in a note": ([replace("not to scale", "badly drawn")], ["it is badly drawn."], ["to scale"]),
    "replace in a cell": ([replace("Convoys", "Trucks")], ["Trucks"], ["Convoys"]),
    "delete": ([delete("the same evening")], ["on television ."], ["the same evening"]),
    "delete from to": ([delete_from("a preface", "the ministry")], ["with ."], ["a preface by"]),
    "delete behind": ([delete_after("as a matter", 10)], ["as a matter paper"], ["of saving"]),
    "type over": ([overtype("as a matter of ", 6, "losing")], ["matter of losing paper"], ["saving"]),
    "insert": ([insert("nothing for ten", " long")], ["for ten long days"], []),
    "split": ([split("No member")], ["\nNo member of parliament"], []),
    "join": ([join("Reporters asked")], ["the guard.Reporters asked"], []),
    "add": ([add("The statement does not", "It is short.")], ["the guard.\nIt is short.\n"], []),
    "remove": ([remove("Reporters asked")], ["the guard.\nThe council published"], ["Reporters"]),
    "move": ([move("Reporters asked", "On 11 May")], ["no answer.\nOn 11 May"], ["the guard.\nReporters"]),
    "copy": ([copy("Reporters asked", "On 11 May")], ["no answer.\nOn 11 May", "the guard.\nReporters"], []),
    "move words": ([move_words("of flour", "Shops")],
                   ["Shops of flour in Brenn ran out in the third"], []),
    "note": ([note("by its posts", "It has none.")], ["It has none."], []),
    "delete a mark": ([delete_mark("without its towns.")], [], ["Saltmarsh Press, see"]),
    "row": ([row_after("Wounded"), type_below("Wounded", "Houses burnt")], ["Houses burnt"], []),
    "row removed": ([row_remove("Convoys")], [], ["Convoys", "\ntwo\n"]),
    "comment": ([comment("by its posts", "Who says so?", "Ana Ro")], ["by its posts."], []),
}  # fmt: skip


@pytest.fixture(scope="module")
def texts() -> dict[tuple[str, str], str]:
    """The text after each step: not tracked; tracked and accepted; tracked and rejected; and nothing done."""
    file = write(printed(report(), records()))
    jobs = {("", "nothing"): Job(file)}
    for name, (steps, _, _) in STEPS.items():
        jobs[name, "plain"] = Job(file, steps)
        jobs[name, "accepted"] = Job(file, [*tracked(*steps), accept_all()])
        jobs[name, "rejected"] = Job(file, [*tracked(*steps), reject_all()])
    return dict(zip(jobs, map(said, done(list(jobs.values()))), strict=True))


def said(docx: bytes) -> str:
    """The lines of the text and of the notes."""
    assert untracked(docx)
    return "\n".join([*lines(docx), *notes(docx)])


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("way", ["plain", "accepted"])
def test_a_step_is_done(name: str, way: str, texts: dict[tuple[str, str], str]) -> None:
    _, there, gone = STEPS[name]
    text = texts[name, way]
    assert [words for words in there if words not in text] == []
    assert [words for words in gone if words in text] == []


@pytest.mark.parametrize("name", STEPS)
def test_a_tracked_step_can_be_rejected(name: str, texts: dict[tuple[str, str], str]) -> None:
    assert texts[name, "rejected"] == texts["", "nothing"]


def test_a_step_that_cannot_be_done_says_why() -> None:
    file = write(printed(report(), records()))
    with pytest.raises(OfficeFailed, match=r"at the step replace \| absent \| x: not in the text: absent"):
        done([Job(file), Job(file, [replace("absent", "x")])])


def test_a_step_holds_no_line_break() -> None:
    with pytest.raises(ValueError, match="a tab or a line break"):
        replace("a\nb", "c").line()
