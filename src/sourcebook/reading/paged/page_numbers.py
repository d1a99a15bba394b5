"""Where pages end in a text that was taken from a PDF without form feeds: at the lines that number them."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"^[ \t]{0,200}(?:[-–—|][ \t]{0,4})?(?:[^\W\d_]{1,10}\.?[ \t]{1,4})?(\d{1,4})"
    r"(?:[ \t]{0,4}(?:/|[^\W\d_]{1,4})[ \t]{0,4}\d{1,4})?(?:[ \t]{0,4}[-–—|])?[ \t]{0,20}$",
    re.MULTILINE,
)
# So many pages in sequence, each with so much text, make it sure that the lines number pages.
_PAGES = 3
_LEAST = 100


def page_ends(text: str) -> list[int]:
    """The offsets at which pages end, the last page's aside; none where no lines number pages in sequence."""
    runs: list[list[int]] = []
    number, last = -1, -_LEAST
    for match in _NUMBER.finditer(text):
        if match.start() - last < _LEAST:
            continue
        if int(match[1]) == number + 1:
            runs[-1].append(match.end())
        else:
            runs.append([match.end()])
        number, last = int(match[1]), match.start()
    longest = max(runs, key=len, default=[])
    return longest if len(longest) >= _PAGES else []
