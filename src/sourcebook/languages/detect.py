"""Script and language of a short text, from its letters and its commonest words.

Made for titles of sources and paragraphs of reports: a handful of words. Where letters decide (Armenian,
Georgian, Greek, ...) they do; within one script the small words and special letters of each language
vote. Nothing is guessed from a single neutral word: the answer may be None.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from sourcebook.languages.word_lists import words

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPT_OF_PREFIX = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "TAMIL": "Taml",
    "THAI": "Thai",
    "MYANMAR": "Mymr",
    "ETHIOPIC": "Ethi",
    "KHMER": "Khmr",
    "SINHALA": "Sinh",
}
_ONE_LANGUAGE = {
    "Armn": "hy",
    "Geor": "ka",
    "Grek": "el",
    "Hebr": "he",
    "Hani": "zh",
    "Jpan": "ja",
    "Kore": "ko",
    "Deva": "hi",
    "Beng": "bn",
    "Taml": "ta",
    "Thai": "th",
    "Mymr": "my",
    "Ethi": "am",
    "Khmr": "km",
    "Sinh": "si",
}


@cache
def _script_of_letter(letter: str) -> str | None:
    return _SCRIPT_OF_PREFIX.get(unicodedata.name(letter, "").partition(" ")[0])


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the script most letters of a text are in; None where it has no letters."""
    counts = Counter(script for c in text[:4000] if c.isalpha() and (script := _script_of_letter(c)))
    return counts.most_common(1)[0][0] if counts else None


def language_of(text: str, default: str | None = None) -> str | None:
    """The ISO 639-1 code of a text's language; `default` where its words do not tell."""
    script = script_of(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script is None:
        return default
    votes = _votes(text, script)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] <= 0:
        return default
    if len(ranked) == 2 and ranked[0][1] == ranked[1][1] and default in votes:
        return default
    return ranked[0][0]


def _votes(text: str, script: str) -> Counter[str]:
    lowered = text[:8000].casefold()
    found = Counter(_WORD.findall(lowered))
    letters = Counter(lowered)
    votes: Counter[str] = Counter()
    for language, marks in words("languages", "all").items():
        if marks["script"] != script:
            continue
        votes[language] += sum(found[word] for word in marks["words"])
        votes[language] += 2 * sum(letters[letter] for letter in marks.get("letters", ""))
    return +votes
