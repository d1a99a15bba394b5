"""The fields of a plain record, read by type. What has another type than expected counts as not given."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any


class Fields:
    """A mapping of plain data (JSON) whose values are asked for by name and type."""

    def __init__(self, data: object) -> None:
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}

    def text(self, name: str) -> str:
        """A text; "" where there is none."""
        value = self._data.get(name)
        return value if isinstance(value, str) else ""

    def link(self, name: str) -> str | None:
        """The id of a record; None where there is none."""
        return self.text(name) or None

    def number(self, name: str) -> float | None:
        """A finite number; None where there is none."""
        value = self._data.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return None
        return float(value)

    def whole(self, name: str) -> int | None:
        """A whole number; None where there is none."""
        value = self._data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def yes(self, name: str) -> bool:
        """Whether a value is true."""
        return self._data.get(name) is True

    def filled(self, name: str) -> bool:
        """Whether there is a value that is not empty; 0 is one."""
        value = self._data.get(name)
        return value is not None and value not in ("", [], {})

    def inner(self, name: str) -> Fields:
        """A mapping inside this one; an empty one where there is none."""
        return Fields(self._data.get(name))

    def rows(self, name: str) -> Iterator[Fields]:
        """The mappings of a list, in their order."""
        return map(Fields, self.lines(name))

    def lines(self, name: str) -> Iterator[Mapping[str, Any]]:
        """The same as plain mappings."""
        value = self._data.get(name)
        if isinstance(value, list):
            yield from (row for row in value if isinstance(row, Mapping))

    def has(self, name: str) -> bool:
        """Whether the name is there at all."""
        return name in self._data
