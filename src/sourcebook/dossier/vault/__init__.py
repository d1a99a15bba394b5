"""What whoever takes the disk must not read: keys, sealed text, encrypted files, captures by their hash.

The threat is a seized or stolen laptop, a copied backup, a curious member of the team. Whoever controls the
machine while the vault is open is not kept out. A lost passphrase is final. Nothing here knows the database.
"""

from sourcebook.dossier.vault.errors import (
    CaptureDamaged,
    CaptureMissing,
    PassphraseMissing,
    SealBroken,
    VaultBroken,
    VaultError,
    WeakPassphrase,
    WrongPassphrase,
)
from sourcebook.dossier.vault.inspection import Problem
from sourcebook.dossier.vault.keys import Argon2, OpenVault, Vault, change_passphrase, create_vault
from sourcebook.dossier.vault.packing import Stored
from sourcebook.dossier.vault.passphrase import LOST_IS_FINAL
from sourcebook.dossier.vault.sealing import context
from sourcebook.dossier.vault.store import Store, StoredSealed
from sourcebook.dossier.vault.stream import DecryptingReader, EncryptingWriter

__all__ = [
    "LOST_IS_FINAL",
    "Argon2",
    "CaptureDamaged",
    "CaptureMissing",
    "DecryptingReader",
    "EncryptingWriter",
    "OpenVault",
    "PassphraseMissing",
    "Problem",
    "SealBroken",
    "Store",
    "Stored",
    "StoredSealed",
    "Vault",
    "VaultBroken",
    "VaultError",
    "WeakPassphrase",
    "WrongPassphrase",
    "change_passphrase",
    "context",
    "create_vault",
]
