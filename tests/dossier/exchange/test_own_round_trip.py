"""Exported, loaded and exported again, no byte differs: in each database, and between them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import connection, transaction
from tests.dossier.conftest import use_database
from tests.dossier.exchange.own_dossier import (
    empty_database,
    empty_store,
    files,
    fill,
    lines,
    part,
    vault_for_keys,
)

from sourcebook.dossier.exchange.bag import NotEmpty
from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.exchange.lines import Unwritable, line
from sourcebook.dossier.exchange.load import load
from sourcebook.dossier.kinds import KINDS, empty_plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Account, Dossier, Membership, Organisation, Record, SearchText
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.write import create


def validated(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("bagit.py")), "--quiet", "--validate", str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_it_works(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    ids = fill(dossier, keeper)
    with as_system():
        before = by_ids([ids["quote"], ids["dead"]], vault_for_keys(dossier))
        searched = sorted(SearchText.objects.values_list("record_id", "folded"))
    done = export(dossier, tmp_path / "one", vault_for_keys(dossier))
    assert not done.missing
    first = files(tmp_path / "one")
    assert validated(tmp_path / "one").returncode == 0
    empty_database()
    empty_store()
    with as_system():
        loaded = load(tmp_path / "one")
        connection.check_constraints()
        again = Dossier.objects.get()
        assert by_ids([ids["quote"], ids["dead"]], vault_for_keys(again)) == before
        assert sorted(SearchText.objects.values_list("record_id", "folded")) == searched
    records = [count for path, count in done.lines.items() if path.startswith("records/")]
    assert loaded.records == sum(records)
    assert loaded.rows == done.rows
    with viewing(keeper):
        export(again, tmp_path / "two", vault_for_keys(again))
    assert files(tmp_path / "two") == first


def test_every_kind_and_part_is_in_it(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    for kind, own in KINDS.items():
        rows = lines(tmp_path / "one", f"records/{kind}.jsonl")
        assert rows, kind
        for name in own.parts:
            assert any(row["parts"].get(name) for row in rows), f"{kind}.{name}"
    beside = ("evidence", "withheld", "revisions", "changes", "proposals", "people")
    assert all(lines(tmp_path / "one", f"{name}.jsonl") for name in beside)
    assert any(one["sealed"] for one in lines(tmp_path / "one", "changes.jsonl"))
    assert {one["why"] for one in lines(tmp_path / "one", "withheld.jsonl")} >= {"field", "record", "file"}


def test_each_line_fits_its_schema(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    assert_fits(tmp_path / "one")


def assert_fits(folder: Path) -> None:
    for path in sorted((folder / "data" / "schemas").iterdir()):
        schema = json.loads(path.read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        name = path.stem
        file = {"dossier": "dossier.json"}.get(name, f"{'records/' if name in KINDS else ''}{name}.jsonl")
        for one in lines(folder, file):
            assert [error.message for error in validator.iter_errors(one)] == [], (file, one)


def test_between_databases_no_byte_differs(
    databases: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    use_database(databases("sqlite"))
    with transaction.atomic():
        with as_system():
            dossier = Dossier.objects.create(
                slug="ardovia", title="Ardovia", made_at=datetime(2026, 1, 5, tzinfo=UTC)
            )
            account = Account.objects.create(handle="keeper", name="A keeper")
            Membership.objects.create(dossier=dossier, account=account, role="keeper")
        keeper = Viewer(dossier.pk, "keeper", account.pk)
        with viewing(keeper):
            fill(dossier, keeper)
            export(dossier, tmp_path / "one")
        transaction.set_rollback(True)
    for vendor in ("postgresql", "sqlite"):
        use_database(databases(vendor))
        with transaction.atomic():
            with as_system():
                load(tmp_path / "one")
                connection.check_constraints()
            with viewing(keeper):
                export(Dossier.objects.get(), tmp_path / vendor)
            transaction.set_rollback(True)
        assert files(tmp_path / vendor) == files(tmp_path / "one")


def test_an_empty_dossier_goes_there_and_back(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    export(dossier, tmp_path / "one")
    assert validated(tmp_path / "one").returncode == 0
    empty_database()
    with as_system():
        load(tmp_path / "one")
    with viewing(keeper):
        export(Dossier.objects.get(), tmp_path / "two")
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_two_dossiers_in_one_home_keep_to_themselves(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    fill(dossier, keeper)
    with as_system():
        other = Dossier.objects.create(slug="other", title="Other", made_at=datetime(2026, 2, 1, tzinfo=UTC))
    with viewing(Viewer(other.pk, "system")):
        create([empty_plain("actor", names=[part(value="Somebody else")])], "")
        done = export(other, tmp_path / "one")
    assert (done.rows, done.captures, done.texts) == (4, 0, 0)


def test_a_folder_with_something_in_it_is_left_alone(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(NotEmpty, match="not empty"):
        export(dossier, tmp_path / "full")
    assert files(tmp_path) == {"full/letter.txt": b"dear"}


def test_a_failed_export_leaves_nothing(dossier: Dossier, keeper: Viewer, tmp_path: Path) -> None:
    fill(dossier, keeper)

    def stop(what: str, done: int, total: int) -> None:
        if what == "evidence.jsonl":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(dossier, tmp_path / "one", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_no_file_can_hold_is_said_with_its_place() -> None:
    with pytest.raises(Unwritable, match=r"records/source.jsonl: fields.csl.note holds a NUL"):
        line({"fields": {"csl": {"note": "a\x00"}}}, "records/source.jsonl")
    with pytest.raises(Unwritable, match="half a surrogate"):
        line({"note": "\ud800"})
    assert json.loads(line({"note": "a\\u0000"})) == {"note": "a\\u0000"}


def test_lost_bytes_are_named_and_the_rest_is_exported(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    create([empty_plain("capture", sha256="ab" * 32)], "")
    assert export(dossier, tmp_path / "one").missing == ["ab" * 32]


def test_a_taken_name_is_marked_and_exported_without_the_mark(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    with as_system():
        mine = Organisation.objects.create(name="Open Archive")
    create([empty_plain("actor", names=[part(value="A")], owner=str(mine.pk))], "")
    export(dossier, tmp_path / "one")
    assert keeper.account
    account = Account.objects.get(pk=keeper.account)
    empty_database()
    with as_system():
        Organisation.objects.create(name="Open Archive")
        Account.objects.create(handle=account.handle, name="Somebody else")
        load(tmp_path / "one")
        assert Account.objects.get(pk=keeper.account).handle == f"{account.handle}~{account.pk.hex[:8]}"
        assert not Account.objects.get(pk=keeper.account).has_usable_password()
    with viewing(keeper):
        export(Dossier.objects.get(), tmp_path / "two")
        assert Record.objects.count() == 1
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_evidence_is_proved_without_a_line_of_this_program(
    dossier: Dossier, keeper: Viewer, tmp_path: Path
) -> None:
    fill(dossier, keeper)
    export(dossier, tmp_path / "one")
    script = Path(__file__).with_name("verify_export.py")

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", "-S", str(script), str(tmp_path / "one")],
            check=False,
            capture_output=True,
            text=True,
        )

    good = run()
    assert (good.returncode, good.stderr) == (0, "")
    assert "4 selectors hold" in good.stdout
    path = tmp_path / "one" / "data" / "evidence.jsonl"
    path.write_text(path.read_text("utf-8").replace('"exact":"Monday"', '"exact":"Sunday"'), "utf-8")
    bad = run()
    assert bad.returncode == 1
    assert "evidence.jsonl" in bad.stderr and "Sunday" in bad.stderr
