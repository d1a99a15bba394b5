"""Evidence as Web Annotations (W3C Recommendation, 23 February 2017) in JSON-LD.

One annotation a piece of evidence: its body is the record and the field, its target the passage in the
source. The context stands in the file itself, so that nothing is fetched to read it: it maps the terms that
are used to the IRIs to which the W3C's own context (http://www.w3.org/ns/anno.jsonld) maps them, and a few of
ours.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from sourcebook.dossier.exchange.foreign.audience import Known, prepared
from sourcebook.dossier.exchange.foreign.format import Format
from sourcebook.dossier.exchange.foreign.known import Look
from sourcebook.dossier.exchange.foreign.permitted import Audience
from sourcebook.dossier.exchange.foreign.sources import first_url
from sourcebook.dossier.kinds import KINDS, Plain

# What W3C's motivations come nearest to a stance; the stance itself stands beside it.
_MOTIVATIONS = {"supports": "assessing", "contradicts": "questioning", "context": "commenting"}
_PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
_EVIDENCE = "field layer exact prefix suffix start end page locator basis on_file stance state"


_OWN = {
    "capture": ("source", "media_type", "captured_at", "layers.sha256", "layers.language"),
    "source": ("title", "publisher", "urls.url", "urls.role"),
}


def _reads(kind: str) -> frozenset[str]:
    label = "label*" if "label" in KINDS[kind].table.by_name else "label"
    return frozenset([label, *(f"evidence.{name}" for name in _EVIDENCE.split()), *_OWN.get(kind, ())])


ANNOTATIONS = Format(
    "Web Annotation",
    "annotations.jsonld",
    "One annotation a piece of evidence, in a page of a collection; records are named by id and label only. "
    "The JSON-LD context stands in the file, with the IRIs of the W3C's; nothing is fetched to read it.",
    tuple(KINDS),
    {kind: _reads(kind) for kind in KINDS},
    ("An item on file that may not be shown is named to the team alone.",),
)


def context() -> dict[str, Any]:
    """The JSON-LD context of the annotations."""
    path = Path(__file__).with_name("annotation_context.json")
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))["@context"]
    return read


def write_annotations(
    plains: Iterable[Plain], out: BinaryIO, look: Look, audience: Audience, collection: str = "evidence"
) -> int:
    """Writes the evidence of the records as a page of annotations, and says how many. Raises NotForThem.

    `collection` names the whole in one word: its IRI is "urn:sourcebook:collection:<collection>".
    """
    whole = f"urn:sourcebook:collection:{collection}"
    head = {"@context": context(), "id": f"{whole}:1", "type": "AnnotationPage", "startIndex": 0}
    out.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "items": [')
    written = 0
    for plain, known in prepared(plains, look, audience, ANNOTATIONS):
        for row in plain["evidence"]:
            target = _target(row, known)
            if target is None:
                continue
            line = json.dumps(_annotation(plain, row, target), ensure_ascii=False)
            out.write((b",\n" if written else b"\n") + line.encode("utf-8", "replace"))
            written += 1
    # The total is known at the end only, and the order of an object's members means nothing.
    tail = {"partOf": {"id": whole, "type": "AnnotationCollection", "label": "Evidence", "total": written}}
    out.write(b"\n], " + json.dumps(tail)[1:].encode() + b"\n")
    return written


def _annotation(plain: Plain, row: Plain, target: dict[str, Any]) -> dict[str, Any]:
    record = f"urn:uuid:{plain['id']}"
    body = {"id": record, "kind": f"sb:{plain['kind']}", "label": plain["label"]}
    return {
        "id": f"urn:uuid:{row['id']}",
        "type": "Annotation",
        "motivation": [_MOTIVATIONS[row["stance"]], row["stance"]],
        "body": {"type": "SpecificResource", "source": body, **_given(field=row["field"])},
        "target": target,
        "anchored": row["state"],
    }


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def _target(row: Plain, known: Known) -> dict[str, Any] | None:
    """The passage; where there is none, the record that is cited or the item on file; None without any."""
    capture = known.get(row["layer"])
    if capture is not None:
        return _passage(row, capture, known)
    basis = known.get(row["basis"])
    if basis is not None:
        cited = {
            "id": f"urn:uuid:{basis['id']}",
            "kind": f"sb:{basis['kind']}",
            "label": known.name(basis["id"]),
        }
        return {"type": "SpecificResource", "source": cited, **_given(locator=row["locator"])}
    if row["on_file"]:
        return {"id": f"urn:uuid:{row['id']}#on-file", "label": row["on_file"]}
    return None


def _passage(row: Plain, capture: Plain, known: Known) -> dict[str, Any]:
    layer = next(layer for layer in capture["parts"]["layers"] if layer["id"] == row["layer"])
    state = {"type": "TimeState", **_given(sourceDate=capture["fields"]["captured_at"])}
    if layer["sha256"]:
        state.update(cached=_by_hash(layer["sha256"]), sha256=layer["sha256"])
    return {
        "type": "SpecificResource",
        "source": _source(capture, layer, known),
        "selector": list(_selectors(row, capture["fields"]["media_type"])),
        "state": {**state, "textLayer": f"urn:uuid:{layer['id']}"},
        **_given(locator=row["locator"]),
    }


def _source(capture: Plain, layer: Plain, known: Known) -> dict[str, Any]:
    source = known.get(capture["fields"]["source"])
    told = _given(format=capture["fields"]["media_type"], language=layer["language"])
    if source is None:
        return {"id": f"urn:uuid:{capture['id']}", **told}
    address = first_url(source)
    return {
        "id": f"urn:uuid:{source['id']}",
        **_given(title=source["fields"]["title"], publisher=source["fields"]["publisher"]),
        # What cannot stand in an IRI would make the whole file unreadable for some.
        **_given(address=address if re.fullmatch(r"[^\s<>\"{}|\\^`\x00-\x20]+", address) else ""),
        **told,
    }


def _selectors(row: Plain, media_type: str) -> Iterable[dict[str, Any]]:
    if row["exact"]:
        yield {
            "type": "TextQuoteSelector",
            "exact": row["exact"],
            **_given(prefix=row["prefix"], suffix=row["suffix"]),
        }
    if row["start"] is not None and row["end"] is not None and row["state"] in ("anchored", "moved"):
        yield {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]}
    if row["page"] is not None:
        told = {"conformsTo": _PDF_FRAGMENT} if media_type == "application/pdf" else {}
        yield {"type": "FragmentSelector", "value": f"page={row['page']}", **told}


def _by_hash(sha256: str) -> str:
    """The name of the text layer by its hash (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"
