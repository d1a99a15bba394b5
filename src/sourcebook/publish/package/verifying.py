"""Checks a package as deeply as this program can: what `verify.py` checks, and the text of every format.

Every problem is one line. Without a key that was learnt elsewhere, a package that somebody made anew and
signed with a key of their own fits together too: `keys` alone tells them apart.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcebook.dossier.exchange.unbag import BagBroken
from sourcebook.publish.package.examining import bag, evidence, formats, signatures, text, tools
from sourcebook.publish.package.examining.contents import Contents
from sourcebook.publish.package.faults import PackageError
from sourcebook.publish.package.opening import opened


@dataclass(frozen=True)
class Verified:
    """What was found. `problems`: what does not hold; `warnings`: what to do though it holds.

    `signed` are (organisation, key in hexadecimal digits) of the signatures that hold, `counts` what was
    looked at.
    """

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    signed: tuple[tuple[str, str], ...]
    counts: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def summary(self) -> str:
        """One line."""
        looked = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        if self.problems:
            return f"{len(self.problems)} problems in {looked}"
        return f"everything holds: {looked}"


_CHECKS: tuple[Callable[[Contents], Iterator[str]], ...] = (
    text.examine,
    evidence.examine,
    tools.examine,
    formats.examine,
)


def verify(folder_or_zip: Path, revoked: Path | None = None, keys: Sequence[str] = ()) -> Verified:
    """Checks a package in a folder or a ZIP.

    `revoked` is a JSON list of the SHA-256 of captures whose consent was withdrawn; each that is in the
    package is a warning. `keys` are public keys of Ed25519, or their ids, in hexadecimal digits: each must
    have signed. Raises PackageError where nothing can be opened, or the list or a key is none.
    """
    withdrawn = _revoked(revoked) if revoked else frozenset()
    wanted = [_key(key) for key in keys]
    problems: list[str] = []
    signed: list[tuple[str, str]] = []
    with opened(folder_or_zip) as source:
        try:
            problems += bag.examine(source)
            contents = Contents.read(source)
        except (BagBroken, PackageError, zipfile.BadZipFile, zlib.error, ValueError, KeyError) as error:
            problems.append(str(error))
            return Verified(tuple(problems), (), (), {})
        problems += signatures.examine(contents, wanted, signed)
        for check in _CHECKS:
            problems += _run(check, contents)
        warnings = tuple(evidence.warnings(contents, withdrawn))
        if not signed:
            warnings += ("nobody has signed this package: whoever made it anew cannot be told apart",)
        elif not wanted:
            told = "the keys were taken from the package: learn them elsewhere, and give them with --key"
            warnings += (told,)
        return Verified(tuple(dict.fromkeys(problems)), warnings, tuple(signed), contents.counts())


def _run(check: Callable[[Contents], Iterator[str]], contents: Contents) -> list[str]:
    """The problems of a check; that a file has not the form of ours is one too."""
    found: list[str] = []
    try:
        found.extend(check(contents))
    except (BagBroken, PackageError, zipfile.BadZipFile, zlib.error) as error:
        found.append(str(error))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # Any JSON may stand where ours was.
        found.append(f"{check.__module__.rpartition('.')[2]}: not in the form of a package ({error!r})")
    return found


def _revoked(path: Path) -> frozenset[str]:
    try:
        found: Any = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise PackageError(f"{path} cannot be read as a list of withdrawn captures ({error})") from None
    if not isinstance(found, list) or not all(isinstance(one, str) and _is_hex(one, 64) for one in found):
        raise PackageError(f'{path} is no JSON list of SHA-256 values: write ["ab12...", ...]')
    return frozenset(one.lower() for one in found)


def _key(key: str) -> str:
    if not (_is_hex(key, 64) or _is_hex(key, 32)):
        raise PackageError(f"{key!r} is no key (64 hexadecimal digits) and no id of one (32)")
    return key.lower()


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and not set(text.lower()) - set("0123456789abcdef")
