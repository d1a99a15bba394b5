"""Signs of fonts without letters (Symbol, Wingdings) as the characters they show: bullets, checks, arrows.

Files keep such a sign as a private character, U+F000 and its code in the font; without the font nobody knows
it for a bullet. Which code shows what stands in `lexicon/all/symbols.yaml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sourcebook.reading.lexicon as lexicon
from sourcebook.languages import WordsError, words

_PRIVATE = 0xF000


@cache
def signs_of(font: str = "") -> dict[int, str]:
    """What the characters of a font show, by code point, for `str.translate`; those of any font where none is
    named. `font` is a name as files write it ("ABCDEF+Wingdings-Regular"). Raises WordsError."""
    name = font.lower().replace(" ", "").replace("-", "")
    fonts = [word for word in _tables() if word and word in name and not name.endswith("opensymbol")]
    word = max(fonts, key=len, default="")
    table = _tables()[word]
    signs = {_PRIVATE + code: sign for code, sign in table.items()}
    # What a font of pictures has in the place of letters is none; Symbol's own code is known to programs.
    return signs | table if "dings" in word else signs


@cache
def _tables() -> dict[str, dict[int, str]]:
    """The table of each font by a word of its name; that of any font by no word."""
    found = words("symbols", "all", Path(lexicon.__file__).parent)
    return {word: _table(word, table) for word, table in {**found["fonts"], "": found["any"]}.items()}


def _table(font: str, table: dict[str, str]) -> dict[int, str]:
    try:
        read = {int(str(code), 16): sign for code, sign in table.items()}
    except ValueError as error:
        raise WordsError(
            f"symbols.yaml: a code of {font or 'any'} is no hexadecimal number: {error}"
        ) from None
    wrong = [code for code, sign in read.items() if not 0x20 <= code <= 0xFF or len(str(sign)) != 1]
    if wrong:
        raise WordsError(
            f"symbols.yaml: {wrong[0]:x} of {font or 'any'} needs a code from 20 to ff and one character"
        )
    return read
