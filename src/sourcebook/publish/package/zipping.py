"""A package as one ZIP: the same folder gives the same bytes."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import zipfile
from pathlib import Path

from sourcebook.dossier.exchange.unbag import BagBroken, FolderSource
from sourcebook.dossier.vault.durable import sync_folder
from sourcebook.publish.package.faults import PackageError

# The folder in the ZIP.
TOP = "evidence-package/"
_FIRST = (1980, 1, 1, 0, 0, 0)
# Packed already.
_STORED = (".jpg", ".png", ".webp", ".gif", ".mp3", ".m4a", ".mp4", ".webm", ".zip", ".wacz", ".docx", ".pdf")


def zipped(folder: Path, target: Path) -> Path:
    """Packs a package into `target`, a new file, and gives it back.

    Entries are sorted, dated by the report, readable by all. Raises PackageError where the target is there
    already or the folder is no package.
    """
    if target.exists():
        raise PackageError(f"{target} is there already: name a new file")
    passing = target.parent / f".{target.name}.{secrets.token_hex(8)}.partial"
    try:
        source = FolderSource(folder)
        date = _date(folder)
        with zipfile.ZipFile(passing, "x") as archive:
            for path in sorted(source.files()):
                info = zipfile.ZipInfo(TOP + path, date)
                info.external_attr = 0o100644 << 16
                info.create_system = 3
                info.compress_type = zipfile.ZIP_STORED if path.endswith(_STORED) else zipfile.ZIP_DEFLATED
                with source.open(path) as file, archive.open(info, "w", force_zip64=True) as entry:
                    shutil.copyfileobj(file, entry, 1 << 20)
        with passing.open("rb") as written:
            os.fsync(written.fileno())
        passing.rename(target)
        sync_folder(target.parent)
    except BagBroken as error:
        raise PackageError(str(error)) from None
    finally:
        passing.unlink(missing_ok=True)
    return target


def _date(folder: Path) -> tuple[int, int, int, int, int, int]:
    try:
        date = str(json.loads((folder / "data" / "report.json").read_bytes())["date"])
    except (OSError, ValueError, KeyError, TypeError):
        raise PackageError(f"{folder} is no evidence package: data/report.json cannot be read") from None
    parts = date[:10].split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not "1980" <= parts[0] <= "2107":
        return _FIRST
    return int(parts[0]), int(parts[1]), int(parts[2]), 0, 0, 0
