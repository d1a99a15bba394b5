"""The key by which a team signs what it publishes: Ed25519, one for each dossier on a computer.

It lies in the home folder, for its owner alone; where the dossier has a passphrase it is sealed and opens
with it. It is no part of exports and backups: whoever has it can sign in the team's name.
"""

from __future__ import annotations

import fcntl
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sourcebook.dossier.home import made_home
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import OpenVault, Vault, VaultError, context
from sourcebook.dossier.vault.durable import drafting, make_folder, sweep
from sourcebook.dossier.write.make import vault_of

_SEALED = b"sealed\n"
_LENGTH = 32


class KeyDamaged(VaultError):
    """The file of a signing key does not hold one."""


def signing_key(dossier: uuid.UUID, opened: Callable[[], OpenVault]) -> Ed25519PrivateKey:
    """The key of a dossier, made when it is first asked for. `opened` unlocks the vault where it is needed.

    A key from before the dossier had a passphrase is sealed now, and its plain bytes are overwritten. Raises
    NotAllowed for who may not publish, VaultError where the passphrase is wrong or the file is damaged.
    """
    current().must("publish")
    path = made_home() / "signing" / f"{dossier}.key"
    purpose = context(str(dossier), "signing")
    with as_system():
        vault = vault_of(dossier)
    with _alone(path.parent):
        content = path.read_bytes() if path.exists() else b""
        if content.startswith(_SEALED):
            raw = opened().open(content.removeprefix(_SEALED), purpose)
        else:
            raw = content or Ed25519PrivateKey.generate().private_bytes_raw()
        if len(raw) != _LENGTH:
            raise KeyDamaged(f"{path} is damaged: put a copy back, or take it away for a new key to be made")
        if not content or (vault is not None and content == raw):
            _keep(path, raw, vault, purpose)
    return Ed25519PrivateKey.from_private_bytes(raw)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time: two keys made at once would be one key lost, after it had signed."""
    make_folder(folder)
    opened = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        # What a killed process left is a key that never signed.
        sweep(folder / "writing")
        yield
    finally:
        os.close(opened)


def _keep(path: Path, raw: bytes, vault: Vault | None, purpose: bytes) -> None:
    content = raw if vault is None else _SEALED + vault.seal(raw, purpose)
    before = os.open(path, os.O_RDWR) if path.exists() else None
    try:
        with drafting(path.parent / "writing") as draft:
            draft.file.write(content)
            draft.publish(path)
        if before is not None:
            os.pwrite(before, bytes(_LENGTH), 0)
            os.fsync(before)
    finally:
        if before is not None:
            os.close(before)
