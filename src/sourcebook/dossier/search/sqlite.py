"""Search on SQLite: FTS5, ranked by bm25."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from sourcebook.dossier.search.engine import Asked, First, Found, rows
from sourcebook.dossier.search.query import Query, Term, Together

_INDEX = "dossier_searchindex"
# Texts; with fewer found it is quicker to rank without marks.
_FEW = 900


class Sqlite:
    """The engine over `dossier_searchindex`."""

    def first(self, asked: Asked, most: int, counted: int) -> First:
        """At most so many of the newest. Counting ends after `counted` texts, whichever they are."""
        found = self.newest(asked, counted)
        return First(found[:most], len(found), len({record for _, record in found}))

    def newest(self, asked: Asked, most: int, than: int | None = None) -> list[Found]:
        """At most so many of the newest texts found, newest first; of those older than one."""
        # CROSS JOIN: the index is asked once, not once a record.
        sql = (
            f"SELECT s.id, s.record_id FROM {_INDEX} "
            f"CROSS JOIN dossier_searchtext s ON s.id = {_INDEX}.rowid WHERE {_INDEX} MATCH %s"
        )
        params: list[object] = [expression(asked)]
        if asked.within is not None:
            sql += f" AND s.record_id IN ({asked.within[0]})"
            params += asked.within[1]
        if than is not None:
            sql += f" AND {_INDEX}.rowid < %s"
            params.append(than)
        return rows(f"{sql} ORDER BY {_INDEX}.rowid DESC LIMIT %s", [*params, most])

    def ranked(self, asked: Asked, texts: Sequence[int]) -> dict[int, float]:
        """How badly texts that were found, newest first, answer a query: less is better."""
        # bm25 first counts the texts of all words that it is asked for, and marks stand in every text. Where
        # few were found it is asked without them, and ranks some that nobody is shown; where many, with them.
        few = len(texts) < _FEW
        words = _joined(_sought(asked.query), asked.query) if few else expression(asked)
        sql = (
            f"SELECT rowid, bm25({_INDEX}, 1.0, 0.0) FROM {_INDEX} "
            f"WHERE {_INDEX} MATCH %s AND rowid BETWEEN %s AND %s"
        )
        return dict(rows(sql, [words, texts[-1], texts[0]]))

    def forget(self) -> None:
        """Takes words of deleted texts out of the database file and its log.

        FTS5 keeps a deleted word until the segments that hold it are merged: all are merged into one. The
        pages that become free are zeroed (`PRAGMA secure_delete`), and the log is emptied into the file.
        FTS5's own `secure-delete` is not used: SQLite before 3.42 does not know it, and could then not read
        the index of a file that a newer one wrote.
        """
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {_INDEX}({_INDEX}) VALUES('optimize')")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone() or (0,)
        if busy:
            raise OSError("the log of the database is in use by another program: close it and try again")


def expression(asked: Asked) -> str:
    """What FTS5 is asked. Every word in it is quoted, and has letters and digits alone."""
    needed = [f"gates : ({_any(map(_quoted, asked.marks))})"]
    if asked.kinds:
        needed.append(f"gates : ({_any(map(_quoted, asked.kinds))})")
    return _joined([*needed, *_sought(asked.query)], asked.query)


def _sought(query: Query) -> list[str]:
    return [f"folded : ({_any(map(_together, group))})" for group in query.groups]


def _joined(needed: Iterable[str], query: Query) -> str:
    wanted = " AND ".join(f"({one})" for one in needed)
    without = _any(map(_term, query.without))
    return f"({wanted}) NOT (folded : ({without}))" if without else wanted


def _together(terms: Together) -> str:
    return f"({' AND '.join(map(_term, terms))})" if len(terms) > 1 else _term(terms[0])


def _term(term: Term) -> str:
    phrase = _quoted(" ".join(term.words))
    return f"{phrase} *" if term.prefix else phrase


def _quoted(words: str) -> str:
    return f'"{words}"'


def _any(parts: Iterable[str]) -> str:
    return " OR ".join(parts)
