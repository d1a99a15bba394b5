"""The export of a dossier, as the viewer sees it: a BagIt bag of JSON Lines, schemas, texts, preserved bytes.

Loaded into an empty dossier and exported again, no byte differs; nor does one between databases. What is
withheld from the viewer is not there. What is sealed stays sealed: ciphertext, which travels as it is stored.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcebook.dossier.exchange import public, stream
from sourcebook.dossier.exchange.bag import Bag, Progress, Target, new_folder
from sourcebook.dossier.exchange.editions import TABLES, edition_lines
from sourcebook.dossier.exchange.lines import Unwritable, line, settled
from sourcebook.dossier.exchange.narrow import Narrow
from sourcebook.dossier.exchange.people import people
from sourcebook.dossier.exchange.schemas import schemas
from sourcebook.dossier.exchange.snapshot import snapshot
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.registry import KINDS
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Change, Codebook, Dossier, Evidence, Record, Revision
from sourcebook.dossier.seen import current
from sourcebook.dossier.vault import Store, context
from sourcebook.dossier.vault.packing import hash_of, pieces

_SHA256 = re.compile("[0-9a-f]{64}")
SEALED_FILE = re.compile(r"file ([0-9a-f]{32})")
Line = dict[str, Any]


@dataclass
class Exported:
    """What an export holds: lines by file, texts, preserved files, and those that could not be had."""

    lines: dict[str, int] = field(default_factory=dict)
    texts: int = 0
    captures: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many lines in all."""
        return sum(self.lines.values())


def export(
    dossier: Dossier, folder: Path, keys: Keys | None = None, progress: Progress | None = None
) -> Exported:
    """Writes a dossier, as the current viewer sees it, into a new folder.

    `keys` prove every seal: each is opened once, and nothing of it is written. `progress` is told what is
    written, how many lines are done and how many there are. The public gets the fields of an allow-list
    (`public`) and nothing else. Raises NotEmpty, Unwritable, SealBroken; then no folder is there.
    """
    with new_folder(folder) as target, snapshot():
        return write(dossier, target, keys, progress)


def write(
    dossier: Dossier, target: Target, keys: Keys | None = None, progress: Progress | None = None
) -> Exported:
    """As `export`, into any target, within a `snapshot`."""
    if current().role == "public":
        return Exported(public.write(dossier, Bag(target), progress))
    return _Export(dossier, Bag(target), keys, progress).run()


