"""The commands as a researcher types them, each in a process of its own with a fresh home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
PASSPHRASE = "seven grey herons cross the lake"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    home = tmp_path_factory.mktemp("home")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "SOURCEBOOK_HOME": str(home),
        "SOURCEBOOK_USER": "ana",
        "SOURCEBOOK_PASSPHRASE": PASSPHRASE,
    }

    def start(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "sourcebook.cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == status, done.stderr or done.stdout
        return done

    return start


@pytest.fixture(scope="module")
def imported(run: Run, ardovia: Path) -> Run:
    run("init", "ardovia", "--title", "Ardovia 2031", "--organisation", "Open Archive")
    run("import", ardovia / "report.docx", "--dossier", "ardovia")
    return run


def told(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def test_without_a_dossier_it_says_how_to_begin(tmp_path: Path) -> None:
    environment = {**os.environ, "SOURCEBOOK_HOME": str(tmp_path / "nothing")}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "list"], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 2
    assert "begin with `sourcebook init NAME`" in done.stderr


def test_list_counts_and_shows(imported: Run) -> None:
    counts = told(imported("list", "--count", "--format", "json"))
    assert {row["status"] for row in counts} == {"draft"}
    shown = told(imported("list", "--kind", "statement", "--form", "measure", "--format", "json"))
    assert shown["total"] == sum(row["count"] for row in counts if row["form"] == "measure") > 0
    one = told(imported("show", shown["records"][0]["id"][:10], "--format", "json"))
    assert one["kind"] == "statement"
    assert one["evidence"]


@pytest.mark.parametrize("verb", ["list", "people", "history", "review", "codebook"])
def test_every_verb_prints_for_people(imported: Run, verb: str) -> None:
    assert imported(verb).stdout.strip()


def test_search_finds_what_was_read(imported: Run) -> None:
    found = told(imported("search", "hill*", "--format", "json"))
    everything = told(imported("search", "ardovia", "--format", "json"))
    assert everything["total"] > found["total"] >= 0
    hit = everything["hits"][0]
    assert any(piece["marked"] for piece in hit["excerpt"])


def test_review_leads_from_draft_to_reviewed_and_back(imported: Run) -> None:
    record = told(imported("list", "--kind", "statement", "--format", "json"))["records"][0]["id"]
    done = told(imported("review", record, "--to", "reviewed", "--why", "heard it", "--format", "json"))
    history = told(imported("history", record, "--format", "json"))
    assert history[0]["why"] == "heard it"
    assert history[0]["after"]["status"] == "reviewed"
    imported("undo", done["revision"], "--why", "too early")
    assert told(imported("show", record, "--format", "json"))["status"] == "draft"


def test_many_are_not_reviewed_without_a_word(imported: Run) -> None:
    done = imported("review", "--kind", "claim", "--to", "reviewed", status=2)
    assert "Say --yes" in done.stderr


def test_a_broken_value_is_refused_in_one_line(imported: Run) -> None:
    done = imported("create", "event", "type=killing", "when=2031-02-30", status=2)
    assert done.stderr.count("\n") == 1
    assert "when" in done.stderr and "no such date" in done.stderr


def test_what_was_watched_is_recorded_though_nothing_was_found(imported: Run) -> None:
    made = imported(
        "create", "watch", "outlet=Radio Sel", "period=2031-01/2031-03", "criteria=speeches of ministers",
        'searches:=[{"query": "hill", "found": 0}]',
    ).stdout.strip()  # fmt: skip
    shown = told(imported("show", made, "--format", "json"))
    assert shown["parts"]["searches"][0]["found"] == 0


def test_a_file_is_added_once(imported: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><title>Roads</title><body><p>Every hill will be ours.</p></body></html>", "utf-8")
    first = told(imported("add", page, "--url", "https://radiosel.example/hills", "--accessed", "2031-03-02",
                          "--format", "json"))  # fmt: skip
    again = told(imported("add", page, "--url", "https://radiosel.example/hills", "--format", "json"))
    assert again["capture"] == first["capture"] and not again["new"]
    capture = told(imported("show", first["capture"], "--format", "json"))
    assert capture["fields"]["accessed"] == "2031-03-02"
    assert capture["parts"]["custody"][0]["act"] == "received"


def test_sealed_content_opens_with_the_passphrase_alone(imported: Run) -> None:
    record = imported("create", "actor", 'names:=[{"value": "Witness Ondra Vesh"}]').stdout.strip()
    imported("level", "sealed", record, "--why", "in danger")
    assert "Ondra" not in imported("show", record).stdout
    assert "Ondra Vesh" in imported("show", record, "--open").stdout
    assert told(imported("search", "Ondra", "--format", "json"))["total"] == 0


def test_a_file_added_sealed_stands_nowhere_in_clear(
    imported: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = tmp_path / "witness-vorrin.txt"
    page.write_text("Zefyrin Vorrin saw who set fire to the archive of Tolva.\n", "utf-8")
    imported("add", page, "--level", "sealed")
    # Folders of other tests lie beside the home; the words may stand in none of them.
    homes = [folder for folder in tmp_path_factory.getbasetemp().glob("home*") if folder.is_dir()]
    assert any((home / "captures" / "sealed").is_dir() for home in homes)
    for path in (path for home in homes for path in home.rglob("*")):
        assert "vorrin" not in path.name
        assert not path.is_file() or b"efyrin" not in path.read_bytes(), path
    assert told(imported("search", "Zefyrin", "--format", "json"))["total"] == 0


def test_checks_run_over_the_dossier(imported: Run) -> None:
    done = imported("check", "--dossier", "ardovia", "--format", "json", "--fail-on", "never")
    rules = {finding["rule"] for finding in told(done)["findings"]}
    assert "source-not-captured" in rules


def test_export_load_export_is_the_same_bytes(imported: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    imported("export", "ardovia", first)
    other = {**os.environ, "SOURCEBOOK_HOME": str(tmp_path / "home"), "SOURCEBOOK_USER": "ana"}
    other.pop("DATABASE_URL", None)
    for arguments in (["load", first], ["export", "ardovia", second]):
        done = subprocess.run(
            [sys.executable, "-m", "sourcebook.cli", *map(str, arguments)],
            capture_output=True, text=True, env=other,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    files = {p.relative_to(first): p.read_bytes() for p in first.rglob("*") if p.is_file()}
    assert files == {p.relative_to(second): p.read_bytes() for p in second.rglob("*") if p.is_file()}


def test_a_backup_comes_back(imported: Run, tmp_path: Path) -> None:
    backup = tmp_path / "ardovia.backup"
    imported("backup", "ardovia", backup)
    assert b"Ardovia" not in backup.read_bytes()
    other = {
        **os.environ,
        "SOURCEBOOK_HOME": str(tmp_path / "home"),
        "SOURCEBOOK_USER": "ana",
        "SOURCEBOOK_PASSPHRASE": PASSPHRASE,
    }
    other.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "restore", str(backup)],
        capture_output=True,
        text=True,
        env=other,
    )
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", "list", "--count"], capture_output=True, text=True, env=other
    )
    assert listed.stdout == imported("list", "--count").stdout


def test_many_records_get_another_level_by_a_filter(imported: Run) -> None:
    asked = imported("level", "public", "--kind", "place", "--why", "places of the report", status=2)
    assert "records become public. Say --yes to do it." in asked.stderr
    imported("level", "public", "--kind", "place", "--why", "places of the report", "--yes")
    rows = told(
        imported("list", "--kind", "place", "--level", "public", "--format", "json", "--limit", "200")
    )
    assert len(rows if isinstance(rows, list) else rows["records"]) > 20
    again = imported("level", "public", "--kind", "place", "--why", "once more", "--yes", "--format", "json")
    assert told(again)["revision"] is None
