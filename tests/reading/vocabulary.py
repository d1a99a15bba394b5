"""The common words that stand in the program's own lists."""

from __future__ import annotations

import re
from pathlib import Path

import sourcebook
from sourcebook.languages import words
from sourcebook.reading.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")


def listed_words() -> frozenset[str]:
    """Every word that the package's YAML lists write in small letters, and the months.

    What a list writes with a capital is a name (of a country, a court), and so is a nation's adjective:
    reading may know it, but must not depend on it.
    """
    package = Path(sourcebook.__file__).parent
    listed = {
        word
        for path in package.rglob("*.yaml")
        if path.parent.name != "all"
        for word in _WORD.findall(path.read_text("utf-8"))
        if word.islower()
    }
    months = {name.lower() for names in words("dates", "en")["months"].values() for name in names}
    bodies = lexicon("bodies", "en")
    nations = set(bodies["nationalities"]) - set(bodies["international"])
    return frozenset((listed | months) - nations)
