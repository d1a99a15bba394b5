"""Which records were read from which paragraph and note of a report: by the place of their evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from sourcebook.publish.material import Material, Plain
from sourcebook.publish.own_words.apparatus import Resting
from sourcebook.publish.own_words.labels import item_labels
from sourcebook.reading import Reading
from sourcebook.reading.layer import layer_of

_NOTE = re.compile(r"note (\d+)")
_KINDS = ("statement", "event", "claim")


def resting(reading: Reading, material: Material) -> Resting:
    """What the paragraphs and notes of a report rest on, of records that were imported from it."""
    document = reading.document
    return Resting(
        _paragraphs(reading, material),
        _notes(reading, material),
        item_labels(document),
    )


def _paragraphs(reading: Reading, material: Material) -> Mapping[int, tuple[tuple[str, str], ...]]:
    layer = layer_of(reading.document)
    starts = [layer.at_paragraph(index).start for index in range(len(reading.document.paragraphs))]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    begins = [starts[index] for index in order]
    found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    for kind in _KINDS:
        for record in material.of_kind.get(kind, ()):
            places = [row["start"] for row in _in_report(record, material)]
            if places:
                index = order[max(0, bisect_right(begins, min(places)) - 1)]
                found[index].append((min(places), kind, record["id"]))
    return {index: tuple((kind, id) for _, kind, id in sorted(some)) for index, some in found.items()}


def _in_report(record: Plain, material: Material) -> list[Plain]:
    return [
        row
        for row in record["evidence"]
        if row["layer"] and row["start"] is not None and _source(row["layer"], material) in material.own
    ]


def _source(layer: str, material: Material) -> str:
    capture = material.records.get(material.capture_of_layer.get(layer, ""))
    return str(capture["fields"]["source"]) if capture else ""


def _notes(reading: Reading, material: Material) -> Mapping[int, tuple[str, ...]]:
    cited: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for source in material.of_kind.get("source", ()):
        for row in source["evidence"]:
            note = _NOTE.fullmatch(row["locator"] or "")
            if note and row["start"] is not None:
                cited[int(note[1])].append((row["start"], source["id"]))
    own = {note: tuple(dict.fromkeys(id for _, id in sorted(some))) for note, some in cited.items()}
    found: dict[int, tuple[str, ...]] = {}
    for number, citation in sorted(reading.citations.items()):
        target = citation.resolves_to
        found[number] = own.get(number) or (found.get(target, ()) if target is not None else ())
    return found
