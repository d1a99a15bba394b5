"""A command that is killed leaves nothing under the final name, and no clear text behind."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.publish.cli.dossier import Home

from sourcebook.publish.swept import sweep, swept_folder


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """A folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def started(tmp_path: Path, temporary: Path, ardovia: Path) -> subprocess.Popen[bytes]:
    """A rebuild that has the report in its temporary dossier."""
    home = Home(tmp_path / "home", {"TMPDIR": str(temporary)})
    process = home.start("rebuild", ardovia / "report.md", "--out", tmp_path / "out", "--quiet")
    for _ in range(1200):
        if any(_clear(temporary)):
            return process
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("nothing was imported")


def _clear(folder: Path) -> Iterator[Path]:
    """The files in which words of the report stand."""
    for path in folder.rglob("*"):
        if path.is_file() and b"Kelmet" in path.read_bytes():
            yield path


def test_a_rebuild_that_is_stopped_takes_its_dossier_along(
    tmp_path: Path, temporary: Path, ardovia: Path
) -> None:
    process = started(tmp_path, temporary, ardovia)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 128 + signal.SIGTERM
    assert list(temporary.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def test_what_a_killed_rebuild_left_the_next_command_takes_away(
    tmp_path: Path, temporary: Path, ardovia: Path
) -> None:
    process = started(tmp_path, temporary, ardovia)
    process.kill()
    process.wait(60)
    assert not (tmp_path / "out").exists()
    left = list(temporary.iterdir())
    assert left, "or the test would prove nothing"
    assert all(path.stat().st_mode & 0o077 == 0 for path in left)
    (tmp_path / "nothing.md").write_bytes(b"")
    home = Home(tmp_path / "home", {"TMPDIR": str(temporary)})
    done = home.command("rebuild", tmp_path / "none.md", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert list(temporary.iterdir()) == []


@pytest.fixture
def here(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return temporary


def test_a_passing_folder_is_for_its_owner_alone_and_goes(here: Path) -> None:
    with swept_folder() as folder:
        assert folder.parent == here
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "text").write_text("clear")
    assert list(here.iterdir()) == []


def test_a_passing_folder_in_use_is_left_alone(here: Path) -> None:
    with swept_folder() as folder:
        with swept_folder() as other:
            assert other != folder
        assert folder.is_dir()


def test_sweeping_follows_no_link_and_takes_nothing_that_is_not_ours(here: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    (here / "sourcebook-passing-link").symlink_to(tmp_path)
    trap = here / "sourcebook-passing-trap"
    trap.mkdir()
    (trap / "lock").symlink_to(mine)
    (here / "sourcebook-passing-file").write_text("x")
    (here / "sourcebook-passing-young").mkdir()
    dead = here / "sourcebook-passing-dead"
    dead.mkdir()
    (dead / "lock").write_text("")
    (dead / "text").write_text("clear")
    sweep()
    assert mine.read_text() == "mine"
    assert not dead.exists()
    assert trap.is_dir()


def test_an_error_inside_takes_the_folder_along(here: Path) -> None:
    with pytest.raises(ZeroDivisionError), swept_folder():
        raise ZeroDivisionError
    assert list(here.iterdir()) == []
