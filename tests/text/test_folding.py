"""What may differ between two copies of the same words."""

import pytest

from sourcebook.text.folding import fold, skeleton


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Leave”, he said – now…", '"Leave", he said - now...'),
        ("a\u00a0b\n c", "a b c"),
        ("so\u00adft", "soft"),
        ("«Уходите»", '"Уходите"'),
        ("ﬁne", "fine"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("Əliyar Ömərov", "eliyar omerov"), ("Çelik", "celik"), ("Łukasz", "lukasz"), ("Ёлкин", "елкин")],
)
def test_skeleton_finds_the_same_name_without_its_marks(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
