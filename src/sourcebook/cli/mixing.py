"""Words and options of a verb in any order: `changes reject --why "..." 4` as well as `... 4 --why "..."`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any


def in_any_order(verb: argparse.ArgumentParser) -> None:
    """Lets the words of a verb stand before, between and behind its options.

    The parser of verbs calls `parse_known_args` of each; argparse itself takes words in one piece there, and
    calls what follows an option "unrecognized".
    """
    plain = verb.parse_known_args

    def known(args: Sequence[str] | None = None, namespace: Any = None) -> Any:
        # What takes them in any order calls back into the plain one.
        verb.parse_known_args = plain  # type: ignore[method-assign]
        try:
            return verb.parse_known_intermixed_args(args, namespace)
        finally:
            verb.parse_known_args = known  # type: ignore[assignment, method-assign]

    verb.parse_known_args = known  # type: ignore[assignment, method-assign]
