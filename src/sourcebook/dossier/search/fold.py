"""Folding for search: what people type for the same word becomes the same letters.

Lower case, no marks on letters, one form of each letter that keyboards lack or scripts write in several ways,
digits of any script as 0 to 9; whatever is no letter or digit becomes a space. Both engines index this text
and are asked with it, so that neither's own idea of a word matters. Each character folds by itself: the
folded text of a whole is that of its parts, one after another, and places in it lead back (`Places`).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

# Between two fields of one record in a search text; folds to a word that no query can hold, so that no phrase
# goes over the end of a field.
BREAK = "\x1f"
_WALL = "ʘ"
# Letters without a decomposition for which readers type another; after casefold and NFKD.
_LETTERS = {
    "ı": "i",
    "ə": "e",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ŋ": "n",
    "ħ": "h",
    "ґ": "г",
    "ی": "ي",
    "ى": "ي",
    "ې": "ي",
    "ک": "ك",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ٱ": "ا",
    _WALL: " ",
}
# Signs of transliteration and lengthening that are often left out.
_DROPPED = frozenset("ـʿʾʹʺ")
# An apostrophe though Unicode calls it a letter.
_SPACES = frozenset("ʼʻʽˈ")


class _Folds(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        self[code] = folded
        return folded


def _folded(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character.casefold()).casefold()
    return "".join(map(_letter, bare))


def _letter(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if character in _DROPPED or category == "Cf" or unicodedata.combining(character):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Mn", "Mc") and not "\ufe00" <= character <= "\ufe0f":
        # Vowel signs of Indic and Thai scripts: part of the word, not marks on it.
        return character
    return character if character.isalnum() and character not in _SPACES else " "


_FOLDS = _Folds({ord(BREAK): f" {_WALL} "})


def fold(text: str) -> str:
    """The text as search sees it: words of folded letters, parted by spaces."""
    return text.translate(_FOLDS)


def indexed(text: str) -> str:
    """The folded words of a text, parted by one space each: what the engines keep."""
    return " ".join(fold(text).split())


def words(text: str) -> tuple[str, ...]:
    """The folded words of what somebody typed."""
    return tuple(fold(text.replace(BREAK, " ")).split())


class Places:
    """Leads from places in a folded text back to the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = list(accumulate(len(_FOLDS[ord(character)]) for character in text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text that folded to `start:end`, with the marks on its last letter."""
        first = bisect_right(self._ends, start)
        last = bisect_right(self._ends, end - 1) + 1
        while last < len(self._text) and unicodedata.combining(self._text[last]):
            last += 1
        return first, last
