"""JSON of the package: sorted, indented for people, and the same bytes in a file and inside a page.

Every "<" is written as an escape, so that the bytes of a file can stand in a <script> of verify.html as they
are, and the page can take their hash.
"""

from __future__ import annotations

import json

from sourcebook.publish.package.faults import PackageError


def as_json(value: object, where: str) -> bytes:
    """A value as UTF-8 JSON with a line break at its end. Raises PackageError for half a surrogate pair."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return encoded(text.replace("<", "\\u003c") + "\n", where)


def encoded(text: str, where: str) -> bytes:
    """A text as UTF-8. Raises PackageError for half a surrogate pair."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise PackageError(
            f"{where}: character {error.start + 1} is half a surrogate pair, which no file can hold: "
            "take it out of the text"
        ) from None
