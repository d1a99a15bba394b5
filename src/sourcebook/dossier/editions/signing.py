"""The key by which a team signs what it publishes: Ed25519, one for each dossier on a computer.

It lies in the home folder, for its owner alone; where the dossier has a passphrase it is sealed and opens
with it. It is no part of exports and backups: whoever has it can sign in the team's name.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sourcebook.dossier.home import made_home
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.vault import OpenVault, context
from sourcebook.dossier.vault.durable import drafting
from sourcebook.dossier.write.make import vault_of

_SEALED = b"sealed\n"


def signing_key(dossier: uuid.UUID, opened: Callable[[], OpenVault]) -> Ed25519PrivateKey:
    """The key of a dossier, made when it is first asked for. `opened` unlocks the vault where it is needed.

    Raises VaultError where the passphrase is wrong.
    """
    folder = made_home() / "signing"
    path = folder / f"{dossier}.key"
    purpose = context(str(dossier), "signing")
    if path.exists():
        content = path.read_bytes()
        if content.startswith(_SEALED):
            content = opened().open(content.removeprefix(_SEALED), purpose)
        return Ed25519PrivateKey.from_private_bytes(content)
    key = Ed25519PrivateKey.generate()
    with as_system():
        vault = vault_of(dossier)
    raw = key.private_bytes_raw()
    content = _SEALED + vault.seal(raw, purpose) if vault is not None else raw
    folder.mkdir(mode=0o700, exist_ok=True)
    with drafting(folder) as draft:
        draft.file.write(content)
        draft.publish(path)
    path.chmod(0o600)
    return key
