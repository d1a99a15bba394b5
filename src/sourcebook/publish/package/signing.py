"""Signatures of organisations over the manifest of a package: Ed25519 (RFC 8032).

A signature says that whoever holds a key has signed exactly these files. Whose key it is, no file can say:
an organisation publishes its key elsewhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from sourcebook.publish.package.faults import PackageError

FORM = "sourcebook signature 1"


class Signer(Protocol):
    """An organisation that signs: never a person."""

    @property
    def organisation(self) -> str:
        """Its name, as on the title page."""
        ...

    @property
    def public_key(self) -> bytes:
        """Its Ed25519 key, 32 bytes."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature of the data, 64 bytes."""
        ...


@dataclass(frozen=True)
class KeyFile:
    """A signer whose key is in memory."""

    organisation: str
    key: Ed25519PrivateKey

    @classmethod
    def read(cls, path: Path, organisation: str, password: bytes | None = None) -> KeyFile:
        """Reads a PEM file (PKCS #8). Raises PackageError where it holds no Ed25519 key."""
        try:
            key = load_pem_private_key(path.read_bytes(), password)
        except (ValueError, TypeError) as error:
            raise PackageError(f"{path}: no private key that can be read ({error})") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise PackageError(
                f"{path}: not an Ed25519 key; make one with openssl genpkey -algorithm ed25519"
            )
        return cls(organisation, key)

    @property
    def public_key(self) -> bytes:
        """Its public half."""
        return self.key.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """The signature of the data."""
        return self.key.sign(data)


def key_id(public_key: bytes) -> str:
    """The short name of a key: the first 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def signer_of(signer: Signer) -> dict[str, str]:
    """What the signed part of a package says of who will sign it."""
    return {
        "organisation": signer.organisation,
        "key_id": key_id(signer.public_key),
        "public_key": signer.public_key.hex(),
    }


def signature_of(signer: Signer, manifest: bytes, date: str) -> dict[str, str]:
    """A signature as plain data. Raises PackageError where a signer signs what its key does not confirm."""
    found = {
        "form": FORM,
        "algorithm": "Ed25519",
        "over": "manifest-sha256.txt",
        "date": date,
        **signer_of(signer),
        "signature": signer.sign(manifest).hex(),
    }
    if not holds(found, manifest):
        raise PackageError(
            f"{signer.organisation}: what its key signed is not confirmed by the key: check the key"
        )
    return found


def holds(signature: dict[str, Any], manifest: bytes) -> bool:
    """Whether a signature is that of its key over the manifest."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["public_key"]))
        key.verify(bytes.fromhex(signature["signature"]), manifest)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return True
