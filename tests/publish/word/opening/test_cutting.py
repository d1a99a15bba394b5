"""Where words begin and end, in every script: as a walk by characters says it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish.word.flow import Look, Word
from sourcebook.publish.word.tokens import cut, pieces

STRONG = Look(strong=True)
# Characters without a meaning of their own: unassigned, private, halves of others.
UNUSED = ("Cn", "Co", "Cs")


def in_word(one: str) -> bool:
    return one.isalnum() or one in "_\u200c\u200d" or unicodedata.category(one).startswith("M")


def walked(text: str) -> Iterator[str]:
    for worded, characters in groupby(text, in_word):
        if worded:
            yield "".join(characters)
        else:
            yield from (" " if one in "\n\t\r\x0b\x0c\u2028\u2029" else one for one in characters)


def test_every_character_within_a_word() -> None:
    every = [one for one in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(one) not in UNUSED]
    assert len(every) > 100_000
    assert [one for one in every if pieces(f"a{one}b") != list(walked(f"a{one}b"))] == []


@given(st.text(st.sampled_from("ab1_ .,\n\t\u2028\u00a0é\u0301שָ\u0950\u200d\u200cक्ष\U000e0100\U0001f469")))
def test_rows_of_characters(text: str) -> None:
    assert pieces(text) == list(walked(text))
    assert cut(text, STRONG) == tuple(Word(one, STRONG) for one in walked(text))
    assert cut(text) == tuple(Word(one) for one in walked(text))
