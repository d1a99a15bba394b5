"""A file in which everything was done at once comes back with each edit told once, and nothing that was not
done; and the same with all of it tracked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.lines import lines, notes
from tests.publish.word.office.report import report
from tests.publish.word.office.sent import sent
from tests.publish.word.office.steps import accept_all, reject_all
from tests.publish.word.office.taking import everything, fates, nothing, printed_by, said, taken
from tests.publish.word.office.whole_list import EDITS, TRANSLATOR, Edit, all_tracked, steps_of

from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.comparing.found import Compared
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.merging import standing
from sourcebook.publish.word.script import Change
from sourcebook.publish.word.tokens import text_of

BLOCKS = {
    edit.at: next(
        k for k, block in enumerate(flow_of(report()).blocks) if text_of(block.tokens).startswith(edit.at)
    )
    for edit in EDITS
    if edit.at
}
LISTS = {"as it comes": EDITS, "all tracked": all_tracked(EDITS)}
TOLD = [(way, edit) for way, edits in LISTS.items() for edit in edits if edit.kind]
FATES = {
    "as it comes": {"r0004": "lost", "r0020": "pending", "r0023": "changed", "r0028": "lost"},
    "all tracked": {"r0004": "pending", "r0020": "pending", "r0023": "pending", "r0028": "pending"},
}
ways = pytest.mark.parametrize("way", LISTS)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The file saved without an edit, after each list, and with all its tracked changes accepted."""
    jobs = {"saved": Job(sent())}
    for way, edits in LISTS.items():
        steps = steps_of(edits)
        jobs[way] = Job(sent(), steps)
        jobs[f"{way}, accepted"] = Job(sent(), [*steps, accept_all()])
        jobs[f"{way}, rejected"] = Job(sent(), [*steps, reject_all()])
    return dict(zip(jobs, done(list(jobs.values())), strict=True))


@pytest.fixture(scope="module")
def found(files: dict[str, bytes]) -> Mapping[str, Compared]:
    """What is said of each list."""
    return {way: taken(files[way]) for way in LISTS}


def is_told(edit: Edit, change: Change) -> bool:
    """Whether this change is that edit: its kind, its words, its block, and whose it is."""
    return (
        (change.kind, change.author, change.tracked) == (edit.kind, edit.author, edit.tracked)
        and change.before.strip().startswith(edit.before)
        and change.after.strip().startswith(edit.after)
        and (edit.kind == "reference" or bool(change.before.strip()) == bool(edit.before))
        and (not edit.at or change.key == BLOCKS[edit.at])
    )


def shown(found: Compared) -> str:
    """The changes, a line each, for a message."""
    return "\n".join(
        f"{one.id} {one.kind} {one.author} {one.tracked} {one.where} ({one.key}): "
        f"{one.before!r} -> {one.after!r}"
        for one in found.script.changes
    )


def test_a_save_without_an_edit_says_nothing(files: dict[str, bytes]) -> None:
    found = taken(files["saved"])
    assert shown(found) == ""
    assert fates(found) == {}
    assert (found.refused, found.recognised, found.comments) == ((), (), ())
    assert everything(found) == nothing(found)


@pytest.mark.parametrize(("way", "edit"), TOLD, ids=[f"{edit.name}, {way}" for way, edit in TOLD])
def test_each_edit_is_told_once(way: str, edit: Edit, found: Mapping[str, Compared]) -> None:
    told = [change for change in found[way].script.changes if is_told(edit, change)]
    assert len(told) == 1, shown(found[way])


@ways
def test_nothing_else_is_told(way: str, found: Mapping[str, Compared]) -> None:
    changes = found[way].script.changes
    assert Counter(one.kind for one in changes) == Counter(edit.kind for edit in LISTS[way] if edit.kind), (
        shown(found[way])
    )
    assert (found[way].refused, found[way].recognised) == ((), ())


@ways
def test_every_change_has_author_and_date(way: str, found: Mapping[str, Compared]) -> None:
    assert [one for one in found[way].script.changes if not one.author or len(one.date) < 16] == []


@ways
def test_every_reference_has_its_fate(way: str, found: Mapping[str, Compared]) -> None:
    assert fates(found[way]) == FATES[way]
    assert len(found[way].fates) == len({one.name for one in found[way].fates}) == 35


@ways
def test_a_comment_keeps_its_words(way: str, found: Mapping[str, Compared]) -> None:
    [placed] = found[way].comments
    assert (placed.comment.author, placed.comment.text) == (TRANSLATOR, "Since when?")
    assert (placed.comment.words, placed.comment.date[:16]) == ("of old", "2031-05-06T07:08")
    [change] = [one for one in found[way].script.changes if one.id == placed.change]
    assert change.after.strip() == "of old"


@ways
def test_nothing_accepted_is_what_was_sent(way: str, found: Mapping[str, Compared]) -> None:
    assert nothing(found[way]) == flow_of(report())


@ways
def test_nothing_stands_against_it_where_nobody_changed_the_text(
    way: str, found: Mapping[str, Compared]
) -> None:
    ours = compare_flows(nothing(found[way]), flow_of(report()))
    assert ours.changes == ()
    states = standing(found[way].script, ours)
    assert {change: one.state for change, one in states.items() if one.state != "apart"} == {}


@ways
def test_all_accepted_is_what_libreoffice_shows(
    way: str, found: Mapping[str, Compared], files: dict[str, bytes]
) -> None:
    there = files[f"{way}, accepted"]
    assert typed(everything(found[way]), printed_by(there)) == of_ours(lines(there))
    assert "The map was printed by Saltmarsh Press, see Saltmarsh Press, The Salt Trains, 2011; it is badly drawn." in notes(there)  # fmt: skip
    assert "It has none." in notes(there)


def test_all_rejected_in_libreoffice_is_what_was_sent(files: dict[str, bytes]) -> None:
    there = files["all tracked, rejected"]
    assert typed(flow_of(report()), printed_by(there)) == of_ours(lines(there))


def of_ours(lines_: list[str]) -> list[str]:
    """Without what is made from records alone, which stands in the file and not in the flow."""
    begin = lines_.index("Executive summary")
    end = lines_.index("Statements and figures") + 1
    return lines_[begin:end]


def typed(flow: Flow, prints: Mapping[str, str]) -> list[str]:
    """The lines of a flow, between the same two headings."""
    return of_ours([line for block in flow.blocks for line in said(block, prints)])
