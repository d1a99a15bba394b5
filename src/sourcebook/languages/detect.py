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

# What follows an apostrophe ("the minister's") is no word of any language.
_WORD = re.compile(r"(?<!['’\w])[^\W\d_]+")
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
    """The ISO 639-1 code of a text's language; `default` where its words do not tell.

    The default is only given where it is written in the text's script: Cyrillic words are never "en".
    """
    script = script_of(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script is None:
        return default
    spoken = {name for name, marks in words("languages", "all").items() if marks["script"] == script}
    fallback = default if default in spoken else None
    votes = _votes(text, script)
    ranked = votes.most_common(1)
    if not ranked:
        return fallback
    best, count = ranked[0]
    if fallback and count <= max(1, votes[fallback]) and not _only_voice(text, best, votes, fallback):
        return fallback
    return best


def _only_voice(text: str, best: str, votes: Counter[str], fallback: str) -> bool:
    """Whether a short title has no word of the fallback, and a small word that is one language's alone."""
    if votes[fallback] or len(votes) > 1 or best == fallback:
        return False
    own = set(words("languages", "all")[best]["words"])
    # A single letter ("v.") is nobody's word.
    return any(word in own for word in _WORD.findall(text) if len(word) > 1)


def _votes(text: str, script: str) -> Counter[str]:
    lowered = text[:8000].casefold()
    found = Counter(_WORD.findall(lowered))
    letters = Counter(c for c in lowered if c.isalpha())
    votes: Counter[str] = Counter()
    for language, marks in words("languages", "all").items():
        if marks["script"] != script:
            continue
        votes[language] += sum(found[word] for word in marks["words"])
        special = sum(letters[letter] for letter in marks.get("letters", ""))
        # A foreign name or two in a title does not make its language.
        if special * 30 > letters.total():
            votes[language] += 2 * special
    return +votes
