"""All words that stand in the program's own lists."""

from __future__ import annotations

import re
from pathlib import Path

import sourcebook

_WORD = re.compile(r"[^\W\d_]+")


def listed_words() -> frozenset[str]:
    """Every word of every YAML list of the package, in small letters."""
    package = Path(sourcebook.__file__).parent
    return frozenset(
        word.lower() for path in package.rglob("*.yaml") for word in _WORD.findall(path.read_text("utf-8"))
    )
