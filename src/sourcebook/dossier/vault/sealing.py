"""Sealed text: anybody who has the vault's public key can seal, only its private key opens.

HPKE in base mode (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305), one message a seal. The context goes in
as HPKE's `info`, so a seal moved to another record or field no longer opens. Base mode does not say who
sealed: whoever can write to the database can also put a fresh seal there.

The text is padded to the next power of two, at least 256 bytes: a sealed "yes" and a sealed "no" are equally
long, and so are a paragraph of 600 and one of 1,000 bytes; how many times it doubled can still be seen.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sourcebook.dossier.vault.errors import SealBroken
from sourcebook.dossier.vault.padding import pad, unpad

SUITE = "X25519 HKDF-SHA256 ChaCha20Poly1305"
KEY_BYTES = 32
# HPKE adds the encapsulated key and a tag.
OVERHEAD = KEY_BYTES + 16

_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_VERSION = b"\x01"
_INFO = b"sourcebook sealed text 1\0"
_LEAST = 256


def context(*parts: str) -> bytes:
    """One context from several words, such as a record's id and a field's name; no two lists give the same.

    >>> context("ab", "c") == context("a", "bc")
    False
    """
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def encrypt(public_key: bytes, data: bytes, info: bytes) -> bytes:
    """HPKE's single-shot seal, unpadded: encapsulated key, then ciphertext with tag."""
    return _HPKE.encrypt(data, X25519PublicKey.from_public_bytes(public_key), info)


def decrypt(private_key: X25519PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """Undo `encrypt`; raises `SealBroken` when the bytes, the key or the info are not those."""
    try:
        return _HPKE.decrypt(sealed, private_key, info)
    except InvalidTag:
        raise SealBroken(
            "the seal does not open: it was changed, belongs to another record or field, or to another vault"
        ) from None


def seal(public_key: bytes, data: bytes, context: bytes) -> bytes:
    """Sealed text: a version byte, then HPKE over the padded data.

    Args:
        public_key: the vault's, 32 bytes.
        data: any bytes.
        context: what the seal belongs to (see `context`); the same must be given to open it.
    """
    return _VERSION + encrypt(public_key, pad(data, _LEAST), _INFO + context)


def open_seal(private_key: X25519PrivateKey, sealed: bytes, context: bytes) -> bytes:
    """The data in sealed text; raises `SealBroken` if a byte of it, its context or its vault is another."""
    if sealed[:1] != _VERSION:
        raise SealBroken(
            "this is no sealed text of a version that this program knows: use the newest program"
        )
    return unpad(decrypt(private_key, bytes(sealed[1:]), _INFO + context))
