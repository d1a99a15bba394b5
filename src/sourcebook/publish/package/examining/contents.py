"""The parts of a package that several checks look at, read once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.opening import Opened, read


@dataclass(frozen=True)
class Contents:
    """An open package with its three data files."""

    source: Opened
    files: dict[str, int]
    manifest: bytes
    report: dict[str, Any]
    evidence: dict[str, Any]
    package: dict[str, Any]

    @classmethod
    def read(cls, source: Opened) -> Contents:
        """Reads it. Raises PackageError where a file is missing or no JSON object."""
        files = source.files()
        for name in (
            "manifest-sha256.txt",
            *(f"data/{name}.json" for name in ("report", "evidence", "package")),
        ):
            if name not in files:
                raise PackageError(f"{name} is missing: this is no whole evidence package")
        report, evidence, package = (_object(source, name) for name in ("report", "evidence", "package"))
        return cls(source, files, read(source, "manifest-sha256.txt"), report, evidence, package)

    def has(self, path: str) -> bool:
        """Whether a file is there."""
        return path in self.files

    def data(self, path: str) -> bytes:
        """A file. Raises PackageError where it is missing."""
        if path not in self.files:
            raise PackageError(f"{path} is missing")
        return read(self.source, path)

    def kept(self) -> Iterator[dict[str, Any]]:
        """What is kept of each source."""
        for source in self.evidence["sources"].values():
            yield from source["kept"]

    def passages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each passage with the id of its block."""
        for block, supports in self.report["evidence"].items():
            for support in supports:
                yield from ((block, passage) for passage in support["passages"])

    def counts(self) -> dict[str, int]:
        """How much was looked at; nothing where the files have not our form."""
        try:
            return {
                "files": len(self.files),
                "paragraphs and notes": len(self.report["parts"]),
                "passages": sum(1 for _ in self.passages()),
                "captures": sum(1 for one in self.kept() if one["path"]),
            }
        except (LookupError, TypeError, AttributeError):
            return {"files": len(self.files)}


def _object(source: Opened, name: str) -> dict[str, Any]:
    try:
        found = json.loads(read(source, f"data/{name}.json"))
    except ValueError as error:
        raise PackageError(f"data/{name}.json is not JSON ({error})") from None
    if not isinstance(found, dict):
        raise PackageError(f"data/{name}.json is not a JSON object")
    return found
