"""The same dossier on the same day gives the same bytes, whoever publishes where."""

from __future__ import annotations

from pathlib import Path

from tests.publish.cli.dossier import SLUG, Home


def test_two_publications_of_the_invented_report_are_the_same_bytes(drafted: Home, tmp_path: Path) -> None:
    first = drafted.copy(
        tmp_path / "one" / "home", PYTHONHASHSEED="1", TZ="Pacific/Auckland", LC_ALL="C"
    ).signed()
    # Keys are random: a dossier has one.
    assert first("publish", SLUG, "--out", tmp_path / "warm").returncode == 0
    second = first.copy(
        tmp_path / "another place" / "home", PYTHONHASHSEED="4711", TZ="America/Lima", LC_ALL="C.UTF-8",
        HOME=str(tmp_path), USER="somebody", TMPDIR=str(tmp_path), SOURCE_DATE_EPOCH="1900000000",
    )  # fmt: skip
    done = second.command("publish", SLUG, "--out", tmp_path / "second")
    assert done.returncode == 0, done.stderr
    one, other = (_files(tmp_path / name) for name in ("warm", "second"))
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert {"report.pdf", "report.docx", "report.html", "edition.md", "package.zip"} <= one.keys()


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
