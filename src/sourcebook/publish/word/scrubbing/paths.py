"""Paths of a machine: told from addresses of the web, and cut down to the name of the file."""

from __future__ import annotations

import re
from urllib.parse import unquote

# A drive, a share, a folder of a home, or an address of a file, up to the next quotation mark or end.
_PATH = re.compile(
    r"""(?:file:/{0,5}|(?<![A-Za-z0-9])[A-Za-z]:[\\/]{1,2}|\\\\+(?=[^\\\s])|(?<![\w/.:])/(?:home|Users|tmp|var|mnt|media|private|Volumes|root)/)[^"“”<>|*?\r\n]*""",
    re.IGNORECASE,
)


def is_local(address: str) -> bool:
    """Whether an address leads to a file of a machine or network, not to the web."""
    return bool(_PATH.match(unquote(address).strip()))


def without_folder(text: str) -> tuple[str, list[str]]:
    """A text in which each path is the name of its file alone, and the paths that it had."""
    found = [match[0] for match in _PATH.finditer(text)]
    return _PATH.sub(lambda match: _name(match[0]), text), found


def _name(path: str) -> str:
    return re.split(r"[\\/]", path.rstrip())[-1]
