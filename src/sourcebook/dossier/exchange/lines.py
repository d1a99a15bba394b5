"""The lines of an export: JSON with sorted keys, compact, UTF-8, the same from whichever database.

Databases write numbers inside JSON each in their own way (PostgreSQL gives 1e22 back as a whole number): a
number with nothing after its point is written without one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

# No line of an export is longer, in bytes; texts of captures are files of their own.
LONGEST = 64 << 20
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class Unwritable(ValueError):
    """Something that no file and no other database can hold; the message says what and where."""


class BadLine(ValueError):
    """A line of a file that is no JSON object of ours; the message is the reason."""


def line(value: dict[str, Any], where: str = "") -> bytes:
    """One object as a line. Raises Unwritable for NUL characters and lone surrogates, naming `where`."""
    text = _encode(value)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise Unwritable(_told(value, where)) from None
    if "\\u0000" in text and _odd(value):
        raise Unwritable(_told(value, where))
    return data + b"\n"


def _told(value: dict[str, Any], where: str) -> str:
    one = value.get("id", "")
    field = next((f"{path} " for path, text in strings(value) if odd(text)), "")
    return (
        f"{f'{where} {one}'.strip()}: {field}holds a NUL character or half a surrogate pair, which cannot "
        "be exported: take it out of the record first"
    )


def odd(text: str) -> bool:
    """Whether a text holds what not every database keeps: NUL, half a surrogate pair."""
    return "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text)


def _odd(value: Any) -> bool:
    return any(odd(text) for _, text in strings(value))


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a JSON value, keys included, by its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}" if path else name
            yield here, name
            yield from strings(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, path)


def settled(value: Any) -> Any:
    """A JSON value with whole numbers written as such."""
    if isinstance(value, float):
        return int(value) if value == int(value) else value
    if isinstance(value, dict):
        return {name: settled(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [settled(inner) for inner in value]
    return value


def _no_constant(name: str) -> Any:
    raise BadLine(f"{name} is no number of JSON")


_decode = json.JSONDecoder(parse_constant=_no_constant).decode


def read_line(data: bytes) -> dict[str, Any]:
    """The object in a line. Raises BadLine."""
    if len(data) > LONGEST:
        raise BadLine(f"longer than {LONGEST >> 20} MiB")
    try:
        value = _decode(data.decode())
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 at byte {error.start}") from None
    except RecursionError:
        raise BadLine("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at character {error.pos}") from None
    except ValueError as error:
        # A whole number of thousands of digits.
        raise BadLine(str(error)) from None
    if not isinstance(value, dict):
        raise BadLine("not a JSON object")
    if (b"\\u0000" in data or b"\\ud" in data or b"\\uD" in data) and _odd(value):
        raise BadLine("holds a NUL character or half a surrogate pair, which no database keeps")
    return value
