"""A dossier into an encrypted file: the whole export as a ZIP, and what an export leaves out of accounts.

sourcebook backup 1\\n      what the file is
{...}\\n                    the vault's description: the passphrase opens its private key
encrypted                  see `vault.stream`; inside, a ZIP of bag/... and accounts.jsonl
"""

from __future__ import annotations

import os
import secrets
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook.dossier.exchange.bag import Progress, Zip
from sourcebook.dossier.exchange.export import Exported, write
from sourcebook.dossier.exchange.lines import line
from sourcebook.dossier.exchange.people import people
from sourcebook.dossier.exchange.snapshot import snapshot
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import EncryptingWriter, Vault, context
from sourcebook.dossier.vault.durable import sync_folder
from sourcebook.dossier.write.storing import NoVault

MAGIC = b"sourcebook backup 1\n"
CONTEXT = context("backup")
ACCOUNTS = "accounts.jsonl"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds, and how many bytes its file has."""

    exported: Exported
    size: int


def backup(dossier: Dossier, path: Path, progress: Progress | None = None) -> BackedUp:
    """Writes all of a dossier into a new encrypted file, which its passphrase opens.

    Preserved files that could not be had are in `exported.missing`: tell of them. Raises NotAllowed, NoVault
    where no passphrase was chosen, FileExistsError; then no file is there.
    """
    current().must("load")
    if path.exists() or path.is_symlink():
        raise FileExistsError(f"{path} is there already: name a new file")
    with as_system(), snapshot():
        content = Dossier.objects.values_list("vault", flat=True).get(pk=dossier.pk)
        if not content:
            raise NoVault
        return _written(dossier, path, Vault.from_json(content), progress)


def _written(dossier: Dossier, path: Path, vault: Vault, progress: Progress | None) -> BackedUp:
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.parent / f".{path.name}.{secrets.token_hex(8)}.partial"
    opened = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "wb", buffering=1 << 20) as raw:
            raw.write(MAGIC + vault.to_json().encode() + b"\n")
            with (
                EncryptingWriter(raw, vault, CONTEXT) as writer,
                zipfile.ZipFile(writer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            ):
                exported = write(dossier, Zip(archive), progress=progress)
                with archive.open(ACCOUNTS, "w") as file:
                    for one in _accounts(dossier.pk):
                        file.write(line(one))
            raw.flush()
            os.fsync(raw.fileno())
            size = raw.tell()
        passing.rename(path)
        sync_folder(path.parent)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
    return BackedUp(exported, size)


def _accounts(dossier: uuid.UUID) -> Iterator[dict[str, Any]]:
    """What an export leaves out of the accounts that it names."""
    named = [uuid.UUID(one["id"]) for one in people(dossier) if one["type"] == "account"]
    rows = Account.objects.filter(pk__in=named).order_by("pk")
    for pk, password, staff, superuser, last in rows.values_list(
        "pk", "password", "is_staff", "is_superuser", "last_login"
    ):
        yield {
            "id": str(pk),
            "password": password,
            "is_staff": staff,
            "is_superuser": superuser,
            "last_login": moment(last) if last else None,
        }
