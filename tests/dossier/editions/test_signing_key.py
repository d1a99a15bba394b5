"""The key that signs in a team's name: one, for its owner alone, and sealed where there is a passphrase."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from tests.dossier.write.conftest import open_vault

from sourcebook.dossier.editions.signing import KeyDamaged, signing_key
from sourcebook.dossier.models import Dossier
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Argon2, OpenVault, SealBroken, Vault, WrongPassphrase, change_passphrase
from sourcebook.dossier.write.storing import NoVault

OLD, NEW = "six words that dice have chosen", "seven other words that dice chose"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of keys in a home of its own."""
    monkeypatch.setenv("SOURCEBOOK_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "signing"


def closed() -> OpenVault:
    raise AssertionError("nobody is asked for a passphrase")


def raw(dossier: Dossier, opened: Callable[[], OpenVault] = closed) -> bytes:
    return signing_key(dossier.pk, opened).private_bytes_raw()


def test_it_works_without_a_passphrase(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    first = raw(dossier)
    assert raw(dossier) == first
    path = folder / f"{dossier.pk}.key"
    assert path.read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(one.name for one in folder.iterdir()) == [path.name, "lock", "writing"]
    assert list((folder / "writing").iterdir()) == []


def test_with_a_passphrase_no_byte_of_it_is_in_clear(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    keys = open_vault(dossier)
    first = raw(dossier)
    path = folder / f"{dossier.pk}.key"
    content = path.read_bytes()
    assert first not in content and first[:8] not in content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    asked: list[bool] = []

    def opened() -> OpenVault:
        asked.append(True)
        return keys

    assert raw(dossier, opened) == first
    assert asked == [True]
    assert path.read_bytes() == content


def test_each_dossier_has_its_own(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    with as_system():
        other = Dossier.objects.create(slug="other", title="Other", made_at=dossier.made_at)
    keys = open_vault(dossier)
    first = raw(dossier)
    assert raw(other) != first
    # One team's file in the place of another's opens for nobody.
    path = folder / f"{other.pk}.key"
    path.write_bytes((folder / f"{dossier.pk}.key").read_bytes())
    with pytest.raises(SealBroken):
        raw(other, lambda: keys)


def test_a_key_from_before_the_passphrase_is_sealed(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    first = raw(dossier)
    path = folder / f"{dossier.pk}.key"
    before = os.open(path, os.O_RDONLY)
    keys = open_vault(dossier)
    assert raw(dossier) == first
    assert path.read_bytes().startswith(b"sealed\n") and first not in path.read_bytes()
    assert os.pread(before, 100, 0) == bytes(32), "the plain bytes are overwritten, not only left"
    os.close(before)
    assert raw(dossier, lambda: keys) == first


def test_another_passphrase_opens_the_same_key(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    open_vault(dossier)
    first = raw(dossier)
    with as_system(), writing():
        vault = Vault.from_json(str(Dossier.objects.values_list("vault", flat=True).get(pk=dossier.pk)))
        changed = change_passphrase(vault, OLD, NEW, Argon2(memory_kib=64, passes=1, lanes=1))
        Dossier.objects.filter(pk=dossier.pk).update(vault=changed.to_json())
    assert raw(dossier, lambda: changed.unlock(NEW)) == first


def test_a_wrong_passphrase_makes_no_other_key(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    open_vault(dossier)
    raw(dossier)
    before = (folder / f"{dossier.pk}.key").read_bytes()
    with as_system():
        vault = Vault.from_json(str(Dossier.objects.values_list("vault", flat=True).get(pk=dossier.pk)))
    with pytest.raises(WrongPassphrase):
        raw(dossier, lambda: vault.unlock("not these words, no"))
    assert (folder / f"{dossier.pk}.key").read_bytes() == before


@pytest.mark.parametrize("content", [b"short", b"x" * 33])
def test_a_damaged_file_is_told_and_left(
    dossier: Dossier, keeper: Viewer, folder: Path, content: bytes
) -> None:
    raw(dossier)
    path = folder / f"{dossier.pk}.key"
    path.write_bytes(content)
    with pytest.raises(KeyDamaged, match="is damaged: put a copy back, or take it away") as damaged:
        raw(dossier)
    assert "\n" not in str(damaged.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer"])
def test_who_may_not_publish_gets_no_key(
    dossier: Dossier, member: Callable[..., Viewer], folder: Path, role: str
) -> None:
    with viewing(member(role)), pytest.raises(NotAllowed):
        raw(dossier)
    assert not folder.exists()


def test_what_a_killed_process_left_is_taken_away(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    (folder / "writing").mkdir(parents=True)
    (folder / "writing" / "left").write_bytes(b"a key that never signed")
    raw(dossier)
    assert list((folder / "writing").iterdir()) == []


def test_made_by_many_at_once_it_is_one_key(shared: Dossier, folder: Path) -> None:
    together = threading.Barrier(4)
    found: list[bytes] = []

    def make() -> None:
        with viewing(Viewer(shared.pk, "keeper")):
            together.wait()
            found.append(raw(shared))
        connection.close()

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and len(set(found)) == 1
    assert (folder / f"{shared.pk}.key").read_bytes() == found[0]


def test_without_a_vault_a_sealed_file_asks_for_one(dossier: Dossier, keeper: Viewer, folder: Path) -> None:
    open_vault(dossier)
    raw(dossier)
    with as_system(), writing():
        Dossier.objects.filter(pk=dossier.pk).update(vault=None)

    def opened() -> OpenVault:
        raise NoVault

    with pytest.raises(NoVault):
        raw(dossier, opened)
