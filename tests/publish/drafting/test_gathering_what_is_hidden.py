"""What is kept from the public is found in a real dossier, by its name alone, and told to the team."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.publish.cli.dossier import Home
from tests.publish.drafting.keeping import KEPT

Told = dict[str, Any]


def gathered(folder: Path, count: int) -> Told:
    """What `keeping` prints of a dossier of its own."""
    home = Home(folder)
    made = home.command("init", "ardovia", "--title", "Ardovia")
    assert made.returncode == 0, made.stderr
    done = home.python("-m", "tests.publish.drafting.keeping", count)
    assert done.returncode == 0, done.stderr
    found: Told = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A small dossier with something hidden in every way."""
    return gathered(tmp_path_factory.mktemp("small") / "home", 1)


# The record, what of it is hidden; "*" is the id of a row that is still shown.
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("all public", []),
        ("event public", []),
        ("claimant public", []),
        ("no speaker", []),
        ("a child", []),
        ("ministry", []),
        ("post", []),
        ("hidden source", ["sources"]),
        ("one source of two", ["sources"]),
        ("on file", ["sources"]),
        ("private speaker", ["speakers", "speakers/*"]),
        ("speaker in words", ["speakers", "speakers/*"]),
        ("team speaker", ["speakers", "speakers/"]),
        ("withheld speaker", ["speakers", "speakers/"]),
        ("office", ["speakers", "speakers/"]),
        ("withheld words", ["text"]),
        ("sealed words", ["sources", "text"]),
        ("place", ["place"]),
        ("claimant", ["claimant"]),
        ("claimant in words", ["claimant", "claimant_words"]),
        ("doer", ["involvements", "involvements/"]),
        ("attribution", ["involvements", "involvements/"]),
    ],
)
def test_each_hidden_part_is_known_by_its_name(told: Told, name: str, parts: list[str]) -> None:
    assert name in told["rows"]
    found = told["hidden"].get(name, [])
    for row in told["rows"][name]:
        found = [part.replace(row, "*") for part in found]
    assert sorted(found) == parts


@pytest.mark.parametrize("what", KEPT)
def test_nothing_of_what_is_hidden_is_in_the_material(told: Told, what: str) -> None:
    everything = told["material"] + json.dumps(told["hidden"]) + json.dumps(told["left out"])
    assert KEPT[what] not in everything


def test_what_is_public_is_there(told: Told) -> None:
    for words in ("Tavo Brenik", "Every road is ours.", "Kelmet Post", "Ministry of Roads"):
        assert words in told["material"]


def test_it_is_told_why_a_record_is_left_out(told: Told) -> None:
    level = "of level team, not for the public"
    assert told["refused"] == {
        "notebook": level,
        "militia": level,
        "bridge": level,
        "seat": level,
        "unknown": "a person not known to act in public",
        "child": "kept from the public, to protect a person",
    }


def test_the_team_is_told_what_a_draft_leaves_out_and_what_to_do(told: Told) -> None:
    assert told["left out"] == [
        "4 published records are of level team, not for the public: `sourcebook level public --status published` changes that",
        "1 person is not known to act in public and not named: `sourcebook edit ID public=public` where they do",
        "1 published record is kept back to protect a person",
        "4 public records are told without a source, which is not public",
        "5 public records are told without the name of a speaker, which is not public",
        "2 public records are told without whoever gives a figure, who is not public",
        "2 public records are told without the name of somebody involved, which is not public",
        "1 public record is told without the place, which is not public",
        "2 public records are told without the words, which are not public",
    ]


def test_the_number_of_queries_does_not_grow(told: Told, tmp_path: Path) -> None:
    assert gathered(tmp_path / "home", 6)["queries"] == told["queries"]
