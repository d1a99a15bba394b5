"""Files that somebody brings in order to do harm, or by accident."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.workbench.holding import ROOT

from sourcebook.dossier.ingest.sheet import SheetError
from sourcebook.dossier.ingest.sheet.looking import look
from sourcebook.workbench.uploading import clean_name


@pytest.mark.parametrize(
    "name",
    [
        "\U0001f600" * 120 + ".html",
        "é" * 119 + ".html",
        "x" * 500 + ".html",
        "../../../x.html",
        "a\r\nb.html",
    ],
)
def test_a_file_of_whatever_name_is_taken(
    name: str, dossier: Any, as_: Callable[[str], Client], tmp_path: Path
) -> None:
    (tmp_path / clean_name(name)).touch()
    sent = SimpleUploadedFile("page.html", b"<p>Nobody answered at Selm.</p>")
    sent.name = name
    answer = as_("contributor").post(f"{ROOT}/bring/", {"file": sent})
    assert answer.status_code == 302 and "/bring/" in answer["Location"]
    assert as_("contributor").get(answer["Location"]).status_code == 200
    assert as_("reviewer").get(answer["Location"])["Location"] == f"{ROOT}/bring/", (
        "it is for its sender alone"
    )


def test_a_workbook_whose_texts_unpack_to_hundreds_of_megabytes_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(70):
                part.write(b"<si><t>a</t></si>" * 60_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SheetError, match="MB of texts or styles"):
        look(path)
