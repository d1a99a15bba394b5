"""What is put into the index, and at which level: the texts of records and of text layers, never sealed ones.

All texts of a record that have the same level and owner are one row: a speaker's name and a word of the
speech are found together.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping

from sourcebook.dossier.kinds.plain import Plain, texts_of
from sourcebook.dossier.models import SearchText
from sourcebook.dossier.search.fold import BREAK, indexed
from sourcebook.dossier.seen.viewer import LEVELS

SEALED = LEVELS["sealed"]
# Long texts are indexed in stretches of about so many characters, cut at ends of paragraphs. PostgreSQL keeps
# no more than 256 positions of a word in one.
STRETCH = 4000
# Where a paragraph must be cut, the stretches overlap by so much, for phrases that lie across the cut.
OVERLAP = 160
# What parts two fields of one row.
BETWEEN = f"\n{BREAK}\n"


def search_rows(plain: Plain, texts: Mapping[str, str]) -> Iterator[SearchText]:
    """The rows of a record: its searched texts and, for a capture, the text of its current layers."""
    record = uuid.UUID(plain["id"])
    together: dict[tuple[int, str | None], list[tuple[str, str]]] = {}
    for field, text, level, owner in searched_texts(plain):
        together.setdefault((level, owner), []).append((field, text))
    for (level, owner), found in together.items():
        for fields, text in _packed(found):
            yield SearchText(
                record_id=record,
                level=level,
                owner_id=uuid.UUID(owner) if owner else None,
                fields=fields,
                text=text,
                folded=indexed(text),
            )
    if plain["kind"] == "capture" and LEVELS[plain["level"]] < SEALED:
        for layer in plain["parts"]["layers"]:
            layer_text = texts.get(layer["sha256"])
            if layer_text is not None and layer["current"]:
                yield from _layer_rows(plain, record, uuid.UUID(layer["id"]), layer_text)


def _packed(found: Iterable[tuple[str, str]]) -> Iterator[tuple[list[list[str | int]], str]]:
    """Fields one after another in texts of about a stretch: ([[field, start], ...], text)."""
    fields: list[list[str | int]] = []
    pieces: list[str] = []
    size = 0
    for field, text in found:
        for start, end in stretches(text):
            if pieces and size + end - start > STRETCH + STRETCH // 4:
                yield fields, BETWEEN.join(pieces)
                fields, pieces, size = [], [], 0
            fields.append([field, size])
            pieces.append(text[start:end])
            size += end - start + len(BETWEEN)
    if pieces:
        yield fields, BETWEEN.join(pieces)


def _layer_rows(plain: Plain, record: uuid.UUID, layer: uuid.UUID, text: str) -> Iterator[SearchText]:
    for start, end in stretches(text):
        yield SearchText(
            record_id=record,
            level=LEVELS[plain["level"]],
            owner_id=uuid.UUID(plain["owner"]) if plain["owner"] else None,
            fields=[["layer", 0]],
            layer_id=layer,
            start=start,
            end=end,
            folded=indexed(text[start:end]),
        )


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """A long text in stretches that end with a paragraph where they can, else overlap."""
    start = 0
    while start < len(text):
        end = min(start + STRETCH, len(text))
        if end == len(text):
            yield start, end
            return
        cut = text.rfind("\n\n", start + STRETCH // 2, end)
        if cut > 0:
            yield start, cut
            start = cut
            continue
        cut = text.rfind(" ", start + STRETCH // 2, end)
        end = cut if cut > 0 else end
        yield start, end
        # From the beginning of a word, where one is near.
        back = text.find(" ", end - OVERLAP, end)
        start = back if back > 0 else end - OVERLAP


def searched_texts(plain: Plain) -> Iterable[tuple[str, str, int, str | None]]:
    """(field, text, level, owner) of all that search may look through; nothing sealed."""
    if plain["level"] == "sealed":
        return
    over = {one["field"]: one for one in plain["withheld"]}
    for path, text in texts_of(plain):
        part = "/".join(path.split("/")[:2])
        one = over.get(path) or over.get(part)
        level = max(LEVELS[plain["level"]], LEVELS[one["level"]] if one else 0)
        if level < SEALED:
            yield path, text, level, (one["owner"] if one else None) or plain["owner"]
