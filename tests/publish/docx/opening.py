"""Looking into a Word file: its parts as trees, its text as LibreOffice prints it."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def files(docx: bytes) -> dict[str, bytes]:
    """The parts by name."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(docx: bytes, name: str) -> Any:  # noqa: ANN401
    """A part as a tree."""
    return etree.fromstring(files(docx)[name])


def changed(docx: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one stretch of one part put differently."""
    parts = files(docx)
    assert parts[name].count(old.encode()) >= 1, f"{old} is not in {name}"
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return target.getvalue()


def converted(docx: bytes, folder: Path, soffice: str, into: str) -> Path:
    """What LibreOffice makes of a file ("pdf", "txt:Text"), with a profile of its own."""
    (folder / "report.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", into, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "report.docx")], check=True, capture_output=True, timeout=120)
    return folder / f"report.{into.partition(':')[0]}"


def without_space(text: str) -> str:
    """The characters without white space, soft hyphens and marks of direction."""
    return re.sub("[\\s\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
