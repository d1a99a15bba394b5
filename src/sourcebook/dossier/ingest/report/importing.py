"""The import of a report: one transaction, after everything was read and folded."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from sourcebook import __version__
from sourcebook.dossier.home import captures
from sourcebook.dossier.ingest.addresses import address
from sourcebook.dossier.ingest.keeping import Kept, known_capture, layer_row, stable
from sourcebook.dossier.ingest.report.compare import Compared, category, compare
from sourcebook.dossier.ingest.report.drafting import Drafting
from sourcebook.dossier.ingest.report.drafts import draft_all
from sourcebook.dossier.ingest.report.naming import key_of
from sourcebook.dossier.ingest.report.sources import draft_sources
from sourcebook.dossier.kinds.fetch import by_ids, plains
from sourcebook.dossier.kinds.paths import difference
from sourcebook.dossier.kinds.plain import Plain, empty_plain
from sourcebook.dossier.models import Name, Proposal, Record, Source, SourceUrl, Status
from sourcebook.dossier.reanchoring import Reread, further_layer
from sourcebook.dossier.seen import current
from sourcebook.dossier.vault import Store
from sourcebook.dossier.write import Edit, create, edit
from sourcebook.dossier.write.make import now
from sourcebook.dossier.write.statistics import refresh
from sourcebook.reading import Reading, read
from sourcebook.reading.layer import layer_of
from sourcebook.text.folding import skeleton

Progress = Callable[[str], None]
# What a program read, as against what a person wrote beside it.
_READ = ("fields/", "parts/")


@dataclass
class Imported:
    """What an import did. `counts` are the candidates by category, as `read` prints them."""

    source: str
    counts: Counter[str]
    made: Counter[str] = field(default_factory=Counter)
    changed: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    proposed: Counter[str] = field(default_factory=Counter)
    gone: list[tuple[str, str]] = field(default_factory=list)
    again: bool = False
    problems: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the dossier is as it was before."""
        return not (self.made or self.changed or self.proposed or self.gone)


def import_report(
    path: Path,
    *,
    url: str = "",
    accessed: date | None = None,
    corrects: str | None = None,
    reading: Reading | None = None,
    progress: Progress | None = None,
    last: Callable[[Imported], None] | None = None,
) -> Imported:
    """Brings a published report into the viewer's dossier as drafts. `reading` is it, where it was read.

    The same bytes again change nothing. `corrects` names the source of which this is a corrected version;
    without it a report of the same title or address is taken for one. Drafts that nobody touched follow the
    correction; for others it is proposed. `last` is called at the end of the transaction.
    Raises ReadingError, Refused, NotAllowed.
    """
    current().must("create")
    reading = reading or read(path, progress)
    if progress:
        progress("drafts")
    kept = _kept(path, reading, url, accessed, corrects)
    layer = layer_of(reading.document)
    drafting = Drafting(reading, layer, kept.source, kept.layer, _names_known(kept.source))
    cited = draft_sources(drafting, _addresses_known(kept.source))
    draft_all(drafting, cited)
    if progress:
        progress("comparing with the dossier")
    earlier = list(plains(_of_report(kept.source)))
    compared = compare(earlier, drafting.all())
    result = Imported(kept.source, drafting.counts, again=bool(earlier))
    result.problems = tuple(f"{p.where}: {p.what}" for p in reading.document.problems)
    if progress:
        progress("writing")
    with transaction.atomic():
        _write(path, kept, compared, result)
        _merge_proposals(drafting, result)
        if last:
            last(result)
    refresh(sum(result.made.values()))
    return result


def _of_report(source: str) -> Any:
    found = Record.objects.filter(dossier_id=current().within, origin_key__startswith=f"{source}:")
    return found.exclude(merged_into__isnull=False).order_by("id")


