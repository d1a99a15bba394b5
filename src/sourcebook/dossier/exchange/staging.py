"""The ids and links of an export being read, on disk for the time of a load: which stand twice, lead nowhere,
lead in a circle. Only ids lie there, so that memory does not grow with the dossier."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from sourcebook.dossier.home import made_home
from sourcebook.dossier.kinds.registry import ACYCLIC

_TOGETHER = 5000
_PREFIX = ".loading-"
Place = tuple[str, int]
Found = tuple[Place, str, str]


class Staging:
    """A passing database of ids. To be used in a `with`."""

    def __enter__(self) -> Staging:
        _sweep(made_home())
        self._folder = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=made_home())
        # The lock dies with the process: what a killed one left is known by it.
        self._lock = (Path(self._folder.name) / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._db = sqlite3.connect(Path(self._folder.name) / "ids", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8192;"
            "PRAGMA temp_store=FILE;"
            "CREATE TABLE ids(what TEXT, id BLOB, kind TEXT, file TEXT, line INT);"
            "CREATE TABLE links(target BLOB, what TEXT, allowed TEXT, field TEXT, file TEXT, line INT);"
            "CREATE TABLE edges(path TEXT, low BLOB, up BLOB, file TEXT, line INT); BEGIN"
        )
        self._ids: list[tuple[object, ...]] = []
        self._links: list[tuple[object, ...]] = []
        self._edges: list[tuple[object, ...]] = []
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._folder.cleanup()
        self._lock.close()

    def identified(self, what: str, one: str, place: Place, kind: str = "") -> None:
        """Something with an id of its own among others of the same sort."""
        self._ids.append((what, _packed(one), kind, *place))
        if len(self._ids) >= _TOGETHER:
            self._flush()

    def linked(
        self, target: str, field: str, place: Place, allowed: tuple[str, ...] = (), what: str = "record"
    ) -> None:
        """A link to a record (of one of the kinds `allowed`), or to something else (`what`)."""
        self._links.append((_packed(target), what, ",".join(allowed), field, *place))
        if len(self._links) >= _TOGETHER:
            self._flush()

    def above(self, path: str, low: str, up: str, place: Place) -> None:
        """A link that must not lead in a circle."""
        self._edges.append((path, _packed(low), _packed(up), *place))

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO ids VALUES(?,?,?,?,?)", self._ids)
        self._db.executemany("INSERT INTO links VALUES(?,?,?,?,?,?)", self._links)
        self._db.executemany("INSERT INTO edges VALUES(?,?,?,?,?)", self._edges)
        self._ids, self._links, self._edges = [], [], []

    def problems(self) -> Iterator[Found]:
        """What does not fit together: (file and line, field, reason). Call it once, when all was told."""
        self._flush()
        self._db.execute("CREATE INDEX ids_by ON ids(what, id)")
        twice = self._db.execute(
            "SELECT file, line, id, what FROM ids WHERE (what, id) IN "
            "(SELECT what, id FROM ids GROUP BY what, id HAVING count(*) > 1) ORDER BY file, line"
        )
        for file, line, one, _ in twice:
            yield (file, line), "id", f"{_shown(one)} stands twice"
        wrong = self._db.execute(
            "SELECT l.file, l.line, l.field, l.target, l.what, l.allowed, i.kind FROM links l "
            "LEFT JOIN ids i ON i.what = l.what AND i.id = l.target WHERE i.id IS NULL OR "
            "(l.allowed <> '' AND instr(',' || l.allowed || ',', ',' || i.kind || ',') = 0) "
            "ORDER BY l.file, l.line"
        )
        for file, line, field, target, what, allowed, kind in wrong:
            if kind is None:
                reason = f"points to {_shown(target)}, and there is no such {what}"
            else:
                reason = f"points to a {kind}; it must be a {allowed.replace(',', ' or ')}"
            yield (file, line), field, reason
        for paths in ACYCLIC.values():
            for path in paths:
                yield from self._circles(path)

    def _circles(self, path: str) -> Iterator[Found]:
        """One place of each circle: takes away, again and again, what nothing hangs on."""
        up: dict[bytes, set[bytes]] = {}
        for low, high in self._db.execute("SELECT low, up FROM edges WHERE path = ?", [path]):
            up.setdefault(low, set()).add(high)
        state: dict[bytes, bool] = {}
        for start in up:
            trail: list[tuple[bytes, Iterator[bytes]]] = []
            if start not in state:
                state[start] = True
                trail.append((start, iter(up[start])))
            while trail:
                one, left = trail[-1]
                following = next(left, None)
                if following is None:
                    state[one] = False
                    trail.pop()
                elif following not in state:
                    state[following] = True
                    trail.append((following, iter(up.get(following, ()))))
                elif state[following]:
                    at = self._db.execute(
                        "SELECT file, line FROM edges WHERE path = ? AND low = ? AND up = ?",
                        [path, one, following],
                    ).fetchone()
                    yield (at[0], at[1]), path, "leads in a circle back to the record itself"

    def records(self) -> Iterator[list[uuid.UUID]]:
        """The ids of all records, some hundred at a time."""
        cursor = self._db.execute("SELECT id FROM ids WHERE what = 'record'")
        while rows := cursor.fetchmany(500):
            yield [uuid.UUID(bytes=one) for (one,) in rows]


def _sweep(home: Path) -> None:
    """Takes away what killed loads left."""
    for folder in home.glob(f"{_PREFIX}*"):
        with suppress(OSError), (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)


def _packed(one: str) -> bytes:
    try:
        return uuid.UUID(one).bytes
    except ValueError:
        # A key that is a word.
        return b"key " + one.encode()


def _shown(one: bytes) -> str:
    if one.startswith(b"key "):
        return one.removeprefix(b"key ").decode()
    return str(uuid.UUID(bytes=one))
