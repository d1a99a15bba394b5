"""The mark that a missing part leaves in a citation: "reporting on ,", ", ,", "()"."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.text import Span

# What stands in quotation marks is a title or quoted speech, whole as it is; empty marks are a hole.
_WHOLE = re.compile(r"“[^“”]{1,400}”|\"[^\"]{1,400}\"|«[^«»]{1,400}»|https?://\S{1,2000}")


def find_hole(text: str, opening: tuple[str, ...]) -> Span | None:
    """The first hole; `opening` are the words after which something must follow."""
    hole = _pattern(opening).search(_WHOLE.sub(lambda match: "\ufffc" * len(match[0]), text))
    return Span(*hole.span()) if hole else None


@cache
def _pattern(opening: tuple[str, ...]) -> re.Pattern[str]:
    """An open word before a stop or at the end, two commas, empty brackets, a comma at the end."""
    words = "|".join(map(re.escape, opening))
    return re.compile(
        rf"(?<=[\w ])(?<!\w)(?:{words})\s{{0,3}}(?:[,;](?=\s)|\.?\s{{0,3}}$)"
        r"|,\s{0,3},|\(\s{0,3}\)|[,:]\s{0,3}$"
    )
