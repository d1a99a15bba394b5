"""Encrypted files come back whole, from any place, or say that they are not what was written."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.dossier.vault import DecryptingReader, EncryptingWriter, OpenVault, SealBroken, Vault
from sourcebook.dossier.vault.stream import CHUNK, MAGIC, layout

HEADER = len(MAGIC) + 80
SEALED = CHUNK + 16
BORDERS = sorted(
    {near + by for near in (0, CHUNK, 2 * CHUNK, 3 * CHUNK) for by in (-17, -16, -1, 0, 1, 15, 16, 17)}
)


def encrypted(vault: Vault, data: bytes, context: bytes = b"", step: int | None = None) -> bytes:
    raw = io.BytesIO()
    with EncryptingWriter(raw, vault, context) as writer:
        for at in range(0, len(data), step or max(1, len(data))):
            writer.write(data[at : at + (step or len(data))])
    return raw.getvalue()


def decrypted(opened: OpenVault, raw: bytes, context: bytes = b"") -> bytes:
    return DecryptingReader(io.BytesIO(raw), opened, context).read()


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


@pytest.mark.parametrize("size", [size for size in BORDERS if size >= 0])
@pytest.mark.parametrize("step", [None, 1000, CHUNK, CHUNK + 1])
def test_sizes_around_the_borders_come_back(
    vault: Vault, opened: OpenVault, size: int, step: int | None
) -> None:
    raw = encrypted(vault, noise(size), b"here", step)
    assert decrypted(opened, raw, b"here") == noise(size)
    assert layout(len(raw)) == (max(1, -(-size // CHUNK)), size)
    assert len(raw) == HEADER + size + 16 * max(1, -(-size // CHUNK))


@settings(max_examples=60)
@given(data=st.data())
def test_any_place_can_be_read_in_any_order(vault: Vault, opened: OpenVault, data: st.DataObject) -> None:
    size = data.draw(st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7]))
    plain = io.BytesIO(noise(size))
    reader = DecryptingReader(io.BytesIO(encrypted(vault, noise(size))), opened)
    assert reader.size == size
    for _ in range(data.draw(st.integers(1, 8))):
        match data.draw(st.sampled_from(["read", "start", "end", "here"])):
            case "read":
                count = data.draw(st.integers(-1, 2 * CHUNK + 9))
                assert reader.read(count) == plain.read(count)
            case "start":
                to = data.draw(st.integers(0, size + 5))
                assert reader.seek(to) == plain.seek(to)
            case "end":
                back = data.draw(st.integers(0, size))
                assert reader.seek(-back, io.SEEK_END) == plain.seek(-back, io.SEEK_END)
            case "here":
                on = data.draw(st.integers(0, CHUNK))
                assert reader.seek(on, io.SEEK_CUR) == plain.seek(on, io.SEEK_CUR)
        assert reader.tell() == plain.tell()


def test_a_zip_goes_through_both(vault: Vault, opened: OpenVault) -> None:
    raw = io.BytesIO()
    with (
        EncryptingWriter(raw, vault) as writer,
        zipfile.ZipFile(writer, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for number in range(30):
            archive.writestr(f"data/{number}.txt", noise(number * 7001))
    assert b"data/" not in raw.getvalue()
    raw.seek(0)
    with zipfile.ZipFile(DecryptingReader(raw, opened)) as archive:
        assert archive.testzip() is None
        for number in reversed(range(30)):
            assert archive.read(f"data/{number}.txt") == noise(number * 7001)


@pytest.mark.parametrize("size", [0, 1, 40])
def test_every_byte_of_a_small_file_counts(vault: Vault, opened: OpenVault, size: int) -> None:
    raw = encrypted(vault, noise(size))
    for at in range(len(raw)):
        for flip in (1, 2, 128):
            changed = bytearray(raw)
            changed[at] ^= flip
            with pytest.raises(SealBroken):
                decrypted(opened, bytes(changed))


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, HEADER + 3 * SEALED + 99 - 1), flip=st.integers(1, 255))
def test_any_byte_of_a_longer_file_counts(vault: Vault, opened: OpenVault, at: int, flip: int) -> None:
    changed = bytearray(encrypted(vault, noise(3 * CHUNK + 83)))
    changed[at] ^= flip
    with pytest.raises(SealBroken):
        decrypted(opened, bytes(changed))


@pytest.mark.parametrize("size", [3 * CHUNK, 3 * CHUNK + 5])
def test_cut_anywhere_it_does_not_even_open(vault: Vault, opened: OpenVault, size: int) -> None:
    raw = encrypted(vault, noise(size))
    borders = [HEADER + number * SEALED + by for number in range(4) for by in (-1, 0, 1, 15, 16, 17)]
    for end in [*range(HEADER + 40), *borders, len(raw) - 1]:
        if end < len(raw):
            with pytest.raises(SealBroken):
                DecryptingReader(io.BytesIO(raw[:end]), opened)
    for more in (b"\0", bytes(15), bytes(16), bytes(17), bytes(SEALED), raw[-SEALED:]):
        with pytest.raises(SealBroken):
            DecryptingReader(io.BytesIO(raw + more), opened)


def pieces_of(raw: bytes) -> list[bytes]:
    return [raw[at : at + SEALED] for at in range(HEADER, len(raw), SEALED)]


@pytest.mark.parametrize(
    "order",
    [[1, 0, 2, 3], [0, 2, 1, 3], [0, 0, 2, 3], [0, 1, 3], [1, 2, 3], [0, 1, 2, 2, 3], [3, 1, 2, 0], [3]],
)
def test_chunks_in_another_order_are_found(vault: Vault, opened: OpenVault, order: list[int]) -> None:
    raw = encrypted(vault, noise(4 * CHUNK))
    parts = pieces_of(raw)
    with pytest.raises(SealBroken):
        decrypted(opened, raw[:HEADER] + b"".join(parts[number] for number in order))


def test_a_chunk_of_another_file_is_found(vault: Vault, opened: OpenVault) -> None:
    one, two = (encrypted(vault, noise(2 * CHUNK)) for _ in range(2))
    with pytest.raises(SealBroken):
        decrypted(opened, one[: HEADER + SEALED] + two[HEADER + SEALED :])


def test_damage_in_the_middle_is_found_when_it_is_reached(vault: Vault, opened: OpenVault) -> None:
    raw = bytearray(encrypted(vault, noise(4 * CHUNK)))
    raw[HEADER + SEALED + 9] ^= 1
    reader = DecryptingReader(io.BytesIO(raw), opened)
    assert reader.read(CHUNK) == noise(4 * CHUNK)[:CHUNK]
    with pytest.raises(SealBroken, match="piece 2"):
        reader.read(1)
    reader.seek(2 * CHUNK)
    assert reader.read(9) == noise(4 * CHUNK)[2 * CHUNK :][:9]


def test_another_vault_or_another_context_does_not_open(
    vault: Vault, opened: OpenVault, other: OpenVault
) -> None:
    raw = encrypted(vault, b"x", b"backup")
    for key, context in ((other, b"backup"), (opened, b""), (opened, b"backup2")):
        with pytest.raises(SealBroken):
            decrypted(key, raw, context)


@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04", MAGIC, MAGIC + bytes(80), MAGIC + bytes(200), bytes(500)]
)
def test_what_is_no_encrypted_file_is_told(opened: OpenVault, raw: bytes) -> None:
    with pytest.raises(SealBroken):
        DecryptingReader(io.BytesIO(raw), opened)


@pytest.mark.parametrize("size", [0, 5, CHUNK, 2 * CHUNK, 2 * CHUNK + 1])
def test_a_writer_left_by_an_error_leaves_no_whole_file(vault: Vault, opened: OpenVault, size: int) -> None:
    raw = io.BytesIO()
    with pytest.raises(KeyboardInterrupt), EncryptingWriter(raw, vault) as writer:
        writer.write(noise(size))
        raise KeyboardInterrupt
    with pytest.raises(SealBroken):
        decrypted(opened, raw.getvalue())
    forgotten = EncryptingWriter(raw := io.BytesIO(), vault)
    forgotten.write(noise(size))
    del forgotten
    with pytest.raises(SealBroken):
        decrypted(opened, raw.getvalue())


class Full(io.BytesIO):
    """A disk with room for so many bytes."""

    room = HEADER + SEALED

    def write(self, data: object, /) -> int:
        if self.tell() + len(bytes(data)) > self.room:  # type: ignore[call-overload]
            raise OSError(28, "No space left on device")
        return super().write(data)  # type: ignore[arg-type]


def test_a_full_disk_leaves_no_whole_file(vault: Vault, opened: OpenVault) -> None:
    raw = Full()
    with pytest.raises(OSError, match="No space"), EncryptingWriter(raw, vault) as writer:
        writer.write(noise(3 * CHUNK))
    assert writer.closed
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"more")
    with pytest.raises(SealBroken):
        decrypted(opened, raw.getvalue())


def test_memory_does_not_grow_with_the_file(vault: Vault, opened: OpenVault, tmp_path: Path) -> None:
    path = tmp_path / "large"
    piece = noise(1 << 20)
    tracemalloc.start()
    with path.open("wb") as raw, EncryptingWriter(raw, vault) as writer:
        for _ in range(48):
            writer.write(piece)
    with DecryptingReader(path.open("rb"), opened) as reader:
        assert reader.size == 48 << 20
        while found := reader.read(1 << 20):
            assert found == piece
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20
