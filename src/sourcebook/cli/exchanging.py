"""The verbs that take out and bring back: export, load, backup, restore."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sourcebook.cli.output import as_json, counter, tell, write
from sourcebook.cli.session import clear_errors, dossier_arguments, format_argument, on_a_dossier


def arguments(verbs: Any) -> None:
    """Adds the verbs."""
    verb = verbs.add_parser("export", help="write a dossier into a folder, or one format into a file")
    dossier_arguments(verb, positional=True)
    verb.add_argument("target", type=Path, help="a new folder (or with --as-format a file)")
    verb.add_argument("--as-format", dest="foreign", metavar="FORMAT",
                      help="csv-statements, csv-events, csv-figures, csl, bibtex, annotations, ftm, geojson")  # fmt: skip
    verb.add_argument("--public", action="store_true", help="only what is published, for everybody")
    verb.add_argument("--quiet", action="store_true")
    format_argument(verb)
    verb.set_defaults(run=_export)
    verb = verbs.add_parser("load", help="read an exported folder into an empty dossier")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--as", dest="who", metavar="NAME", help="who becomes its keeper beside those it names")
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

    bar = counter("exporting", options.quiet)
    if options.foreign:
        rows = export_foreign(options.foreign, options.target, public=options.public)
    else:
        rows = export_dossier(options.target, public=options.public, progress=bar)
    if options.format == "json":
        return write(as_json({"target": str(options.target), "rows": rows}), options.output)
    return write(f"{options.target}: {rows} rows\n", options.output)


def _load(options: argparse.Namespace) -> int:
    with clear_errors() as status:
        from sourcebook.dossier.exchange.running import load_dossier

        done = load_dossier(options.folder, options.who, tell, counter("loading", options.quiet))
        status[0] = write(
            as_json(done) if options.format == "json" else f"{done['dossier']}: {done['rows']} rows\n",
            options.output,
        )
    return status[0]


@on_a_dossier
def _backup(options: argparse.Namespace) -> int:
    from sourcebook.dossier.exchange.running import backup_dossier

    rows = backup_dossier(options.file, counter("backing up", options.quiet))
    if options.format == "json":
        return write(as_json({"file": str(options.file), "rows": rows}), options.output)
    return write(f"{options.file}: {rows} rows, encrypted\n", options.output)


def _restore(options: argparse.Namespace) -> int:
    with clear_errors() as status:
        from sourcebook.dossier.exchange.running import restore_dossier
        from sourcebook.dossier.vault.passphrase import obtain

        done = restore_dossier(options.file, obtain(), tell, counter("restoring", options.quiet))
        status[0] = write(
            as_json(done) if options.format == "json" else f"{done['dossier']}: {done['rows']} rows\n",
            options.output,
        )
    return status[0]
