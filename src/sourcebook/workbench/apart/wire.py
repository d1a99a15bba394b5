"""A message on a pipe: the length of its JSON and the JSON, which tells the lengths of the bytes behind it.

Both ends read with a limit and, where they wait for the other, with a clock. Who closed the pipe is gone.
"""

from __future__ import annotations

import json
import os
import selectors
import time
from collections.abc import Sequence
from typing import Any

# What one message may have, its JSON and all its bytes.
MOST = 512 << 20
_CHUNK = 1 << 20
_LENGTH = 4


class Gone(Exception):
    """The other end is closed, or does not keep to the form."""


class Late(Exception):
    """The other end did nothing until the time was over."""


def send(to: int, message: dict[str, Any], blobs: Sequence[bytes] = (), until: float | None = None) -> None:
    """Writes a message. Raises Gone; Late where `until` (of the monotonic clock) passes; then the pipe is
    good for nothing more."""
    head = json.dumps({**message, "blobs": [len(blob) for blob in blobs]}, ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
    for part in (len(head).to_bytes(_LENGTH, "big") + head, *blobs):
        view = memoryview(part)
        while view:
            _wait(to, selectors.EVENT_WRITE, until)
            try:
                view = view[os.write(to, view[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Gone from None


def receive(of: int, until: float | None = None) -> tuple[dict[str, Any], list[bytes]]:
    """Reads a message. Raises Gone, Late."""
    size = int.from_bytes(_exactly(of, _LENGTH, until), "big")
    if size > MOST:
        raise Gone
    try:
        message = json.loads(_exactly(of, size, until).decode("utf-8", "surrogatepass"))
        sizes = message.pop("blobs")
        wrong = not all(type(each) is int and each >= 0 for each in sizes) or size + sum(sizes) > MOST
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError):
        raise Gone from None
    if wrong:
        raise Gone
    return message, [bytes(_exactly(of, each, until)) for each in sizes]


def _exactly(of: int, size: int, until: float | None) -> bytearray:
    """So many bytes. They are put together as they come: what was only announced takes no room."""
    found = bytearray()
    while len(found) < size:
        _wait(of, selectors.EVENT_READ, until)
        try:
            part = os.read(of, min(_CHUNK, size - len(found)))
        except BlockingIOError:
            continue
        except OSError:
            raise Gone from None
        if not part:
            raise Gone
        found += part
    return found


def _wait(on: int, what: int, until: float | None) -> None:
    """Until the pipe is ready. One that blocks, and has no clock, need not be asked."""
    if until is None:
        return
    with selectors.DefaultSelector() as selector:
        try:
            selector.register(on, what)
        except (OSError, ValueError):
            raise Gone from None
        if not selector.select(max(0.0, until - time.monotonic())):
            raise Late
