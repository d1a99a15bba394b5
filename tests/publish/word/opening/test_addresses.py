"""Addresses that an editor wrote otherwise are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.publish.word.opening.addresses import canonical


@pytest.mark.parametrize(
    ("link", "same"),
    [
        ("https://sel.example", "https://sel.example/"),
        ("HTTPS://Sel.Example/A", "https://sel.example/A"),
        ("https://sel.example/a b", "https://sel.example/a%20b"),
        ("https://sel.example/д", "https://sel.example/%D0%B4"),
        ("https://sel.example/%d0%b4", "https://sel.example/%D0%B4"),
        ("https://sel.example/%41", "https://sel.example/A"),
        ("https://sel.example/“x", "https://sel.example/%E2%80%9Cx"),
        ("https://sel.example/#pé", "https://sel.example/#p%C3%A9"),
        ("https://sel.example/a/../b", "https://sel.example/b"),
        ("https://sel.example/a/./b/..", "https://sel.example/a/"),
        ("https://sel.example/|x^", "https://sel.example/%7Cx%5E"),
        ("https://sel.example/100%", "https://sel.example/100%25"),
        ("mailto:a@sel.example?subject=x y", "mailto:a@sel.example?subject=x%20y"),
        ("#p_1", "#p_1"),
        ("", ""),
        ("https://[broken/x", "https://[broken/x"),
    ],
)
def test_one_address_has_one_form(link: str, same: str) -> None:
    assert canonical(link) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://sel.example/a%2Fb", "https://sel.example/a/b"),
        ("https://sel.example/?q=a%26b", "https://sel.example/?q=a&b"),
        ("https://sel.example/a", "https://sel.example/A"),
        ("https://sel.example/a", "https://sel.example/a/"),
        ("https://sel.example/%25", "https://sel.example/%2525"),
    ],
)
def test_other_addresses_stay_others(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text(max_size=30), st.sampled_from(["", "https://sel.example/", "//", "x:"]))
def test_the_form_of_a_form_is_itself(text: str, before: str) -> None:
    assert canonical(canonical(before + text)) == canonical(before + text)
