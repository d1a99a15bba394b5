"""The list of traces (`traces.yaml`), read and checked: what is taken out of a Word file, how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# lxml has no types of its own.
Element = Any

_TABLES = ("parts", "elements", "around", "attributes", "prefixes")
_LISTS = ("properties", "fields", "printing")


class TracesError(ValueError):
    """A list of traces that cannot be used; the message says where it is wrong."""


@dataclass(frozen=True)
class Traces:
    """What is taken out, by the full names of XML; the words in which it is told."""

    parts: Mapping[str, str]
    elements: Mapping[str, str]
    around: Mapping[str, str]
    attributes: Mapping[str, str]
    families: Mapping[str, Mapping[str, str]]
    properties: frozenset[str]
    fields: frozenset[str]
    printing: frozenset[str]

    def of_part(self, name: str) -> str | None:
        """The words for a part that is left out; None for one that stays."""
        low = name.casefold()
        return next((said for pattern, said in self.parts.items() if fnmatchcase(low, pattern)), None)

    def of_attribute(self, name: str) -> str | None:
        """The words for an attribute that is taken out; None for one that stays."""
        said = self.attributes.get(name)
        if said is None and name[:1] == "{":
            uri, _, local = name[1:].partition("}")
            for start, words in self.families.get(uri, {}).items():
                if local.startswith(start):
                    return words
        return said


@dataclass
class Told:
    """What was taken out, counted, in the order in which it was met; what was left for a person to see."""

    counts: Counter[str] = field(default_factory=Counter)
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    left: dict[str, None] = field(default_factory=dict)

    def say(self, what: str, name: str = "") -> None:
        """One more of these, with the name or path that it had."""
        self.counts[what] += 1
        if name:
            self.names.setdefault(what, {})[name] = None

    def lines(self) -> Iterator[str]:
        """A line for each kind."""
        for what, count in self.counts.items():
            names = "; ".join(self.names.get(what, ()))
            yield f"{what} ({count} place{'' if count == 1 else 's'})" + (f": {names}" if names else "")


@cache
def traces() -> Traces:
    """The traces of `traces.yaml`. Raises TracesError."""
    return read_traces(Path(__file__).with_name("traces.yaml").read_text("utf-8"))


def read_traces(text: str) -> Traces:
    """The traces of a list. Raises TracesError."""
    try:
        said = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise TracesError(f"traces.yaml is no YAML: {error}") from None
    if not isinstance(said, dict) or set(said) != {*_TABLES, *_LISTS}:
        raise TracesError(f"traces.yaml has {', '.join((*_TABLES, *_LISTS))}, and nothing else")
    for name in _TABLES:
        if not isinstance(said[name], dict) or not all(isinstance(one, str) for one in said[name].values()):
            raise TracesError(f"traces.yaml: {name} has a name and words in each line")
    for name in _LISTS:
        if not isinstance(said[name], list) or not all(isinstance(one, str) for one in said[name]):
            raise TracesError(f"traces.yaml: {name} is a list of words")
    prefixes = said["prefixes"]
    attributes = _full(said["attributes"], prefixes)
    families: dict[str, dict[str, str]] = {}
    for name, words in attributes.items():
        if name.endswith("*"):
            uri, _, local = name[1:].partition("}")
            families.setdefault(uri, {})[local.removesuffix("*")] = words
    return Traces(
        said["parts"],
        _full(said["elements"], prefixes),
        _full(said["around"], prefixes),
        attributes,
        families,
        *(frozenset(said[name]) for name in _LISTS),
    )


def _full(table: Mapping[str, str], prefixes: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, words in table.items():
        prefix, colon, local = name.partition(":")
        if not colon or prefix not in prefixes:
            raise TracesError(f"traces.yaml: {name} has no prefix of the list of prefixes")
        found[f"{{{prefixes[prefix]}}}{local}"] = words
    return found
