"""report.json: the report as text, every part with its hash, the parts chained, and what each rests on.

A part is the opening (title, subtitle, partners), a block, or a note. Its hash is the SHA-256 of its lines,
joined by line breaks, in UTF-8. Its chain value is the SHA-256 of the chain value before it, its id and its
hash, joined by line breaks (the first comes after ""): a part that is taken out, added or moved breaks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.written import encoded
from sourcebook.publish.printed import Block, Passage, Printed, Support, Table, reading

FORM = "sourcebook report 1"


def report_of(printed: Printed, released: Callable[[str], bool]) -> dict[str, Any]:
    """The report as plain data. `released` says whether a capture, by its id, is; else no words stand around.

    Raises PackageError where two blocks share an id.
    """
    parts = list(_parts(printed))
    return {
        "form": FORM,
        "title": printed.title,
        "language": printed.language,
        "direction": printed.direction,
        "date": printed.date,
        "date_in_words": printed.words.get("date", ""),
        "build": printed.build,
        "partners": list(printed.partners),
        "parts": parts,
        "chain": parts[-1]["chain"],
        "evidence": {
            block: [_support(support, released) for support in supports]
            for block, supports in printed.evidence.items()
            if supports
        },
        "sources": {
            id: {"citation": reading(cited.citation), "title": cited.title}
            for id, cited in printed.sources.items()
        },
    }


def digest(lines: list[Mapping[str, str]]) -> str:
    """The hash of a part."""
    return hashlib.sha256("\n".join(line["text"] for line in lines).encode()).hexdigest()


def link(before: str, id: str, hashed: str) -> str:
    """The chain value of a part."""
    return hashlib.sha256(f"{before}\n{id}\n{hashed}".encode()).hexdigest()


def _parts(printed: Printed) -> Iterator[dict[str, Any]]:
    blocks = {block.id: block for block in printed.blocks}
    notes = {f"note-{note.number}": note for note in printed.notes}
    if len(blocks) < len(printed.blocks) or blocks.keys() & notes.keys() or "" in blocks:
        raise PackageError("two blocks of the report have one id, or a block has none: give each its own")
    chain = ""
    for id, lines in groupby(printed.lines(), lambda line: line.id):
        read = [{"kind": line.kind, "text": line.text} for line in lines]
        for line in read:
            encoded(line["text"], f"{line['kind']} {id}".strip())
        hashed = digest([*read])
        chain = link(chain, id, hashed)
        about: dict[str, Any] = {"kind": "note" if id else "opening"}
        if id in blocks:
            about = _about(blocks[id])
        if id in notes:
            about["number"] = notes[id].number
            about["sources"] = list(notes[id].sources)
        yield {"id": id, **about, "lines": read, "sha256": hashed, "chain": chain}


def _about(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": type(block).__name__.lower(), "region": block.region}
    found.update({name: getattr(block, name) for name in ("label", "level", "alt") if hasattr(block, name)})
    if isinstance(block, Table):
        # How many of the cells make up the header and each row.
        found["cells"] = [len(row) for row in (block.header, *block.rows)]
    return found


def _support(support: Support, released: Callable[[str], bool]) -> dict[str, Any]:
    return {
        "record": support.record,
        "kind": support.kind,
        "label": support.label,
        "sources": list(support.sources),
        "quotes": list(support.quotes),
        "passages": [_passage(passage, released(passage.capture)) for passage in support.passages],
    }


def _passage(passage: Passage, released: bool) -> dict[str, Any]:
    found = {
        name: getattr(passage, name)
        for name in ("exact", "capture", "layer", "start", "end", "page", "locator", "stance")
    }
    around = (passage.prefix, passage.suffix) if released else ("", "")
    return {**found, "prefix": around[0], "suffix": around[1]}
