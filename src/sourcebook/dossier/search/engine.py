"""What an engine is: it finds the texts of a query, and says how well each answers it. There are two.

An engine gives ids and numbers, never a text: what is shown is fetched through the gate of `seen` afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from sourcebook.dossier.search.query import Query
from sourcebook.dossier.seen.rules import Sql


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, as an engine is asked it.

    A text must carry one of `marks` (see `gates`) and, where there are any, one of `kinds`; its record must
    be among `within`, a compiled query for ids, where that is given.
    """

    query: Query
    marks: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    within: Sql | None = None


# Id of a text and its record, in the engine's own form.
Found = tuple[int, Any]


@dataclass(frozen=True, slots=True)
class First:
    """The newest texts found, newest first; how many are found at all, of how many records.

    Where counting ended early, an engine may give the newest of those that it counted.
    """

    newest: list[Found]
    texts: int
    records: int


class Engine(Protocol):
    """Finds texts."""

    def first(self, asked: Asked, most: int, counted: int) -> First:
        """At most so many of the newest. Counting ends after `counted` texts, whichever they are."""
        ...

    def newest(self, asked: Asked, most: int, than: int | None = None) -> list[Found]:
        """At most so many of the newest texts found, newest first; of those older than one."""
        ...

    def ranked(self, asked: Asked, texts: Sequence[int]) -> dict[int, float]:
        """How badly texts that were found, newest first, answer a query: less is better."""
        ...

    def forget(self) -> None:
        """Takes words of deleted texts out of the files. Outside a transaction."""
        ...


def engine() -> Engine:
    """The engine of the database in use."""
    if connection.vendor == "sqlite":
        from sourcebook.dossier.search.sqlite import Sqlite

        return Sqlite()
    from sourcebook.dossier.search.postgresql import Postgresql

    return Postgresql()


def rows(sql: str, params: Sequence[Any]) -> list[Any]:
    """The rows of a statement of this package. It goes around the gate: it must not ask for a text."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[Any] = cursor.fetchall()
    return found
