"""verify.html: the package in a browser, without a network. A fixed page with the package's data embedded.

A page that was opened from a disk may not read the files beside it, so the data stands in it: the bytes of
report.json, evidence.json and package.json as they are, the manifest, the signatures, the text layers.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "alone"
_DATA = ("report", "evidence", "package", "manifest", "signatures", "texts")


@cache
def _template() -> str:
    page = (_FOLDER / "verify.html").read_text("utf-8")
    script = (_FOLDER / "verify.js").read_text("utf-8")
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    style = (_FOLDER / "verify.css").read_text("utf-8")
    for mark, text in (("@STYLE@", style), ("@HASH@", hashed), ("@SCRIPT@", script)):
        before, after = page.split(mark)
        page = before + text + after
    return page


def shell() -> bytes:
    """The page with nothing embedded: the same in every package."""
    before, after = _template().split("@DATA@")
    empty = "".join(f"{_tag(name)}</script>\n" for name in _DATA)
    return f"{before}{empty}{after}".encode()


def pieces(
    embedded: Mapping[str, bytes], layers: Sequence[str], text_of: Callable[[str], str]
) -> Iterator[bytes]:
    """The page, piece by piece; one text layer after the other is read."""
    before, after = _template().split("@DATA@")
    yield before.encode()
    for name in _DATA[:-1]:
        yield _tag(name).encode() + embedded[name] + b"</script>\n"
    yield f"{_tag('texts')}{{".encode()
    for n, layer in enumerate(layers):
        text = json.dumps(text_of(layer), ensure_ascii=False).replace("<", "\\u003c")
        yield f'{"," if n else ""}\n"{layer}": {text}'.encode()
    yield b"}\n</script>\n"
    yield after.encode()


def _tag(name: str) -> str:
    return f'<script type="application/json" id="{name}">'