def _kept(path: Path, reading: Reading, url: str, accessed: date | None, corrects: str | None) -> Kept:
    """The report as a source with a capture: known, or about to be made."""
    stored = Store(captures()).put(path)
    layer = layer_of(reading.document)
    row = layer_row(layer)
    known = known_capture(stored.sha256)
    if known is not None:
        return _with_layer(known, row, layer.text)
    source = corrects or _same_report(reading, url)
    fresh: tuple[Plain, ...] = ()
    if source is None:
        source = stable("report", stored.sha256)
        urls = [dict(zip(("url", "key"), address(url), strict=True))] if url else []
        plain = empty_plain(
            "source",
            form="report",
            title=reading.document.title or path.stem,
            language=reading.document.language,
            title_language=reading.document.language,
            accessed=accessed.isoformat() if accessed else None,
            urls=urls,
        )
        fresh = ({**plain, "id": source, "origin": "import"},)
    capture = empty_plain(
        "capture",
        source=source,
        sha256=stored.sha256,
        size=stored.size,
        media_type=_MEDIA.get(reading.document.format, "application/octet-stream"),
        file_name=path.name,
        requested_url=url,
        accessed=accessed.isoformat() if accessed else None,
        tool="sourcebook import",
        tool_version=__version__,
    )
    # The same report gives the same layer: what is made of it is the same to the byte.
    row = {**row, "id": stable("layer", source, stored.sha256, row["sha256"])}
    capture["parts"]["layers"] = [row]
    capture |= {"id": stable("capture", source, stored.sha256), "origin": "import"}
    return Kept(source, capture["id"], row["id"], (*fresh, capture), {row["sha256"]: layer.text})


_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "epub": "application/epub+zip",
    "html": "text/html",
    "paged-markdown": "text/markdown",
    "markdown": "text/markdown",
}


def _with_layer(known: Kept, row: Plain, text: str) -> Kept:
    """The known capture; with a further text layer where a newer version reads it otherwise."""
    [capture] = by_ids([known.capture])
    same = [one for one in capture["parts"]["layers"] if one["sha256"] == row["sha256"]]
    if same:
        return Kept(known.source, known.capture, same[-1]["id"])
    return Kept(known.source, known.capture, row["id"], ({"layer": row},), {row["sha256"]: text})


def _same_report(reading: Reading, url: str) -> str | None:
    if url:
        found = SourceUrl.objects.filter(key=address(url)[1], record__dossier_id=current().within)
        row = found.exclude(record__status=Status.WITHDRAWN).values_list("record_id", flat=True).first()
        if row is not None:
            return str(row)
    title = skeleton(reading.document.title or "")
    if not title:
        return None
    rows = Source.objects.filter(form="report", record__dossier_id=current().within)
    for pk, other in rows.exclude(record__status=Status.WITHDRAWN).values_list("record_id", "title"):
        if skeleton(other) == title:
            return str(pk)
    return None


def _names_known(source: str) -> dict[tuple[str, str], str]:
    """Actors and places of the dossier by their folded names; not those of this report's own drafts."""
    rows = Name.objects.filter(record__dossier_id=current().within).exclude(record__status=Status.WITHDRAWN)
    rows = rows.exclude(record__origin_key__startswith=f"{source}:").order_by("record__made_at", "record_id")
    found: dict[tuple[str, str], str] = {}
    for kind, value, record in rows.values_list("record__kind", "value", "record_id").iterator():
        found.setdefault((kind, key_of(value)), str(record))
    return found


def _addresses_known(source: str) -> dict[str, str]:
    rows = SourceUrl.objects.filter(record__dossier_id=current().within)
    rows = rows.exclude(record__status=Status.WITHDRAWN).exclude(record__origin_key__startswith=f"{source}:")
    return {key: str(record) for key, record in rows.values_list("key", "record_id").iterator()}


def _write(path: Path, kept: Kept, compared: Compared, result: Imported) -> None:
    why = f"read from {path.name}"
    layer = next((plain["layer"] for plain in kept.new if "layer" in plain), None)
    if layer is not None:
        further_layer(kept.capture, layer, kept.texts[layer["sha256"]], Reread())
    moved = {old["id"]: new["id"] for new, old in _pairs(compared)}
    plains_ = [plain for plain in kept.new if "layer" not in plain]
    fresh = [*plains_, *(_relinked(draft, moved) for draft in compared.new)]
    if fresh:
        create(fresh, why, act="import", texts=kept.texts)
    result.made.update(category(draft) for draft in compared.new)
    edits = []
    for old, draft in _pairs(compared):
        edits += _edit(old, _relinked(draft, moved), result)
    if edits:
        edit(edits, f"{why}, which differs from what was imported before", act="import")
    for old in compared.gone:
        if old["status"] == "withdrawn":
            continue
        if _propose(
            "withdraw", old, None, {}, [f"not in {path.name} any more"], f"withdraw:{kept.layer}:{old['id']}"
        ):
            result.gone.append((old["id"], old["label"]))


