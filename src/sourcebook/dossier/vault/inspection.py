"""What is wrong in a store of captures: changed bytes, foreign files, what killed processes left.

Without the open vault a sealed file is judged by its beginning and its length; with it, every chunk is
proved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcebook.dossier.vault.durable import leftovers
from sourcebook.dossier.vault.errors import CaptureMissing, SealBroken
from sourcebook.dossier.vault.keys import OpenVault
from sourcebook.dossier.vault.packing import fits, hash_of, pieces

if TYPE_CHECKING:
    from sourcebook.dossier.vault.store import Store

_SHELF = re.compile("[0-9a-f]{2}")
_REST = re.compile("[0-9a-f]{62}")
_NAME = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class Problem:
    """Something wrong in a store: the path below its folder, and what is wrong there, with what to do."""

    path: str
    what: str


def problems(store: Store, open_vault: OpenVault | None) -> Iterator[Problem]:
    """Everything wrong in a store, in the order of the paths; an empty or absent store has no problem."""
    for folder in sorted(store.folder.iterdir()) if store.folder.is_dir() else ():
        found: Iterator[tuple[Path, str]]
        if folder.name == "writing":
            found = ((path, "left by a killed process: sweep the store") for path in leftovers(folder))
        elif folder.name == "sealed":
            found = _sealed(store, folder, open_vault)
        elif folder.is_dir() and _SHELF.fullmatch(folder.name):
            found = _plain(folder)
        else:
            found = iter([(folder, "does not belong in the store: look at it and take it away")])
        for path, what in found:
            yield Problem(path.relative_to(store.folder).as_posix(), what)


def _plain(shelf: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(shelf.glob("*")):
        if not _REST.fullmatch(path.name) or path.is_dir():
            yield path, "does not belong in the store: look at it and take it away"
            continue
        found = hash_of(path)
        if found not in (shelf.name + path.name, None):  # None: removed in the meantime
            yield path, f"was changed, its sha256 is now {found}: restore it from a backup"


def _sealed(store: Store, folder: Path, open_vault: OpenVault | None) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.iterdir()):
        if not _NAME.fullmatch(path.name) or path.is_dir():
            yield path, "does not belong in the store: look at it and take it away"
            continue
        with suppress(FileNotFoundError, CaptureMissing):  # removed in the meantime
            if not fits(path):
                yield path, "was cut or changed: restore it from a backup"
            elif open_vault is not None and (what := _broken(store, path.name, open_vault)):
                yield path, f"{what}: restore it from a backup"


def _broken(store: Store, name: str, open_vault: OpenVault) -> str | None:
    """What is wrong inside a sealed file, None if nothing is."""
    digest = hashlib.sha256()
    try:
        with store.open_sealed(name, open_vault) as reader:
            for piece in pieces(reader):
                digest.update(piece)
        if digest.hexdigest() != store.describe_sealed(name, open_vault).sha256:
            return "the sha256 inside is not that of the content"
    except SealBroken as error:
        return str(error)
    return None
