"""The verbs that bring in: add a file, import a report, a reference library, a sheet."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from sourcebook.cli.output import as_json, bar, progress, table, tell, write
from sourcebook.cli.session import Unknown, dossier_arguments, format_argument, on_a_dossier, record_named

_LIBRARIES = (".json", ".ris", ".bib", ".bibtex", ".nbib")
_SHEETS = (".csv", ".tsv", ".xlsx")


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("add", help="take in a saved page, PDF, DOCX, image with its text, or WACZ")
    verb.add_argument("file", type=Path)
    dossier_arguments(verb)
    verb.add_argument("--url", default="", help="where it was")
    verb.add_argument("--accessed", type=_day, metavar="YYYY-MM-DD", help="when it was saved")
    verb.add_argument("--text", type=Path, metavar="FILE", help="the words of an image, recording or scan")
    verb.add_argument("--title", default="")
    verb.add_argument("--publisher", default="")
    verb.add_argument("--language", default="", help="BCP 47: en, hy, az-Latn, ...")
    verb.add_argument("--level", choices=["public", "team", "restricted", "sealed"], default="team")
    format_argument(verb)
    verb.set_defaults(run=_add)
    verb = verbs.add_parser(
        "import", help="bring in a report, a reference library, or a sheet with a mapping"
    )
    verb.add_argument("file", type=Path)
    dossier_arguments(verb)
    verb.add_argument("--mapping", type=Path, help="for CSV and XLSX: which column is which field (YAML)")
    verb.add_argument("--sources", action="store_true", help="of a DOCX: only what Zotero or Mendeley put in")
    verb.add_argument("--url", default="", help="where the report is published")
    verb.add_argument("--accessed", type=_day, metavar="YYYY-MM-DD")
    verb.add_argument(
        "--corrects", metavar="ID", help="the source of which the report is a corrected version"
    )
    verb.add_argument(
        "--refused", type=Path, metavar="FILE", help="write the rows here that could not be read"
    )
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_import)
    _reread_arguments(verbs)
    verb = verbs.add_parser("anchor", help="find quotations in the preserved copies of their sources")
    verb.add_argument("statements", nargs="*", help="ids; without them all")
    dossier_arguments(verb)
    format_argument(verb)
    verb.set_defaults(run=_anchor)


def _reread_arguments(verbs: Any) -> None:
    verb = verbs.add_parser(
        "reread", help="read preserved bytes again by this version, and move the evidence"
    )
    verb.add_argument("captures", nargs="*", help="ids; without them all that another version read")
    dossier_arguments(verb)
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_reread)


@on_a_dossier
def _anchor(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from sourcebook.dossier.anchoring import anchor

    sought = anchor([record_named(one) for one in options.statements])
    if options.format == "json":
        return write(as_json([{**asdict(one), "found": one.found} for one in sought]), options.output)
    for one in sought:
        if not one.found:
            words = " ".join(one.words.split()[:8])
            tell(f"{one.record[:8]} in {one.capture[:8]}: “{words} ...”: {one.message}")
    found = sum(one.found for one in sought)
    return write(f"{found} of {len(sought)} quotations stand in the preserved copies\n", options.output)


@on_a_dossier
def _reread(options: argparse.Namespace) -> int:
    from sourcebook.dossier.reanchoring import reread

    ids = [record_named(one) for one in options.captures]
    with bar("reading again", options.quiet) as step:
        done = reread(ids, step)
    if options.format == "json":
        lost = [dict(zip(("record", "field", "exact", "now"), one, strict=True)) for one in done.lost]
        told = {
            "changed": done.changed,
            "evidence": dict(done.evidence),
            "lost": lost,
            "problems": done.problems,
        }
        return write(as_json(told), options.output)
    for problem in done.problems:
        tell(problem)
    text = f"{done.changed} captures read otherwise now; evidence: "
    text += ", ".join(f"{count} {state}" for state, count in done.evidence.items()) or "none moved"
    for record, field, exact, words in done.lost:
        text += f"\nlost: {record[:8]} {field}: “{exact}”" + (f", now “{words}”" if words else "")
    return write(text + "\n", options.output)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is no day (YYYY-MM-DD)") from None


@on_a_dossier
def _add(options: argparse.Namespace) -> int:
    from sourcebook.dossier.ingest.keeping import add_file

    kept = add_file(
        options.file,
        url=options.url,
        accessed=options.accessed,
        text_file=options.text,
        title=options.title,
        publisher=options.publisher,
        language=options.language,
        level=options.level,
    )
    for problem in kept.problems:
        tell(problem)
    if options.format == "json":
        return write(
            as_json(
                {"source": kept.source, "capture": kept.capture, "layer": kept.layer, "new": bool(kept.new)}
            ),
            options.output,
        )
    if not kept.new:
        return write(
            f"{options.file.name}: these bytes are here already, capture {kept.capture}\n", options.output
        )
    return write(f"source {kept.source}\ncapture {kept.capture}\n", options.output)


@on_a_dossier
def _import(options: argparse.Namespace) -> int:
    suffix = options.file.suffix.casefold()
    if not options.file.is_file():
        raise Unknown(f"{options.file}: there is no such file")
    if options.mapping or suffix in _SHEETS:
        return _sheet(options)
    if options.sources or suffix in _LIBRARIES:
        return _library(options)
    return _report(options)


def _report(options: argparse.Namespace) -> int:
    from sourcebook.dossier.ingest.report import import_report

    done = import_report(
        options.file,
        url=options.url,
        accessed=options.accessed,
        corrects=record_named(options.corrects) if options.corrects else None,
        progress=None if options.quiet else progress(),
    )
    if options.format == "json":
        told = {
            "source": done.source,
            "found": dict(done.counts),
            "new": dict(done.made),
            "changed": [{"id": i, "label": label, "fields": list(f)} for i, label, f in done.changed],
            "gone": [{"id": i, "label": label} for i, label in done.gone],
            "proposed": dict(done.proposed),
            "problems": list(done.problems),
        }
        return write(as_json(told), options.output)
    if done.nothing:
        return write(f"{options.file.name}: nothing new, nothing changed\n", options.output)
    rows = [
        [name, str(done.counts[name]), str(done.made[name] or "")] for name, _ in done.counts.most_common()
    ]
    text = table(["read as", "found", "new"], rows, elastic=0)
    for _, label, fields in done.changed:
        text += f"changed: {label} ({', '.join(name.split('/', 1)[1] for name in fields)})\n"
    for _, label in done.gone:
        text += f"not in the report any more: {label}\n"
    waiting = sum(done.proposed.values()) + len(done.gone)
    text += "All of it are drafts: nothing counts before a person accepts it (sourcebook review).\n"
    if waiting:
        text += f"{waiting} proposals wait for a decision (sourcebook review --proposals).\n"
    return write(text, options.output)


def _library(options: argparse.Namespace) -> int:
    from sourcebook.dossier.ingest.taking import take_library

    taken = take_library(options.file)
    return _taken(
        options, taken.made, taken.known, [f"{r.where}: {r.field}: {r.reason}" for r in taken.refused]
    )


def _sheet(options: argparse.Namespace) -> int:
    from sourcebook.dossier.ingest.taking import take_sheet

    if not options.mapping:
        raise Unknown(f"{options.file.name}: a sheet needs --mapping FILE, which says what its columns are")
    target = options.refused or options.file.with_name(f"{options.file.stem}.refused.csv")
    taken = take_sheet(options.file, options.mapping, target)
    for remark in taken.remarks:
        tell(remark)
    if taken.refused:
        tell(f"{len(taken.refused)} rows could not be read: see {target}, correct it, import it again")
    return _taken(options, taken.made, taken.known, list(taken.refused))


def _taken(options: argparse.Namespace, made: int, known: int, refused: list[str]) -> int:
    if options.format == "json":
        return write(as_json({"new": made, "known": known, "refused": refused}), options.output)
    text = f"{options.file.name}: {made} new records, {known} known already, {len(refused)} refused\n"
    return write(text + "".join(f"refused: {line}\n" for line in refused[:20]), options.output)
