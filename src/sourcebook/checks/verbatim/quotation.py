"""A quotation taken apart: the fragments that must be in the source, and what the author set between them.

"..." and "[...]" are omissions. "[x]" stands for words of the source, or is put in between them, by the
author; letters may touch it ("attack[s]"). "[T]he" only says that a letter was made large or small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.checks.verbatim.source import comparable
from sourcebook.checks.verbatim.word_lists import notes_on_text
from sourcebook.checks.verbatim.words import Word, keys_of, split

_MOST_PARTS = 60
_PART = re.compile(
    r"(?P<omission>[\[(<{] ?(?:\. ?){2,5}[\])>}]|\.{3,}|\.(?: \.){2,})"
    r"|(?<!\w)\[(?P<letter>[^\W\d_])\](?=[^\W\d_])"
    r"|(?<!\w)(?P<before>\w*)\[(?P<content>[^\[\]]{0,300})\](?P<after>\w*)"
    r"|\((?P<aside>[^()]{1,60})\)"
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """What an author put in brackets, with the letters of a word that touch it."""

    content: str
    before: str = ""
    after: str = ""

    @property
    def attached(self) -> bool:
        """Whether it is a part of a word."""
        return bool(self.before or self.after)

    @property
    def editorial(self) -> bool:
        """Whether it says something about the quotation ("sic") and stands for nothing."""
        return not self.attached and " ".join(keys_of(self.content)) in notes_on_text()

    @property
    def shown(self) -> str:
        """The bracket as written."""
        return f"{self.before}[{self.content}]{self.after}"


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two fragments, or before the first and after the last."""

    omission: bool = False
    brackets: tuple[Bracket, ...] = ()

    def __bool__(self) -> bool:
        return self.omission or bool(self.brackets)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that must follow each other in the source; `free` are those whose first letter may change."""

    text: str
    words: tuple[Word, ...]
    free: frozenset[int]


@dataclass(frozen=True, slots=True)
class Quotation:
    """`joints[i]` stands before `fragments[i]`; the last one stands at the end.

    `letters` says that a bracket marks a letter made large or small.
    """

    fragments: tuple[Fragment, ...]
    joints: tuple[Joint, ...]
    letters: bool = False

    @property
    def words(self) -> int:
        """How many words are quoted."""
        return sum(len(fragment.words) for fragment in self.fragments)

    @property
    def patched(self) -> bool:
        """Whether it has more fragments or brackets than anyone would quote in earnest."""
        return max(len(self.fragments), sum(len(joint.brackets) for joint in self.joints)) > _MOST_PARTS

    @property
    def text(self) -> str:
        """The quoted words alone."""
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def inner(self) -> tuple[Joint, ...]:
        """The joints between fragments."""
        return self.joints[1:-1]


def parse(quotation: str) -> Quotation:
    """A quotation in its parts."""
    fragments: list[Fragment] = []
    joints: list[list[Joint]] = [[]]
    text = comparable(quotation).text
    for part in _parts(text):
        if isinstance(part, Joint):
            joints[-1].append(part)
        elif part.words:
            fragments.append(part)
            joints.append([])
    letters = any(match["letter"] for match in _PART.finditer(text))
    return Quotation(tuple(fragments), tuple(map(_together, joints)), letters)


def _together(joints: list[Joint]) -> Joint:
    """Joints with no word between them as one."""
    return Joint(
        any(joint.omission for joint in joints), tuple(one for joint in joints for one in joint.brackets)
    )


def _parts(text: str) -> Iterator[Fragment | Joint]:
    """Fragments and joints in turn; a fragment may have no words."""
    buffer, changed, at = "", [], 0
    for match in _PART.finditer(text):
        joint = _joint(match)
        if joint is None and match["letter"] is None:
            continue
        buffer += text[at : match.start()]
        at = match.end()
        if joint is None:
            changed.append(len(buffer))
            buffer += match["letter"]
            continue
        yield _fragment(buffer, changed)
        yield joint
        buffer, changed = "", []
    yield _fragment(buffer + text[at:], changed)


def _joint(match: re.Match[str]) -> Joint | None:
    if match["omission"]:
        return Joint(omission=True)
    if match["content"] is not None:
        return Joint(brackets=(Bracket(match["content"].strip(), match["before"], match["after"]),))
    if match["aside"] and Bracket(match["aside"]).editorial:
        return Joint(brackets=(Bracket(match["aside"]),))
    return None


def _fragment(text: str, changed: list[int]) -> Fragment:
    words = split(text)
    places = {*changed}
    free = {0, *(n for n, word in enumerate(words) if word.start in places)} if words else set()
    return Fragment(text, words, frozenset(free))
