"""The flawed copy has its planted errors and near-misses where they say, and nothing else is changed by chance."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from examples.making.flaws import Flaw, NearMiss, flawed, flaws, near_misses, planted
from examples.making.source import read, source

from sourcebook.checks.rules import CATALOGUE

CLEAN, FLAWED = source(), flawed(source())
PARAGRAPHS, NOTES = read(FLAWED)
LABELS = [paragraph.label for paragraph in PARAGRAPHS]
BY_KEY = {label + " bcd"[LABELS[:n].count(label)].strip(): PARAGRAPHS[n] for n, label in enumerate(LABELS)}
BY_NUMBER = {note.number: note for note in NOTES}

# Rules that this report cannot show: see the head of flaws.yaml.
NOT_PLANTED = frozenset({"quote-not-verbatim", "date-post-id"})
# Found once in a whole report.
PLANTED_ONCE = frozenset({"translation-unmarked"})
EVERY_RULE = frozenset(rule.name for rule in CATALOGUE)
# What a reader does not see: the number of a note or paragraph before its text, and signs of Markdown.
MARKUP = re.compile(r"^\[\^\d+\]: |^\d+\. |[*<>]")


def test_each_edit_is_made_where_it_says() -> None:
    text = CLEAN
    for one in planted():
        for find, replace in one.edits:
            assert text.count(find) == 1, (one.rule, find)
            assert not replace or replace in find or replace not in text, (one.rule, replace)
            text = text.replace(find, replace)
    assert text == FLAWED


@pytest.mark.parametrize("one", planted(), ids=lambda one: one.rule)
def test_places_are_those_of_the_copy(one: Flaw | NearMiss) -> None:
    place = one.place
    assert {*place.paragraphs} <= {*BY_KEY}
    assert {*place.notes} <= {*BY_NUMBER}
    named = place.paragraphs or place.notes or place.term
    assert named or (isinstance(one, Flaw) and one.where and one.shows)


@pytest.mark.parametrize("near", [near for near in near_misses() if near.stands], ids=lambda near: near.rule)
def test_what_stands_in_the_report_stands_at_its_place_in_the_copy(near: NearMiss) -> None:
    assert not near.edits
    assert near.stands in CLEAN
    assert near.stands in FLAWED
    words = MARKUP.sub("", near.stands)
    texts = [BY_KEY[key].text for key in near.place.paragraphs]
    texts += [BY_NUMBER[number].text for number in near.place.notes]
    assert not texts or any(words in text for text in texts)


def test_notes_keep_their_numbers() -> None:
    clean = {note.number: note.text[:12] for note in read(CLEAN)[1]}
    touched = {number for one in planted() for number in one.place.notes}
    assert set(BY_NUMBER) <= set(clean)
    for note in NOTES:
        assert note.number in touched or note.text.startswith(clean[note.number]), note


def test_every_rule_has_its_errors_and_its_near_misses() -> None:
    errors = Counter(flaw.rule for flaw in flaws())
    near = Counter(near.rule for near in near_misses())
    assert set(errors) == set(near) == EVERY_RULE - NOT_PLANTED
    assert {rule for rule, times in errors.items() if times < 2} == PLANTED_ONCE
    assert {rule for rule, times in near.items() if times < 2} == set()
