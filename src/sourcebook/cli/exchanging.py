"""The verbs that take out and bring back: export, load, backup, restore."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sourcebook.cli.output import as_json, bar, tell, write
from sourcebook.cli.session import clear_errors, dossier_arguments, format_argument, on_a_dossier


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("export", help="write a dossier into a folder, or one format into a file")
    dossier_arguments(verb, positional=True)
    verb.add_argument("target", type=Path, help="a new folder (or with --as-format a file)")
    verb.add_argument(
        "--as-format",
        dest="foreign",
        metavar="FORMAT",
        help="one of docs/exchange.md: events.csv, sources.bib, ...",
    )
    verb.add_argument("--public", action="store_true", help="only what is published, for everybody")
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_export)
    verb = verbs.add_parser("load", help="read an exported folder into an empty dossier")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_load)
    verb = verbs.add_parser("backup", help="write everything of a dossier into one encrypted file")
    dossier_arguments(verb, positional=True)
    verb.add_argument("file", type=Path)
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_backup)
    verb = verbs.add_parser("restore", help="bring a backup back; asks for the passphrase")
    verb.add_argument("file", type=Path)
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_restore)


@on_a_dossier
def _export(options: argparse.Namespace) -> int:
    from sourcebook.dossier.exchange.running import export_dossier, export_foreign

    if options.foreign:
        done: dict[str, Any] = {
            "rows": export_foreign(options.foreign, options.target, public=options.public)
        }
    else:
        with bar("exporting", options.quiet) as step:
            done = export_dossier(options.target, public=options.public, progress=step)
    return _told({"target": str(options.target), **done}, options)


def _told(done: dict[str, Any], options: argparse.Namespace, what: str = "") -> int:
    for name in done.get("missing", ()):
        tell(f"could not be had, and is not in it: {name}")
    if options.format == "json":
        return write(as_json(done), options.output)
    return write(f"{done['target']}: {done['rows']} rows{what}\n", options.output)


def _load(options: argparse.Namespace) -> int:
    with clear_errors() as status:
        from sourcebook.dossier.exchange.running import load_dossier

        with bar("loading", options.quiet) as step:
            dossier, done = load_dossier(options.folder, step, _announce)
        status[0] = _told({"target": dossier.slug, "rows": done.rows, "records": done.records}, options)
    return status[0]


def _announce(seconds: int) -> None:
    tell(f"Others who save in this home wait for {seconds} seconds at most.")


@on_a_dossier
def _backup(options: argparse.Namespace) -> int:
    from sourcebook.dossier.exchange.running import backup_dossier

    with bar("backing up", options.quiet) as step:
        done = backup_dossier(options.file, step)
    return _told({"target": str(options.file), **done}, options, ", encrypted")


def _restore(options: argparse.Namespace) -> int:
    with clear_errors() as status:
        from sourcebook.dossier.exchange.running import restore_dossier
        from sourcebook.dossier.vault.passphrase import obtain

        with bar("restoring", options.quiet) as step:
            dossier, done = restore_dossier(options.file, obtain(), step, _announce)
        status[0] = _told({"target": dossier.slug, "rows": done.rows, "records": done.records}, options)
    return status[0]