class _Export:
    """One export on its way."""

    def __init__(self, dossier: Dossier, bag: Bag, keys: Keys | None, progress: Progress | None) -> None:
        self.dossier = dossier
        self.id = dossier.pk
        self.bag = bag
        self.keys = keys
        self.narrow = Narrow(self.id)
        self.done = Exported()
        self.progress = progress
        self.total = self._count() if progress else 0

    def _count(self) -> int:
        of_record = {"record__dossier_id": self.id}
        return sum(
            rows.count()
            for rows in (
                Record.objects.filter(dossier_id=self.id),
                Evidence.objects.filter(**of_record),
                Change.objects.filter(**of_record),
                Revision.objects.filter(dossier_id=self.id),
            )
        )

    def run(self) -> Exported:
        """Writes everything."""
        self._lines("dossier.json", [self._dossier()])
        self._lines("people.jsonl", people(self.id))
        for kind in KINDS:
            self._lines(f"records/{kind}.jsonl", self.narrow.records(stream.records(self.id, kind)))
        sealed_files: list[str] = []
        self._lines("withheld.jsonl", self._withheld(sealed_files))
        self._lines("evidence.jsonl", self.narrow.evidence(self._paged(stream.evidence)))
        self._lines("changes.jsonl", self._changes())
        self._lines("revisions.jsonl", self.narrow.revisions(stream.revisions(self.id)))
        self._lines("proposals.jsonl", self.narrow.proposals(stream.proposals(self.id)))
        for name in TABLES:
            found = edition_lines(name, self.id)
            self._lines(f"{name}.jsonl", self.narrow.editions(found) if name == "editions" else found)
        for name, schema in schemas().items():
            with self.bag.file(f"schemas/{name}.json") as file:
                file.write(line(schema))
        self._texts()
        self._captures(sealed_files)
        self.bag.close(
            {
                "Bagging-Date": self._date(),
                "External-Description": self.dossier.title,
                "External-Identifier": str(self.id),
            }
        )
        return self.done

    def _date(self) -> str:
        """The day of the newest change: the bag of the same content is the same on any day."""
        acts = Revision.objects.filter(dossier_id=self.id).order_by("-at")
        newest = acts.values_list("at", flat=True).first()
        return moment(newest or self.dossier.made_at)[:10]

    def _lines(self, path: str, lines: Iterable[Line]) -> None:
        before = self.done.rows

        def told(count: int) -> None:
            if self.progress:
                self.progress(path, before + count, max(self.total, before + count))

        self.done.lines[path] = self.bag.lines(path, lines, told)

    def _paged(self, lines: Callable[[uuid.UUID, uuid.UUID, uuid.UUID], Iterator[Line]]) -> Iterator[Line]:
        for first, last in stream.ranges(self.id):
            yield from lines(self.id, first, last)

    def _dossier(self) -> Line:
        one = self.dossier
        books = Codebook.objects.filter(dossier_id=self.id).order_by("pk")
        rows = books.values_list("pk", "name", "version", "content")
        return {
            "format": 1,
            "id": str(self.id),
            "slug": one.slug,
            "title": one.title,
            "description": one.description,
            "policy": settled(one.policy),
            # The wrapped key invites guessing the passphrase: it goes where sealed content goes.
            "vault": settled(one.vault) if self.narrow.whole else None,
            "made_at": moment(one.made_at),
            "codebooks": [
                {"id": str(pk), "name": name, "version": version, "content": settled(content)}
                for pk, name, version, content in rows
            ],
        }

    def _withheld(self, sealed_files: list[str]) -> Iterator[Line]:
        for first, last in stream.ranges(self.id):
            for one in stream.withheld(self.id, first, last):
                named = SEALED_FILE.fullmatch(one["field"]) if one["why"] == "file" else None
                if named:
                    sealed_files.append(named[1])
                if self.keys and one["sealed"] is not None:
                    stream.opened(self.keys, one["sealed"], context(one["record"], one["field"]))
                yield one

    def _changes(self) -> Iterator[Line]:
        for one in self.narrow.changes(self._paged(stream.changes)):
            if self.keys and one["sealed"] is not None:
                stream.opened(self.keys, one["sealed"], context(one["id"], "change"))
            yield one

    def _texts(self) -> None:
        for sha256, text in stream.layer_texts(self.id):
            path = f"text/{sha256}.txt"
            if self.bag.has(path):
                continue
            content = text.encode()
            if hashlib.sha256(content).hexdigest() != sha256:
                raise Unwritable(f"the text layer {sha256} no longer has this hash: restore a backup")
            with self.bag.file(path) as file:
                file.write(content)
            self.done.texts += 1

    def _captures(self, sealed_files: list[str]) -> None:
        store = Store(captures())
        for sha256 in stream.captured(self.id):
            if not self.bag.has(f"captures/{sha256}") and sha256 not in self.done.missing:
                path = store.path(sha256) if _SHA256.fullmatch(sha256) else None
                # Read twice: a file must be known to be whole before it is in the bag.
                self._file(path, sha256, path is not None and hash_of(path) == sha256)
        for name in sealed_files:
            path = store.sealed_path(name)
            self._file(path, name, path.is_file())
        self.done.missing.sort()

    def _file(self, path: Path | None, name: str, good: bool) -> None:
        if path is None or not good:
            self.done.missing.append(name)
            return
        with self.bag.file(f"captures/{name}") as file, path.open("rb") as opened:
            for piece in pieces(opened):
                file.write(piece)
        self.done.captures += 1
