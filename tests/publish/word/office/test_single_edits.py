"""One thing done in LibreOffice, and what is told of it: kind, words taken out, words put in; nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from tests.publish.word.office.libreoffice import Job, done
from tests.publish.word.office.report import report
from tests.publish.word.office.sent import sent
from tests.publish.word.office.steps import (
    Step,
    add,
    as_author,
    comment,
    comment_mark,
    copy,
    delete,
    emphasise,
    insert,
    join,
    move,
    note,
    remove,
    replace,
    row_after,
    row_remove,
    split,
    strong,
    style,
    tracked,
    type_below,
)
from tests.publish.word.office.taking import fates, nothing, taken

from sourcebook.publish.word.comparing.found import Compared
from sourcebook.publish.word.flowing import flow_of

Told = tuple[str, str, str]  # kind, begin of the words taken out, begin of those put in
# What is done, not tracked and tracked; what is told of it.
EDITS: Mapping[str, tuple[Sequence[Step], Sequence[Told]]] = {
    "an item moved": ([move("a station, in", "a settlement")], [("moved", "a s", "")]),
    "an item added": ([add("a station, in", "a halt, in May;")], [("added", "", "a halt, in May;")]),
    "an item taken out": ([remove("a station, in")], [("deleted", "a station, in March;", "")]),
    "an item split": ([split("in March;")], [("split", "in March;", "")]),
    "a row added": ([row_after("Convoys"), type_below("Convoys", "Horses")], [("added", "", "Horses")]),
    "a row taken out": ([row_remove("Convoys")], [("deleted", "Convoys\ttwo\tone", "")]),
    "a paragraph copied": ([copy("The daily Sellan", "School books")], [("added", "", "The daily Sellan Morning")]),
    "a heading moved": ([move("What happened", "Threats of")], [("moved", "What happened", "")]),
    "a paragraph made a quotation": ([style("The guard denied", "Quotation")], [("restyled", "", "")]),
    "a paragraph made a heading": ([style("The guard denied", "Heading 2")], [("restyled", "", "")]),
    "a word made bold": ([strong("flour")], [("look", "flour", "flour")]),
    "a word made italic": ([emphasise("flour")], [("look", "flour", "flour")]),
    "a figure typed over": ([replace("at least 1,240", "about 1,300")], [("reference", "at least 1,240", "about 1,300")]),
    "a printed note changed": ([replace("See Ardovian", "Compare Ardovian")], [("note", "See", "Compare")]),
    "a note changed behind a citation": ([replace("chapter 2", "chapter 3")], [("note", "2", "3")]),
    "a note added in a cell": ([note("not stated", "By either.")], [("reference", "", "[By either.]")]),
    "the title changed": ([insert("The roads", " and bridges")], [("text", "", "and bridges")]),
    "a split": ([split("No member")], [("split", "No member of parliament", "")]),
    "two splits": ([split("No member"), split("parliament answered")],
                   [("split", "No member of", ""), ("split", "parliament answered", "")]),
    "a join behind a reference": ([join("School books")], [("joined", "School books", "")]),
    "moved and changed": ([move("Reporters asked", "On 11 May"), replace("lawful", "legal")],
                          [("moved", "Reporters asked", ""), ("text", "lawful", "legal")]),
    "words of two languages": ([replace("«Սահմանը փակ է»", "«Սահմանը բաց է»")], [("text", "փակ", "բաց")]),
    "nothing that lasts": ([insert("its posts", " x"), delete(" x")], []),
}  # fmt: skip
# Tracked, LibreOffice takes what was selected as a whole.
WHOLE = {
    "a printed note changed": [("note", "See Ardovian", "Compare Ardovian")],
    "a note changed behind a citation": [("note", "chapter 2", "chapter 3")],
    "words of two languages": [("text", "«Սահմանը փակ է»", "«Սահմանը բաց է»")],
    "a figure typed over": [("reference", "at least 1,240", "about 1,300")],
}
HANDS: Mapping[str, tuple[Sequence[Step], Sequence[tuple[str, str, str, str]]]] = {
    "two in one sentence": (
        (as_author("Ana Ro"), *tracked(insert("price of bread", " and salt")),
         as_author("Ben Oru"), *tracked(replace("bread and", "flour and"))),
        [("Ana Ro", "text", "", "and salt"), ("Ben Oru", "text", "bread", "flour")],
    ),
    "one takes out what the other put in": (
        (as_author("Ana Ro"), *tracked(insert("price of bread", " and salt")),
         as_author("Ben Oru"), *tracked(delete(" and salt"))),
        [("Ana Ro", "text", "", "and salt"), ("Ben Oru", "text", "and salt", "")],
    ),
    "one moves what the other changes": (
        (as_author("Ana Ro"), *tracked(replace("lawful", "legal")),
         as_author("Ben Oru"), *tracked(move("Reporters asked", "On 11 May"))),
        [("Ana Ro", "text", "lawful", "legal"), ("Ben Oru", "moved", "Reporters asked", "")],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Compared]:
    """What is said of each."""
    jobs = {(name, "plain"): Job(sent(), steps) for name, (steps, _) in EDITS.items()}
    jobs |= {(name, "tracked"): Job(sent(), tracked(*steps)) for name, (steps, _) in EDITS.items()}
    jobs |= {(name, "hands"): Job(sent(), steps) for name, (steps, _) in HANDS.items()}
    jobs["comments", ""] = Job(sent(), [
        comment("its posts", "Which?", "Ana Ro"),
        comment("this practice", "Since when?", "Ana Ro", "2031-05-06T07:08"),
        comment_mark("its towns.", "Where is it kept?", "Ana Ro"),
        comment("Convoys", "Of how many trucks?", "Ben Oru"),
    ])  # fmt: skip
    jobs["records", ""] = Job(sent(), [insert("Orvan Dreth, minister of", " the")])
    return {key: taken(made) for key, made in zip(jobs, done(list(jobs.values())), strict=True)}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("way", ["plain", "tracked"])
def test_it_is_told_and_nothing_else(name: str, way: str, found: dict[tuple[str, str], Compared]) -> None:
    _, told = EDITS[name]
    wanted = WHOLE.get(name, told) if way == "tracked" else told
    one = found[name, way]
    got = [(change.kind, change.before.strip(), change.after.strip()) for change in one.script.changes]
    assert len(got) == len(wanted), got
    for (kind, before, after), (wanted_kind, begin, end) in zip(got, wanted, strict=True):
        assert kind == wanted_kind, got
        assert before.startswith(begin) and after.startswith(end), got
    assert {change.tracked for change in one.script.changes} <= {way == "tracked"}
    assert one.refused == ()
    assert nothing(one) == flow_of(report())


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("way", ["plain", "tracked"])
def test_no_reference_is_lost_by_it(name: str, way: str, found: dict[tuple[str, str], Compared]) -> None:
    fate = {"plain": "changed", "tracked": "pending"}[way]
    wanted = {"r0023": fate} if name == "a figure typed over" else {}
    assert fates(found[name, way]) == wanted


@pytest.mark.parametrize("name", HANDS)
def test_each_hand_is_told_apart(name: str, found: dict[tuple[str, str], Compared]) -> None:
    got = [
        (one.author, one.kind, one.before.strip(), one.after.strip())
        for one in found[name, "hands"].script.changes
    ]
    wanted = HANDS[name][1]
    assert len(got) == len(wanted), got
    for author, kind, before, after in wanted:
        [same] = [one for one in got if one[:2] == (author, kind)]
        assert same[2].startswith(before) and same[3].startswith(after), got


def test_comments_hang_on_their_words(found: dict[tuple[str, str], Compared]) -> None:
    one = found["comments", ""]
    assert one.script.changes == ()
    told = [(placed.comment.author, placed.comment.words, placed.comment.text) for placed in one.comments]
    [on_mark] = [placed.comment for placed in one.comments if placed.comment.note]
    assert (on_mark.note, on_mark.text, on_mark.author) == ("r0008", "Where is it kept?", "Ana Ro")
    assert [one for one in told if one[2] != on_mark.text] == [
        ("Ana Ro", "this practice", "Since when?"),
        ("Ana Ro", "its posts", "Which?"),
        ("Ben Oru", "Convoys", "Of how many trucks?"),
    ]


def test_what_is_made_from_records_is_refused(found: dict[tuple[str, str], Compared]) -> None:
    one = found["records", ""]
    assert one.script.changes == ()
    [line] = one.refused
    assert "made from records" in line and "the" in line
