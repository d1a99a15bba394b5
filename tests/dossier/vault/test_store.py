"""Captured bytes are kept under their hash, sealed where nothing tells what they are, and gone when erased."""

from __future__ import annotations

import hashlib
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.dossier.vault import (
    CaptureDamaged,
    CaptureMissing,
    OpenVault,
    Problem,
    SealBroken,
    Store,
    Vault,
)

PAGE = "<p>Կառավարությունը հայտարարեց — Ardovia Tribune".encode() * 40
SHA = hashlib.sha256(PAGE).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home" / "captures")


def files(store: Store) -> dict[str, bytes]:
    return {
        path.relative_to(store.folder).as_posix(): path.read_bytes()
        for path in store.folder.rglob("*")
        if path.is_file()
    }


def raw_bytes(folder: Path) -> bytes:
    """Every name and every byte below a folder."""
    found = [
        path.as_posix().encode() + (path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    ]
    return b"\n".join(found)


def test_it_works(store: Store, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    assert not store.has(SHA)
    for content in (PAGE, page, io.BytesIO(PAGE)):
        assert store.put(content) == (SHA, len(PAGE))
    assert files(store) == {f"{SHA[:2]}/{SHA[2:]}": PAGE}
    assert store.has(SHA)
    assert list(store.plain()) == [SHA]
    with store.open(SHA) as stream:
        assert stream.read() == PAGE
    assert list(store.verify()) == []


def test_nobody_else_may_read_it(store: Store, vault: Vault) -> None:
    store.put(PAGE)
    store.put_sealed(io.BytesIO(PAGE), vault)
    assert {path.stat().st_mode & 0o077 for path in [store.folder, *store.folder.rglob("*")]} == {0}


def test_an_absent_folder_is_an_empty_store(store: Store) -> None:
    assert (list(store.verify()), list(store.plain()), list(store.sealed()), store.sweep()) == ([], [], [], 0)
    assert not store.folder.exists()


def test_the_same_bytes_from_many_at_once(store: Store) -> None:
    contents = [b"%d" % (number % 7) * 70_000 for number in range(84)]
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(store.put, contents))
    assert [one.sha256 for one in stored] == [hashlib.sha256(content).hexdigest() for content in contents]
    assert set(files(store).values()) == set(contents)
    assert len(files(store)) == 7


def test_putting_and_removing_at_once_leaves_no_half(store: Store) -> None:
    def work(number: int) -> None:
        if number % 3 == 0:
            try:
                store.remove(SHA)
            except CaptureMissing:
                return
        elif number % 7 == 0:
            store.sweep()
        else:
            assert store.put(PAGE).sha256 == SHA

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(300)))
    assert set(files(store).values()) <= {PAGE}
    assert [problem for problem in store.verify() if not problem.path.startswith(SHA[:2])] == []


def test_equal_content_is_kept_and_damage_is_healed(store: Store) -> None:
    store.put(PAGE)
    kept = store.path(SHA).stat().st_ino
    store.put(PAGE)
    assert store.path(SHA).stat().st_ino == kept
    store.path(SHA).write_bytes(PAGE[:-1] + b"?")
    assert [problem.path for problem in store.verify()] == [f"{SHA[:2]}/{SHA[2:]}"]
    store.put(PAGE)
    assert list(store.verify()) == []


