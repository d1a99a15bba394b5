"""Parameters of an address that follow its reader, and the address without them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Tracking:
    """Knows the parameters that track, from the list of links."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._names = frozenset(lists["tracking"])
        self._beginnings = tuple(lists["tracking beginnings"])
        self._values = {name: re.compile(value) for name, value in lists["tracking values"].items()}

    def without(self, url: str) -> tuple[str, tuple[str, ...]]:
        """The address without tracking parameters, and the names of those that were taken out."""
        bare, hash_, fragment = url.partition("#")
        path, mark, query = bare.partition("?")
        if not mark:
            return url, ()
        kept: list[str] = []
        taken: list[str] = []
        for part in query.split("&"):
            name, _, value = part.partition("=")
            (taken if self._follows(name, value) else kept).append(part)
        if not taken:
            return url, ()
        clean = path + ("?" + "&".join(kept) if kept else "") + (hash_ + fragment if fragment else "")
        return clean, tuple(dict.fromkeys(part.partition("=")[0] for part in taken))

    def _follows(self, name: str, value: str) -> bool:
        form = self._values.get(name)
        if form is not None:
            return form.fullmatch(value) is not None
        return name in self._names or name.startswith(self._beginnings)
