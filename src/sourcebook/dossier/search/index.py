"""What is put into the index, and at which level: the texts of records and of text layers, never sealed ones."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping

from sourcebook.dossier.kinds.plain import Plain, texts_of
from sourcebook.dossier.models import SearchText
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.text.folding import skeleton

SEALED = LEVELS["sealed"]
# A text layer is indexed in stretches of about so many characters, cut at ends of paragraphs.
STRETCH = 4000


def search_rows(plain: Plain, texts: Mapping[str, str]) -> Iterator[SearchText]:
    """The rows of a record: its searched texts and, for a capture, the text of its current layers."""
    record = uuid.UUID(plain["id"])
    for field, text, level, owner in searched_texts(plain):
        yield SearchText(
            record_id=record, level=level, owner_id=owner, field=field, text=text, folded=skeleton(text)
        )
    if plain["kind"] == "capture" and LEVELS[plain["level"]] < SEALED:
        for layer in plain["parts"]["layers"]:
            text = texts.get(layer["sha256"])
            if text is not None and layer["current"]:
                yield from _layer_rows(plain, record, uuid.UUID(layer["id"]), text)


def _layer_rows(plain: Plain, record: uuid.UUID, layer: uuid.UUID, text: str) -> Iterator[SearchText]:
    for start, end in stretches(text):
        yield SearchText(
            record_id=record,
            level=LEVELS[plain["level"]],
            owner_id=plain["owner"],
            field="layer",
            layer_id=layer,
            start=start,
            end=end,
            folded=skeleton(text[start:end]),
        )


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """A long text in stretches that end with a paragraph where they can."""
    start = 0
    while start < len(text):
        end = min(start + STRETCH, len(text))
        if end < len(text):
            cut = text.rfind("\n\n", start + STRETCH // 2, end)
            if cut < 0:
                cut = text.rfind(" ", start + STRETCH // 2, end)
            end = cut if cut > 0 else end
        yield start, end
        start = end


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
