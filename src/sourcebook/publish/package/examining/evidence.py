"""The evidence: captures against records, text layers against their hashes, words at their places."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sourcebook.publish.package.examining.contents import Contents
from sourcebook.publish.package.opening import hash_of


def examine(contents: Contents) -> Iterator[str]:
    """What does not fit."""
    yield from _captures(contents)
    yield from _texts(contents)
    yield from _passages(contents)


def warnings(contents: Contents, withdrawn: frozenset[str]) -> Iterator[str]:
    """A line for each capture in the package whose consent was withdrawn."""
    for path in sorted(path for path in contents.files if path.startswith("data/captures/")):
        if path.removeprefix("data/captures/").partition(".")[0] in withdrawn:
            yield f"{path} was withdrawn after this package was made: delete it, its text and the quotations"


def _captures(contents: Contents) -> Iterator[str]:
    recorded = _recorded(contents)
    claimed: set[str] = set()
    for kept in contents.kept():
        if recorded.get(kept["capture"], kept["sha256"]) != kept["sha256"]:
            yield f"capture {kept['capture']}: evidence.json and its record give different hashes"
        if not kept["path"]:
            continue
        claimed.add(kept["path"])
        if kept["state"] != "released":
            yield f"{kept['path']} is in the package though it is {kept['state']}"
        if not contents.has(kept["path"]):
            yield f"{kept['path']} is missing"
        elif hash_of(contents.source, kept["path"]) != kept["sha256"]:
            yield f"{kept['path']} is not the capture that was cited: its bytes have another SHA-256"
    for path in sorted(contents.files):
        if path.startswith("data/captures/") and path not in claimed:
            yield f"{path} is cited by nothing"


def _recorded(contents: Contents) -> dict[str, str]:
    if not contents.has("data/records/capture.jsonl"):
        return {}
    records = map(json.loads, contents.data("data/records/capture.jsonl").splitlines())
    return {record["id"]: record["fields"]["sha256"] for record in records}


def _texts(contents: Contents) -> Iterator[str]:
    claimed = {kept["text"] for kept in contents.kept() if kept["text"]}
    for path in sorted(claimed - contents.files.keys()):
        yield f"{path} is missing"
    for path in sorted(path for path in contents.files if path.startswith("data/text/")):
        if path not in claimed:
            yield f"{path} is the text of nothing that was released"
        elif f"data/text/{hash_of(contents.source, path)}.txt" != path:
            yield f"{path} is not the text that was read: it has another SHA-256"


def _passages(contents: Contents) -> Iterator[str]:
    texts: dict[str, str] = {}
    released = {kept["capture"] for kept in contents.kept() if kept["path"]}
    # One text after the other is in memory.
    for block, passage in sorted(contents.passages(), key=lambda one: one[1]["layer"]):
        path = f"data/text/{passage['layer']}.txt"
        if passage["capture"] not in released and (passage["prefix"] or passage["suffix"]):
            yield f"{block}: words around a passage of a capture that is not released"
        if passage["start"] is None or not contents.has(path):
            continue
        if path not in texts:
            texts = {path: contents.data(path).decode()}
        if texts[path][passage["start"] : passage["end"]] != passage["exact"]:
            yield f"{block}: “{passage['exact'][:200]}” does not stand at its place in {path}"
