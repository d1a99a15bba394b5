"""Random editions go out, are edited at random in Word's own format, and come back: nothing is lost, nothing
made up, each edit is told once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pytest
from tests.publish.word.whole_way.going import EACH, Way, gone, sent_again

from sourcebook.publish.word.flowing import edition_of


@dataclass(frozen=True)
class Files:
    """Files of one edition: with one edit a paragraph; edited twice over, within words, beside each other."""

    careful: list[Way]
    wild: list[Way]


@pytest.fixture(scope="module", params=range(8))
def files(request: pytest.FixtureRequest) -> Files:
    """Files of the edition of a seed."""
    seeds = range(request.param * EACH, (request.param + 1) * EACH)
    return Files([gone(seed) for seed in seeds], [gone(seed, wild=True) for seed in seeds])


def test_each_edit_is_told_once_with_its_author_and_date(files: Files) -> None:
    for way in files.careful:
        told = Counter((one.kind, one.author, one.date) for one in way.compared.script.changes)
        assert told == Counter((edit.kind, edit.author, edit.date) for edit in way.edits)
        assert not way.compared.refused


def test_words_that_were_typed_are_in_the_change_that_tells_of_them(files: Files) -> None:
    for way in files.careful:
        changes = way.compared.script.changes
        for edit in (edit for edit in way.edits if edit.words):
            [change] = [one for one in changes if edit.words in one.after]
            assert (change.kind, change.author) == (edit.kind, edit.author)


def test_all_changes_give_what_stands_in_the_file(files: Files) -> None:
    for way in files.careful:
        assert way.seen(way.all()) == way.final


def test_all_changes_give_it_however_it_was_edited(files: Files) -> None:
    for way in files.wild:
        assert way.seen(way.all()) == way.final


def test_no_change_gives_the_very_edition(files: Files) -> None:
    for way in (*files.careful, *files.wild):
        assert edition_of(way.none(), way.edition.front, way.edition) == way.edition


def test_what_comes_of_it_can_be_sent_again(files: Files) -> None:
    way = files.wild[0]
    edition = edition_of(way.all(), way.edition.front, way.edition)
    assert Counter(_words(sent_again(edition).lines)) == Counter(_words(way.final.lines))


def _words(lines: tuple[str, ...]) -> list[str]:
    """The words; not the numbers of paragraphs, which are made anew."""
    return re.sub(r"[¤|]|\d", " ", " ".join(lines)).split()
