"""The second reading of a bag: its rows into the tables, within one transaction of whoever calls."""

from __future__ import annotations

import uuid
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models as django

from sourcebook.dossier.exchange.editions import TABLES
from sourcebook.dossier.exchange.people import mark
from sourcebook.dossier.exchange.reading import Reading, Whole
from sourcebook.dossier.exchange.rows import insert, key
from sourcebook.dossier.exchange.shape import Line
from sourcebook.dossier.exchange.writers import Writers
from sourcebook.dossier.models import Account, Codebook, Dossier, Membership, Organisation, Withheld
from sourcebook.dossier.search.index import search_rows
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.write.storing import evidence_rows, record_row

# Rows are written when so many wait, or so many characters of text.
_TOGETHER = 2000
_TEXT = 4 << 20


class Inserter:
    """Writes what a reading gives."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.dossier = uuid.UUID(int=0)
        self.accounts: list[uuid.UUID] = []
        self._waiting: dict[type[django.Model], list[Any]] = defaultdict(list)
        self._writers = Writers()
        self._texts: dict[str, str] = {}
        self._count = 0
        self._size = 0

    def run(self) -> Iterator[int]:
        """Writes everything; gives from time to time how many lines were read."""
        self._dossier()
        self._people()
        for whole in self.reading.records():
            self._record(whole)
            if self._full():
                yield self.reading.rows
        for name in ("revisions", "changes", "proposals"):
            for _, line in self.reading.lines(f"{name}.jsonl"):
                self._writers.history(name, line, self.dossier)
                self._count += 1
                if self._full():
                    yield self.reading.rows
        for name in TABLES:
            for _, line in self.reading.lines(f"{name}.jsonl"):
                self._writers.edition(name, line, self.dossier)
                self._count += 1
                self._size += len(line.get("content", "")) + len(str(line.get("lines", "")))
                self._size += len(str(line.get("script", "")))
                if self._full():
                    yield self.reading.rows
        self._write()
        yield self.reading.rows

    def _dossier(self) -> None:
        [(_, line)] = self.reading.lines("dossier.json")
        self.dossier = uuid.UUID(line["id"])
        names = ("slug", "title", "description", "policy", "vault")
        Dossier(
            pk=self.dossier, made_at=_moment(line["made_at"]), **{name: line[name] for name in names}
        ).save(force_insert=True)
        for book in line["codebooks"]:
            Codebook(**{**book, "id": uuid.UUID(book["id"])}, dossier_id=self.dossier).save(force_insert=True)

    def _people(self) -> None:
        """Who is here already, by id, stays as they are; others are made, without a password."""
        for _, line in self.reading.lines("people.jsonl"):
            pk = uuid.UUID(line["id"])
            if line["type"] == "organisation":
                if not Organisation.objects.filter(pk=pk).exists():
                    taken = Organisation.objects.filter(name=line["name"]).exists()
                    name = line["name"] + (mark(pk) if taken else "")
                    Organisation(pk=pk, name=name).save(force_insert=True)
            elif line["type"] == "account":
                if not Account.objects.filter(pk=pk).exists():
                    self._account(pk, line)
            else:
                account = uuid.UUID(line["account"])
                Membership(pk=pk, dossier_id=self.dossier, account_id=account, role=line["role"]).save(
                    force_insert=True
                )

    def _account(self, pk: uuid.UUID, line: Line) -> None:
        taken = Account.objects.filter(handle=line["handle"]).exists()
        account = Account(
            pk=pk,
            handle=line["handle"] + (mark(pk) if taken else ""),
            name=line["name"],
            email=line["email"],
            organisation_id=_id(line["organisation"]),
            is_active=line["active"],
        )
        account.set_unusable_password()
        account.save(force_insert=True)
        self.accounts.append(pk)

    def _record(self, one: Whole) -> None:
        clear = one.clear
        record = uuid.UUID(clear["id"])
        under = key(clear["id"])
        self._add(record_row(clear, self.dossier))
        for line in one.beside:
            self._add(_withheld(line, record))
        if clear["level"] == "sealed":
            return
        self._count += self._writers.record(clear, under, self._text)
        if clear["withheld"]:
            for evidence in evidence_rows(clear):
                self._add(evidence)
        else:
            self._count += self._writers.evidence(clear["evidence"], under)
        texts = self._texts if clear["kind"] == "capture" else {}
        for search in search_rows(one.whole, texts):
            self._add(search)
        self._texts = {}

    def _text(self, sha256: str) -> str:
        text = self.reading.bag.content(f"data/text/{sha256}.txt").decode()
        # The text, and as much again folded for search.
        self._size += 2 * len(text)
        self._texts[sha256] = text
        return text

    def _add(self, row: Any) -> None:
        self._waiting[type(row)].append(row)
        self._count += 1

    def _full(self) -> bool:
        if self._count < _TOGETHER and self._size < _TEXT:
            return False
        self._write()
        return True

    def _write(self) -> None:
        # In any order: both databases look at links when the transaction ends.
        for rows in self._waiting.values():
            insert(rows)
        self._writers.write()
        self._waiting.clear()
        self._count = self._size = 0


def _withheld(line: Line, record: uuid.UUID) -> Withheld:
    return Withheld(
        record_id=record,
        field=line["field"],
        level=LEVELS[line["level"]],
        owner_id=_id(line["owner"]),
        why=line["why"],
        value=line["value"],
        sealed=_sealed(line["sealed"]),
    )


def _id(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None


def _moment(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _sealed(value: str | None) -> bytes | None:
    return b64decode(value) if value is not None else None
