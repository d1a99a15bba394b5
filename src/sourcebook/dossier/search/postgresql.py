"""Search on PostgreSQL: a tsvector with a GIN index, ranked by ts_rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from sourcebook.dossier.search.engine import Asked, First, Found, rows
from sourcebook.dossier.search.query import Query, Term, Together


class Postgresql:
    """The engine over the column `words`."""

    def first(self, asked: Asked, most: int, counted: int) -> First:
        """At most so many of the newest. Counting ends after `counted` texts, whichever they are."""
        # Found in no order, which is that of the table: asked for the newest, PostgreSQL may walk back
        # through all texts and look into each, or read the page of every text found.
        if asked.within is None:
            sql = "SELECT * FROM dossier_search_found(%s::tsquery, %s)"
            params: list[object] = [expression(asked)]
        else:
            sql, params = _found("id, record_id", asked)
            sql += " LIMIT %s"
        found = rows(
            f"WITH found AS MATERIALIZED ({sql}), "
            "total AS (SELECT count(*), count(DISTINCT record_id) FROM found) "
            "SELECT id, record_id::text, total.* FROM found, total ORDER BY id DESC LIMIT %s",
            [*params, counted, most],
        )
        texts, records = found[0][2:] if found else (0, 0)
        return First([(text, record) for text, record, *_ in found], texts, records)

    def newest(self, asked: Asked, most: int, than: int | None = None) -> list[Found]:
        """At most so many of the newest texts found, newest first; of those older than one."""
        sql, params = _found("id, record_id::text", asked)
        if than is not None:
            sql += " AND id < %s"
            params.append(than)
        return rows(f"{sql} ORDER BY id DESC LIMIT %s", [*params, most])

    def ranked(self, asked: Asked, texts: Sequence[int]) -> dict[int, float]:
        """How badly texts that were found answer a query: less is better."""
        words = _any(map(_term, asked.query.sought))
        sql = "SELECT id, -ts_rank(words, %s::tsquery) FROM dossier_searchtext WHERE id = ANY(%s)"
        return dict(rows(sql, [words, list(texts)]))

    def forget(self) -> None:
        """Takes words of deleted texts out of the table's and the index's files, by writing them anew.

        The server's own log of changes holds them for some time yet: that is for who runs the server.
        """
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (FULL, ANALYZE) dossier_searchtext")


def _found(columns: str, asked: Asked) -> tuple[str, list[object]]:
    sql = f"SELECT {columns} FROM dossier_searchtext WHERE words @@ %s::tsquery"
    params: list[object] = [expression(asked)]
    if asked.within is None:
        return sql, params
    return f"{sql} AND record_id IN ({asked.within[0]})", [*params, *asked.within[1]]


def expression(asked: Asked) -> str:
    """What PostgreSQL is asked. Every word in it is quoted, and has letters and digits alone."""
    needed = [_any(f"'#{mark}'" for mark in marks) for marks in (asked.marks, asked.kinds) if marks]
    needed += _groups(asked.query)
    needed += [f"!{_term(term)}" for term in asked.query.without]
    return " & ".join(f"({one})" for one in needed)


def _groups(query: Query) -> Iterable[str]:
    return (_any(map(_together, group)) for group in query.groups)


def _together(terms: Together) -> str:
    return f"({' & '.join(map(_term, terms))})"


def _term(term: Term) -> str:
    words = " <-> ".join(f"'{word}'" for word in term.words)
    return f"({words}{':*' if term.prefix else ''})"


def _any(parts: Iterable[str]) -> str:
    return " | ".join(parts)
