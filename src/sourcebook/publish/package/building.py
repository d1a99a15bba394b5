"""Writes a package: everything under a passing name, which becomes the folder's own when all is there.

One capture after the other is in memory, never all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sourcebook.dossier.exchange.bag import Bag, Folder, NotEmpty, new_folder
from sourcebook.dossier.exchange.lines import Unwritable
from sourcebook.publish.material import Material
from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.kept import Released, evidence_of, released_of
from sourcebook.publish.package.report import report_of
from sourcebook.publish.package.sealing import Parts, seal
from sourcebook.publish.package.signing import Signer, key_id
from sourcebook.publish.package.tables import tables
from sourcebook.publish.package.written import as_json, encoded
from sourcebook.publish.printed import Printed

_FILE = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
# Written by this room itself.
_OWN = frozenset({"report.json", "evidence.json", "package.json", "edition.md"})


@dataclass(frozen=True)
class Summary:
    """What was written: numbers of payload files, their bytes, paragraphs and notes, records, captures by
    state, and the ids of the keys that signed."""

    folder: Path
    files: int
    size: int
    parts: int
    records: int
    captures: Mapping[str, int]
    keys: tuple[str, ...]


def build(
    folder: Path,
    printed: Printed,
    files: Mapping[str, bytes],
    material: Material,
    edition: str,
    signers: Sequence[Signer] = (),
) -> Summary:
    """Writes the package into a new folder.

    `files` are the formats by name (report.pdf, ...), `edition` the report as it is written in Markdown.
    Nothing is dated but by `printed.date`: the same input gives the same bytes. Raises PackageError, and
    leaves nothing behind, where the folder holds something, a capture is not cleared or not the one cited,
    or words are not where a passage says.
    """
    for name in files:
        if not _FILE.fullmatch(name) or name in _OWN:
            raise PackageError(f"{name!r} cannot be the name of a report's file: use report.pdf, report.docx")
    released = released_of(printed, material)
    try:
        with new_folder(folder) as target:
            bag = Bag(target)
            _captures(bag, released, material, printed)
            records = _records(bag, material)
            contents = {**files, "edition.md": encoded(edition, "the edition")}
            contents.update({f"tables/{name}": data for name, data in tables(material)})
            report = report_of(printed, released.__contains__)
            contents["report.json"] = as_json(report, "report.json")
            contents["evidence.json"] = as_json(evidence_of(printed, released), "evidence.json")
            for name, data in sorted(contents.items()):
                _write(bag, name, data)
            layers = sorted({one.layer for one in released.values() if one.layer})
            seal(target, bag, Parts(printed, contents, layers, signers))
            _readable(target)
    except (NotEmpty, Unwritable) as error:
        raise PackageError(str(error)) from None
    return Summary(
        folder,
        len(bag.hashes),
        bag.size,
        len(report["parts"]),
        records,
        _counted(printed),
        tuple(key_id(signer.public_key) for signer in signers),
    )


def _captures(bag: Bag, released: Mapping[str, Released], material: Material, printed: Printed) -> None:
    for one in released.values():
        path = one.path.removeprefix("data/")
        # Two sources may have been captured with the same bytes.
        if not bag.has(path):
            _write(bag, path, one.data(material))
        if not one.layer:
            continue
        text = one.text(material)
        if not bag.has(f"text/{one.layer}.txt"):
            _write(bag, f"text/{one.layer}.txt", text)
        _passages(printed, one, text.decode())


def _passages(printed: Printed, one: Released, text: str) -> None:
    """Raises PackageError where words are not at their place."""
    for block, supports in printed.evidence.items():
        for support in supports:
            for passage in support.passages:
                if passage.layer != one.layer or passage.start is None or passage.end is None:
                    continue
                if text[passage.start : passage.end] != passage.exact:
                    raise PackageError(
                        f"{block}: the words of {support.kind} {support.record} are not at {passage.start}-"
                        f"{passage.end} of the text of capture {one.capture}: anchor the evidence anew"
                    )


def _records(bag: Bag, material: Material) -> int:
    return sum(bag.lines(f"records/{kind}.jsonl", found) for kind, found in sorted(material.of_kind.items()))


def _write(bag: Bag, path: str, data: bytes) -> None:
    with bag.file(path) as file:
        file.write(data)


def _readable(target: Folder) -> None:
    # The passing folder is the writer's alone; a package is for everybody.
    target.root.chmod(0o755)


def _counted(printed: Printed) -> dict[str, int]:
    counts = {"released": 0, "withheld": 0, "on file": 0, "never captured": 0}
    for cited in printed.sources.values():
        for kept in cited.kept:
            counts[kept.state] += 1
    return counts
