"""The preserved bytes of captures that are sealed and opened: encrypted beside the plain ones, which then go.

A killed process leaves both or the encrypted one, never none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Capture, Sending, Taking, Withheld
from sourcebook.dossier.pictures import forget
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.vault import Store, Vault
from sourcebook.dossier.write.storing import NoVault


def seal_files(plains: Sequence[Plain], vault: Vault | None) -> None:
    """Encrypts copies of the bytes of captures; the plain ones go when the transaction has ended well."""
    files = {plain["id"]: plain["fields"]["sha256"] for plain in plains if plain["kind"] == "capture"}
    files = {record: sha256 for record, sha256 in files.items() if sha256}
    if not files:
        return
    if vault is None:
        raise NoVault
    store = Store(captures())
    _remember(store, files, vault)
    transaction.on_commit(lambda: remove_unused(files.values()))


def _remember(store: Store, files: Mapping[str, str], vault: Vault) -> None:
    for record, sha256 in files.items():
        if store.has(sha256):
            name = store.copy_sealed(sha256, vault)
            Withheld.objects.create(
                record_id=record, field=f"file {name}", level=LEVELS["sealed"], why="file"
            )


def remove_unused(hashes: Iterable[str]) -> None:
    """Removes plain bytes that no capture in clear and no file of an edition needs; afterwards: a rollback
    must lose none."""
    wanted = {sha256 for sha256 in hashes if sha256}
    store = Store(captures())
    used: set[str] = set()
    kept: tuple[Any, ...] = (Capture, Sending, Taking)
    with as_system():
        for model in kept:
            used |= set(model.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    for sha256 in wanted - used:
        if store.has(sha256):
            store.remove(sha256)
        # After the bytes: who paints a page just now looks whether they are still there, and only then goes.
        forget(sha256)


def open_files(ids: Sequence[str], keys: Keys) -> None:
    """Puts the plain bytes back of captures whose seal was taken off; the encrypted ones go at the end."""
    store = Store(captures())
    names = []
    for row in Withheld.objects.filter(record_id__in=ids, why="file"):
        name = row.field.removeprefix("file ")
        with store.open_sealed(name, keys) as content:  # type: ignore[arg-type]
            store.put(content)
        names.append(name)
    Withheld.objects.filter(record_id__in=ids, why="file").delete()
    transaction.on_commit(lambda: _remove_sealed(names))


def _remove_sealed(names: Sequence[str]) -> None:
    store = Store(captures())
    for name in names:
        store.remove_sealed(name)


def forget_files(ids: Sequence[str], hashes: Sequence[str]) -> None:
    """Erases the bytes of captures for good, plain and encrypted, when the transaction has ended well."""
    names = [
        field.removeprefix("file ")
        for field in Withheld.objects.filter(record_id__in=ids, why="file").values_list("field", flat=True)
    ]
    transaction.on_commit(lambda: remove_unused(hashes))
    transaction.on_commit(lambda: _remove_sealed(names))
