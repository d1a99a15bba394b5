"""A protected name that is typed anywhere in an edition is found, and is not repeated in the message."""

from __future__ import annotations

import pytest
from tests.publish.printing.ardovia import edition, material

from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.gate import pass_gate
from sourcebook.publish.gate.protected import protected

BODIES = [
    ("in a paragraph", "Text.\n\nMira Tolvan saw it.", "line 8, paragraph 2"),
    ("emphasised in part", "Text.\n\n*Mira* Tolvan saw it.", "line 8, paragraph 2"),
    ("in a typed note", "Text.\n\nText.^[Told by Mira Tolvan.]", "line 8, paragraph 2"),
    ("in the words of a link", "Text.\n\n[Mira Tolvan](https://a.example) saw it.", "line 8, paragraph 2"),
    ("beside a citation", "Text.\n\nText.[@source:{hills}, as told by Mira Tolvan]", "line 8, paragraph 2"),
    ("in an item", "Text.\n\nSeen by:\n\n- Mira Tolvan", "line 8, paragraph 2"),
    ("in a heading", "Text.\n\n# Mira Tolvan", "line 8, heading “Mira Tolvan”"),
    ("in a cell", "Text.\n\n| a |\n|---|\n| Mira Tolvan |", "line 8"),
    ("in a quotation", "Text.\n\n> I am Mira Tolvan.", "line 8"),
    ("in a caption", "Text.\n\n![Mira Tolvan at the bridge](bridge.png)", "line 8, paragraph 1"),
    ("in an annex", "Text.\n\n# More {.annex}\n\nMira Tolvan.", "line 10"),
]  # fmt: skip


def gives_away(text: str) -> bool:
    return "Mira Tolvan" in text


@pytest.mark.parametrize(("what", "body", "place"), BODIES, ids=[what for what, _, _ in BODIES])
def test_it_is_found(what: str, body: str, place: str) -> None:
    [problem] = protected(parse(edition(body)), gives_away)
    assert str(problem).startswith(f"{place}: the name of somebody who is protected")
    assert "Mira Tolvan" not in problem.message


def test_it_is_found_in_the_title() -> None:
    [problem] = protected(parse(edition("Text.", "title: What Mira Tolvan saw\n")), gives_away)
    assert "front matter" in str(problem)


def test_it_closes_the_gate() -> None:
    found = pass_gate(parse(edition("Mira Tolvan saw it.")), material(), gives_away=gives_away)
    assert [one.split(":")[0] for one in found.blocking] == ["private-name-typed"]
    assert pass_gate(parse(edition("Witness 4 saw it.")), material(), gives_away=gives_away).open
