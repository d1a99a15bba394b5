"""What a block rests on: its records, the words they were read from, their sources, what is kept of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sourcebook.publish.citing import Citer, CitingError, Style
from sourcebook.publish.material import Material, Plain
from sourcebook.publish.printed import Cited, Kept, Passage, Run, Support
from sourcebook.publish.printing.sources import source_ids
from sourcebook.reading.analysis.quotations import find_quotations
from sourcebook.text.folding import skeleton

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXTENSIONS = {
    "text/html": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/warc": "warc",
    _WORD: "docx",
    "image/png": "png",
    "image/jpeg": "jpg",
    "video/mp4": "mp4",
}


def supports(records: Iterable[Plain], text: str, material: Material) -> tuple[Support, ...]:
    """The records that a block of this text referred to, each once."""
    once = {record["id"]: record for record in records}
    inner = [text[one.inner_start : one.inner_end] for one in find_quotations(text) if one.depth == 0]
    quotes = [(quote, skeleton(quote)) for quote in inner]
    return tuple(_support(record, quotes, material) for record in once.values())


def _support(record: Plain, quotes: list[tuple[str, str]], material: Material) -> Support:
    passages = tuple(_passages(record, material))
    words = skeleton(" ".join([*(one.exact for one in passages), str(record["fields"].get("text") or "")]))
    found = tuple(quote for quote, bare in quotes if bare and bare in words)
    return Support(
        record["id"], record["kind"], record["label"], passages, source_ids(record, material), found
    )


def _passages(record: Plain, material: Material) -> Iterator[Passage]:
    """The words that a record was read from; those of the team's own report only where nothing else is."""
    told: set[tuple[str, int | None, int | None]] = set()
    cited = bool(source_ids(record, material))
    for row in sorted(record.get("evidence", ()), key=lambda one: (one.get("start") or 0, one["id"])):
        capture = material.capture_of_layer.get(row.get("layer") or "")
        # One passage may be the evidence of several fields.
        place = (row.get("layer") or "", row.get("start"), row.get("end"))
        if capture is None or not row.get("exact") or place in told:
            continue
        if cited and material.records[capture]["fields"].get("source") in material.own:
            continue
        told.add(place)
        yield Passage(
            row["exact"],
            capture,
            _layer_hash(material.records[capture], row["layer"]),
            row["start"],
            row["end"],
            row.get("prefix") or "",
            row.get("suffix") or "",
            row.get("page"),
            row.get("locator") or "",
            row.get("stance") or "supports",
        )


def _layer_hash(capture: Plain, layer: str) -> str:
    return next((str(one["sha256"]) for one in capture["parts"]["layers"] if one["id"] == layer), "")


def cited_sources(ids: Iterable[str], material: Material, style: Style) -> Mapping[str, Cited]:
    """The sources of these ids with their full citation and what is kept of them, in the order of the ids."""
    citer = Citer(style)
    return {
        id: _cited(material.records[id], material, citer)
        for id in dict.fromkeys(ids)
        if id in material.records
    }


def _cited(source: Plain, material: Material, citer: Citer) -> Cited:
    fields = source["fields"]
    urls = source["parts"].get("urls", ())
    try:
        citation = citer.full(source)
    except CitingError:
        citation = (Run(source["label"]),)
    return Cited(
        source["id"], citation, fields.get("title") or source["label"],
        tuple(one["url"] for one in urls if one["role"] != "archived"),
        tuple(one["url"] for one in urls if one["role"] == "archived"),
        tuple(_kept(source, material)),
    )  # fmt: skip


def _file_name(fields: Plain) -> str:
    return f"{fields['sha256']}.{_EXTENSIONS.get(fields['media_type'], 'bin')}"


def _kept(source: Plain, material: Material) -> Iterator[Kept]:
    captures = material.captures_of.get(source["id"], ())
    for capture in captures:
        fields = capture["fields"]
        layer = next((one for one in capture["parts"].get("layers", ()) if one["current"]), None)
        out = capture["id"] in material.released
        text = material.text_of(capture["id"]) if out else None
        yield Kept(
            "released" if out else "withheld", capture["id"], fields["sha256"], fields["media_type"],
            fields["captured_at"] or fields["accessed"] or "", layer["sha256"] if layer else "",
            f"data/captures/{_file_name(fields)}" if out else "", text,
        )  # fmt: skip
    if not captures and "captures" in material.hidden.get(source["id"], ()):
        yield Kept("withheld")
    elif not captures:
        # What has no address was had in hand: it lies with the team.
        yield Kept("never captured" if source["parts"].get("urls") else "on file")
