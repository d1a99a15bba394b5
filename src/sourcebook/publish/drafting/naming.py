"""What the report calls somebody or a place: by the dossier's policy, else by the main name of the record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from sourcebook.checks.known.policy import Policy
from sourcebook.checks.known.records import Name
from sourcebook.publish.material import Material, Plain

# A finding rests on records that rest on records; no deeper than this.
_DEEPEST = 4
_NUMBERS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Naming:
    """Names out of published records. A link to what is not published names nobody."""

    material: Material

    @cached_property
    def policy(self) -> Policy:
        """What the dossier decided on names of places. Raises SettingsError where it cannot be used."""
        return Policy.of(self.material.policy)

    def record(self, id: str | None) -> Plain | None:
        """A published record by its whole id."""
        return self.material.records.get(id) if id else None

    def name_of(self, id: str | None) -> str:
        """The name of an actor or place, the publisher of a source; "" for what is not published.

        Who has a pseudonym and no names is called by it.
        """
        record = self.record(id)
        if record is None:
            return ""
        if record["kind"] == "source":
            return str(record["fields"]["publisher"])
        if record["kind"] == "place":
            return self.place(record)
        return main_name(record) or str(record["fields"].get("pseudonym") or "")

    def all_names(self, id: str | None) -> list[str]:
        """Every name of an actor or place."""
        record = self.record(id)
        return [row["value"] for row in record["parts"].get("names", ())] if record else []

    def place(self, record: Plain) -> str:
        """The name of a place that the team's own text uses."""
        rows = record["parts"].get("names", ())
        names = tuple(
            Name(row["value"], row["language"], row["script"], row["used_by"], bool(row["main"]))
            for row in rows
        )
        preferred = self.policy.preferred(names)
        # Of several that are as good, the main one, else the first.
        chosen = next((name for name in preferred if name.main), preferred[0] if preferred else None)
        return chosen.value if chosen else main_name(record)

    def either(self, id: str | None, words: str) -> str:
        """The name of the record, else the words as printed."""
        return self.name_of(id) or words.strip()

    def is_own(self, id: str | None) -> bool:
        """Whether an id is that of the team's own report, which claims nothing for others."""
        return id is not None and id in self.material.own

    def sources(self, record: Plain) -> list[str]:
        """The ids of the sources under a record, each once: cited, or where its passages stand.

        Those that support it alone, never the team's own report; in the order of the notes that they were
        cited in, then of the passages. Other records that it rests on lead to theirs.
        """
        return list(dict.fromkeys(self._sources(record, 0, ("supports",))))

    def is_citable(self, record: Plain) -> bool:
        """Whether there is a source under a record that a note can cite, whatever it says of it."""
        return next(self._sources(record, 0, ("supports", "contradicts", "context")), None) is not None

    def _sources(self, record: Plain, depth: int, stances: tuple[str, ...]) -> Iterator[str]:
        if record["kind"] == "source":
            if not self.is_own(record["id"]):
                yield record["id"]
            return
        rows = (row for row in record["evidence"] if row["stance"] in stances)
        for row in sorted(rows, key=_place):
            basis = self.record(row["basis"])
            if basis is not None and depth < _DEEPEST:
                yield from self._sources(basis, depth + 1, stances)
            capture = self.record(self.material.capture_of_layer.get(row["layer"] or ""))
            source = self.record(capture["fields"]["source"]) if capture else None
            if source is not None:
                yield from self._sources(source, depth, stances)

    def hides(self, record: Plain, *parts: str) -> bool:
        """Whether one of these parts of a record is in the dossier and kept from the public."""
        return not self.material.hidden.get(record["id"], frozenset()).isdisjoint(parts)

    def hides_source(self, record: Plain) -> bool:
        """Whether there is a source under a record that the public is not told of."""
        return self._hides_source(record, 0)

    def _hides_source(self, record: Plain, depth: int) -> bool:
        if self.hides(record, "sources"):
            return True
        for row in record["evidence"]:
            basis = self.record(row["basis"])
            if basis is not None and depth < _DEEPEST and self._hides_source(basis, depth + 1):
                return True
            capture = self.record(self.material.capture_of_layer.get(row["layer"] or ""))
            if capture is not None and self.hides(capture, "source"):
                return True
        return False

    def publishers(self, sources: Iterable[str]) -> list[str]:
        """The publishers of sources, each once; where none is named, the host of its address or its title."""
        found: dict[str, None] = {}
        for id in sources:
            record = self.record(id)
            if record is not None and not self.is_own(id):
                name = record["fields"]["publisher"] or _host(record) or record["fields"]["title"]
                if name:
                    found[str(name)] = None
        return list(found)


def main_name(record: Plain) -> str:
    """The main one of several names, else the first; "" where there is none."""
    rows = record["parts"].get("names", ())
    chosen = next((row for row in rows if row.get("main")), rows[0] if rows else None)
    return str(chosen["value"]) if chosen else ""


def _host(source: Plain) -> str:
    urls = [row["url"] for row in source["parts"]["urls"] if row["role"] == "cited"]
    return (urlsplit(urls[0]).hostname or "").removeprefix("www.") if urls else ""


def _place(row: Plain) -> tuple[bool, list[int], int, str, str]:
    """Evidence in the order of notes ("note 9, source 2"), then of the text: its rows have no order."""
    locator = row["locator"] or ""
    of_note = locator.startswith("note ")
    numbers = [int(number) for number in _NUMBERS.findall(locator)] if of_note else []
    return not of_note, numbers, row["start"] or 0, row["basis"] or "", row["layer"] or ""
