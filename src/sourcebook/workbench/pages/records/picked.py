"""The records of a bulk act: those that were ticked, or all that a list finds, each with its version."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from sourcebook.dossier.listing import listed
from sourcebook.workbench.pages.records.asked import asked_of

# As many are weighed and done while one waits; more are long work.
AT_ONCE = 300
# Nobody decides about more at a time.
MOST = 10_000


class TooMany(ValueError):
    """More records than one act takes."""


@dataclass(frozen=True, slots=True)
class Picked:
    """The versions of records by their ids. `query` is the list that they stand in, `whole` whether they are
    all that it finds."""

    versions: dict[str, int]
    query: str
    whole: bool = False

    @property
    def long(self) -> bool:
        """Whether it takes long."""
        return len(self.versions) > AT_ONCE

    @property
    def digest(self) -> str:
        """By which it is known that the list is still the one that was looked at."""
        return hashlib.sha256(as_lines(self.versions).encode()).hexdigest()


def picked_of(given: QueryDict) -> Picked:
    """What a form names: `x` the rows that are ticked, `all` the whole list of `query`. Raises TooMany."""
    query = given.get("query", "")
    if not given.get("all"):
        words = [word for value in given.getlist("x") for word in value.split()]
        return Picked(from_words(words), query)
    asked = asked_of(QueryDict(query))
    if asked.faults:
        return Picked({}, query)
    found = listed(asked.filters, asked.forms).order_by("id").values_list("pk", "version")[: MOST + 1]
    versions = {str(pk): version for pk, version in found}
    if len(versions) > MOST:
        raise TooMany
    return Picked(versions, query, whole=True)


def from_words(words: Iterable[str]) -> dict[str, int]:
    """Versions that are written "id:version"; what is none is left out."""
    found = {}
    for word in words:
        one, _, version = word.partition(":")
        try:
            found[str(uuid.UUID(one))] = int(version)
        except ValueError:
            continue
    return found


def as_lines(versions: Mapping[str, int]) -> str:
    """Versions as `from_words` reads them, one a line."""
    return "\n".join(f"{one}:{version}" for one, version in sorted(versions.items()))
