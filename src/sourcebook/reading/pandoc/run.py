"""Running pandoc: a separate program that is given bytes and gives back its tree of the document as JSON.

It runs in its sandbox (no file but the one it is given, no network), with a limit on memory and time: a
hostile file costs at most these.
"""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc

from sourcebook.reading.errors import ReadingError

MEMORY = "1500m"
SECONDS = 20
SECONDS_PER_MEGABYTE = 10

# Pandoc's names of the formats, with the extensions that keep a report's characters as they are: quotation
# marks are never turned, a dollar is no formula, an at sign is no citation.
FORMATS = {
    "docx": "docx",
    "odt": "odt",
    "epub": "epub",
    "html": "html",
    "markdown": "markdown-smart-tex_math_dollars-raw_tex-citations-example_lists-subscript"
    "-blank_before_header-blank_before_blockquote-latex_macros+autolink_bare_uris",
    "rst": "rst-smart",
    "latex": "latex",
}

# A piece of the tree: its shape depends on the kind it names (pandoc-types, Text.Pandoc.Definition).
Node = Any
Tree = dict[str, Node]


class PandocFailed(ReadingError):
    """Pandoc did not read the file: out of time, out of memory, or not what its name says."""


def run_pandoc(data: bytes, format: str, name: str) -> Tree:
    """The JSON tree of `data`. Raises PandocFailed with one line that names the file `name`."""
    seconds = SECONDS + SECONDS_PER_MEGABYTE * len(data) / 1e6
    command = [pypandoc.get_pandoc_path(), "-f", FORMATS[format], "-t", "json", "--sandbox", "--quiet"]
    try:
        done = subprocess.run(
            [*command, "+RTS", f"-M{MEMORY}", "-RTS"], input=data, capture_output=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise PandocFailed(
            f"{name}: pandoc did not finish within {seconds:.0f} s; save it in another format or in parts"
        ) from None
    except OSError as error:
        raise PandocFailed(f"{name}: pandoc does not start ({error}); reinstall pypandoc_binary") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[0][:200] if said else f"it ended with {done.returncode}"
        raise PandocFailed(f"{name}: pandoc cannot read this as {format}: {reason}; open and save it anew")
    try:
        tree: Tree = json.loads(done.stdout)
    except (RecursionError, ValueError):
        raise PandocFailed(
            f"{name}: the document is nested too deeply to be read; save it as plain text"
        ) from None
    return tree
