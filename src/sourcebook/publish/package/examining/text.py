"""The report's text: each part against its hash and its place in the chain."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.publish.package.examining.contents import Contents
from sourcebook.publish.package.report import digest, link


def examine(contents: Contents) -> Iterator[str]:
    """What does not fit."""
    chain = ""
    for part in contents.report["parts"]:
        hashed = digest(part["lines"])
        if hashed != part["sha256"]:
            yield f"report.json: {part['kind']} {part['id']} was changed: its text does not fit its hash"
        elif link(chain, part["id"], hashed) != part["chain"]:
            yield f"report.json: before {part['kind']} {part['id']} something was taken out, added or moved"
        chain = part["chain"]
    if chain != contents.report["chain"]:
        yield "report.json: its end is missing"
