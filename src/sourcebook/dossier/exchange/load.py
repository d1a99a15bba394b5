"""A bag back into the database: read twice, written in one transaction, or not at all.

The first reading proves hashes, lines and links, and holds nobody up; the second writes. A process killed
at any moment leaves the old state or the new one; of preserved bytes it may leave some that no record names.
"""

from __future__ import annotations

import math
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, connection, transaction

from sourcebook.dossier.exchange.bag import Progress
from sourcebook.dossier.exchange.examine import Examination, Examined
from sourcebook.dossier.exchange.insert import Inserter
from sourcebook.dossier.exchange.lines import read_line
from sourcebook.dossier.exchange.problems import LineProblem, LoadRefused, Problems
from sourcebook.dossier.exchange.reading import Reading
from sourcebook.dossier.exchange.snapshot import unmapped
from sourcebook.dossier.exchange.staging import Staging
from sourcebook.dossier.exchange.unbag import BagBroken, FolderSource, OpenBag, Source
from sourcebook.dossier.home import captures
from sourcebook.dossier.models import Codebook, Dossier, Record
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import Store
from sourcebook.dossier.vault.durable import drafting
from sourcebook.dossier.vault.packing import hash_of, pieces

Announce = Callable[[int], None]
# How much longer the second reading may take than the first did, and seconds for the commit itself. Measured:
# 0.8 to 1.6 times; what is announced is kept to, so it is generous.
_LONGER, _COMMIT = 6, 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: the dossier, its records, lines and preserved files.

    `unevidenced` counts published records without evidence for all that they say; `seconds` is how long the
    transaction took, in which nobody else could write to SQLite. `accounts` are those that were made.
    """

    dossier: uuid.UUID
    records: int
    rows: int
    captures: int
    unevidenced: int
    seconds: float
    accounts: tuple[uuid.UUID, ...]


class TooSlow(RuntimeError):
    """The load took longer than it had announced; nothing was loaded."""


def load(folder: Path, progress: Progress | None = None, announce: Announce | None = None) -> Loaded:
    """Loads what `export` wrote into a dossier that is not there yet, as it was.

    `progress` is told the step, how many lines are done and how many there are. On SQLite `announce` is told,
    before it begins, for how many seconds at most others will wait when they save. Raises NotAllowed,
    BagBroken, LoadRefused, TooSlow; then nothing was loaded.
    """
    current().must("load")
    return load_from(FolderSource(folder), progress, announce)


def load_from(
    source: Source,
    progress: Progress | None = None,
    announce: Announce | None = None,
    also: Callable[[Inserter], None] | None = None,
) -> Loaded:
    """As `load`, from any source; `also` is done at the end of the same transaction."""
    with as_system():
        bag = OpenBag(source)
        started = time.perf_counter()
        found = _examined(bag, progress)
        limit = math.ceil(_LONGER * (time.perf_counter() - started)) + _COMMIT
        files = _put(bag)
        if announce and connection.vendor == "sqlite":
            announce(limit)
        started = time.perf_counter()
        with _in_one_transaction() as deadline:
            inserter = Inserter(Reading(bag, Problems()))
            for rows in inserter.run():
                deadline(limit)
                if progress:
                    progress("writing", rows, found.rows)
            inserter.reading.problems.raise_any()
            if also:
                also(inserter)
        seconds = time.perf_counter() - started
    return Loaded(
        inserter.dossier,
        found.records,
        found.rows,
        files,
        found.unevidenced,
        seconds,
        tuple(inserter.accounts),
    )


def _examined(bag: OpenBag, progress: Progress | None) -> Examined:
    problems = Problems()
    with Staging() as staging:
        _not_there(bag, problems)
        total = sum(size for path, size in bag.sizes.items() if path.endswith(("l", "n")))
        examination = Examination(bag, staging, problems)
        for rows in examination.run():
            if progress:
                progress("checking", rows, max(rows, total // 400))
        problems.raise_any()
        for ids in staging.records():
            taken = Record.objects.filter(pk__in=ids).values_list("pk", flat=True).first()
            if taken:
                raise _refused("data/records", "id", f"there is a record {taken} already, in another dossier")
    return examination.found


def _not_there(bag: OpenBag, problems: Problems) -> None:
    line = next((data for _, data in bag.lines("data/dossier.json")), b"{}")
    try:
        plain = read_line(line)
        pk = uuid.UUID(str(plain.get("id")))
    except ValueError:
        return  # told by the examination
    there = Dossier.objects.filter(pk=pk).first()
    if there:
        reason = f"the dossier {there.slug} is here already: load it elsewhere"
        raise _refused("data/dossier.json", "id", reason)
    if Dossier.objects.filter(slug=str(plain.get("slug"))).exists():
        raise _refused(
            "data/dossier.json", "slug", f"there is another dossier {plain['slug']}: rename that one first"
        )
    books = [book.get("id") for book in plain.get("codebooks", ()) if isinstance(book, dict)]
    good = [book for book in books if isinstance(book, str) and len(book) == 36]
    try:
        taken = Codebook.objects.filter(pk__in=[uuid.UUID(book) for book in good]).exists()
    except ValueError:
        return
    if taken:
        raise _refused("data/dossier.json", "codebooks", "one of these ids is taken by another dossier")


def _refused(file: str, field: str, reason: str) -> LoadRefused:
    return LoadRefused([LineProblem(file, 1, field, reason)], 1)


@contextmanager
def _in_one_transaction() -> Iterator[Callable[[int], None]]:
    """The transaction; what it gives is called from time to time and ends one that lasts too long."""
    started = time.perf_counter()

    def deadline(limit: int) -> None:
        if connection.vendor == "sqlite" and time.perf_counter() - started > limit - _COMMIT / 2:
            raise TooSlow(
                f"nothing was loaded: it took longer than the {limit} s announced; do it again when this "
                "computer has less to do"
            )

    try:
        with unmapped(), transaction.atomic():
            yield deadline
    except IntegrityError as error:
        raise _refused("data", "id", f"something of it is in another dossier already ({error})") from error


def _put(bag: OpenBag) -> int:
    """The preserved bytes into the store, before the rows that name them."""
    store = Store(captures())
    paths = list(bag.paths("captures/"))
    for path in paths:
        name = path.rpartition("/")[2]
        with bag.reading(path) as file:
            if len(name) == 64:
                store.put(file)
                continue
            target = store.sealed_path(name)
            if target.exists():
                if hash_of(target) != bag.hashes[path]:
                    raise BagBroken(f"{path}: another sealed file has this name here: nothing was loaded")
                continue
            with drafting(store.folder / "writing") as draft:
                for piece in pieces(file):
                    draft.file.write(piece)
                draft.publish(target)
    return len(paths)
