"""The verbs that show: list, show, search, history."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sourcebook.cli.output import as_json, table, write
from sourcebook.cli.session import (
    Unknown,
    dossier_arguments,
    format_argument,
    keys_of,
    on_a_dossier,
    record_named,
)

if TYPE_CHECKING:
    from rich.text import Text

_SHORT = 8
KINDS = (
    "source", "capture", "actor", "relation", "place", "event", "statement", "claim", "followup", "watch",
    "coding",
)  # fmt: skip


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("list", help="the records of a dossier, newest first, or their counts")
    dossier_arguments(verb)
    filter_arguments(verb)
    verb.add_argument("--limit", type=int, default=50)
    verb.add_argument("--offset", type=int, default=0)
    verb.add_argument("--count", action="store_true", help="only how many there are of each kind and form")
    format_argument(verb)
    verb.set_defaults(run=_list)
    verb = verbs.add_parser("show", help="a record: its fields, parts, evidence")
    verb.add_argument("record", help="the first digits of its id")
    dossier_arguments(verb)
    verb.add_argument("--open", action="store_true", help="open what is sealed: asks for the passphrase")
    format_argument(verb)
    verb.set_defaults(run=_show)
    verb = verbs.add_parser("search", help='words, "phrases", begin*, -without, in any script')
    verb.add_argument("words", nargs="+")
    dossier_arguments(verb)
    filter_arguments(verb)
    verb.add_argument(
        "--variants", action="store_true", help="other names of a person or place that is named"
    )
    verb.add_argument("--limit", type=int, default=20)
    verb.add_argument("--offset", type=int, default=0)
    format_argument(verb)
    verb.set_defaults(run=_search)
    verb = verbs.add_parser("history", help="who changed what, when and why: of a record, or lately")
    verb.add_argument("record", nargs="?", help="the first digits of its id")
    dossier_arguments(verb)
    verb.add_argument("--open", action="store_true", help="open sealed changes: asks for the passphrase")
    verb.add_argument("--limit", type=int, default=30)
    format_argument(verb)
    verb.set_defaults(run=_history)


def filter_arguments(verb: argparse.ArgumentParser) -> None:
    """The filters that lists, search and bulk review share."""
    verb.add_argument("--kind", action="append", default=[], choices=KINDS)
    verb.add_argument(
        "--form", action="append", default=[], help="a form or type: measure, report, detention"
    )
    verb.add_argument("--status", choices=["draft", "reviewed", "published", "withdrawn"])
    verb.add_argument("--level", choices=["public", "team", "restricted", "sealed"])
    verb.add_argument("--theme", metavar="CODEBOOK/CODE", help="or CODEBOOK alone")
    verb.add_argument("--speaker", metavar="ID", help="an actor")
    verb.add_argument("--place", metavar="ID", help="a place, with its parts")
    verb.add_argument("--source", metavar="ID", help="what rests on a source")
    verb.add_argument("--since", metavar="DATE", help="EDTF: 2023, 2023-04")
    verb.add_argument("--until", metavar="DATE")
    verb.add_argument("--origin", choices=["person", "import", "machine"])
    verb.add_argument("--confidence", type=float, metavar="LEAST", help="of drafts that a program proposed")


def filters_of(options: argparse.Namespace) -> Any:
    """The filters that the command line names. Raises Unknown, DateError."""
    import uuid

    from sourcebook.dates import bounds
    from sourcebook.dossier.search import Filters

    def record(given: str | None) -> uuid.UUID | None:
        return uuid.UUID(record_named(given)) if given else None

    return Filters(
        kinds=tuple(options.kind),
        status=options.status or "",
        level=options.level or "",
        origin=options.origin or "",
        theme=options.theme or "",
        speaker=record(options.speaker),
        place=record(options.place),
        since=bounds(options.since)[0] if options.since else None,
        until=bounds(options.until)[1] if options.until else None,
        source=record(options.source),
    )


def records_of(options: argparse.Namespace) -> Any:
    """The records that the filters of the command line name."""
    from sourcebook.dossier.listing import listed

    return listed(filters_of(options), tuple(options.form), options.confidence)


@on_a_dossier
def _list(options: argparse.Namespace) -> int:
    found = records_of(options)
    if options.count:
        return _counts(options, found)
    rows = found.order_by("-made_at", "id")[options.offset : options.offset + options.limit]
    records = [
        {
            "id": str(record.pk),
            "kind": record.kind,
            "status": record.status,
            "level": record.get_level_display(),
            "date": _date(record.earliest, record.latest),
            "label": record.label,
            "summary": record.summary,
            "confidence": record.confidence,
        }
        for record in rows
    ]
    if options.format == "json":
        return write(as_json({"total": found.count(), "records": records}), options.output)
    if not records:
        return write("Nothing here yet.\n", options.output)
    text = table(
        ["id", "kind", "status", "date", "what"],
        ([r["id"][:_SHORT], r["kind"], r["status"], r["date"], r["label"]] for r in records),
    )
    total = found.count()
    if total > options.offset + len(records):
        text += f"{options.offset + 1} to {options.offset + len(records)} of {total}; --offset shows more\n"
    return write(text, options.output)


def _date(low: Any, high: Any) -> str:
    from datetime import date

    if low is None:
        return ""
    first = "" if low == date.min else low.isoformat()
    last = "" if high == date.max else high.isoformat()
    return first if first == last else f"{first}/{last}"


def _counts(options: argparse.Namespace, found: Any) -> int:
    from sourcebook.dossier.listing import counted

    rows = counted(found)
    if options.format == "json":
        told = [
            {"kind": kind, "form": form, "status": status, "count": count}
            for kind, form, status, count in rows
        ]
        return write(as_json(told), options.output)
    cells = [[kind, form, status, str(count)] for kind, form, status, count in rows]
    return write(table(["kind", "form or type", "status", "count"], cells, elastic=1), options.output)


@on_a_dossier
def _show(options: argparse.Namespace) -> int:
    from sourcebook.dossier.page import page_of
    from sourcebook.dossier.seen import current

    record = record_named(options.record)
    page = page_of(record, keys_of(current().within) if options.open else None)
    if page is None:
        raise Unknown(f"there is no record {options.record}")
    if options.format == "json":
        return write(as_json({**page.record, "labels": page.labels}), options.output)
    return write("\n".join(_lines(page)) + "\n", options.output)


def _lines(page: Any) -> Iterator[str]:
    plain = page.record
    yield f"{plain['kind']} {plain['id']}"
    yield plain["label"]
    yield f"{plain['status']}, {plain['level']}, version {plain['version']}, {_made(plain)}"
    if page.closed:
        yield "Sealed: --open asks for the passphrase."
        return
    if plain["note"]:
        yield f"note: {plain['note']}"
    yield ""
    hidden = {one["field"] for one in plain["withheld"]}
    for name, value in plain["fields"].items():
        if value not in ("", None, [], {}):
            mark = " (withheld)" if name in hidden else ""
            yield f"  {name}{mark}: {_value(value, page.labels)}"
    for field, reason in plain["absent"].items():
        yield f"  {field}: — ({reason})"
    for part, rows in plain["parts"].items():
        for row in rows:
            said = (
                f"{k}: {_value(v, page.labels)}"
                for k, v in row.items()
                if k != "id" and v not in ("", None, [])
            )
            yield f"  {part}: {', '.join(said)}"
    for row in plain["themes"]:
        yield f"  theme: {row['codebook']}/{row['code']}"
    if plain["evidence"]:
        yield ""
        yield "Evidence"
    for row in plain["evidence"]:
        yield f"  {row['field'] or 'the record'}: {_evidence(row, page.labels)}"


def _made(plain: dict[str, Any]) -> str:
    sure = f", confidence {plain['confidence']}" if plain["confidence"] is not None else ""
    by = {"machine": "proposed by the program", "import": "imported", "person": "made"}[plain["origin"]]
    return f"{by} {plain['made_at'][:10]}{sure}"


def _value(value: Any, labels: dict[str, str]) -> str:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    return labels.get(value, str(value)) if isinstance(value, str) else str(value)


def _evidence(row: dict[str, Any], labels: dict[str, str]) -> str:
    quoted = f"“{row['exact']}”" if row["exact"] else ""
    if len(quoted) > 300:
        quoted = f"{quoted[:299]}…”"
    where = [row["locator"], f"page {row['page']}" if row["page"] is not None else "", row["on_file"]]
    basis = labels.get(row["basis"], "") if row["basis"] else ""
    stance = "" if row["stance"] == "supports" else row["stance"]
    state = "" if row["state"] in ("anchored", "untargeted") else f"({row['state']})"
    return " ".join(filter(None, [stance, quoted, basis, ", ".join(filter(None, where)), state]))


@on_a_dossier
def _search(options: argparse.Namespace) -> int:
    from sourcebook.dossier.search import find

    if options.form or options.confidence is not None:
        raise Unknown("--form and --confidence are for lists and review; search has --kind, --status, ...")
    found = find(
        " ".join(options.words),
        filters_of(options),
        limit=options.limit,
        offset=options.offset,
        variants=options.variants,
    )
    hits: list[dict[str, Any]] = [
        {
            "id": str(hit.record),
            "kind": hit.kind,
            "status": hit.status,
            "label": hit.label,
            "field": hit.field,
            "excerpt": [{"text": text, "marked": marked} for text, marked in hit.excerpt],
        }
        for hit in found.hits
    ]
    if options.format == "json":
        return write(
            as_json({"total": found.total, "total_is_exact": found.total_is_exact, "hits": hits}),
            options.output,
        )
    if not hits:
        return write("Nothing found.\n", options.output)
    rows = [[h["id"][:_SHORT], h["kind"], _marked(h["label"], h["excerpt"])] for h in hits]
    more = "" if found.total_is_exact else "at least "
    return write(table(["id", "kind", "where"], rows) + f"{more}{found.total} found\n", options.output)


def _marked(label: str, excerpt: Sequence[dict[str, Any]]) -> Text:
    from rich.text import Text

    text = Text(label + "\n", style="bold") if label else Text()
    for piece in excerpt:
        text.append(piece["text"], style="reverse" if piece["marked"] else "not bold")
    return text


@on_a_dossier
def _history(options: argparse.Namespace) -> int:
    from sourcebook.dossier.history import history_of, lately
    from sourcebook.dossier.seen import current

    keys = keys_of(current().within) if options.open else None
    entries = history_of(record_named(options.record), keys) if options.record else lately(options.limit)
    told = [entry.plain() for entry in entries[: options.limit]]
    if options.format == "json":
        return write(as_json(told), options.output)
    return write("\n".join(line for entry in told for line in _entry(entry)) + "\n", options.output)


def _entry(entry: dict[str, Any]) -> Iterator[str]:
    undo = f" (takes back {entry['undo_of'][:_SHORT]})" if entry.get("undo_of") else ""
    at = entry["at"][:19].replace("T", " ")
    yield f"{at}  {entry['revision'][:_SHORT]}  {entry['act']} by {entry['who'] or 'the program'}{undo}"
    if entry["why"]:
        yield f"    why: {entry['why']}"
    for path in entry.get("after", {}):
        yield f"    {path}: {_shown(entry['before'].get(path))} → {_shown(entry['after'][path])}"
    if entry.get("records"):
        yield f"    {entry['records']} records"


def _shown(value: Any) -> str:
    text = str(value) if value not in (None, "") else "—"
    return text if len(text) <= 120 else text[:119] + "…"
