"""Folded text leads back to the characters it came from."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sourcebook.text.folded import folded
from sourcebook.text.folding import fold

LETTERS = st.sampled_from(
    list("ab é…“”-—–\u00ad\u200b\u0301\u0323\n\u00a0½ﬁ´¨e\u1100\u1161\u11a8한İı\u0327\u3000ﷺ")
)
_SPLIT = re.compile("[\u00ad\u200b][\u0301\u0323\u0327\u1161\u11a8]")


@pytest.mark.parametrize(
    ("text", "words", "stored"),
    [
        ("We “shall”  leave\n now… ok", '"shall" leave', "“shall”  leave"),
        ("We “shall”  leave\n now… ok", "now...", "now…"),
        ("so\u00adft and hard", "soft", "so\u00adft"),
        ("cafe\u0301 au lait", "café au", "cafe\u0301 au"),
        ("a ﬁne day", "fine", "ﬁne"),
        ("a ﬁne day", "ine day", "ﬁne day"),
    ],
)
def test_a_stretch_leads_back_to_the_text(text: str, words: str, stored: str) -> None:
    found = folded(text)
    at = found.text.index(words)
    start, end = found.origin(at, at + len(words))
    assert text[start:end] == stored


def test_marks_that_count_for_nothing_and_words_cut_in_two() -> None:
    text = "The *old* gov-\nernment fell"
    found = folded(text, r"\*", r"(?<=\w)-\n(?=\w)")
    assert found.text == "The old government fell"
    at = found.text.index("old government")
    assert text[slice(*found.origin(at, at + len("old government")))] == "old* gov-\nernment"


@settings(max_examples=500)
@given(st.text(alphabet=LETTERS, max_size=25))
def test_it_folds_as_fold_does(text: str) -> None:
    assume(not _SPLIT.search(text))
    found = folded(text)
    assert found.text.strip() == fold(text)
    for at in range(len(found.text)):
        start, end = found.origin(at, at + 1)
        assert 0 <= start <= end <= len(text)
        assert fold(found.text[at]) in fold(text[start:end])
