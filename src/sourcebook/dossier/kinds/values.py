"""One value of one column: what it may be, and how it is read from the plain form."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

from sourcebook.dossier.models.record import Level

if TYPE_CHECKING:
    from sourcebook.dossier.kinds.columns import Column

Sort = Literal[
    "text", "edtf", "day", "moment", "number", "integer", "flag", "json", "link", "key", "level", "id"
]
# Half of a character outside the Basic Multilingual Plane: no encoding knows it.
_HALVES = re.compile("[\ud800-\udfff]")


class ValueProblem(ValueError):
    """A value that a column cannot take; the message says why."""


def moment(value: datetime) -> str:
    """A moment as the plain form writes it: UTC, microseconds, "Z"."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def text_problem(text: str) -> str:
    """Why no database keeps a text; "" for one that can be kept."""
    if "\x00" in text:
        return "holds a NUL character, which no database keeps"
    if _HALVES.search(text):
        return "holds half a character (a lone surrogate), which no file or database keeps"
    return ""


def _text(column: Column, plain: Any) -> str:
    if not isinstance(plain, str):
        raise ValueProblem(f"must be text, not {plain!r}")
    if column.choices and plain not in column.choices:
        raise ValueProblem(f"{plain!r} is none of {', '.join(column.choices)}")
    if column.limit and len(plain) > column.limit:
        raise ValueProblem(f"longer than {column.limit} characters")
    if problem := text_problem(plain):
        raise ValueProblem(problem)
    return plain


def _identifier(column: Column, plain: Any) -> uuid.UUID:
    if isinstance(plain, uuid.UUID):
        return plain
    try:
        return uuid.UUID(plain)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueProblem(f"{plain!r} is no id") from error


def _day(column: Column, plain: Any) -> date:
    try:
        return date.fromisoformat(plain)
    except (ValueError, TypeError) as error:
        raise ValueProblem(f"{plain!r} is no day (YYYY-MM-DD)") from error


def _moment(column: Column, plain: Any) -> datetime:
    try:
        read = datetime.fromisoformat(plain)
        if read.tzinfo is None:
            raise ValueProblem(f"{plain!r} has no time zone")
        return read.astimezone(UTC)
    except ValueProblem:
        raise
    except (ValueError, TypeError, OverflowError) as error:
        raise ValueProblem(f"{plain!r} is no moment (YYYY-MM-DDThh:mm:ssZ)") from error


def _number(column: Column, plain: Any) -> float:
    if isinstance(plain, bool) or not isinstance(plain, (int, float)) or plain != plain:
        raise ValueProblem(f"{plain!r} is no number")
    if abs(plain) > 2**53:
        raise ValueProblem(f"{plain!r} is beyond what can be kept exactly")
    return float(plain)


def _integer(column: Column, plain: Any) -> int:
    if isinstance(plain, bool) or not isinstance(plain, int):
        raise ValueProblem(f"{plain!r} is no whole number")
    least, most = column.range
    if not least <= plain <= most:
        raise ValueProblem(f"{plain} is not from {least} to {most}")
    return int(plain)


def _flag(column: Column, plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise ValueProblem(f"{plain!r} is neither true nor false")
    return plain


def _json(column: Column, plain: Any) -> Any:
    wanted = type(column.empty()) if callable(column.empty) else dict
    if not isinstance(plain, wanted):
        raise ValueProblem(f"must be a {'list' if wanted is list else 'table'}, not {plain!r}")
    waiting = [plain]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend([*one, *one.values()])
            if any(not isinstance(key, str) for key in one):
                raise ValueProblem("has a key that is no text")
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str):
            if problem := text_problem(one):
                raise ValueProblem(problem)
        elif isinstance(one, float) and not math.isfinite(one):
            raise ValueProblem(f"{one} is no number that JSON knows")
        elif one is not None and not isinstance(one, (bool, int, float)):
            raise ValueProblem(f"{one!r} is nothing that JSON knows")
    return plain


def _level(column: Column, plain: Any) -> int:
    for level in Level:
        if level.label == plain:
            number: int = level.value
            return number
    raise ValueProblem(f"{plain!r} is none of {', '.join(str(level.label) for level in Level)}")


READERS: Mapping[Sort, Callable[[Column, Any], Any]] = {
    "text": _text,
    "edtf": _text,
    "day": _day,
    "moment": _moment,
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "json": _json,
    "link": _identifier,
    "key": _identifier,
    "id": _identifier,
    "level": _level,
}
