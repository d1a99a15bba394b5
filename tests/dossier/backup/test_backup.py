"""A backup is one encrypted file; restored, the dossier exports byte for byte as before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.dossier.exchange.own_dossier import (
    PASSPHRASE,
    SECRET,
    empty_database,
    empty_store,
    files,
    fill,
    vault_for_keys,
)

from sourcebook.dossier.backup import BackupBroken, backup, restore
from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.exchange.problems import LoadRefused
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import WrongPassphrase
from sourcebook.dossier.write.storing import NoVault


@pytest.fixture
def saved(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> Iterator[Path]:
    """A backup of everything, an export beside it, and an empty home."""
    fill(dossier, keeper)
    assert keeper.account
    with as_system(), writing():
        account = Account.objects.get(pk=keeper.account)
        account.set_password("a password")
        account.is_staff = True
        account.save(force_update=True)
    export(dossier, tmp_path / "before")
    done = backup(dossier, tmp_path / "home.backup")
    assert done.size == (tmp_path / "home.backup").stat().st_size
    assert not done.exported.missing
    empty_database()
    empty_store()
    with as_system():
        yield tmp_path / "home.backup"


def test_it_works(saved: Path, keeper: Viewer, tmp_path: Path) -> None:
    empty_database()
    restored = restore(saved, PASSPHRASE)
    connection.check_constraints()
    with viewing(keeper):
        again = Dossier.objects.get(pk=restored.dossier)
        export(again, tmp_path / "after", vault_for_keys(again))
    assert files(tmp_path / "after") == files(tmp_path / "before")
    for name in ("editions", "editiontexts", "signoffs", "releases"):
        assert (tmp_path / "after" / "data" / f"{name}.jsonl").stat().st_size, name
    assert keeper.account
    account = Account.objects.get(pk=keeper.account)
    assert account.check_password("a password") and account.is_staff


def test_no_word_can_be_read_in_it(saved: Path) -> None:
    content = saved.read_bytes()
    for word in ("Ardovia", "Tavo Brenik", "bag/", "statement.jsonl", SECRET, "Every hill"):
        assert word.encode() not in content
    assert saved.stat().st_mode & 0o777 == 0o600
    assert not [path for path in saved.parent.iterdir() if path.name.endswith(".partial")]


def test_without_a_passphrase_there_is_no_backup(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    with pytest.raises(NoVault, match="choose a passphrase first"):
        backup(dossier, tmp_path / "home.backup")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    (tmp_path / "home.backup").write_text("the old one")
    with pytest.raises(FileExistsError, match="name a new file"):
        backup(dossier, tmp_path / "home.backup")


def test_a_wrong_passphrase_opens_nothing(saved: Path) -> None:
    with pytest.raises(WrongPassphrase):
        restore(saved, "eight lanterns over Lake Miv")


def test_a_dossier_that_is_here_is_not_restored_over(saved: Path) -> None:
    empty_database()
    restore(saved, PASSPHRASE)
    with pytest.raises(LoadRefused, match="is here already"):
        restore(saved, PASSPHRASE)


def test_only_a_keeper_backs_up_and_restores(dossier: Dossier, saved: Path) -> None:
    with viewing(Viewer(dossier.pk, "publisher")):
        with pytest.raises(NotAllowed):
            backup(dossier, saved.with_name("other"))
        with pytest.raises(NotAllowed):
            restore(saved, PASSPHRASE)


def test_a_damaged_backup_is_refused_before_anything_is_written(saved: Path, home: Path) -> None:
    content = saved.read_bytes()
    size = len(content)
    start = content.index(b"\n", 25) + 1
    damaged = [content[:cut] for cut in (0, 10, 40, start, start + 50, start + 200, size // 2, size - 1)]
    places = [5, 30, start + 5, start + 100, *range(start + 200, size, size // 15), size - 1]
    damaged += [content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :] for at in places]
    damaged += [content + b"more", content[: size // 2] + content[size // 2 + 1 :]]
    for bad in damaged:
        saved.write_bytes(bad)
        with pytest.raises((BackupBroken, WrongPassphrase)) as broken:
            restore(saved, PASSPHRASE)
        assert "\n" not in str(broken.value)
        assert not Dossier.objects.exists() and not Account.objects.exists()
        assert not [path for path in (home / "captures").rglob("*") if path.is_file()]
