"""No quotation and no source makes the comparison slow or breaks it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.checks.verbatim import SourceText, verify

HOSTILE: dict[str, Callable[[int], tuple[str, str]]] = {
    "one word": lambda n: ("a " * n, "a " * (n // 2) + "b"),
    "two words in turn": lambda n: ("a b " * n, "a b " * (n // 2) + "b a"),
    "a thousand omissions": lambda n: ("a b " * n, "a ... " * (n // 2) + "b"),
    "many omissions of common words": lambda n: ("a b " * n, "a ... b ... " * 25 + "c d e"),
    "stops": lambda n: ("." * n, "." * n + "a"),
    "opening brackets": lambda n: ("word " * n, "[" * n + "word"),
    "brackets side by side": lambda n: ("word " * n, "[x] " * n + "word"),
    "parentheses": lambda n: ("word " * n, "(" * n + "word"),
    "a word without end": lambda n: ("x" * n, "x" * (n // 2) + "["),
    "apostrophes": lambda n: ("abc'" * n, "abc'" * n + "b"),
    "a number without end": lambda n: ("1," * n, "1," * n + "x"),
    "spaces": lambda n: (" " * n + "a b c" + "\n" * n, "a" + " " * n + "b d"),
    "stars": lambda n: ("*" * n + "a", "a*" * n),
    "underscores": lambda n: ("a" + "_" * n + "b", "a" + "_" * n + "b c"),
    "marks upon marks": lambda n: ("a" + "\u0301\u0323" * n, "a" + "\u0301\u0323" * n),
    "marks in an omission": lambda n: ("we a" + "\u0301\u0323" * n + " go", "we ... go"),
    "hyphens at line ends": lambda n: ("a-\n" * n, "a-" * n),
    "labels": lambda n: ("Q: why\nA: so\n" * n, "so why"),
    "quotation marks": lambda n: ("“" * n + "he never came" + "”" * n, "he never came"),
    "every word altered": lambda n: (
        " ".join(f"w{i}" for i in range(n)),
        " ".join(f"w{i}" if i % 2 else "q" for i in range(n)),
    ),
    "turned round": lambda n: (
        " ".join(f"w{i}" for i in range(n)),
        " ".join(f"w{i}" for i in range(n, 0, -1)),
    ),
    "words without spaces": lambda n: ("字" * n, "字" * (n // 2) + "词"),
    "denials": lambda n: ("not " * n + "we go", "we go"),
    "a thousand places": lambda n: ("We do not go. " * n, "go"),
}


def seconds(hostile: Callable[[int], tuple[str, str]], length: int) -> float:
    source, quotation = hostile(length)
    began = time.process_time()
    verify(quotation, SourceText(source), speaker="Orlan Tesk")
    return time.process_time() - began


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_and_no_faster(name: str) -> None:
    short = min(seconds(HOSTILE[name], 5_000) for _ in range(2))
    long = min(seconds(HOSTILE[name], 80_000) for _ in range(2))
    # Sixteen times the length; a quadratic would take 256 times as long.
    assert long < 50 * short + 0.2


PARTS = st.sampled_from(
    [
        "we",
        "We",
        "will",
        "not",
        "attack",
        "the",
        "town",
        "towns",
        "...",
        "[…]",
        "[not]",
        "[t]he",
        "attack[s]",
        "[",
        "]",
        ".",
        ",",
        "?",
        "“",
        "”",
        '"',
        "*",
        "_",
        "-\n",
        "\n\n",
        "Q:",
        "Tesk:",
        "said",
        "unless",
        "25",
        "1,200",
        "մեր",
        "не",
        "字",
        "́",
        "\xad",
        "İ",
        "(",
        ")",
        "'",
        "n't",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PARTS, max_size=40).map(" ".join), st.lists(PARTS, max_size=14).map(" ".join))
def test_any_text_gets_a_verdict_that_points_into_it(source: str, quotation: str) -> None:
    found = verify(quotation, source, speaker="Orlan Tesk")
    assert found.message
    assert all(0 <= start <= end <= len(source) for start, end in found.spans)


@settings(max_examples=200, deadline=None)
@given(st.lists(PARTS.filter(str.isalpha), min_size=3, max_size=60), st.data())
def test_words_taken_from_a_text_are_found_in_it(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    kind = verify(" ".join(words[start:end]), " ".join(words)).kind
    assert kind in {"verbatim", "folded", "negation-swallowed"}