def _pairs(compared: Compared) -> Iterable[tuple[Plain, Plain]]:
    return [*compared.same, *compared.changed]


def _relinked(draft: Plain, moved: Mapping[str, str]) -> Plain:
    """A draft whose links lead to the records that stand for other drafts already."""
    from sourcebook.dossier.write.merging import relinked

    return relinked(draft, moved) if moved else draft


def _edit(old: Plain, draft: Plain, result: Imported) -> list[Edit]:
    """What a draft changes in the record of an earlier import: at once where nobody touched it."""
    draft = {**draft, "id": old["id"]}
    _as_before(old, draft)
    _, after = difference(old, draft)
    read = {path: value for path, value in after.items() if path.startswith(_READ)}
    evidence = {path: value for path, value in after.items() if path.startswith("evidence/")}
    if not read and not evidence:
        return []
    told = tuple(sorted(read))
    values = {**read, **evidence, "origin_key": draft["origin_key"]}
    untouched = old["status"] == "draft" and old["reviewed_at"] is None and _only_imported(old)
    if untouched:
        if told:
            result.changed.append((old["id"], old["label"], told))
        return [Edit(old["id"], values)]
    if told and _propose("change", old, None, {"values": read}, [f"now reads otherwise: {', '.join(told)}"],
                         f"change:{draft['origin_key']}:{_digest(read)}"):  # fmt: skip
        result.proposed["change"] += 1
    if evidence and not told:
        return [Edit(old["id"], evidence)]
    return []


def _digest(value: object) -> str:
    import hashlib
    import json

    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _only_imported(old: Plain) -> bool:
    from sourcebook.dossier.models import Change

    acts = Change.objects.filter(record_id=old["id"]).values_list("revision__act", flat=True)
    return set(acts) <= {"import", "anchor"}


def _as_before(old: Plain, draft: Plain) -> None:
    """Parts and evidence of the draft under the ids that the record has for the same ones."""
    for name, rows in draft["parts"].items():
        for row, known in zip(rows, old["parts"][name], strict=False):
            row["id"] = known["id"]
    for row, known in zip(draft["evidence"], sorted(old["evidence"], key=_order(draft)), strict=False):
        row["id"] = known["id"]


def _order(draft: Plain) -> Callable[[Plain], tuple[int, str]]:
    places = {stable(draft["id"], "evidence", number): number for number in range(len(draft["evidence"]))}
    return lambda row: (places.get(row["id"], len(places)), row["id"])


def _merge_proposals(drafting: Drafting, result: Imported) -> None:
    """Names that the reader takes for one person, body or place: proposed with the reasons, never merged."""
    for group in drafting.reading.names:
        kind = "place" if group.kind == "place" else "actor"
        records: dict[str, str] = {}
        for form in dict.fromkeys([group.name, *(form for form, _ in group.variants)]):
            key = (kind, key_of(form))
            record = drafting.known.get(key) or drafting.named.get(key)
            if record is not None:
                records.setdefault(record, form)
        keep, *others = records or [""]
        for other in others:
            first, second = sorted([str(keep), str(other)])
            plain = {"id": keep}
            reasons = [f"“{records[other]}” and “{records[keep]}”: {reason}" for reason in group.reasons]
            if _propose("merge", plain, other, {}, reasons, f"merge:{first}:{second}", group.confidence):
                result.proposed["merge"] += 1


def _propose(
    kind: str, record: Plain, other: str | None, payload: Plain, reasons: list[str], key: str,
    confidence: float | None = None,
) -> bool:  # fmt: skip
    """Makes a proposal once; one that was decided is not made again."""
    dossier = current().within
    if not Record.objects.filter(pk__in=[record["id"], *([other] if other else [])]).exists():
        return False
    _, made = Proposal.objects.get_or_create(
        dossier_id=dossier,
        key=key[:200],
        defaults={
            "kind": kind,
            "record_id": uuid.UUID(str(record["id"])),
            "other_id": uuid.UUID(other) if other else None,
            "payload": payload,
            "reasons": reasons,
            "confidence": confidence,
            "made_at": now(),
        },
    )
    return made
