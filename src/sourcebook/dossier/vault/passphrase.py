"""The keeper's passphrase: where it comes from, which are good enough, and how it becomes bytes.

It comes from `SOURCEBOOK_PASSPHRASE`, else from the file that `SOURCEBOOK_PASSPHRASE_FILE` names, else from a
person at a terminal. The same words typed on another machine must give the same bytes: prepared by the
OpaqueString profile (RFC 8265, section 4.2): all spaces become U+0020, then NFC; case, accents and scripts
stay.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path

from sourcebook.dossier.vault.errors import PassphraseMissing, WeakPassphrase

VARIABLE = "SOURCEBOOK_PASSPHRASE"
FILE_VARIABLE = "SOURCEBOOK_PASSPHRASE_FILE"
LEAST_CHARACTERS = 12
LOST_IS_FINAL = (
    "A lost passphrase is final: without it nobody, the makers of this program included, can open what was "
    "sealed or backed up. Keep it where a second trusted person finds it."
)


def prepare(passphrase: str) -> bytes:
    """The bytes that stand for a passphrase, however weak; `UnicodeEncodeError` for half a character."""
    spaced = "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in passphrase)
    return unicodedata.normalize("NFC", spaced).encode()


def refuse_weak(passphrase: str) -> None:
    """Raise `WeakPassphrase`, with the reason, if this may not become a passphrase.

    Refused: under 12 characters; fewer than five different ones; control characters, and characters that this
    version of Unicode does not know (later versions might normalise them otherwise, and lock the keeper out).
    """
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn") for letter in passphrase):
        raise WeakPassphrase(
            "the passphrase has a control character or an unknown one: use letters and spaces"
        )
    normal = prepare(passphrase).decode().strip()
    if len(normal) < LEAST_CHARACTERS:
        raise WeakPassphrase(
            f"the passphrase has under {LEAST_CHARACTERS} characters: take six or more words chosen by dice"
        )
    if len(set(normal)) < 5:
        raise WeakPassphrase(
            "the passphrase repeats the same few characters: take six or more words chosen by dice"
        )


def obtain(*, new: bool = False, environ: Mapping[str, str] = os.environ) -> str:
    """The passphrase, from the environment, a file, or a person at the terminal.

    Args:
        new: it is being chosen: a person is told that a lost one is final, and types it twice.
        environ: the environment to look into.

    Raises `PassphraseMissing` if there is none, `WeakPassphrase` if two typed ones differ. An empty variable
    counts as not set. Of a file the first line counts.
    """
    if given := environ.get(VARIABLE):
        return given
    if named := environ.get(FILE_VARIABLE):
        return _first_line(Path(named))
    if sys.stdin is None or not sys.stdin.isatty():
        raise PassphraseMissing(
            f"a passphrase is needed and there is no terminal to ask at: set {VARIABLE} or {FILE_VARIABLE}"
        )
    return _ask(new)


def _first_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PassphraseMissing(f"{FILE_VARIABLE}: {path} cannot be read as UTF-8 text ({error})") from None
    line = lines[0].removesuffix("\r")
    if not line:
        raise PassphraseMissing(
            f"{FILE_VARIABLE}: {path} begins with an empty line: put the passphrase there"
        )
    return line


def _ask(new: bool) -> str:
    try:
        if not new:
            return getpass("Passphrase: ")
        print(LOST_IS_FINAL, file=sys.stderr)
        first = getpass("New passphrase: ")
        refuse_weak(first)
        if getpass("The same again: ") != first:
            raise WeakPassphrase("the two passphrases differ: nothing was changed, try again")
        return first
    except EOFError:
        raise PassphraseMissing("no passphrase was typed") from None
