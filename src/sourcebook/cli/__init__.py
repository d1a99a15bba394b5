"""The command line: one verb a step. Arguments and exit codes only; the rooms do the work.

`reports` are the verbs about one report; the others work on a dossier: `dossiers` makes and tends them,
`collecting` brings in, `looking` shows, `changing` reviews and corrects, `exchanging` takes out and back,
`editions` and `publishing` make the report, `word` sends it to partners and
takes back what they changed, `changes` decides about it. `serving` opens the workbench in a browser.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from sourcebook import __version__
from sourcebook.cli import (
    changes,
    changing,
    collecting,
    dossiers,
    editions,
    exchanging,
    looking,
    publishing,
    reports,
    serving,
    word,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `sourcebook`; the exit status is 0; 1 where a check fails; 2 where input could not be used."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        # The reader of our output left (`| head`): not an error of ours.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("sourcebook: stopped; nothing is half done", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sourcebook",
        description="Turns open sources into a human-rights report in which every sentence can be checked.",
    )
    parser.add_argument("--version", action="version", version=f"sourcebook {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for room in (
        reports,
        dossiers,
        collecting,
        looking,
        changing,
        exchanging,
        editions,
        word,
        changes,
        publishing,
        serving,
    ):
        room.arguments(verbs)
    return parser
