"""Text that a database can hold: what JSON and old programs let through, but UTF-8 and PostgreSQL do not.

NUL and other control characters are left out, halves of surrogate pairs become U+FFFD, numbers that are none
(NaN, Infinity) become their names.
"""

from __future__ import annotations

import math
import re
from typing import Any

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without what cannot be kept."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def clean_data(value: Any) -> Any:
    """JSON data with all its texts and keys clean. Raises RecursionError for data nested too deeply."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_data(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean_data(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
