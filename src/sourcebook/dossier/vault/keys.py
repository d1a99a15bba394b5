"""A dossier's vault: one key pair, its private half locked by the keeper's passphrase.

The public half seals (anybody at work may add what only the keeper can read), the private half opens. The
private half is encrypted with AES-256-GCM under a key that Argon2id (RFC 9106) makes from the passphrase. The
passphrase is kept nowhere, and there is no second way in: **a lost passphrase is final**, and everything
sealed is lost with it.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, field
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sourcebook.dossier.vault import sealing
from sourcebook.dossier.vault.errors import VaultBroken, VaultError, WrongPassphrase
from sourcebook.dossier.vault.passphrase import prepare, refuse_weak

VERSION = 1
_NONCE = 12
_SALT = 16


@dataclass(frozen=True)
class Argon2:
    """How hard guessing is made; stored with the vault, so that later vaults can be harder.

    The default is the second recommended choice of RFC 9106, section 4.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        # A description from elsewhere must not make this machine work for hours or run out of memory.
        numbers = (self.memory_kib, self.passes, self.lanes)
        if not all(type(number) is int for number in numbers) or not (
            1 <= self.passes <= 100 and 1 <= self.lanes <= 64 and 8 * self.lanes <= self.memory_kib <= 4 << 20
        ):
            raise VaultBroken(
                "Argon2 parameters out of range: passes 1-100, lanes 1-64, memory 8 KiB a lane to 4 GiB"
            )


@dataclass(frozen=True)
class Vault:
    """What is stored openly: it seals by itself, and opens with the passphrase.

    Attributes:
        public_key: X25519, 32 bytes.
        wrapped: the private key, encrypted: nonce (12 bytes), ciphertext, tag.
        salt: for Argon2id, 16 bytes.
        argon2: its parameters.
        version: of this form.
    """

    public_key: bytes
    wrapped: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    argon2: Argon2
    version: int = VERSION

    def seal(self, data: bytes, context: bytes) -> bytes:
        """Sealed text that only the passphrase opens; `context` as in `sealing.context`."""
        return sealing.seal(self.public_key, data, context)

    def unlock(self, passphrase: str) -> OpenVault:
        """The vault, open; raises `WrongPassphrase`, or `VaultBroken` if its public key was exchanged."""
        try:
            key = _stretch(prepare(passphrase), self.salt, self.argon2)
            plain = AESGCM(key).decrypt(self.wrapped[:_NONCE], self.wrapped[_NONCE:], _bound(self.argon2))
        except (InvalidTag, UnicodeEncodeError):
            raise WrongPassphrase(
                "the passphrase does not open this vault: check keyboard layout and capital letters"
            ) from None
        private_key = X25519PrivateKey.from_private_bytes(plain)
        if private_key.public_key().public_bytes_raw() != self.public_key:
            raise VaultBroken(
                "the vault's public key is not the one of its private key: somebody exchanged it, and what "
                "was sealed since may be readable to them; restore the vault from a backup"
            )
        return OpenVault(self, private_key)

    def to_json(self) -> str:
        """The vault as one line of JSON, for `from_json`; it opens nothing without the passphrase."""
        return json.dumps(
            {
                "version": self.version,
                "suite": sealing.SUITE,
                "public_key": b64encode(self.public_key).decode(),
                "wrapped": b64encode(self.wrapped).decode(),
                "salt": b64encode(self.salt).decode(),
                "argon2": asdict(self.argon2),
            },
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> Vault:
        """The vault that `to_json` described; raises `VaultBroken`, saying what is wrong."""
        try:
            plain: dict[str, Any] = json.loads(text)
            if plain["version"] != VERSION or plain["suite"] != sealing.SUITE:
                raise VaultBroken(
                    f"the vault has version {plain['version']!r} ({plain['suite']!r}): use the newest program"
                )
            public_key, wrapped, salt = (
                b64decode(plain[name], validate=True) for name in ("public_key", "wrapped", "salt")
            )
            argon2 = Argon2(**plain["argon2"])
        except VaultBroken:
            raise
        except (ValueError, KeyError, TypeError) as error:
            raise VaultBroken(f"the vault's description cannot be read ({error}): restore it") from None
        lengths = (len(public_key), len(wrapped), len(salt))
        if lengths != (sealing.KEY_BYTES, _NONCE + sealing.KEY_BYTES + 16, _SALT):
            raise VaultBroken("the vault's description has a key of the wrong length: restore it")
        return cls(public_key, wrapped, salt, argon2)


@dataclass(frozen=True)
class OpenVault:
    """A vault and its private key, for as long as the process needs it. Never store, pickle or log it.

    Python cannot wipe memory for certain: keep it in a short-lived process or one scope.
    """

    vault: Vault
    private_key: X25519PrivateKey = field(repr=False)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """The data inside sealed text; raises `SealBroken` if anything about it is not as sealed."""
        return sealing.open_seal(self.private_key, sealed, context)


def create_vault(passphrase: str, argon2: Argon2 | None = None) -> Vault:
    """A new key pair locked by a new passphrase.

    A lost passphrase is final: nobody can open the vault without it. Show `passphrase.LOST_IS_FINAL` to
    whoever chooses it.

    Args:
        passphrase: at least 12 characters; else `WeakPassphrase` with the reason.
        argon2: how hard guessing is made; RFC 9106's second recommendation if not given.
    """
    return _locked(X25519PrivateKey.generate(), passphrase, argon2 or Argon2())


def change_passphrase(vault: Vault, old: str, new: str, argon2: Argon2 | None = None) -> Vault:
    """The same key pair under a new passphrase: what was sealed stays sealed, and need not be rewritten.

    Copies of the old description (backups) still open with the old passphrase; if that one became known to
    others, make a new vault and seal again. Raises `WrongPassphrase` for the old, `WeakPassphrase` for the
    new one.
    """
    return _locked(vault.unlock(old).private_key, new, argon2 or Argon2())


def _locked(private_key: X25519PrivateKey, passphrase: str, argon2: Argon2) -> Vault:
    refuse_weak(passphrase)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    key = _stretch(prepare(passphrase), salt, argon2)
    wrapped = nonce + AESGCM(key).encrypt(nonce, private_key.private_bytes_raw(), _bound(argon2))
    return Vault(private_key.public_key().public_bytes_raw(), wrapped, salt, argon2)


def _bound(argon2: Argon2) -> bytes:
    """The associated data: version and parameters, so that none can be exchanged unseen."""
    return json.dumps([VERSION, sealing.SUITE, asdict(argon2)], sort_keys=True).encode()


def _stretch(passphrase: bytes, salt: bytes, argon2: Argon2) -> bytes:
    try:
        return hash_secret_raw(
            passphrase, salt, argon2.passes, argon2.memory_kib, argon2.lanes, hash_len=32, type=Type.ID
        )
    except HashingError as error:
        raise VaultError(f"the passphrase could not be worked on with {argon2}: {error}") from None
