"""A team is told what its draft leaves out and what to do; of a dossier that is wholly public it is told nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.publish.drafting.records import FRONT, id_of, material, person

from sourcebook.publish.drafting import draft, languages
from sourcebook.publish.drafting.patterns import patterns
from sourcebook.publish.drafting.untold import holds_back, kept_back, left_out
from sourcebook.publish.edition import Front, Paragraph
from sourcebook.publish.edition.tree import plain_text
from sourcebook.publish.material import Material


def _refused(**counts: int) -> dict[str, str]:
    why = {
        "team": "of level team, not for the public",
        "sealed": "not for the public",
        "drafts": "a draft",
        "team_drafts": "a draft, of level team, not for the public",
        "reviewed": "reviewed but not published",
        "unknown": "a person not known to act in public",
        "protected": "kept from the public, to protect a person",
        "merged": "merged into 1234abcd",
        "erased": "erased",
    }
    return {id_of(f"{name} {n}"): why[name] for name, count in counts.items() for n in range(count)}


@pytest.mark.parametrize(
    ("counts", "lines"),
    [
        ({}, []),
        ({"merged": 2, "erased": 1}, []),
        ({"team": 1}, ["1 published record is of level team, not for the public: `sourcebook level public --status published` changes that"]),
        ({"team": 192}, ["192 published records are of level team, not for the public: `sourcebook level public --status published` changes that"]),
        # Who asks may not know that there are any.
        ({"sealed": 2}, []),
        ({"drafts": 1, "team_drafts": 2, "reviewed": 1}, ["4 records are not published: see `sourcebook review`"]),
        ({"unknown": 5}, ["5 persons are not known to act in public and not named: `sourcebook edit ID public=public` where they do"]),
        ({"protected": 3}, ["3 published records are kept back to protect a person"]),
    ],
)  # fmt: skip
def test_each_reason_is_a_line(counts: dict[str, int], lines: list[str]) -> None:
    assert left_out(material(refused=_refused(**counts))) == lines


def test_a_person_under_a_pseudonym_is_one_of_those_who_are_not_named() -> None:
    witness = person("witness", "", public="unknown", pseudonym="Witness 4")
    private = person("private", "", public="private", pseudonym="Witness 5")
    given = material(witness, private, hidden={one["id"]: frozenset({"names"}) for one in (witness, private)})
    assert left_out(given) == [
        "1 person is not known to act in public and not named: `sourcebook edit ID public=public` where they do"
    ]


@pytest.mark.parametrize(
    ("counts", "printed", "holds"),
    [
        ({}, {"team": 0, "person": 0}, False),
        ({"drafts": 4, "merged": 1}, {"team": 0, "person": 0}, False),
        ({"team": 4, "team_drafts": 2}, {"team": 4, "person": 0}, True),
        ({"protected": 1, "unknown": 2}, {"team": 0, "person": 3}, True),
        # That there are any is nothing for a report.
        ({"sealed": 3}, {"team": 0, "person": 0}, True),
    ],
)
def test_what_is_printed_counts_no_more_than_all_of_the_team_know(
    counts: dict[str, int], printed: dict[str, int], holds: bool
) -> None:
    given = material(refused=_refused(**counts))
    assert kept_back(given) == printed
    assert holds_back(given) is holds


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("of", [lambda ardovian: ardovian, lambda ardovian: material()])
def test_a_draft_of_what_is_wholly_public_says_of_nothing_that_it_is_hidden(
    ardovian: Material, of: Callable[[Material], Material], language: str
) -> None:
    front = Front(FRONT.title, period="2024", date=FRONT.date, language=language)
    text = "\n".join(
        plain_text(inlines)
        for block in draft(of(ardovian), front, "annual").blocks
        if isinstance(block, Paragraph)
        for inlines in (block.children, *(item.children for item in block.items))
    )
    there = patterns(language)
    standing = (
        there.standing[key].fill({})
        for key in ("left_out_of_public", "left_out_none_of_public", "empty_of_public")
    )
    hidden = [plain_text(there.templates[key].fill({})) for key in ("source_hidden", "involved_hidden")]
    for words in (*there.unnamed.values(), *map(plain_text, standing), *hidden, there.absent["withheld"]):
        assert words not in text