class Broken(io.BytesIO):
    """A stream that fails in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError("connection lost")
        return super().read(100)


def test_a_stream_that_fails_leaves_nothing(store: Store, vault: Vault) -> None:
    with pytest.raises(OSError, match="connection lost"):
        store.put(Broken(PAGE))
    with pytest.raises(OSError, match="connection lost"):
        store.put_sealed(Broken(PAGE), vault)
    assert files(store) == {}


@pytest.mark.parametrize(
    "name", ["", "ab", SHA.upper(), SHA + "\n", "../" + SHA[3:], SHA[:2] + "/" + SHA[3:], "g" * 64]
)
def test_only_hashes_are_names(store: Store, name: str) -> None:
    for act in (store.open, store.has, store.path, store.remove):
        with pytest.raises(ValueError, match="not a sha256"):
            act(name)
    with pytest.raises(ValueError, match="not the name of a sealed file"):
        store.sealed_path(name)


def test_what_is_not_there_is_told(store: Store, vault: Vault, opened: OpenVault) -> None:
    with pytest.raises(CaptureMissing, match=SHA):
        store.open(SHA)
    with pytest.raises(CaptureMissing, match="nothing to erase"):
        store.remove(SHA)
    with pytest.raises(CaptureMissing):
        store.seal(SHA, vault)
    with pytest.raises(CaptureMissing):
        store.open_sealed("0" * 32, opened)
    with pytest.raises(CaptureMissing):
        store.remove_sealed("0" * 32)


def test_removed_bytes_are_overwritten(store: Store, tmp_path: Path) -> None:
    large = PAGE * 2000
    sha256 = store.put(large).sha256
    witness = tmp_path / "witness"
    os.link(store.path(sha256), witness)  # the same blocks on the disk
    store.remove(sha256)
    assert not store.has(sha256)
    assert witness.read_bytes() == bytes(len(large))
    assert not store.path(sha256).parent.exists()  # its name was the beginning of the hash


def test_sealing_leaves_no_trace_of_the_plain_file(store: Store, vault: Vault, opened: OpenVault) -> None:
    other = store.put(b"another page")
    store.put(PAGE)
    name = store.seal(SHA, vault)
    left = raw_bytes(store.folder.parent)
    assert PAGE[:16] not in left
    assert SHA[:8].encode() not in left
    assert SHA[2:10].encode() not in left
    assert bytes.fromhex(SHA)[:6] not in left
    assert not store.has(SHA)
    assert store.has(other.sha256)
    with store.open_sealed(name, opened) as reader:
        assert reader.size == len(PAGE)
        reader.seek(100)
        assert reader.read() == PAGE[100:]
        reader.seek(-5, io.SEEK_END)
        assert reader.read(99) == PAGE[-5:]
    assert store.describe_sealed(name, opened) == (SHA, len(PAGE))
    assert store.put(store.open_sealed(name, opened)) == (SHA, len(PAGE))  # the way back


def test_copying_first_keeps_the_plain_bytes(store: Store, vault: Vault) -> None:
    store.put(PAGE)
    name = store.copy_sealed(SHA, vault)
    assert store.has(SHA)
    assert list(store.sealed()) == [name]


def test_changed_bytes_are_not_sealed(store: Store, vault: Vault) -> None:
    store.put(PAGE)
    store.path(SHA).write_bytes(b"something else")
    with pytest.raises(CaptureDamaged, match=SHA):
        store.seal(SHA, vault)
    assert list(store.sealed()) == []
    assert store.has(SHA)


@settings(max_examples=25, deadline=None)
@given(size=st.integers(0, 200_000) | st.sampled_from([65495, 65496, 65497, 131032, 131033]))
def test_any_size_is_sealed_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory, vault: Vault, opened: OpenVault, size: int
) -> None:
    store = Store(tmp_path_factory.mktemp("captures"))
    content = hashlib.shake_128(b"%d" % size).digest(size)
    name, sha256, stated = store.put_sealed(io.BytesIO(content), vault)
    assert (sha256, stated) == (hashlib.sha256(content).hexdigest(), size)
    with store.open_sealed(name, opened) as reader:
        assert reader.read() == content
    assert list(store.verify(opened)) == []
    assert list(store.verify()) == []


def test_sizes_and_names_of_sealed_files_say_little(store: Store, vault: Vault) -> None:
    names = [store.put_sealed(io.BytesIO(bytes(size)), vault).name for size in (0, 1, 500, 30_000, 65_000)]
    assert len({store.sealed_path(name).stat().st_size for name in names}) == 1
    names += [store.put_sealed(io.BytesIO(bytes(500)), vault).name for _ in range(5)]
    assert len(set(names)) == 10
    sizes = {
        store.sealed_path(store.put_sealed(io.BytesIO(bytes(1_000_000 + by)), vault).name).stat().st_size
        for by in range(0, 15_000, 1000)
    }
    assert len(sizes) == 1


def test_a_sealed_file_under_another_name_does_not_open(
    store: Store, vault: Vault, opened: OpenVault
) -> None:
    one, two = (store.put_sealed(io.BytesIO(text), vault).name for text in (b"one", b"two"))
    store.sealed_path(one).rename(store.sealed_path(two))
    with pytest.raises(SealBroken):
        store.open_sealed(two, opened)


def test_another_vault_does_not_open_it(store: Store, vault: Vault, other: OpenVault) -> None:
    name = store.put_sealed(io.BytesIO(PAGE), vault).name
    with pytest.raises(SealBroken):
        store.open_sealed(name, other)


def test_every_kind_of_damage_is_found(store: Store, vault: Vault, opened: OpenVault) -> None:
    good = store.put_sealed(io.BytesIO(PAGE), vault).name
    flipped, cut, foreign = (store.put_sealed(io.BytesIO(PAGE), vault).name for _ in range(3))
    store.put(PAGE)
    changed = store.put(b"changed later").sha256
    store.path(changed).write_bytes(b"changed later!")
    body = bytearray(store.sealed_path(flipped).read_bytes())
    body[30_000] ^= 1
    store.sealed_path(flipped).write_bytes(body)
    store.sealed_path(cut).write_bytes(store.sealed_path(cut).read_bytes()[:-1])
    store.sealed_path(foreign).write_bytes(PAGE)
    (store.folder / "sealed" / "notes.txt").write_text("x")
    (store.folder / "Thumbs.db").write_text("x")
    (store.path(SHA).parent / "half").write_text("x")
    (store.folder / "writing" / "old").write_text("x")
    expected = {
        f"{changed[:2]}/{changed[2:]}": "was changed, its sha256 is now",
        f"sealed/{flipped}": "cut or changed",
        f"sealed/{cut}": "cut or changed",
        f"sealed/{foreign}": "cut or changed",
        "sealed/notes.txt": "does not belong",
        "Thumbs.db": "does not belong",
        f"{SHA[:2]}/half": "does not belong",
        "writing/old": "sweep",
    }
    found = {problem.path: problem.what for problem in store.verify(opened)}
    assert found.keys() == expected.keys()
    assert all(expected[path] in what for path, what in found.items())
    assert {problem.path for problem in store.verify()} == expected.keys() - {f"sealed/{flipped}"}
    assert f"sealed/{good}" not in found
    assert isinstance(next(store.verify()), Problem)
    assert store.sweep() == 1
    store.remove_sealed(flipped)
    assert flipped not in set(store.sealed())
