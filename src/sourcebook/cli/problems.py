"""Everything that is wrong with an edition, a line each: nobody mends ten things in ten runs."""

from __future__ import annotations

import argparse
from functools import wraps

from sourcebook.cli.output import tell
from sourcebook.cli.session import Verb


def each_told(verb: Verb) -> Verb:
    """Tells everything that is wrong with an edition, a line each, before the last line says how much."""

    @wraps(verb)
    def run(options: argparse.Namespace) -> int:
        from sourcebook.publish.edition.problems import EditionError

        try:
            return verb(options)
        except EditionError as error:
            if len(error.problems) == 1:
                raise
            for problem in error.problems:
                tell(str(problem))
            raise ValueError(f"{len(error.problems)} things are wrong with the edition: mend them") from None

    return run
