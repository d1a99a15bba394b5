"""Replacing in a text what edits name, where it stands as a whole and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sourcebook.checks.findings import Edit

_URL_GOES_ON = r"(?![\w/%=&?#~+-])"
_WORD_GOES_ON = r"(?![\w.])"


class Replacement(NamedTuple):
    """`text[start:end]` is to become `new`, for the edit that said so."""

    start: int
    end: int
    new: str
    edit: Edit


class Replacing:
    """Knows what a set of edits replaces. Two edits with the same words are one."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = {edit.old: edit for edit in edits}
        longest = sorted(self.edits, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, longest)) or "(?!)")

    def within(self, text: str) -> Iterator[Replacement]:
        """What is to be replaced in a text, in order."""
        for match in self._pattern.finditer(text):
            edit = self.edits[match[0].replace("\\", "")]
            yield Replacement(match.start(), match.end(), edit.new, edit)


def _whole(old: str) -> str:
    """A pattern for words that stand as a whole; Markdown may have a backslash before any of their marks."""
    escaped = "".join(re.escape(c) if c.isalnum() else rf"\\?{re.escape(c)}" for c in old)
    return rf"(?<!\w){escaped}" + (_URL_GOES_ON if "/" in old else _WORD_GOES_ON)


def replaced(text: str, found: Iterable[Replacement]) -> str:
    """The text with its replacements made."""
    parts: list[str] = []
    at = 0
    for one in found:
        parts += (text[at : one.start], one.new)
        at = one.end
    return "".join((*parts, text[at:]))
