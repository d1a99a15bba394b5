"""An encrypted backup back into a home that does not have its dossier: as `load`, and as safe."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from sourcebook.dossier.backup.backing_up import ACCOUNTS, CONTEXT, MAGIC
from sourcebook.dossier.exchange.bag import Progress
from sourcebook.dossier.exchange.insert import Inserter
from sourcebook.dossier.exchange.lines import read_line
from sourcebook.dossier.exchange.load import Announce, Loaded, load_from
from sourcebook.dossier.exchange.unbag import BagBroken, ZipSource
from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import DecryptingReader, SealBroken, Vault, VaultBroken

_LONGEST = 64 * 1024


class BackupBroken(ValueError):
    """A file is no backup, or was cut or changed; nothing was restored."""


def restore(
    path: Path, passphrase: str, progress: Progress | None = None, announce: Announce | None = None
) -> Loaded:
    """Restores the dossier in a backup, as it was; it must not be here already.

    Accounts that are here already stay as they are. The whole file is proved before anything is written.
    `progress` and `announce` as for `load`. Raises NotAllowed, WrongPassphrase, BackupBroken, LoadRefused,
    TooSlow; then nothing was restored.
    """
    current().must("load")
    with path.open("rb") as raw, _told(path), zipfile.ZipFile(_opened(path, raw, passphrase)) as archive:
        return load_from(ZipSource(archive), progress, announce, lambda done: _accounts(archive, done))


def _opened(path: Path, raw: BinaryIO, passphrase: str) -> BinaryIO:
    if raw.read(len(MAGIC)) != MAGIC:
        raise BackupBroken(f"{path} is no backup that this program made: name the file that `backup` wrote")
    description = raw.readline(_LONGEST)
    if not description.endswith(b"\n"):
        raise BackupBroken(f"{path} was cut or changed: take another copy of the backup")
    vault = Vault.from_json(description.decode("utf-8", "replace"))
    return cast(BinaryIO, DecryptingReader(raw, vault.unlock(passphrase), CONTEXT))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (SealBroken, VaultBroken, BagBroken, zipfile.BadZipFile, EOFError) as error:
        raise BackupBroken(f"{path}: {error}; take another copy of the backup") from error


def _accounts(archive: zipfile.ZipFile, done: Inserter) -> None:
    """Passwords and the like of the accounts that were made now."""
    made = {str(pk) for pk in done.accounts}
    with archive.open(ACCOUNTS) as file, as_system(), writing():
        for data in file:
            one = read_line(data)
            if one["id"] in made:
                Account.objects.filter(pk=one["id"]).update(
                    password=one["password"],
                    is_staff=one["is_staff"],
                    is_superuser=one["is_superuser"],
                    last_login=datetime.fromisoformat(one["last_login"]) if one["last_login"] else None,
                )
