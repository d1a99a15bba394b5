"""The two sides swapped, with their names, places and scripts: nothing but the names changes."""

from __future__ import annotations

from typing import Any

from tests.publish.drafting.records import FRONT, from_source, id_of, material, record

from sourcebook.publish.drafting import draft
from sourcebook.publish.edition.tree import Paragraph, plain_text
from sourcebook.publish.material import Material, Plain

SIDES: tuple[dict[str, str], dict[str, str]] = (
    {
        "who": "Olen Brask",
        "body": "Army of Ardovia",
        "town": "Kelmet",
        "language": "ru",
        "words": "Дорога наша.",
        "script": "Cyrl",
    },
    {
        "who": "Olin Drosh",
        "body": "Sellan Guard",
        "town": "Brenn",
        "language": "hy",
        "words": "Ճանապարհը մերն է։",
        "script": "Armn",
    },
)
LANGUAGES = {"ru": "Russian", "hy": "Armenian"}


def records(one: dict[str, str], other: dict[str, str]) -> list[Plain]:
    def actor(name: str, value: str, form: str) -> Plain:
        return record("actor", name, form=form, names=[{"value": value, "main": True}])

    said: dict[str, Any] = {
        "when": "2031-03-02",
        "speakers": [{"actor": id_of("who"), "role_words": "chair"}],
        "evidence": from_source("tv"),
    }
    return [
        actor("who", one["who"], "person"),
        actor("body", one["body"], "body"),
        actor("rival", other["body"], "body"),
        record("place", "town", names=[{"value": one["town"], "script": "Latn", "main": True}]),
        record("statement", "s", text=one["words"], language=one["language"], translation="The road is ours.", translation_language="en", place=id_of("town"), **said),
        record("statement", "p", text="ours and ours alone", manner="partial", **said),
        record("event", "e", type="killing", when="2031-04-01", place=id_of("town"), involvements=[{"part": "perpetrator", "actor": id_of("body"), "attributed_to": id_of("rival")}]),
        record("claim", "c", property="killed", best=12, rule="at least", about=id_of("e"), claimant=id_of("body")),
        record("claim", "d", property="killed", best=40, about=id_of("e"), claimant=id_of("rival")),
    ]  # fmt: skip


def told(found: Material) -> list[str]:
    edition = draft(found, FRONT, "annual")
    return [
        plain_text([*block.children, *(one for item in block.items for one in item.children)])
        for block in edition.blocks
        if isinstance(block, Paragraph)
    ]


def test_swapping_the_sides_changes_the_names_alone() -> None:
    first, second = SIDES
    swapped = told(material(*records(second, first)))
    names = {
        one: other
        for key in ("who", "body", "town", "words")
        for one, other in ((first[key], second[key]), (second[key], first[key]))
    }
    names |= {
        LANGUAGES[first["language"]]: LANGUAGES[second["language"]],
        LANGUAGES[second["language"]]: LANGUAGES[first["language"]],
    }
    assert [_exchanged(text, names) for text in told(material(*records(first, second)))] == swapped
    assert any(second["who"] in text for text in swapped) and any(first["body"] in text for text in swapped)


def _exchanged(text: str, names: dict[str, str]) -> str:
    for n, name in enumerate(names):
        text = text.replace(name, f"\x00{n}\x00")
    for n, other in enumerate(names.values()):
        text = text.replace(f"\x00{n}\x00", other)
    return text
