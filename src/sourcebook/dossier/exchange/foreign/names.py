"""Whom the public may read by name, and how a name that it may not read is kept out of texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.kinds.labels import main_name
from sourcebook.text.folding import skeleton

LEFT_OUT = "…"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words shorter than this are particles and initials as often as names.
_SHORTEST = 4
# In another case a name gains an ending, and one of five letters or more that ends in a vowel loses that.
# Words that only begin like the name are taken for it too: better one name too many than one too few.
_STEM, _ENDING = 5, 4
_VOWELS = frozenset("aeiouyəıаеёиіїоуыэюяйьաեէըիոօ")


def is_minor(actor: Plain) -> bool:
    """Whether somebody is known to be a minor: then nothing of them is written for the public."""
    return bool(actor["fields"]["form"] == "person" and actor["fields"]["minor"] == "yes")


def is_named(actor: Plain) -> bool:
    """Whether the public may read somebody's names.

    Bodies, groups and offices that are not private may be named, and persons who act in public. A private
    person only if known to be of age, without a pseudonym, and with a consent (or a reason why none is
    needed) whose scope is written down.
    """
    fields = actor["fields"]
    if is_minor(actor):
        return False
    if fields["form"] != "person":
        return bool(fields["public"] != "private")
    if fields["public"] == "public":
        return True
    consented = fields["consent"] in ("given", "not-needed") and fields["consent_scope"].strip()
    return bool(consented and fields["minor"] == "no" and not fields["pseudonym"].strip())


def public_name(actor: Plain) -> str:
    """What the public reads: the main name, the pseudonym, or "" where there is neither to be read."""
    if is_minor(actor):
        return ""
    return main_name(actor["parts"]) if is_named(actor) else str(actor["fields"]["pseudonym"]).strip()


class Hidden:
    """Names that must not be read: words that give one away, each with what is put in its place.

    `under` are the fields, parts and rows of the record that named somebody: evidence for
    them quotes the name.
    """

    def __init__(self) -> None:
        self.under: set[str] = set()
        self._words: dict[str, str] = {}
        self._phrases: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._words or self._phrases)

    def add(self, actor: Plain) -> None:
        """The names of somebody who may not be named."""
        instead = public_name(actor) or LEFT_OUT
        told = {skeleton(word) for word in _WORD.findall(instead)}
        for name in actor["parts"]["names"]:
            self.add_phrase(name["value"], instead)
            if actor["fields"]["form"] == "person":
                for word in _WORD.findall(name["value"]):
                    key = skeleton(word)
                    if len(key) >= _SHORTEST and key not in told and not word.islower():
                        stem = key[:-1] if len(key) >= _STEM and key[-1] in _VOWELS else key
                        self._words[stem] = instead

    def add_phrase(self, phrase: str, instead: str = LEFT_OUT) -> None:
        """A name as printed somewhere, to be found as a whole; no effect for words that are no name."""
        words = _WORD.findall(phrase)
        if words and not any(word.islower() for word in words):
            self._phrases[" ".join(map(skeleton, words))] = instead

    def redacted(self, text: str) -> str:
        """The text with "[Witness 4]" where a name stood."""
        found = self._places(text)
        parts, at = [], 0
        for start, end, instead in found:
            parts += [text[at:start], f"[{instead}]"]
            at = end
        return "".join([*parts, text[at:]]) if found else text

    def tells(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts has a name in it."""
        return any(self._places(text) for text in texts)

    def _places(self, text: str) -> list[tuple[int, int, str]]:
        if not self or not text:
            return []
        words = [(match.start(), match.end(), skeleton(match[0])) for match in _WORD.finditer(text)]
        longest = max((phrase.count(" ") + 1 for phrase in self._phrases), default=0)
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(words):
            taken, instead = self._phrase(words, at, longest)
            if not taken:
                taken, instead = 1, self._word(words[at][2], text[words[at][0]])
            if instead:
                start, end = words[at][0], words[at + taken - 1][1]
                if found and found[-1][2] == instead and not text[found[-1][1] : start].strip(" .\u00a0"):
                    found[-1] = (found[-1][0], end, instead)
                else:
                    found.append((start, end, instead))
            at += taken
        return found

    def _phrase(self, words: list[tuple[int, int, str]], at: int, longest: int) -> tuple[int, str]:
        for length in range(min(longest, len(words) - at), 0, -1):
            instead = self._phrases.get(" ".join(word[2] for word in words[at : at + length]))
            if instead:
                return length, instead
        return 0, ""

    def _word(self, key: str, first: str) -> str:
        if first.islower():
            return ""
        for length in range(len(key), max(_SHORTEST, len(key) - _ENDING - 1) - 1, -1):
            if key[:length] in self._words:
                return self._words[key[:length]]
        return ""
