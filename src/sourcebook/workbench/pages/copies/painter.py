"""The process in which one page of a PDF is painted: it has little memory and time, and knows no secret.

The task comes as a line of JSON on the standard input: `path`, `page` (from 1), `width` in pixels, `exact`
(words to find on it, "" for none); where `path` is empty the bytes of the file follow. The answer goes to the
standard output: a line of JSON, then the picture as PNG. A page that cannot be painted is a line with
`error`.
"""

from __future__ import annotations

import ctypes
import io
import json
import os
import signal
import sys
from typing import Any

_MEMORY = 1 << 30
# Pixels of a picture at most; a page that is a mile long is shown small.
_MOST = 6_000_000
_CHARACTERS = 100_000


def main() -> None:
    """Does the task."""
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    task = json.loads(head)
    limit(int(task["seconds"]))
    import pypdfium2 as pdfium

    try:
        told, picture = _painted(task, content)
    except (pdfium.PdfiumError, ValueError, OSError, MemoryError) as error:
        told, picture = {"error": " ".join(str(error).split())[:200] or type(error).__name__}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + picture)


def limit(seconds: int) -> None:
    """What a hostile file can cost at most."""
    import resource

    os.nice(5)
    signal.alarm(seconds + 2)
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (lower, lower))


def _painted(task: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(task["path"] or content)
    pages = len(document)
    number = max(1, min(int(task["page"]), pages))
    page = document[number - 1]
    across, down = page.get_size()
    if not (across > 0 and down > 0):
        raise ValueError("the page has no size")
    scale = min(task["width"] / across, (_MOST / (across * down)) ** 0.5)
    picture = page.render(scale=scale).to_pil()
    told = {
        "pages": pages,
        "page": number,
        "width": picture.width,
        "height": picture.height,
        "boxes": _boxes(page, str(task["exact"]), picture.width, picture.height) if task["exact"] else [],
    }
    made = io.BytesIO()
    few = picture.convert("L").quantize(32) if _is_grey(picture) else picture
    few.save(made, "PNG")
    return told, made.getvalue()


def _is_grey(picture: Any) -> bool:
    """Whether nothing is lost by few colours: pages of text, which are most."""
    small = picture.convert("RGB").resize((64, 64))
    return all(max(pixel) - min(pixel) < 12 for pixel in small.getdata())


def _boxes(page: Any, exact: str, width: int, height: int) -> list[list[int]]:
    """Where words stand: x, y, width, height in pixels of the picture, a box a line."""
    import pypdfium2.raw as raw

    from sourcebook.text.letters import letters_of, stretch

    text = page.get_textpage()
    number = min(text.count_chars(), _CHARACTERS)
    letters, at = letters_of(chr(raw.FPDFText_GetUnicode(text, index) or 32) for index in range(number))
    found = stretch(letters, letters_of(exact)[0])
    if found is None:
        return []
    first, last = at[found[0]], at[found[1] - 1]
    return [
        _on_picture(page, text.get_rect(one), width, height)
        for one in range(text.count_rects(first, last - first + 1))
    ]


def _on_picture(page: Any, box: tuple[float, float, float, float], width: int, height: int) -> list[int]:
    import pypdfium2.raw as raw

    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        left, top = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, left, top)
        corners.append((left.value, top.value))
    (left_, top_), (right, bottom) = corners
    return [min(left_, right), min(top_, bottom), abs(right - left_), abs(bottom - top_)]


if __name__ == "__main__":
    main()
