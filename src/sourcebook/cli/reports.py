"""The verbs about one report: read it, check it, and the rules of the check."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from sourcebook.cli.output import progress, write
from sourcebook.cli.session import dossier_arguments


def arguments(verbs: Any) -> None:
    """Adds the verbs read, check and rules."""
    verb = verbs.add_parser("read", help="read a published report: paragraphs, notes, sources, records")
    verb.add_argument("file", type=Path, help="PDF, DOCX, ODT, EPUB, HTML, Markdown, RST, LaTeX or text")
    verb.add_argument(
        "--format",
        choices=["summary", "json", "html"],
        default="summary",
        help="summary for people (default), json for programs, html: one page with all that was found marked",
    )
    verb.add_argument("-o", "--output", type=Path, help="write here instead of standard output")
    verb.add_argument("--quiet", action="store_true", help="no progress on standard error")
    verb.set_defaults(run=_read)
    _check_arguments(
        verbs.add_parser("check", help="check a report, or with --dossier a dossier: quotations, dates, ...")
    )
    verb = verbs.add_parser("rules", help="list the rules of the check, or explain one")
    verb.add_argument("rule", nargs="?", help="the rule to explain")
    verb.set_defaults(run=_rules)


def _check_arguments(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "file", type=Path, nargs="?", help="PDF, DOCX, ODT, EPUB, HTML, Markdown, RST, LaTeX or text"
    )
    dossier_arguments(verb)
    verb.add_argument(
        "--format",
        choices=["text", "json", "sarif", "html", "docx"],
        default="text",
        help="html: the report with its findings; docx: a copy of a Word file with comments, needs -o",
    )
    verb.add_argument("--fix", type=Path, metavar="FILE", help="write a corrected copy of a DOCX or Markdown")
    verb.add_argument("-o", "--output", type=Path, help="write here instead of standard output")
    verb.add_argument("--all", action="store_true", help="text: every remark, with its evidence")
    verb.add_argument(
        "--only", action="append", default=[], metavar="RULE", help="a rule or family; repeat it"
    )
    verb.add_argument("--except", action="append", default=[], metavar="RULE", dest="without")
    verb.add_argument("--fail-on", choices=["error", "warning", "info", "never"])
    verb.add_argument("--config", type=Path, help="settings; default: sourcebook.toml beside the report")
    verb.add_argument("--baseline", type=Path, help="findings that were accepted, with reason and name")
    verb.add_argument("--write-baseline", type=Path, metavar="FILE", help="accept all that is found now")
    verb.add_argument("--reason", default="", help="with --write-baseline: why they may stand")
    verb.add_argument("--name", default="", help="with --write-baseline: who decided so")
    verb.add_argument("--quiet", action="store_true", help="no progress on standard error")
    verb.set_defaults(run=_check)


def _read(options: argparse.Namespace) -> int:
    from sourcebook.reading import ReadingError, read

    try:
        reading = read(options.file, None if options.quiet else progress())
    except ReadingError as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return 2
    if options.format == "json":
        from sourcebook.reading.output.contract import contract

        text = json.dumps(contract(reading), ensure_ascii=False, indent=1) + "\n"
    elif options.format == "html":
        from sourcebook.reading.output.page import page

        text = page(reading, options.file.name)
    else:
        from sourcebook.reading.output.summary import summary

        text = summary(reading, options.file.name)
    return write(text, options.output)


def _check(options: argparse.Namespace) -> int:
    """Exit status 0: nothing that fails the check; 1: something does; 2: input or a rule failed."""
    from sourcebook.checks.run import Request, run
    from sourcebook.checks.settings import SettingsError
    from sourcebook.reading import ReadingError

    if options.file is None:
        from sourcebook.cli.checking import check_a_dossier

        return check_a_dossier(options)
    request = Request(
        options.file,
        options.format,
        everything=options.all,
        only=tuple(options.only),
        without=tuple(options.without),
        fail_on=options.fail_on,
        config=options.config,
        baseline=options.baseline,
        write_baseline=options.write_baseline,
        reason=options.reason,
        name=options.name,
        fix=options.fix,
    )
    if options.format == "docx" and options.output is None:
        print("sourcebook: --format docx needs -o FILE", file=sys.stderr)
        return 2
    try:
        outcome = run(request, None if options.quiet else progress())
    except (ReadingError, SettingsError) as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return 2
    for line in outcome.told:
        print(line, file=sys.stderr)
    return write(outcome.output, options.output) or outcome.status


def _rules(options: argparse.Namespace) -> int:
    from sourcebook.checks.output.catalogue import explain, listing
    from sourcebook.checks.settings import SettingsError

    try:
        return write(explain(options.rule) if options.rule else listing(), None)
    except SettingsError as error:
        print(f"sourcebook: {error}", file=sys.stderr)
        return 2
