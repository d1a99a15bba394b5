"""The verbs about what is published: rebuild a report, verify a package."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sourcebook.cli.output import as_json, fail, progress, tell, write
from sourcebook.cli.session import format_argument


def arguments(verbs: Any) -> None:
    """Adds the verbs rebuild, styles, tags and verify."""
    verb = verbs.add_parser(
        "rebuild", help="read any published report, check it, draft and publish it anew, and compare"
    )
    verb.add_argument("report", type=Path, help="PDF, DOCX, ODT, EPUB, HTML, Markdown, RST, LaTeX or text")
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    verb.add_argument(
        "--house",
        default="",
        help="form of notes: report, report-quoted, un, oscola, chicago; else what fits",
    )
    verb.add_argument("--date", default="", help="the day on all of it; else SOURCE_DATE_EPOCH, else today")
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_rebuild)
    verb = verbs.add_parser("styles", help="write the Word file whose styles a designer can change")
    verb.add_argument("file", type=Path, help="a new .docx; give it to `publish --styles`")
    verb.add_argument("--language", default="en")
    verb.set_defaults(run=_styles)
    verb = verbs.add_parser("tags", help="print the tags of a PDF: what a screen reader finds in it")
    verb.add_argument("file", type=Path)
    verb.add_argument("-o", "--output", type=Path, help="write here instead of standard output")
    verb.set_defaults(run=_tags)
    verb = verbs.add_parser("verify", help="check an evidence package: folder or ZIP")
    verb.add_argument("package", type=Path)
    verb.add_argument("--revoked", type=Path, metavar="FILE", help="a list of captures that were called back")
    verb.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="HEX",
        help="a key that must have signed, had from elsewhere",
    )
    format_argument(verb)
    verb.set_defaults(run=_verify)


def _rebuild(options: argparse.Namespace) -> int:
    from sourcebook.cli.session import clear_errors
    from sourcebook.cli.temporary import ended_cleanly, temporary_dossier
    from sourcebook.publish.citing import style
    from sourcebook.reading import ReadingError

    if options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir())):
        return fail(f"{options.out}: holds something; choose a new folder")
    try:
        date = day(options.date)
        if options.house:
            style(options.house, "en")
    except ValueError as error:
        return fail(error)
    with ended_cleanly(), temporary_dossier(), clear_errors() as status:
        from sourcebook.publish.rebuild.running import rebuild

        try:
            done = rebuild(
                options.report,
                options.out,
                date,
                options.house,
                None if options.quiet else progress(),
            )
        except ReadingError as error:
            return fail(error)
        found = done.compared
        if not options.quiet:
            tell("seconds: " + ", ".join(f"{step} {took:.1f}" for step, took in found.seconds.items()))
        if options.format == "json":
            status[0] = write(as_json(found.plain()), options.output)
        else:
            status[0] = write(_told(found, options.out), options.output)
        # Told, not refused: but whoever runs it in a script must learn of it.
        status[0] = status[0] or int(bool(found.lost))
    return status[0]


def _told(found: Any, out: Path) -> str:
    errors = sum(1 for one in found.findings if one["severity"] == "error")
    warnings = sum(1 for one in found.findings if one["severity"] == "warning")
    quotes = ", ".join(f"{name.upper()} {count}" for name, count in found.quotations_back.items())
    lines = [
        found.title,
        *(f"  {line}" for line in found.proofs.values()),
        f"  paragraphs in all formats: {found.paragraphs_back} of {found.paragraphs}"
        f" ({found.numbered} numbered)",
        f"  notes printed from records as they were: {found.notes_recovered} of {found.notes}",
        f"  quotations of {found.quotations}: {quotes}",
        f"  statements drafted anew with the same speaker, date, quotations, sources: "
        f"{found.same} of {len(found.statements)}",
        f"  checks: {errors} errors, {warnings} warnings",
    ]
    if found.boxed:
        shown = ", ".join(f"U+{ord(one[0]):04X}" for one in found.boxed[:10])
        lines.append(f"  no font here has, and the PDF shows as boxes: {shown}")
    if found.stale:
        lines.append(f"  references to paragraphs whose number changed: {len(found.stale)}")
    if found.missing:
        lines.append(f"  not found in every format: {', '.join(found.missing[:10])}")
    return "\n".join([*lines, f"Open {out / 'comparison.html'}.", ""])


def _styles(options: argparse.Namespace) -> int:
    from sourcebook.publish.formats.docx import reference_file

    if options.file.exists():
        return fail(f"{options.file}: is there already; choose another name")
    return write(reference_file(options.language), options.file)


def _tags(options: argparse.Namespace) -> int:
    from sourcebook.publish.proof.pdf import tag_tree

    try:
        tree = tag_tree(options.file.read_bytes())
    except (OSError, ValueError) as error:
        return fail(f"{options.file}: {error}")
    return write(f"{tree}\n", options.output)


def _verify(options: argparse.Namespace) -> int:
    from sourcebook.publish.package import PackageError, verify

    try:
        found = verify(options.package, options.revoked, options.key)
    except PackageError as error:
        return fail(error)
    if options.format == "json":
        told = {
            "holds": found.holds,
            "problems": found.problems,
            "warnings": found.warnings,
            "signed": found.signed,
        }
        return write(as_json(told), options.output) or int(not found.holds)
    for line in (*found.problems, *found.warnings):
        tell(line)
    signed = "".join(f"signed by {organisation}, key {key}\n" for organisation, key in found.signed)
    return write(f"{signed}{found.summary}\n", options.output) or int(not found.holds)


def day(given: str) -> str:
    """The day to print: as given, else SOURCE_DATE_EPOCH, else today (UTC). Raises ValueError."""
    import os
    from datetime import UTC, date, datetime

    if given:
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            raise ValueError(f"--date {given}: is no day; write it as 2031-05-02") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date().isoformat()
