"""Where a published edition lies for good: its files, their sums, and whose keys have signed it.

One folder for each edition within the folder of the data. What is in it was published: nothing there is a
secret, and the same dossier prints the same bytes again, should the folder be lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcebook.dossier.home import home
from sourcebook.dossier.models import Edition

# What somebody takes away, in the order in which it is offered.
FILES = ("report.pdf", "report.docx", "report.html", "package.zip")
_SUMS = "sums.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a published edition; `sha256` is "" as long as nobody has summed it up."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose key has signed the package: the organisation, the short name of the key, the key itself."""

    organisation: str
    key_id: str
    public_key: str


def shelf_of(edition: Edition) -> Path:
    """The folder of a published edition; it is there once the edition is published."""
    return home() / "published" / str(edition.pk)


def sum_up(edition: Edition) -> None:
    """Notes the sha256 of each file beside the folder."""
    folder = shelf_of(edition)
    sums = {}
    for name in FILES:
        with (folder / name).open("rb") as file:
            sums[name] = hashlib.file_digest(file, "sha256").hexdigest()
    _sums_of(edition).write_text(json.dumps(sums, indent=1) + "\n", "utf-8")


def kept_of(edition: Edition) -> list[Kept]:
    """The files that are there."""
    folder = shelf_of(edition)
    sums = _read(_sums_of(edition))
    there = [folder / name for name in FILES if (folder / name).is_file()]
    return [Kept(path.name, path.stat().st_size, sums.get(path.name, "")) for path in there]


def signers_of(edition: Edition) -> list[Signed]:
    """Whose keys have signed what was published."""
    said = _read(shelf_of(edition) / "package" / "data" / "package.json")
    signers: object = said.get("signers")
    rows = signers if isinstance(signers, list) else []
    return [Signed(row["organisation"], row["key_id"], row["public_key"]) for row in rows]


def _sums_of(edition: Edition) -> Path:
    return shelf_of(edition).with_name(f"{edition.pk}.{_SUMS}")


def _read(path: Path) -> Mapping[str, str]:
    """A file of ours; {} where it is not there yet."""
    if not path.is_file():
        return {}
    found: Mapping[str, str] = json.loads(path.read_text("utf-8"))
    return found
