"""What is gathered by what a text refers to is what a whole material has of it, and prints and is checked so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.publish.cli.dossier import Home

Told = dict[str, Any]


def gathered(folder: Path, count: int) -> Told:
    """What `referring` prints of a dossier of its own."""
    home = Home(folder)
    made = home.command("init", "ardovia", "--title", "Ardovia")
    assert made.returncode == 0, made.stderr
    done = home.python("-m", "tests.publish.drafting.referring", count)
    assert done.returncode == 0, done.stderr
    found: Told = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A small dossier with something hidden in every way."""
    return gathered(tmp_path_factory.mktemp("small") / "home", 2)


def test_what_some_refer_to_is_as_in_the_whole(told: Told) -> None:
    assert told["some"] == dict.fromkeys(told["some"], True)
    assert told["records"] > 10


def test_what_all_refer_to_is_the_whole(told: Told) -> None:
    assert told["all"] == dict.fromkeys(told["all"], True)


def test_what_was_given_stays_when_more_is_asked_for_and_nothing_is_asked_twice(told: Told) -> None:
    assert told["kept"] and told["held"]


def test_it_prints_the_same(told: Told) -> None:
    assert told["galley"]
    assert {query: some for query, (some, _) in told["counts"].items()} == {
        query: whole for query, (_, whole) in told["counts"].items()
    }
    assert told["counts"]["statement"][0] > 5 and told["counts"]["statement speaker:unnamed"][0] > 0


def test_the_gate_finds_the_same(told: Told) -> None:
    assert told["sentences"] and told["quotations"] and told["persons"] > 0


def test_more_records_do_not_take_more_queries(told: Told, tmp_path: Path) -> None:
    # Not more than are looked up together.
    many = gathered(tmp_path / "home", 4)
    assert many["records"] > told["records"] and many["queries"] == told["queries"]
