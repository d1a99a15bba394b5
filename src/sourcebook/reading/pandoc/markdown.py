"""Markdown before pandoc: the number printed before each item is written down; pandoc keeps the first only.

"172." may follow "181." in a report; a Markdown list would count on from its first number.
"""

from __future__ import annotations

import re

from sourcebook.reading.pandoc.marker import marker, without_private

_ITEM = re.compile(
    r"^((?:[ \t]{0,12}>?){1,4})(\(?)(\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,7})([.)])([ \t]{1,4})(?=\S)",
    re.MULTILINE,
)


def prepare_markdown(text: str) -> str:
    """Markdown with a marker after the label of each item, which holds the label as printed."""
    return _ITEM.sub(_marked, without_private(text))


def _marked(match: re.Match[str]) -> str:
    lead, opening, label, closing, space = match.groups()
    said = marker(label=label, printed=f"{opening}{label}{closing}")
    return f"{lead}{opening}{label}{closing}{space}{said}"
