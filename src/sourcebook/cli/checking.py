"""`sourcebook check --dossier D`: the checks over a dossier."""

from __future__ import annotations

import argparse
import json
import shutil

from sourcebook.cli.output import progress, write
from sourcebook.cli.session import Unknown, on_a_dossier


@on_a_dossier
def check_a_dossier(options: argparse.Namespace) -> int:
    """Exit status 0: nothing that fails the check; 1: something does; 2: a rule failed."""
    from sourcebook.checks.output.data import data
    from sourcebook.checks.output.plain import plain
    from sourcebook.checks.output.sarif import sarif
    from sourcebook.dossier.checking import Request, checked

    if options.format not in ("text", "json", "sarif"):
        raise Unknown(f"--format {options.format} is for reports; a dossier has text, json, sarif")
    result, settings, title = checked(
        Request(
            only=tuple(options.only),
            without=tuple(options.without),
            fail_on=options.fail_on,
            config=options.config,
            baseline=options.baseline,
        ),
        None if options.quiet else progress(),
    )
    if options.format == "json":
        text = json.dumps(data(result, title, of="dossier"), ensure_ascii=False, indent=1) + "\n"
    elif options.format == "sarif":
        text = json.dumps(sarif(result, title, own_text=False), ensure_ascii=False, indent=1) + "\n"
    else:
        width = max(60, min(shutil.get_terminal_size((96, 24)).columns, 110))
        text = plain(result, title, width, options.all)
    status = 2 if result.failures else int(settings.fails(f.severity for f in result.findings))
    return write(text, options.output) or status
