"""The command line: one verb a step. Arguments and exit codes only; the rooms do the work."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sourcebook import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `sourcebook`; the exit status is 0, or 2 where the input could not be used."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        # The reader of our output left (`| head`): not an error of ours.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("sourcebook: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sourcebook",
        description="Turns open sources into a human-rights report in which every sentence can be checked.",
    )
    parser.add_argument("--version", action="version", version=f"sourcebook {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
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
    return parser


def _read(options: argparse.Namespace) -> int:
    from sourcebook.reading import ReadingError, read

    try:
        reading = read(options.file, None if options.quiet else _progress())
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
    return _write(text, options.output)


def _write(text: str, output: Path | None) -> int:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        return 0
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        print(f"sourcebook: cannot write {output}: {error.strerror}; choose another place", file=sys.stderr)
        return 2
    return 0


def _progress() -> Callable[[str], None] | None:
    """Tells on a terminal what is being done, once it takes longer than a second."""
    if not sys.stderr.isatty():
        return None
    began = time.monotonic()

    def tell(what: str) -> None:
        if time.monotonic() - began > 1:
            print(f"\r\x1b[K{what} ...", end="", file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
