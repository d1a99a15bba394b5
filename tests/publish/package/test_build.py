"""The package that is written: whole, the same twice, without a word that is not for the public."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.package.making import (
    EDITION,
    PAGE,
    SEALED,
    TEXT,
    Vault,
    material,
    package,
    printed,
    sha,
    signer,
    vault,
)

from sourcebook.publish.material import Material
from sourcebook.publish.package import PackageError, build, verify, zipped
from sourcebook.publish.printed import Cited, Kept, Printed


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_works(tmp_path: Path) -> None:
    summary = package(tmp_path / "p", [signer()])
    found = files(tmp_path / "p")
    assert found[f"data/captures/{sha(PAGE)}.html"] == PAGE
    assert found[f"data/text/{sha(TEXT)}.txt"].decode() == TEXT
    assert found["data/edition.md"].decode() == EDITION
    assert summary.captures == {"released": 2, "withheld": 1, "on file": 1, "never captured": 1}
    assert summary.files == sum(path.startswith("data/") for path in found)
    verified = verify(tmp_path / "p", keys=[signer().public_key.hex()])
    assert verified.holds and verified.warnings == ()
    assert verified.signed == (("Sel Law Centre", signer().public_key.hex()),)


def test_the_library_of_congress_takes_it_for_a_bag(tmp_path: Path) -> None:
    package(tmp_path / "p", [signer()])
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", "--quiet", tmp_path / "p"], capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_every_source_has_its_word_and_only_released_ones_their_bytes(tmp_path: Path) -> None:
    kept = vault()
    report = printed()
    build(tmp_path / "p", report, {}, material(kept), EDITION)
    evidence = json.loads((tmp_path / "p/data/evidence.json").read_text("utf-8"))["sources"]
    states = {
        id: [(one["state"], bool(one["path"]), len(one["sha256"])) for one in source["kept"]]
        for id, source in evidence.items()
    }
    assert states == {
        "s-1": [("released", True, 64)],
        "s-2": [("released", True, 64)],
        "s-3": [("withheld", False, 64), ("on file", False, 0)],
        "s-4": [("never captured", False, 0)],
    }
    assert set(kept.asked) == {"c-1", "c-2"}
    passage = json.loads((tmp_path / "p/data/report.json").read_text("utf-8"))["evidence"]["p-hills"][1][
        "passages"
    ][0]
    assert (passage["exact"], passage["prefix"], passage["suffix"]) == (
        "They were taken to the quarry",
        "",
        "",
    )


def test_nothing_sealed_is_in_any_byte(tmp_path: Path) -> None:
    package(tmp_path / "p", [signer()])
    zipped(tmp_path / "p", tmp_path / "p.zip")
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        unzipped = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    for path, data in files(tmp_path / "p").items():
        for words in (
            SEALED,
            "Footage of a captive",
            str(tmp_path),
            os.environ.get("HOME", "/root"),
            sys.prefix,
        ):
            assert words.encode() not in data, (path, words)
            assert words.encode() not in unzipped


def test_two_builds_have_the_same_bytes_as_folder_and_as_zip(tmp_path: Path) -> None:
    for name in ("a", "b"):
        package(tmp_path / name, [signer(), signer("Nordbank Watch & Partners")])
        zipped(tmp_path / name, tmp_path / f"{name}.zip")
        os.utime(tmp_path / name / "README.txt", (1, 1))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2032, 2, 1, 0, 0, 0)}
    assert verify(tmp_path / "a.zip", keys=[signer().public_key.hex()]).holds


_HALFWAY = """
import os, signal
from pathlib import Path
from tests.publish.package import making
kept = making.vault()
def die(capture): os.kill(os.getpid(), signal.SIGKILL)
kept.text_of = die
from sourcebook.publish.package import build
build(Path({folder!r}), making.printed(), {{}}, making.material(kept), making.EDITION)
"""


def test_killed_halfway_it_leaves_nothing_under_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", _HALFWAY.format(folder=str(folder))], cwd=root, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not folder.exists()
    assert [path.name[:3] for path in tmp_path.iterdir()] == [".p."]
    package(folder)
    assert verify(folder).holds


def test_an_error_leaves_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(PackageError):
        build(tmp_path / "p", printed(), {}, material(Vault({}, {})), EDITION)
    assert list(tmp_path.iterdir()) == []


def changed(**kept: str) -> Printed:
    report = printed()
    one = replace(report.sources["s-1"].kept[0], **kept)  # type: ignore[arg-type]
    return replace(report, sources={**report.sources, "s-1": replace(report.sources["s-1"], kept=(one,))})


@pytest.mark.parametrize(
    ("report", "kept", "message"),
    [
        (changed(capture="c-3"), vault(), "capture c-3 is printed as released, but no person has cleared it"),
        (changed(sha256="12" * 32), vault(), "its bytes are not those that were cited"),
        (changed(layer="12" * 32), vault(), "its text is not the layer 1212"),
        (printed(), Vault({"c-2": PAGE}, {}), "capture c-1 is released, but its bytes are not there"),
        (printed(), Vault({"c-1": PAGE}, {}), "capture c-1 is released, but its text is not there"),
        (changed(sha256="../../x"), vault(), "'../../x' is no SHA-256"),
        (replace(printed(), blocks=printed().blocks * 2), vault(), "two blocks of the report have one id"),
        (replace(printed(), title="half \ud83d"), vault(), "character .* is half a surrogate pair"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(
    report: Printed, kept: Vault, message: str, tmp_path: Path
) -> None:
    with pytest.raises(PackageError, match=message) as caught:
        build(tmp_path / "p", report, {}, material(kept), EDITION)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_words_that_are_not_where_the_passage_says_are_refused(tmp_path: Path) -> None:
    report = printed()
    support = report.evidence["p-hills"][0]
    wrong = replace(support, passages=(replace(support.passages[0], start=3, end=21),))
    with pytest.raises(PackageError, match=r"p-hills: the words of statement .* are not at 3-21"):
        build(tmp_path / "p", replace(report, evidence={"p-hills": (wrong,)}), {}, material(), EDITION)


@pytest.mark.parametrize("name", ["report.json", "../report.pdf", "a/b.pdf", ".hidden", "Report.pdf"])
def test_a_file_with_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="cannot be the name"):
        build(tmp_path / "p", printed(), {name: b""}, material(), EDITION)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/mine.txt").write_text("mine")
    with pytest.raises(PackageError, match="is not empty"):
        package(tmp_path / "p")
    assert files(tmp_path) == {"p/mine.txt": b"mine"}
    (tmp_path / "z").write_bytes(b"")
    with pytest.raises(PackageError, match="there already"):
        zipped(tmp_path / "p", tmp_path / "z")


def test_a_package_without_any_capture_or_record(tmp_path: Path) -> None:
    report = replace(
        printed(), sources={"s-1": Cited("s-1", (), kept=(Kept("never captured"),))}, evidence={}, date=""
    )
    build(tmp_path / "p", report, {}, Material("Ardovia", {}), "")
    assert not (tmp_path / "p/data/captures").exists()
    assert verify(tmp_path / "p").holds
    assert verify(zipped(tmp_path / "p", tmp_path / "p.zip")).holds


def test_captures_are_not_all_in_memory_at_once(tmp_path: Path) -> None:
    big = {f"c-{n}": bytes([n]) * (5 << 20) for n in range(6)}
    hashes = {id: sha(data) for id, data in big.items()}
    kept = tuple(Kept("released", id, hashes[id], "video/mp4") for id in big)
    report = replace(printed(), sources={"s": Cited("s", (), kept=kept)}, evidence={})
    del big
    dossier = Material(
        "Ardovia", {}, released=frozenset(hashes), bytes_of=lambda id: bytes([int(id[2:])]) * (5 << 20)
    )
    tracemalloc.start()
    build(tmp_path / "p", report, {}, dossier, "")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 << 20
    assert len(list((tmp_path / "p/data/captures").iterdir())) == 6
    assert verify(tmp_path / "p").holds


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    package(tmp_path / "p")
    seen = []
    for path in sorted((tmp_path / "p/data/tables").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            seen += [cell for row in csv.reader(file) for cell in row if cell]
    assert {"'=cmd|' /C calc'!A0", "'@minister of roads", "'-verbatim", "'\tkilled", "-2", "2"} <= set(seen)
    assert [cell for cell in seen if cell[0] in "=+-@\t\r" and cell != "-2"] == []
