"""What the report calls somebody or a place: by the dossier's policy, else by the main name of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sourcebook.checks.known.policy import Policy
from sourcebook.checks.known.records import Name
from sourcebook.publish.material import Material, Plain


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

    def publishers(self, sources: Iterable[str]) -> list[str]:
        """The publishers of sources, each once; the title where none is named."""
        found: dict[str, None] = {}
        for id in sources:
            record = self.record(id)
            if record is not None and not self.is_own(id):
                name = record["fields"]["publisher"] or record["fields"]["title"]
                if name:
                    found[str(name)] = None
        return list(found)


def main_name(record: Plain) -> str:
    """The main one of several names, else the first; "" where there is none."""
    rows = record["parts"].get("names", ())
    chosen = next((row for row in rows if row.get("main")), rows[0] if rows else None)
    return str(chosen["value"]) if chosen else ""


def sources_of(record: Plain) -> list[str]:
    """The ids of the sources that a record's evidence names, those that support it alone, each once.

    In the order of their locators ("note 9" before "note 10"), since rows of evidence have no order.
    """
    rows = [
        row for row in record["evidence"] if row.get("basis") and row.get("stance", "supports") == "supports"
    ]
    rows.sort(key=lambda row: (_number(row.get("locator") or ""), row["basis"]))
    return list(dict.fromkeys(row["basis"] for row in rows))


def _number(locator: str) -> tuple[int, str]:
    digits = "".join(c for c in locator if c in "0123456789")
    return int(digits) if digits else 0, locator
