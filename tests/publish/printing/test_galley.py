"""One paragraph printed in its place is what the whole report prints there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.publish.printing import ardovia
from tests.publish.printing.ardovia import key

from sourcebook.publish.edition import Cite
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.printed import Note, reading
from sourcebook.publish.printing import drafted
from sourcebook.publish.printing.galley import Galley

HOUSES = ("report", "un", "oscola", "chicago")


def _text(house: str) -> str:
    def paragraphs() -> Iterator[str]:
        for number in range(40):
            cited = ("hills", "roads", "debate")[number // 2 % 3]
            yield f"Paragraph {number} is told.[@source:{key(cited)}, p. {number}] {{#p{number}}}"
            yield f"See paragraph [#p{(number + 7) % 40}].^[A note, see [@source:{key('book')}].]"

    body = "\n\n".join(paragraphs())
    return f"---\ntitle: Ardovia\nhouse: {house}\n---\n\n# Roads\n\n{body}\n"


@pytest.mark.parametrize("house", HOUSES)
def test_a_paragraph_prints_as_in_the_whole(house: str) -> None:
    edition = parse(_text(house))
    material = ardovia.material()
    whole, problems = drafted(edition, material)
    galley = Galley.of(edition, material)
    assert not problems and not galley.problems
    notes: list[Note] = [note for one in galley.blocks for note in one.notes]
    assert tuple(notes) == whole.notes
    assert [one for shown in galley.blocks for one in shown.printed] == list(whole.blocks)
    for at in (0, 1, 11, 12, 13, 50, 80):
        assert galley.instead(at, at + 1, [edition.blocks[at]]) == (galley.blocks[at],)


def test_a_new_paragraph_has_the_numbers_it_will_have() -> None:
    edition = parse(_text("report"))
    galley = Galley.of(edition, ardovia.material())
    new = parse(f"---\ntitle: x\n---\n\nNew.[@source:{key('hills')}]\n\nAnd [=claim:00000000].").blocks
    first, second = galley.instead(31, 31, new)
    assert first.placed.label == "31." and [note.number for note in first.notes] == [31]
    assert second.placed.label == "32." and "claim:00000000" in second.problems[0].message


def test_a_note_alone_is_what_a_reference_would_print() -> None:
    edition = parse(_text("report"))
    galley = Galley.of(edition, ardovia.material())
    [(runs, problems)] = galley.notes([Cite("source", key("hills"))])
    assert "Every hill is ours" in reading(runs) and not problems
    [(runs, problems)] = galley.notes([Cite("source", "00000000")])
    assert not runs and "no record" in problems[0].message
