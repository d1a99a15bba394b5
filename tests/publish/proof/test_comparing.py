"""The comparison finds what was lost, added, changed or moved, and nothing where nothing was."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.sample import printed, t

from sourcebook.publish.printed import Heading, Line, Note, Paragraph, Printed, Run
from sourcebook.publish.proof.aligning import align
from sourcebook.publish.proof.comparing import Comparison, compare

Lines = list[Line]


def taken() -> Lines:
    """What a perfect file gives back: other kinds for what it cannot tell, no ids but those of notes."""
    found = []
    for line in printed().lines():
        kind = "paragraph" if line.kind in ("subtitle", "partner", "below") else line.kind
        found.append(Line(kind, line.id if kind == "note" else "", line.text))
    return found


def at(lines: Lines, start: str) -> int:
    return next(number for number, line in enumerate(lines) if line.text.startswith(start))


def changed(start: str, old: str, new: str) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        place = at(lines, start)
        assert old in lines[place].text
        lines[place] = replace(lines[place], text=lines[place].text.replace(old, new))

    return change


def lost(start: str) -> Callable[[Lines], None]:
    return lambda lines: lines.__delitem__(at(lines, start))


def swapped(one: str, other: str) -> Callable[[Lines], None]:
    def swap(lines: Lines) -> None:
        first, second = at(lines, one), at(lines, other)
        lines[first], lines[second] = lines[second], lines[first]

    return swap


def added(start: str, line: Line) -> Callable[[Lines], None]:
    return lambda lines: lines.insert(at(lines, start), line)


def kind(start: str, new: str) -> Callable[[Lines], None]:
    def change(lines: Lines) -> None:
        lines[at(lines, start)] = replace(lines[at(lines, start)], kind=new)

    return change


CASES: list[tuple[str, Callable[[Lines], None], str, str]] = [
    ("a letter", changed("1. On 18", "hill", "hall"), "differs", "said: “Every hill is ours... They will…” became “…of roads, said: “Every hall"),
    ("a digit", changed("1. On 18", "18 April", "13 April"), "differs", "paragraph p-hills differs at character 8"),
    ("a quotation mark", changed("1. On 18", "“so-called”", '"so-called"'), "differs", "p-hills"),
    ("a dash", changed("1. On 18", "5–7", "5-7"), "differs", "p-hills"),
    ("a no-break space", changed("1. On 18", "100 %", "100\u00a0%"), "differs", "p-hills"),
    ("a capital", changed("1. On 18", "Orvan", "orvan"), "differs", "p-hills"),
    ("a ligature for two letters", changed("1. On 18", "ﬁrst", "first"), "differs", "p-hills"),
    ("a label", changed("2. He", "2. He", "3. He"), "differs", "paragraph p-scripts differs at character 1: “2. He"),
    ("the letter of an item", changed("(b) the bridge", "(b)", "(c)"), "differs", "item p-scripts"),
    ("the mark of a note", changed("2. He", "[3]", "[4]"), "differs", "p-scripts"),
    ("a mark of a note lost", changed("A. Threats", "[1]", ""), "differs", "heading threats"),
    ("a letter in another script", changed("2. He", "ёлка", "елка"), "differs", "p-scripts"),
    ("letters that look alike", changed("2. He", "объект", "oбъект"), "differs", "p-scripts"),
    ("a paragraph lost", lost("2. He"), "missing", "paragraph p-scripts: missing: “2. He wrote"),
    ("a note lost", lost("Ibid"), "missing", "note note-2: missing: “Ibid.”"),
    ("a cell lost", lost("unknown"), "missing", "cell t-1: missing: “unknown”"),
    ("a title lost", lost("Threats and"), "missing", "title: missing"),
    ("two paragraphs swapped", swapped("1. On 18", "2. He"), "moved", "out of its order"),
    ("two cells swapped", swapped("unknown", "not stated"), "moved", "cell t-1: out of its order"),
    ("a line added", added("2. He", Line("paragraph", "", "We add this.")), "added", "paragraph: not in the report: “We add this.”"),
    ("text that no tag leads to", added("2. He", Line("untagged", "", "Hidden words.")), "added", "untagged"),
    ("a line twice", added("2. He", Line("paragraph", "", "The gate shuts at dusk. Nobody passes; not today.")), "added", "not in the report: “The gate shuts"),
    ("a heading that is a paragraph", kind("A. Threats", "paragraph"), "kind", "heading threats became paragraph: “A. Threats"),
    ("an item that is a paragraph", kind("(a) the road", "paragraph"), "kind", "item p-scripts"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("plant", "what", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_was_planted_is_found_and_told(plant: Callable[[Lines], None], what: str, said: str) -> None:
    lines = taken()
    plant(lines)
    comparison = compare(printed(), lines)
    assert not comparison.holds
    assert {one.what for one in comparison.differences} == {what}
    assert said in str(comparison.differences[0])
    assert "identical" not in comparison.summary("PDF")


def test_nothing_is_found_where_nothing_was_planted() -> None:
    comparison = compare(printed(), taken())
    assert comparison.holds
    assert comparison.summary("PDF") == "PDF: 4 paragraphs, 4 notes, 1,531 characters: identical"
    assert comparison.identical == comparison.lines == len(taken())


def test_a_swap_of_numbers_between_two_notes_is_found() -> None:
    lines = taken()
    one, other = at(lines, "Ibid"), at(lines, "Граница")
    lines[one], lines[other] = replace(lines[one], id="note-3"), replace(lines[other], id="note-2")
    comparison = compare(printed(), lines)
    assert {one.what for one in comparison.differences} <= {"number", "moved"}
    assert comparison.differences


def test_notes_may_come_in_the_order_of_their_marks() -> None:
    report = Printed(
        "T",
        "en",
        (Paragraph("p", (t("a"), Run(note=2), t("b"), Run(note=1))),),
        (Note(1, (t("one"),)), Note(2, (t("two"),))),
    )
    lines = [
        Line("title", "", "T"),
        Line("paragraph", "", "a[2]b[1]"),
        Line("note", "note-2", "two"),
        Line("note", "note-1", "one"),
    ]
    assert compare(report, lines).holds


@pytest.mark.parametrize(
    ("ours", "theirs", "equal"),
    [
        ("a b", "a  b", True), ("a b", "a\nb", True), ("a b", "a\tb ", True), ("a b", "a\u2028b", True), ("ab", "a b", False),
        ("co\u00adop", "coop", True), ("coop", "co-op", False), ("a «ب»", "a \u2067«ب»\u2069", True), ("a b", "a\u00a0b", False),
        ("a b", "a\u2009b", False), ("zero\u200bwidth", "zerowidth", True), ("zero\u200dwidth", "zerowidth", False),
        ("e\u0301", "é", False), ("ﬁ", "fi", False), ("ı", "i", False), ("'", "’", False), ("...", "…", False),
        ("A", "a", False), ("½", "1/2", False),
    ],
)  # fmt: skip
def test_only_what_cannot_be_seen_is_folded(ours: str, theirs: str, equal: bool) -> None:
    report = Printed("T", "en", (Paragraph("p", (t(ours),)),))
    assert compare(report, [Line("title", "", "T"), Line("paragraph", "", theirs)]).holds is equal


@pytest.mark.parametrize(
    ("day", "holds"), [("2032-02-01", True), ("1 February 2032", True), ("2 February 2032", False)]
)
def test_the_date_may_stand_on_the_title_page_and_no_other(day: str, holds: bool) -> None:
    report = replace(printed(), words={"date": "1 February 2032"})
    lines = taken()
    lines.insert(4, Line("date", "", day))
    assert compare(report, lines).holds is holds


def contents(*entries: str) -> Comparison:
    report = Printed(
        "T",
        "en",
        (
            Heading("a", 1, (t("One"), Run(note=1)), label="I."),
            Heading("b", 2, (t("Two"),)),
            Heading("c", 2, (t("Not"),), listed=False),
        ),
        (Note(1, (t("n"),)),),
    )
    lines = [
        Line("title", "", "T"),
        *(Line("contents", "", entry) for entry in entries),
        *(line for line in report.lines() if line.kind != "title"),
    ]
    return compare(report, lines, contents=True)


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [(("I. One", "Two"), 0), (("I. One",), 1), (("I. One", "Two", "Not"), 1), (("I. One[1]", "Two"), 2), (("Two", "I. One"), 1), ((), 2)],
)  # fmt: skip
def test_the_contents_are_compared_with_the_listed_headings(entries: tuple[str, ...], wrong: int) -> None:
    found = contents(*entries)
    assert len(found.of("contents")) >= min(wrong, 1)
    assert found.holds is (wrong == 0)
    assert {one.what for one in found.differences} <= {"contents"}


def test_a_file_without_contents_is_well_unless_it_must_have_them() -> None:
    assert compare(printed(), taken()).holds
    assert len(compare(printed(), taken(), contents=True).of("contents")) == len(printed().contents())


def test_an_empty_file_lacks_everything() -> None:
    comparison = compare(printed(), [])
    assert len(comparison.of("missing")) == comparison.lines
    assert comparison.identical == 0


TEXTS = st.lists(
    st.sampled_from(["unknown", "", "a cell", "the road", "another", "x" * 40, "y" * 40, "the roads"]),
    max_size=14,
)


@given(TEXTS, TEXTS)
def test_an_alignment_uses_every_line_once(ours: list[str], theirs: list[str]) -> None:
    pairs = align(ours, theirs)
    assert [one for one, _, _ in pairs if one is not None] == list(range(len(ours)))
    assert sorted(other for _, other, _ in pairs if other is not None) == list(range(len(theirs)))
    for one, other, moved in pairs:
        assert one is not None or other is not None
        assert not moved or (one is not None and other is not None)
    if ours == theirs:
        assert pairs == [(at, at, False) for at in range(len(ours))]
    else:
        clean = all(
            one is not None and other is not None and not moved and ours[one] == theirs[other]
            for one, other, moved in pairs
        )
        assert not clean


@given(
    st.lists(st.text("abcdef ", min_size=1, max_size=6), min_size=2, max_size=30),
    st.randoms(use_true_random=False),
)
def test_lines_out_of_order_are_never_taken_for_the_report(texts: list[str], chance: random.Random) -> None:
    shuffled = texts[:]
    chance.shuffle(shuffled)
    pairs = align(texts, shuffled)
    same = [one.strip() for one in texts] == [one.strip() for one in shuffled]
    clean = all(
        one is not None and other is not None and not moved and texts[one] == shuffled[other]
        for one, other, moved in pairs
    )
    assert clean is (texts == shuffled)
    assert same or not clean


def test_one_lost_line_among_many_that_are_equal_is_one_difference() -> None:
    report = Printed("T", "en", tuple(Paragraph(f"p{n}", (t("The same words."),)) for n in range(50)))
    lines = list(report.lines())[:-1]
    assert [one.what for one in compare(report, lines).differences] == ["missing"]
