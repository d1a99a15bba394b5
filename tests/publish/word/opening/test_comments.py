"""Comments: who, when, what, which answers which, and the words each hangs on."""

from __future__ import annotations

import pytest
from tests.publish.word.opening.made import bookmark, ins, mark, notes, out, p, part, r, read

from sourcebook.publish.word.opened import WordComment


def begin(id: int) -> str:
    return f'<w:commentRangeStart w:id="{id}"/>'


def end(id: int) -> str:
    return f'<w:commentRangeEnd w:id="{id}"/>{sign(id)}'


def sign(id: int) -> str:
    return f'<w:r><w:commentReference w:id="{id}"/></w:r>'


def comment(id: int, *paragraphs: str, date: str = "2031-05-02T08:00:00Z") -> str:
    held = "".join(
        f'<w:p w14:paraId="{id:04}000{n}">{r(text)}</w:p>' for n, text in enumerate(paragraphs or ("Why?",))
    )
    return f'<w:comment w:id="{id}" w:author="Jon Arke" w:date="{date}" w:initials="JA">{held}</w:comment>'


def comments(*said: str) -> dict[str, str]:
    return {"word/comments.xml": part("comments", "".join(said))}


def found(body: str, *said: str, more: dict[str, str] | None = None) -> list[WordComment]:
    return list(read(body, {**comments(*said), **(more or {})}).comments)


@pytest.mark.parametrize(
    ("body", "words", "block"),
    [
        (p(r("The "), begin(0), r("road"), end(0), r(" shut")), "road", 0),
        (p(r("The "), begin(0), r("ro") + r("ad "), ins(r("to Sel")), end(0)), "road to Sel", 0),
        (p(begin(0), r("The "), out("long "), r("road"), end(0)), "The road", 0),
        (p(r("The "), begin(0), out("road"), end(0)), "road", 0),
        (p(r("x")) + p(r("The "), begin(0), r("road")) + p(r("and gate"), end(0)), "road and gate", 1),
        (p(r("The road"), sign(0)), "", 0),
        (p(r("The "), begin(0), r("road"), sign(0)), "", 0),
        (p(r("x")) + begin(0) + p(r("All of it.")) + end(0), "All of it.", 1),
        ("<w:tbl><w:tr><w:tc>" + p(begin(0), r("one")) + "</w:tc><w:tc>" + p(r("two"), end(0)) + "</w:tc></w:tr></w:tbl>", "one two", 0),
        (p(begin(0), bookmark("_sbr_0007", r("12")), r(" died"), end(0)), "12 died", 0),
        (p(r("nothing")), "", None),
    ],
)  # fmt: skip
def test_a_comment_hangs_on_its_words(body: str, words: str, block: int | None) -> None:
    (one,) = found(body, comment(0))
    assert (one.words, one.block, one.note) == (words, block, "")


def test_the_words_know_their_comments() -> None:
    body = p(begin(0), r("The ro"), begin(1), r("ad"), end(0), r(" shut"), end(1))
    bits = read(body, comments(comment(0), comment(1))).blocks[0].bits
    assert [(bit.token.text, bit.comments) for bit in bits] == [  # type: ignore[union-attr]
        ("The", ("0",)),
        (" ", ("0",)),
        ("road", ("0", "1")),
        (" ", ("1",)),
        ("shut", ("1",)),
    ]


def test_a_comment_says_who_and_when_in_its_paragraphs() -> None:
    (one,) = found(p(r("x"), sign(3)), comment(3, "Why?", "And since when?"))
    assert one == WordComment("3", "Jon Arke", "2031-05-02T08:00:00Z", "Why?\nAnd since when?", block=0)


@pytest.mark.parametrize("date", ["1970-01-01T00:00:00Z", "", "soon"])
def test_a_date_that_says_nothing_is_none(date: str) -> None:
    assert found(p(sign(0)), comment(0, date=date))[0].date == ""


def test_answers_and_what_is_resolved_are_known() -> None:
    extended = part(
        "x", '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00010001" w15:paraIdParent="00000000" w15:done="0"/>',
    )  # fmt: skip
    first, answer = found(
        p(begin(0), r("road"), end(0)),
        comment(0),
        comment(1, "Because.", "So."),
        more={"word/commentsExtended.xml": extended},
    )
    assert (first.resolved, first.answers) == (True, "")
    assert (answer.resolved, answer.answers, answer.words, answer.block) == (False, "0", "road", 0)


def test_a_comment_on_the_mark_of_a_note_says_which() -> None:
    body = p(r("Closed."), begin(0), bookmark("_sbr_0012", mark(1)), end(0))
    (one,) = found(body, comment(0), more=notes(r("See.")))
    assert (one.note, one.words, one.block) == ("r0012", "", 0)


def test_a_comment_within_a_note_says_which_and_where() -> None:
    body = p(r("x")) + p(r("Closed."), mark(1))
    (one,) = found(body, comment(0), more=notes(begin(0) + r("See") + end(0)))
    assert (one.note, one.words, one.block) == ("n1", "See", 1)


def test_a_comment_on_a_whole_report_does_not_repeat_it() -> None:
    body = p(begin(0), r("x")) + p(r("road " * 600)) * 3 + p(end(0))
    (one,) = found(body, comment(0))
    assert len(one.words) == 2001
    assert one.words.endswith("…")
