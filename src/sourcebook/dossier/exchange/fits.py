"""Whether a value is of the type that a schema of an export names, as far as `schemas` writes them."""

from __future__ import annotations

import binascii
from base64 import b64decode
from datetime import UTC, date, datetime
from typing import Any

from sourcebook.dossier.exchange.shape import ID

# The pattern of a day in the schemas.
DAY = r"^\d{4}-\d{2}-\d{2}$"
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "null": (type(None),),
    "object": (dict,),
    "array": (list,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def mistyped(schema: Any, value: Any) -> str | None:
    """Why a value is not what a schema of `schemas` says; as far as those go."""
    if schema is True:
        return None
    if "const" in schema:
        return None if value == schema["const"] else f"{value!r} is not {schema['const']!r}"
    if "enum" in schema:
        return None if value in schema["enum"] else f"{value!r} is none of {', '.join(schema['enum'])}"
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(value, tuple(one for name in names for one in _TYPES[name])) or (
        isinstance(value, bool) and "boolean" not in names
    ):
        return f"{value!r} is no {' or '.join(names)}"
    if "pattern" in schema and isinstance(value, str):
        if schema["pattern"] == DAY:
            return None if is_day(value) else f"{value!r} is no day"
        good = ID.fullmatch(value) if len(value) == 36 else is_moment(value)
        return None if good else f"{value!r} is neither an id nor a moment"
    return None


def is_day(value: str) -> bool:
    """Whether a text is a day, as 2031-05-02."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_moment(value: str) -> bool:
    """Whether a text is a moment with its time zone, of a year that databases know."""
    try:
        read = datetime.fromisoformat(value)
        return read.tzinfo is not None and bool(read.astimezone(UTC))
    except (ValueError, OverflowError):
        return False


def is_base64(value: str) -> bool:
    """Whether a text is base64 and nothing else."""
    try:
        b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
