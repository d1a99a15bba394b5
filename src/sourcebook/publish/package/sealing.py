"""Closes a package: what it is and who signs it, the manifests, the signatures, the ways to check it.

A signature covers manifest-sha256.txt, and through it every file of data/. data/package.json names the keys
that sign and the hashes of verify.py, README.txt and of verify.html without what is embedded in it, so that
these are covered too, and no signature can be taken away unseen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sourcebook.dossier.exchange.bag import Bag, Folder
from sourcebook.publish.package import page
from sourcebook.publish.package.signing import Signer, signature_of, signer_of
from sourcebook.publish.package.written import as_json, encoded
from sourcebook.publish.printed import Printed

FORM = "sourcebook package 1"
_FOLDER = Path(__file__).parent
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True)
class Parts:
    """What a package is closed with: report, its files by name below data/, text layers, signers."""

    printed: Printed
    contents: Mapping[str, bytes]
    layers: Sequence[str]
    signers: Sequence[Signer]


def seal(target: Folder, bag: Bag, parts: Parts) -> None:
    """Writes data/package.json, the manifests and every tag file."""
    tools = {
        "README.txt": _readme(parts),
        "verify.py": (_FOLDER / "alone" / "verify.py").read_bytes(),
    }
    package = as_json(_package(parts, tools), "package.json")
    with bag.file("package.json") as file:
        file.write(package)
    manifest = "".join(f"{digest}  {path}\n" for path, digest in sorted(bag.hashes.items())).encode()
    signatures = [signature_of(signer, manifest, parts.printed.date) for signer in parts.signers]
    tags = {
        **tools,
        "bagit.txt": _BAGIT,
        "bag-info.txt": _info(parts.printed, bag),
        "manifest-sha256.txt": manifest,
    }
    for one in signatures:
        tags[f"signatures/{one['key_id']}.json"] = as_json(one, "a signature")
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in tags.items()}
    for path, data in tags.items():
        with target.open(path) as opened:
            opened.write(data)
    hashes["verify.html"] = _page(target, parts, package, manifest, signatures)
    with target.open("tagmanifest-sha256.txt") as opened:
        opened.write("".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode())


def _package(parts: Parts, tools: Mapping[str, bytes]) -> dict[str, Any]:
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in tools.items()}
    return {
        "form": FORM,
        "title": parts.printed.title,
        "partners": list(parts.printed.partners),
        "date": parts.printed.date,
        "build": parts.printed.build,
        "signers": [signer_of(signer) for signer in parts.signers],
        "tools": {**hashes, "verify.html": hashlib.sha256(page.shell()).hexdigest()},
    }


def _page(
    target: Folder, parts: Parts, package: bytes, manifest: bytes, signatures: list[dict[str, str]]
) -> str:
    embedded: dict[str, bytes] = {
        "report": parts.contents["report.json"],
        "evidence": parts.contents["evidence.json"],
        "package": package,
        "manifest": as_json(manifest.decode(), "manifest"),
        "signatures": as_json(signatures, "signatures"),
    }
    digest = hashlib.sha256()
    with target.open("verify.html") as file:
        for piece in page.pieces(embedded, parts.layers, lambda layer: _layer(target, layer)):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _layer(target: Folder, layer: str) -> str:
    return (target.root / "data" / "text" / f"{layer}.txt").read_bytes().decode()


def _info(printed: Printed, bag: Bag) -> bytes:
    fields = {
        "Bag-Software-Agent": "Sourcebook",
        "Bagging-Date": printed.date,
        "External-Description": f"Evidence package of the report: {printed.title}",
        "External-Identifier": printed.build,
        "Payload-Oxum": f"{bag.size}.{len(bag.hashes)}",
        "Source-Organization": "; ".join(printed.partners),
    }
    lines = [f"{name}: {' '.join(value.split())}\n" for name, value in fields.items() if value.split()]
    return encoded("".join(lines), "bag-info.txt")


def _readme(parts: Parts) -> bytes:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    text = environment.get_template("README.txt").render(
        report=parts.printed, signers=[signer_of(signer) for signer in parts.signers]
    )
    return encoded(text, "README.txt")
