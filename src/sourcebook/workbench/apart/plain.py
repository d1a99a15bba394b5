"""Values as JSON and bytes, and back: what reading gives, with every thing in it that is one thing twice.

Known are what JSON has, tuples, sets, bytes, dates, paths, ids, and the dataclasses and named tuples of our
own modules. Coming back, a class is only looked up among those that this program has loaded, and its fields
are put in place: no code runs that the other side could choose, as it would with pickle. That the values are
of the types that were declared is not proved; they are shown escaped, as all that comes out of a file.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

_OURS = "sourcebook."
_AS_IT_IS = (str, int, float, bool, type(None))


class NotPlain(ValueError):
    """A value of a kind that is not sent, or that came in no such form."""


def as_plain(value: Any) -> tuple[dict[str, Any], list[bytes]]:
    """A value as JSON, and the bytes that are in it. Raises NotPlain."""
    writing = _Writing()
    made = writing.put(value)
    return {"classes": list(writing.classes), "value": made}, writing.blobs


def of_plain(told: Any, blobs: list[bytes]) -> Any:
    """The value again. Raises NotPlain."""
    try:
        return _Reading([_class_of(name) for name in told["classes"]], blobs).get(told["value"])
    except (TypeError, KeyError, IndexError, ValueError, AttributeError, RecursionError) as error:
        raise NotPlain("the answer is in no known form") from error


class _Writing:
    """Lists are `["l", ...]`, so a bare list in the JSON always begins with what it is."""

    def __init__(self) -> None:
        self.classes: dict[str, int] = {}
        self.blobs: list[bytes] = []
        self._fields: dict[type, tuple[int, tuple[str, ...]]] = {}
        self._known: dict[int, int] = {}
        # What has a number is held, so that its place in the memory is not another's meanwhile.
        self._held: list[Any] = []

    def put(self, value: Any) -> Any:
        kind = type(value)
        if kind in _AS_IT_IS:
            return value
        if kind is tuple:
            return ["t", *map(self.put, value)]
        if kind is list:
            return ["l", *map(self.put, value)]
        if kind is dict or (isinstance(value, dict) and kind.__module__ == "collections"):
            return ["d", *(self.put(each) for pair in value.items() for each in pair)]
        if kind in (set, frozenset):
            return ["s" if kind is set else "f", *map(self.put, value)]
        if kind is bytes:
            self.blobs.append(value)
            return ["b", len(self.blobs) - 1]
        if isinstance(value, date):
            return ["D" if isinstance(value, datetime) else "day", value.isoformat()]
        if isinstance(value, Path):
            return ["P", str(value)]
        if kind is UUID:
            return ["U", value.hex]
        return self._ours(value, kind)

    def _ours(self, value: Any, kind: type) -> list[Any]:
        if kind not in self._fields:
            self._fields[kind] = self._named(kind)
        number, names = self._fields[kind]
        if isinstance(value, tuple):
            return ["n", number, *map(self.put, value)]
        known = self._known.get(id(value))
        if known is not None:
            return ["r", known]
        made = ["o", number, *(self.put(getattr(value, name)) for name in names)]
        # In the order in which they are finished, as they are when read.
        self._known[id(value)] = len(self._held)
        self._held.append(value)
        return made

    def _named(self, kind: type) -> tuple[int, tuple[str, ...]]:
        if not kind.__module__.startswith(_OURS) or not _holds_data(kind):
            raise NotPlain(f"{kind.__name__} is not sent")
        number = self.classes.setdefault(f"{kind.__module__}:{kind.__qualname__}", len(self.classes))
        return number, _names(kind)


class _Reading:
    def __init__(self, classes: list[type], blobs: list[bytes]) -> None:
        self._classes, self._blobs = classes, blobs
        self._names = [_names(kind) for kind in classes]
        self._known: list[Any] = []

    def get(self, told: Any) -> Any:
        if type(told) is not list:
            if type(told) not in _AS_IT_IS:
                raise NotPlain("the answer is in no known form")
            return told
        what = told[0]
        if what == "n":
            kind: Any = self._classes[told[1]]
            return kind._make(map(self.get, told[2:]))
        if what == "t":
            return tuple(map(self.get, told[1:]))
        if what == "l":
            return [*map(self.get, told[1:])]
        if what == "o":
            return self._object(told)
        if what == "r":
            return self._known[told[1]]
        if what == "d":
            each = iter(told[1:])
            return {self.get(key): self.get(value) for key, value in zip(each, each, strict=True)}
        return self._rare(what, told)

    def _rare(self, what: Any, told: list[Any]) -> Any:
        if what in ("s", "f"):
            return (set if what == "s" else frozenset)(map(self.get, told[1:]))
        if what == "b":
            return self._blobs[told[1]]
        if what == "P":
            return Path(told[1])
        if what == "U":
            return UUID(told[1])
        if what in ("D", "day"):
            return (datetime if what == "D" else date).fromisoformat(told[1])
        raise NotPlain("the answer is in no known form")

    def _object(self, told: list[Any]) -> Any:
        kind, names = self._classes[told[1]], self._names[told[1]]
        made = object.__new__(kind)
        for name, value in zip(names, told[2:], strict=True):
            object.__setattr__(made, name, self.get(value))
        self._known.append(made)
        return made


def _holds_data(kind: type) -> bool:
    return is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else tuple(kind._fields)


def _class_of(name: str) -> type:
    """A class of ours that holds data, of a module that is loaded already."""
    module, _, rest = name.partition(":")
    found = getattr(sys.modules[module], rest) if module.startswith(_OURS) else None
    if not isinstance(found, type) or found.__module__ != module or not _holds_data(found):
        raise NotPlain("the answer is in no known form")
    return found
