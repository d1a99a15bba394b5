"""Running pandoc: the tree goes in as JSON, the parts of a Word file come out.

Pandoc is a separate program. It runs in its sandbox: it reads no file but the reference document, and fetches
nothing.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pypandoc

from sourcebook.publish.formats.docx.markup import Node

# The version of pandoc's tree that `tree` builds.
_VERSION = [1, 23, 1]
_SECONDS = 120


class PandocFailed(RuntimeError):
    """Pandoc did not write the file; the message says why."""


def parts(blocks: Sequence[Node], reference: bytes) -> Mapping[str, bytes]:
    """The parts of the Word file that pandoc writes of a tree, by name. Raises PandocFailed."""
    tree = {"pandoc-api-version": _VERSION, "meta": {}, "blocks": list(blocks)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reference.docx"
        path.write_bytes(reference)
        command = [
            pypandoc.get_pandoc_path(),
            *("--from=json", "--to=docx", "--sandbox", "--output=-"),
            f"--reference-doc={path}",
        ]
        try:
            done = subprocess.run(
                command, input=json.dumps(tree).encode(), capture_output=True, timeout=_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise PandocFailed(
                f"pandoc did not finish within {_SECONDS} s; publish the report in parts"
            ) from None
        except OSError as error:
            raise PandocFailed(
                f"pandoc does not start ({error.strerror}); reinstall pypandoc_binary"
            ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [
            f"it ended with {done.returncode}"
        ]
        raise PandocFailed(f"pandoc wrote no Word file: {said[0][:200]}")
    with zipfile.ZipFile(BytesIO(done.stdout)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
