"""Preserved bytes are read again by a newer version: a new text layer, and the evidence anchored to it anew.

The old layer stays. What was found again, with the same words, moves to the new one; what was not stays where
it was and is said to be lost, for a person to look at.
"""

from __future__ import annotations

import tempfile
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from sourcebook.dossier.home import captures
from sourcebook.dossier.ingest.file import CaptureError, read_capture
from sourcebook.dossier.ingest.keeping import layer_row
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.models import Capture, Evidence, Status, TextLayer
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write import Edit, edit
from sourcebook.reading.layer import EXTRACTOR, VERSION, Layer
from sourcebook.text.selectors import Anchor, Reanchorer, Selector, select


@dataclass
class Reread:
    """What came of it: captures whose text differs now, evidence by what became of it, and what was lost.

    `lost` holds (record, its field, the words, what stands there now). `problems` are captures that could not
    be read.
    """

    changed: int = 0
    evidence: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[str, str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def reread(ids: Sequence[str] = (), progress: Callable[[str, int, int | None], None] | None = None) -> Reread:
    """Reads captures again, those of these ids or all that another version read, and moves the evidence.

    One transaction a capture. Sealed captures are left alone. Raises NotAllowed.
    """
    current().must("edit")
    wanted = list(ids) or _of_another_version()
    result = Reread()
    for number, capture in enumerate(wanted):
        if progress:
            progress(capture, number, len(wanted))
        _reread(capture, result)
    if progress:
        progress("done", len(wanted), len(wanted))
    return result


def _of_another_version() -> list[str]:
    rows = TextLayer.objects.filter(current=True, extractor=EXTRACTOR, record__dossier_id=current().within)
    rows = rows.exclude(version=VERSION).exclude(record__status=Status.WITHDRAWN).order_by("record_id")
    return [str(pk) for pk in rows.values_list("record_id", flat=True)]


def _reread(capture: str, result: Reread) -> None:
    row = Capture.objects.filter(record_id=capture).values_list("sha256", "file_name", "final_url").first()
    store = Store(captures())
    if row is None or not store.has(row[0]):
        result.problems.append(f"{capture}: its bytes are not here, or sealed")
        return
    try:
        layer = _layer(store.path(row[0]), row[1], row[2])
    except CaptureError as error:
        result.problems.append(f"{capture}: {error}")
        return
    if layer is not None:
        with transaction.atomic():
            further_layer(capture, layer_row(layer), layer.text, result)


def _layer(path: Path, name: str, url: str) -> Layer | None:
    """The layer of stored bytes, read under the name that the file had."""
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / (Path(name).name or "capture")
        named.symlink_to(path)
        return read_capture(named, url=url).layer


def further_layer(capture: str, row: Plain, text: str, result: Reread) -> None:
    """Gives a capture a further text layer, which becomes its current one, and moves the evidence to it.

    A text that the capture has already changes nothing. Within the transaction of whoever calls.
    """
    [plain] = by_ids([capture])
    if any(one["sha256"] == row["sha256"] for one in plain["parts"]["layers"]):
        return
    result.changed += 1
    old = [one for one in plain["parts"]["layers"] if one["current"]]
    values: dict[str, Any] = {f"parts/layers/{one['id']}": {**one, "current": False} for one in old}
    values[f"parts/layers/{row['id']}"] = row
    edit([Edit(capture, values)], "read again", act="anchor", texts={row["sha256"]: text})
    edits = _moved([uuid.UUID(one["id"]) for one in old], row, text, result)
    if edits:
        edit(edits, "anchored to the new text", act="anchor")


def _moved(old: Sequence[uuid.UUID], row: Plain, text: str, result: Reread) -> list[Edit]:
    found = Evidence.objects.filter(layer_id__in=old).order_by("layer_id", "start")
    seen = found.values_list("pk", flat=True)
    with as_system():
        beyond = Evidence.objects.filter(layer_id__in=old).exclude(pk__in=list(seen)).count()
    if beyond:
        result.problems.append(f"{beyond} pieces of evidence are on records that you do not see: they stay")
    records = list(dict.fromkeys(str(pk) for pk in found.values_list("record_id", flat=True)))
    evidence = [
        (plain["id"], one)
        for start in range(0, len(records), 500)
        for plain in by_ids(records[start : start + 500])
        for one in plain["evidence"]
        if one["layer"] in {str(pk) for pk in old}
    ]
    selectors = [_selector(one) for _, one in evidence]
    edits: dict[str, dict[str, Plain]] = defaultdict(dict)
    for (record, one), anchor in zip(evidence, Reanchorer(text).resolve_all(selectors), strict=True):
        edits[record][f"evidence/{one['id']}"] = _anchored(record, one, anchor, row, text, result)
    return [Edit(record, values) for record, values in edits.items()]


def _selector(one: Plain) -> Selector:
    return Selector(one["exact"], one["prefix"], one["suffix"], one["start"], one["end"])


def _anchored(record: str, one: Plain, anchor: Anchor, row: Plain, text: str, result: Reread) -> Plain:
    if anchor.span is None:
        result.evidence["lost"] += 1
        result.lost.append((record, one["field"], one["exact"], anchor.words))
        return {**one, "state": "lost"}
    state = "anchored" if anchor.how == "exact" else "moved"
    result.evidence[state] += 1
    fresh = select(text, anchor.span.start, anchor.span.end)
    return {
        **one,
        "layer": row["id"],
        "exact": fresh.exact,
        "prefix": fresh.prefix,
        "suffix": fresh.suffix,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "page": page_at(row["pages"], anchor.span.start),
        "state": state,
    }


def page_at(pages: Iterable[Sequence[int]], offset: int) -> int | None:
    """The page of an offset, by the pairs (start, page) of a layer."""
    page = None
    for start, number in pages:
        if start > offset:
            break
        page = number
    return page
