"""The bag: every file as its manifest has it, none missing, none added (RFC 8493)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.publish.package.opening import Opened, hash_of, read

_LINE = re.compile(r"([0-9a-f]{64}) [ *]?(\S.*)")
_TAGS = "tagmanifest-sha256.txt"


def examine(source: Opened) -> Iterator[str]:
    """What does not fit. Raises BagBroken for links and doubled names."""
    files = source.files()
    listed: dict[str, str] = {}
    for name in ("manifest-sha256.txt", _TAGS):
        if name not in files:
            yield f"{name} is missing"
            continue
        for number, line in enumerate(read(source, name).decode("utf-8", "replace").splitlines(), 1):
            match = _LINE.fullmatch(line)
            if match is None or match[2] in listed or (name == _TAGS) == match[2].startswith("data/"):
                yield f"{name}, line {number}: no hash and new file ({line[:80]!r})"
            else:
                listed[match[2]] = match[1]
    for path in sorted(files.keys() | listed.keys()):
        if path not in files:
            yield f"{path} is missing"
        elif path not in listed:
            if path != _TAGS:
                yield f"{path} is in no manifest: it was added"
        elif hash_of(source, path) != listed[path]:
            yield f"{path} was changed: its SHA-256 is not that of the manifest"
    yield from _described(source, files)


def _described(source: Opened, files: dict[str, int]) -> Iterator[str]:
    if "bagit.txt" not in files or not read(source, "bagit.txt").startswith(b"BagIt-Version: 1.0\n"):
        yield "bagit.txt does not say that this is a bag of version 1.0"
    payload = {path: size for path, size in files.items() if path.startswith("data/")}
    oxum = f"Payload-Oxum: {sum(payload.values())}.{len(payload)}"
    info = read(source, "bag-info.txt").decode("utf-8", "replace") if "bag-info.txt" in files else ""
    if oxum not in info.splitlines():
        yield f"bag-info.txt does not say {oxum}"
