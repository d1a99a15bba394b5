"""Proves an export with Python alone, no line of the program that wrote it.

    python verify_export.py FOLDER

Every file has the hash that its manifest says; every piece of evidence that is anchored in a text stands there,
`text[start:end] == exact`; every record, text and capture that is pointed to is in the folder. Says what is
wrong, one line each, and ends with 1.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def manifest(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """The lines of a manifest: (path, hash)."""
    for line in (folder / name).read_text("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        yield path, digest


def wrong_hashes(folder: Path) -> Iterator[str]:
    """Files that are not what the manifests say, or are in none."""
    listed = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for path, digest in manifest(folder, name):
            listed[path] = digest
            file = folder / path
            if not file.is_file():
                yield f"{path}: is missing"
            elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                yield f"{path}: its hash is not that of {name}"
    for file in sorted((folder / "data").rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and path not in listed:
            yield f"{path}: is in no manifest"


def lines(folder: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file, with where each stands."""
    path = folder / "data" / name
    if path.is_file():
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield f"data/{name}, line {number}", json.loads(line)


def read(folder: Path) -> tuple[set[str], dict[str, str]]:
    """(ids of all records, hash of the text by id of its layer)."""
    records: set[str] = set()
    layers: dict[str, str] = {}
    for path in sorted((folder / "data" / "records").iterdir()):
        for _, record in lines(folder, f"records/{path.name}"):
            records.add(record["id"])
            for layer in record["parts"].get("layers", ()):
                layers[layer["id"]] = layer["sha256"]
    return records, layers


def text_of(folder: Path, sha256: str, known: dict[str, str | None]) -> str | None:
    """A text by its hash; the last one read is kept."""
    if sha256 not in known:
        known.clear()
        path = folder / "data" / "text" / f"{sha256}.txt"
        content = path.read_bytes() if path.is_file() else None
        if content is not None and hashlib.sha256(content).hexdigest() != sha256:
            content = None
        known[sha256] = None if content is None else content.decode("utf-8")
    return known[sha256]


def wrong_evidence(folder: Path, counted: list[str]) -> Iterator[str]:
    """Evidence that does not hold; `counted` gets how much does."""
    records, layers = read(folder)
    known: dict[str, str | None] = {}
    for where, one in lines(folder, "evidence.jsonl"):
        for link in ("record", "basis"):
            if one[link] and one[link] not in records:
                yield f"{where}: {link} {one[link]} is no record of this export"
        if one["state"] not in ("anchored", "moved"):
            continue
        if one["layer"] not in layers:
            yield f"{where}: layer {one['layer']} is no text of this export"
            continue
        text = text_of(folder, layers[one["layer"]], known)
        if text is None:
            yield f"{where}: the text {layers[one['layer']]} is missing or has another hash"
        elif text[one["start"] : one["end"]] != one["exact"]:
            found = text[one["start"] : one["end"]]
            yield f"{where}: {one['start']} to {one['end']} is {found!r}, not {one['exact']!r}"
        else:
            counted.append(where)


def main(folder: Path) -> int:
    """Proves a folder; the exit status."""
    counted: list[str] = []
    problems = [*wrong_hashes(folder), *wrong_evidence(folder, counted)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(counted)} selectors hold, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
