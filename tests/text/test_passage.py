"""Every character of a passage leads back to the source it was read from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.text import Passage, PassageBuilder, Span
from sourcebook.text.passage import join

SOURCE = "The village of Oro-\nvel was shelled.\n\nPAGE HEADER\n\nNobody was hurt."


def crossing() -> Passage:
    builder = PassageBuilder()
    builder.add("The village of Oro", 0, page=1)
    builder.add("vel was shelled.", SOURCE.index("vel"), page=1)
    builder.mark("3", 3)
    builder.insert(" ")
    builder.add("Nobody was hurt.", SOURCE.index("Nobody"), page=2)
    return builder.build()


def test_text_reads_on_over_hyphen_and_page() -> None:
    assert crossing().text == "The village of Orovel was shelled. Nobody was hurt."


def test_spans_leave_out_what_stands_between() -> None:
    passage = crossing()
    start = passage.text.index("Orovel")
    spans = passage.source_spans(start, start + 6)
    assert [SOURCE[span.start : span.end] for span in spans] == ["Oro", "vel"]
    assert SOURCE[slice(*passage.source_span(start, start + 6))] == "Oro-\nvel"


def test_a_span_of_the_source_is_found_again_in_the_text() -> None:
    passage = crossing()
    at = SOURCE.index("Nobody")
    assert passage.offsets_of(Span(at, at + 6)) == Span(35, 41)
    assert passage.offsets_of(Span(at - 10, at - 5)) is None


def test_each_character_knows_its_page() -> None:
    passage = crossing()
    assert passage.page_at(0) == 1
    assert passage.page_at(passage.text.index("Nobody")) == 2


def test_a_slice_keeps_its_marks_and_source() -> None:
    passage = crossing().slice(4, 34)
    assert passage.text == "village of Orovel was shelled."
    assert [(mark.at, mark.note) for mark in passage.marks] == [(30, 3)]
    assert passage.source_span() == Span(4, SOURCE.index("shelled.") + 8)


def test_characters_that_stand_for_more_of_the_source_keep_their_place() -> None:
    builder = PassageBuilder()
    builder.add("Salt ", 0)
    builder.add("&", 5, 5)
    builder.add(" Co", 10)
    passage = builder.build()
    assert passage.source_span(5, 6) == Span(5, 10)
    assert passage.source_span(6, 9) == Span(10, 13)


@given(st.lists(st.text(min_size=1, max_size=9), min_size=1, max_size=8), st.integers(0, 5))
def test_source_of_every_slice_is_what_the_slice_says(parts: list[str], gap: int) -> None:
    source, builder = "", PassageBuilder()
    for part in parts:
        source += "#" * gap
        builder.add(part, len(source))
        source += part
    passage = builder.build()
    for start in range(len(passage.text)):
        read = "".join(source[s.start : s.end] for s in passage.source_spans(start, len(passage.text)))
        assert read == passage.text[start:]
        assert passage.slice(start, len(passage.text)).text == passage.text[start:]
    twice = join([passage, passage], " ")
    assert "".join(source[s.start : s.end] for s in twice.source_spans()) == passage.text * 2
