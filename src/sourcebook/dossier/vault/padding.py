"""Lengths rounded up, so that the size of something sealed says little about what it is.

Short text goes to the next power of two. Files go to the next Padmé length (Nikitin and others, "Reducing
Metadata Leakage from Encrypted Files and Communication with PURBs", PETS 2019, section 4): at most 12 %
longer, and files of some megabytes fall into a few hundred sizes.
"""

from __future__ import annotations

from sourcebook.dossier.vault.errors import SealBroken

_END = b"\x80"  # ISO/IEC 7816-4: this byte, then zeros


def next_power(length: int, least: int) -> int:
    """The smallest power of two, in bytes, that is at least `length` and at least `least`."""
    return 1 << (max(length, least, 1) - 1).bit_length()


def padme(length: int, least: int) -> int:
    """The Padmé length, in bytes, of `length`; never under `least`."""
    length = max(length, least, 2)
    exponent = length.bit_length() - 1
    loose = (1 << (exponent - exponent.bit_length())) - 1 if exponent > exponent.bit_length() else 0
    return (length + loose) & ~loose


def pad(data: bytes, least: int) -> bytes:
    """`data`, a mark and zeros, up to the next power of two."""
    marked = data + _END
    return marked.ljust(next_power(len(marked), least), b"\0")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given; raises `SealBroken` for bytes that it cannot have made."""
    marked = padded.rstrip(b"\0")
    if not marked.endswith(_END):
        raise SealBroken("the sealed text has no proper end: it was written by another program or version")
    return marked[:-1]
