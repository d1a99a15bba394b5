"""Notes one after the other: Ibid, "(n 12)" and short forms mean one source, and the right one."""

from __future__ import annotations

import pytest
from tests.publish.citing.ardovian import CASE, HILLS, LAW, POST, ROADS, TRAINS, source

from sourcebook.publish.citing import Cited, Citer, style
from sourcebook.publish.printed import Run, reading


def written(name: str, *notes: list[Cited] | None, language: str = "en") -> list[tuple[str, int | None]]:
    """The notes as printed, with what an Ibid means; None is a typed note."""
    citer, found = Citer(style(name, language)), []
    for number, cited in enumerate(notes, 1):
        if cited is None:
            citer.typed(number)
            continue
        note = citer.note(number, cited)
        found.append((reading(note.runs), note.resolves_to))
    return found


def one(record: dict[str, object], after: str = "", before: str = "") -> list[Cited]:
    return [Cited(record, before=before, after=after)]


def test_ibid_means_the_note_before_and_says_which_it_is() -> None:
    notes = written("report", one(LAW), one(LAW), one(LAW), one(TRAINS), one(LAW), one(LAW))
    assert [means for _, means in notes] == [None, 1, 1, None, None, 5]
    assert [text for text, _ in notes][1:3] == ["Ibid.", "Ibid."]
    assert notes[4][0] == notes[0][0]


def test_ibid_with_another_locator_says_it() -> None:
    notes = written(
        "report", one(TRAINS, "p. 4"), one(TRAINS, "p. 4"), one(TRAINS, "p. 5"), one(TRAINS, "p. 5")
    )
    assert [text for text, _ in notes][1:] == ["Ibid.", "Ibid, p. 5.", "Ibid."]
    assert [means for _, means in notes][1:] == [1, 1, 1]


def test_no_ibid_without_locator_after_a_note_with_one() -> None:
    """There it would mean page 4 again, and the whole work is meant."""
    notes = written("report", one(TRAINS, "p. 4"), one(TRAINS))
    assert notes[1] == ("Rennock, Paul, The Salt Trains, Saltmarsh Press, 2011.", None)


@pytest.mark.parametrize("name", ["report", "oscola"])
def test_no_ibid_after_a_typed_note_or_one_with_several_sources(name: str) -> None:
    notes = written(name, one(LAW), None, one(LAW), [Cited(LAW), Cited(TRAINS)], one(LAW), one(LAW))
    assert [means for _, means in notes] == [None, None, 3, None, 5]
    assert not notes[1][0].casefold().startswith("ibid")
    assert not notes[3][0].casefold().startswith("ibid")


def test_ibid_first_among_several() -> None:
    notes = written("report", one(LAW), [Cited(LAW), Cited(POST)])
    assert notes[1][0].startswith("Ibid; Orvan Dreth on Hearth, 3 May 2031")
    assert notes[1][1] == 1


def test_words_before() -> None:
    notes = written(
        "report", one(LAW, before="see"), one(LAW, before="see also"), one(TRAINS, before="contra")
    )
    assert notes[0][0].startswith("See Official Gazette")
    assert notes[1][0] == "See also ibid."
    assert notes[2][0].startswith("Contra Rennock")


def test_a_source_twice_in_one_note() -> None:
    cited = [Cited(TRAINS, after="p. 4"), Cited(TRAINS, after="p. 9")]
    assert (
        written("report", cited)[0][0]
        == "Rennock, Paul, The Salt Trains, Saltmarsh Press, p. 4, 2011; ibid, p. 9."
    )


def test_oscola_leads_to_the_first_note_of_the_source() -> None:
    notes = written("oscola", one(CASE), one(TRAINS), one(CASE), one(CASE, "para 3"), one(TRAINS, "12"))
    assert [text for text, _ in notes][2:] == [
        "Vaškel v. Ardovia (n 1).",
        "ibid para 3.",
        "Rennock (n 2) 12.",
    ]
    citer = Citer(style("oscola"))
    for number, record in enumerate([CASE, TRAINS, CASE], 7):
        last = citer.note(number, [Cited(record)])
    assert Run("n 7", link="#note-7") in last.runs
    assert Run("Vaškel v. Ardovia", emphasis=True) in last.runs


def test_oscola_names_the_title_where_a_note_has_two_sources_of_one_publisher() -> None:
    notes = written("oscola", [Cited(HILLS), Cited(ROADS)], one(LAW), one(HILLS), one(ROADS))
    assert [text for text, _ in notes][2:] == [
        "Ardovia Public Television, ‘Every hill is ours’ (n 1).",
        "Ardovia Public Television, ‘Every road is ours’ (n 1).",
    ]


def test_chicago_shortens_instead_of_ibid() -> None:
    notes = written("chicago", one(TRAINS, "4"), one(TRAINS, "5"), one(HILLS), one(HILLS))
    assert [text for text, _ in notes][1::2] == [
        "Rennock, The Salt Trains, 5.",
        "Ardovia Public Television, “Every hill is ours.”",
    ]


def test_a_short_form_never_means_two_sources() -> None:
    """Same publisher, same title: the date tells them apart; where it does not, the full citation stands."""
    first = source(
        "one-0001", "https://a.example/1", publisher="Kelmet Post", title="Floods", published="2031-05-01"
    )
    second = source(
        "two-0002", "https://a.example/2", publisher="Kelmet Post", title="Floods", published="2031-05-02"
    )
    third = source(
        "thr-0003", "https://a.example/3", publisher="Kelmet Post", title="Floods", published="2031-05-02"
    )
    notes = written("chicago", one(first), one(second), one(third), one(first), one(second))
    assert notes[3][0] == "Kelmet Post, “Floods,” May 1, 2031."
    assert notes[4][0] == "Kelmet Post, “Floods,” May 2, 2031, https://a.example/2."


def test_long_titles_are_cut_at_their_own_break_or_say_that_they_are_cut() -> None:
    long = source(
        "long-001", publisher="B", title="What the valley remembers of the winter of the long march home"
    )
    broken = source(
        "brok-001", publisher="B", title="Images of the other: 412 phrases, counted and told apart"
    )
    notes = written("chicago", one(long), one(broken), one(long), one(broken))
    assert [text for text, _ in notes][2:] == [
        "B, “What the valley remembers of…”",
        "B, “Images of the other.”",
    ]


def test_a_typed_note_cites_in_place_and_is_led_to() -> None:
    citer = Citer(style("oscola"))
    citer.typed(1)
    assert (
        reading(citer.inline([Cited(TRAINS)]))
        == "Paul Rennock, The Salt Trains (2nd edn, Saltmarsh Press 2011)"
    )
    assert reading(citer.note(2, [Cited(TRAINS)]).runs) == "Rennock (n 1)."
    citer.typed(3)
    assert reading(citer.inline([Cited(TRAINS), Cited(CASE)])).startswith(
        "Rennock (n 1); Vaškel v. Ardovia App no"
    )


@pytest.mark.parametrize(
    ("language", "ibid"),
    [("en", "Ibid."), ("ru", "Там же."), ("hy", "Նույն տեղում."), ("ka", "იქვე."), ("en-GB", "Ibid."), ("xx", "Ibid.")],
)  # fmt: skip
def test_ibid_is_said_in_the_language_of_the_report(language: str, ibid: str) -> None:
    assert written("report", one(LAW), one(LAW), language=language)[1] == (ibid, 1)


def test_notes_are_written_in_their_order() -> None:
    citer = Citer(style("report"))
    citer.note(5, [Cited(LAW)])
    with pytest.raises(ValueError, match="note 5 comes after note 5"):
        citer.note(5, [Cited(LAW)])
