"""What must not come out stands in no byte of anything that is published, however it is packed."""

from __future__ import annotations

import base64
import getpass
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.publish.cli.dossier import SLUG, Home, stopped
from tests.publish.safety import planting
from tests.publish.safety.searching import found, pieces

_LOGIN, _HOMES, _FOLDER = "qyvlogin", "qyvhomes", "qyvpictures"


@dataclass(frozen=True)
class Planted:
    """What was planted, and the folders that came out."""

    out: dict[str, str]
    kept: dict[str, str]
    published: Path
    preview: Path
    home: Home
    said: str


@pytest.fixture(scope="module")
def planted(drafted: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """The invented dossier with words planted everywhere, its edition published and as a preview."""
    folder = tmp_path_factory.mktemp(_HOMES)
    more = {"USER": _LOGIN, "LOGNAME": _LOGIN, "HOME": str(folder / "home"), "TMPDIR": str(folder)}
    home = drafted.copy(folder / "dossier", **more)
    told = folder / "planted.json"
    done = home.python("-m", "tests.publish.safety.planting", told)
    assert done.returncode == 0, done.stderr
    words = json.loads(told.read_text("utf-8"))
    images = folder / _FOLDER
    images.mkdir()
    (images / "bridge.jpg").write_bytes(planting.photograph())
    path = folder / "edition.md"
    path.write_text(_text(words["out"].pop("id")), encoding="utf-8")
    why = planting.word("why a text was saved")
    home("edition", "in", SLUG, path, "--why", why)
    said = home("publish", SLUG, "--out", folder / "preview", "--preview", "--images", images)
    home.signed(images)
    made = home("publish", SLUG, "--out", folder / "published", "--images", images)
    kept = {**words["kept"], **planting.KEPT, **_of_the_machine()}
    kept.update({"login": _LOGIN, "home folder": _HOMES, "folder of images": _FOLDER})
    yield Planted(
        words["out"],
        kept,
        folder / "published",
        folder / "preview",
        home,
        said.stdout + made.stdout + made.stderr,
    )
    stopped()


def _of_the_machine() -> dict[str, str]:
    found_ = {"machine": socket.gethostname(), "own login": getpass.getuser(), "own home": str(Path.home())}
    # "root" is a word like others.
    return {what: word for what, word in found_.items() if len(word) > 5}


def _text(id: str) -> str:
    """An edition with every table, a chart, a map, an image, and the statement that has published words.

    The gate notices what was planted into published records: it is let stand, and still nothing comes out.
    """
    return f"""---
title: Hatred and Its Consequences in Ardovia
period: '2024'
date: '2025-03-03'
overrides:
- {{rule: statement-not-verbatim, reason: planted, organisation: Two Banks Initiative}}
- {{rule: private-name-told, reason: planted, organisation: Two Banks Initiative}}
---

A minister spoke.[@statement:{id}] There were [=count:statement] statements in all.

![The bridge](bridge.jpg)

![By month](chart:statements-by-month)

![Places](map:places)

# Annexes {{.annex}}

![Statements](table:statements)

![Events](table:events)

![Figures](table:figures)

![Method](table:methodology)

![Corrections](table:corrections)
"""


def test_what_was_published_is_found_in_every_format(planted: Planted) -> None:
    """Or the search would prove nothing."""
    where = found(pieces(planted.published), planted.out)["text of a published statement"]
    for name in (
        "report.pdf#text",
        "report.html",
        "report.docx/word/document.xml",
        "package/data/report.pdf#text",
        "package/data/records/statement.jsonl",
        "package/data/tables/statements.csv",
    ):
        assert name in where
    assert any(name.startswith("package.zip/") and name.endswith("/statement.jsonl") for name in where)


def test_nothing_that_was_kept_back_is_in_any_byte(planted: Planted) -> None:
    assert len(planted.kept) > 150
    assert found(pieces(planted.published), planted.kept) == {}


def test_nor_in_a_preview(planted: Planted) -> None:
    assert found(pieces(planted.preview), planted.kept) == {}
    assert "text of a published statement" in found(pieces(planted.preview), planted.out)


def test_the_commands_name_nobody_of_the_team(planted: Planted) -> None:
    names = {what: word for what, word in planted.kept.items() if what.startswith("name of ")}
    assert len(names) == 4
    assert found([("said", planted.said.encode())], names) == {}


@pytest.mark.parametrize("who", ["private person", "minor"])
def test_a_protected_name_that_is_typed_closes_the_gate(planted: Planted, tmp_path: Path, who: str) -> None:
    name = f"{planted.kept[f'{who}: first name']} {planted.kept[f'{who}: surname']}"
    slug = f"typed-{who.split()[0]}"
    path = tmp_path / "edition.md"
    path.write_text(f"---\ntitle: T\n---\n\nText.\n\nA witness, {name}, saw it.\n", encoding="utf-8")
    planted.home("draft", slug, "--period", "2024", "--title", "T")
    planted.home("edition", "in", slug, path)
    done = planted.home("publish", slug, "--out", tmp_path / "out", status=2)
    [line] = [line for line in done.stderr.splitlines() if line.startswith("private-name-typed: ")]
    assert ", paragraph 2: the name of somebody who is protected is typed here" in line
    assert not (tmp_path / "out").exists()


def test_the_search_reads_what_is_packed(planted: Planted) -> None:
    names = {name for name, _ in pieces(planted.published)}
    for part in ("report.docx/word/media/", "report.html#", "report.pdf#", "package.zip/", "report.pdf/"):
        assert any(part in name for name in names), part


def test_every_kind_of_secret_was_planted(planted: Planted) -> None:
    for part in (
        "draft: statement.text", "reviewed: event.description", "withdrawn: claim.words", "team: source.title",
        "restricted: actor.names.value", "sealed: place.names.value", "sealed: statement.text", "name of a keeper",
        "published: statement.note", "a withheld field", "private person: surname", "minor: surname", "a longitude",
        "not cleared: bytes", "not cleared: words before", "not cleared: words after", "called back: bytes",
        "called back: name of the file", "EXIF 0x10f", "JPEG comment", "why it was cleared", "csl.abstract", "policy",
    ):  # fmt: skip
        assert part in planted.kept, part


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_planted_word_is_found_in_any_encoding_and_case(encoding: str, tmp_path: Path) -> None:
    words = {"secret": "Qyghjkmnpqrstv", "place": "28.3718293", "login": "qyvlogin"}
    for what, word in words.items():
        for text in (word, word.upper()):
            (tmp_path / "file").write_bytes(b"before" + text.encode(encoding) + b"after")
            assert set(found(pieces(tmp_path), words)) == {what}
        (tmp_path / "file").write_bytes(base64.b64encode(b"before it " + word.encode() + b" after"))
        assert set(found(pieces(tmp_path), words)) == {what}
