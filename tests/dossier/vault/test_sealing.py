"""Sealed text opens where it was sealed, whole, and says little by its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcebook.dossier.vault import OpenVault, SealBroken, Vault, context
from sourcebook.dossier.vault.padding import next_power, pad, padme, unpad

HERE = context("9f0c", "text")


@given(data=st.binary(max_size=2000) | st.integers(240, 270).map(bytes), where=st.binary(max_size=80))
def test_anything_comes_back(vault: Vault, opened: OpenVault, data: bytes, where: bytes) -> None:
    assert opened.open(vault.seal(data, where), where) == data


def test_the_same_text_is_never_sealed_the_same_way(vault: Vault) -> None:
    assert len({vault.seal(b"yes", HERE) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "elsewhere",
    [
        context("9f0d", "text"),
        context("9f0c", "note"),
        context("9f0", "ctext"),
        context("9f0ctext"),
        b"",
        HERE + b"\0",
    ],
)
def test_moved_to_another_field_it_does_not_open(vault: Vault, opened: OpenVault, elsewhere: bytes) -> None:
    sealed = vault.seal(b"secret", HERE)
    with pytest.raises(SealBroken, match="another record or field"):
        opened.open(sealed, elsewhere)


def test_every_byte_counts(vault: Vault, opened: OpenVault) -> None:
    sealed = vault.seal("Երկու վկա".encode(), HERE)
    for at in range(len(sealed)):
        for flip in (1, 128):
            changed = bytearray(sealed)
            changed[at] ^= flip
            with pytest.raises(SealBroken):
                opened.open(bytes(changed), HERE)
    for end in range(len(sealed)):
        with pytest.raises(SealBroken):
            opened.open(sealed[:end], HERE)
    with pytest.raises(SealBroken):
        opened.open(sealed + b"\0", HERE)


@given(parts=st.lists(st.text(max_size=6), max_size=4), others=st.lists(st.text(max_size=6), max_size=4))
def test_two_contexts_are_equal_only_if_their_parts_are(parts: list[str], others: list[str]) -> None:
    assert (context(*parts) == context(*others)) == (parts == others)


@pytest.mark.parametrize(
    ("one", "two"), [(b"", b"Ani Tarvel, 14, of Tarnopil"), (b"yes", b"no"), (b"x" * 600, b"x" * 1000)]
)
def test_lengths_say_little(vault: Vault, one: bytes, two: bytes) -> None:
    assert len(vault.seal(one, HERE)) == len(vault.seal(two, HERE))


@given(data=st.binary(max_size=600).map(lambda data: data + b"\x80\0\0") | st.binary(max_size=600))
def test_padding_is_undone(data: bytes) -> None:
    padded = pad(data, 256)
    assert unpad(padded) == data
    assert len(padded) == next_power(len(data) + 1, 256)


@pytest.mark.parametrize("padded", [b"", bytes(256), b"text", b"text\0\0", b"\x81\0"])
def test_bytes_without_a_mark_are_not_padding(padded: bytes) -> None:
    with pytest.raises(SealBroken):
        unpad(padded)


@pytest.mark.parametrize(
    ("length", "longer"), [(2, 2), (9, 10), (100, 104), (1000, 1024), (1025, 1088), (5_000_000, 5_111_808)]
)
def test_padme_is_that_of_the_paper(length: int, longer: int) -> None:
    assert padme(length, 1) == longer


@given(length=st.integers(0, 1 << 50))
def test_padme_costs_little_and_is_its_own(length: int) -> None:
    longer = padme(length, 65536)
    assert padme(longer, 65536) == longer
    assert max(length, 65536) <= longer <= max(65536, length * 1.12)
