"""Characters of a page with their place, size and font, as PDFium gives them, gathered into chunks.

A chunk is what one hand wrote in one go: characters on one baseline, in one size and font, from left to
right. Four calls a character are made and no more; the right edge is asked for once a chunk.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sourcebook.reading.symbols import signs_of

_BOLD = ("bold", "black", "heavy", "semibold", "demi", "-bd", ",bd")
_LAM = 0x644
_ITALIC = ("italic", "oblique", "kursiv", "-it")


@dataclass(frozen=True, slots=True)
class Font:
    """What is known of a font by its name; `signs` are what its characters show that are no letters."""

    name: str
    bold: bool
    italic: bool
    signs: dict[int, str] = field(default_factory=dict, compare=False, repr=False)


@dataclass(slots=True)
class Chunk:
    """Characters on one baseline in one style: text, left and right edge, baseline (from the bottom), size.

    All lengths are points. `raised` marks a superscript that only its ink shows, `leftward` words of a script
    that is written from right to left; their letters come in the order in which they are read.
    """

    text: str
    x: float
    right: float
    y: float
    size: float
    font: Font
    raised: bool = False
    leftward: bool = False


@dataclass(slots=True)
class PageText:
    """A page: its chunks in the order of its content, its size, and its ruled lines (x, y, right, top).

    `bands` are filled stripes of the height of a row or two: tables are shaded instead of ruled.
    """

    number: int
    width: float
    height: float
    chunks: list[Chunk]
    rules: list[tuple[float, float, float, float]]
    characters: int = 0
    bands: list[tuple[float, float, float, float]] = field(default_factory=list)


class _Fonts:
    """Fonts by the address of the text object that uses them; names are read once."""

    def __init__(self) -> None:
        self._names: dict[str, Font] = {}

    def of(self, handle: Any) -> Font:  # noqa: ANN401 - a pointer of the binding
        buffer = ctypes.create_string_buffer(128)
        if handle:
            font = pdfium.FPDFTextObj_GetFont(handle)
            if font:
                pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
        name = buffer.value.decode("utf-8", "replace")
        if name not in self._names:
            small = name.lower()
            bold, italic = any(b in small for b in _BOLD), any(i in small for i in _ITALIC)
            self._names[name] = Font(name, bold, italic, signs_of(name))
        return self._names[name]


def read_pages(document: pypdfium2.PdfDocument) -> Iterator[PageText]:
    """The pages of a PDF in order. A page that PDFium cannot open comes without chunks."""
    fonts = _Fonts()
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield PageText(index + 1, 0, 0, [], [])
            continue
        width, height = page.get_size()
        textpage = page.get_textpage()
        chunks, count = _chunks(textpage.raw, fonts)
        drawn = list(_drawn(page))
        rules = [d for d in drawn if _is_rule(d)]
        bands = [d for d in drawn if d[2] - d[0] > 20 and 6 < d[3] - d[1] < 60]
        yield PageText(index + 1, width, height, chunks, rules, count, bands)
        textpage.close()
        page.close()


def _chunks(textpage: Any, fonts: _Fonts) -> tuple[list[Chunk], int]:  # noqa: ANN401
    count = pdfium.FPDFText_CountChars(textpage)
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    unicode, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin
    size_of, object_of = pdfium.FPDFText_GetFontSize, pdfium.FPDFText_GetTextObject
    found: list[Chunk] = []
    letters: list[str] = []
    current: Chunk | None = None
    first = last = last_object = -1
    font = fonts.of(None)
    previous_x = 0.0
    guessed = False
    for index in range(count):
        code = unicode(textpage, index)
        if code in (13, 10):
            _close(textpage, current, letters, first, last, found)
            current = None
            continue
        character = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character in " \u00a0\t" and current is not None:
            letters.append(" ")
            guessed = code == 32 and bool(pdfium.FPDFText_IsGenerated(textpage, index))
            continue
        origin(textpage, index, at_x, at_y)
        size = size_of(textpage, index)
        handle = object_of(textpage, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address != last_object:
            font, last_object = fonts.of(handle), address
        character = font.signs.get(code, character)
        if size < 2.5:
            size = _height(textpage, index)
        same = (
            current is not None
            and abs(current.y - y.value) < 0.08 * current.size
            and abs(current.size - size) < 0.3
            and current.font is font
            and _follows(current, code, x.value, x.value - previous_x)
        )
        raised = character.isdigit() and _raised(textpage, index, y.value, size, current, letters)
        if not same or (current is not None and raised != current.raised):
            _close(textpage, current, letters, first, last, found)
            if character in " \u00a0\t":
                current = None
                continue
            current = Chunk("", x.value, x.value, y.value, size, font, raised, _leftward(code))
            first = index
        assert current is not None
        if guessed and letters and not _is_wide(textpage, last, x.value, size):
            # PDFium put a space where the page has none: a kerned letter, a hyphen set apart.
            letters.pop()
        guessed = False
        letters.append(character)
        if current.leftward:
            current.x = min(current.x, x.value)
            if code == _LAM and x.value == previous_x:
                # Lam and alef are one letter form, whose parts come the wrong way round.
                letters[-2:] = letters[:-3:-1]
        last, previous_x = index, x.value
    _close(textpage, current, letters, first, last, found)
    return found, count


def _is_wide(textpage: Any, last: int, x: float, size: float) -> bool:  # noqa: ANN401
    """Whether a character stands as far from the one before as a word does."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, last, box)
    return x - float(box.right) > 0.17 * size or x < float(box.left)


def _leftward(code: int) -> bool:
    """Whether a character belongs to a script that is written from right to left."""
    return 0x590 <= code < 0x900 or 0xFB1D <= code < 0xFE00 or 0xFE70 <= code < 0xFF00


def _follows(current: Chunk, code: int, x: float, step: float) -> bool:
    """Whether a character at `x`, `step` points from the one before, goes on with a chunk by its place."""
    if not current.leftward:
        return -0.6 * current.size < step < 3.2 * current.size and not _leftward(code)
    within = abs(step) < 3.2 * current.size and x < current.right
    return within and (_leftward(code) or not chr(code).isalpha())


def _close(
    textpage: Any,  # noqa: ANN401
    current: Chunk | None,
    letters: list[str],
    first: int,
    last: int,
    found: list[Chunk],
) -> None:
    """Finish a chunk: its text, and its right edge from the loose box of its last character on the page."""
    if current is not None:
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(textpage, first if current.leftward else last, box)
        current.text = "".join(letters)
        current.right = max(current.x, box.right)
        found.append(current)
    letters.clear()


def _height(textpage: Any, index: int) -> float:  # noqa: ANN401
    """The size of a character whose font is scaled by its matrix: the height of its loose box."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
    return float(max(1.0, (box.top - box.bottom) * 0.85))


def _raised(
    textpage: Any,  # noqa: ANN401
    index: int,
    baseline: float,
    size: float,
    current: Chunk | None,
    letters: list[str],
) -> bool:
    """Whether a digit behind a word, or first on its line, stands high by its ink alone.

    A font's own superscripts have the size and the baseline of the text. A digit in the middle of a number is
    what the digit before it is.
    """
    before = letters[-1] if letters else ""
    goes_on = current is not None and current.raised and before.isdigit()
    if before and not goes_on and not (before.isalpha() or before in '.,;:!?”’")]»'):
        return False
    left, right = ctypes.c_double(), ctypes.c_double()
    bottom, top = ctypes.c_double(), ctypes.c_double()
    boxed = pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
    return bool(boxed) and bottom.value - baseline > 0.2 * size and top.value > bottom.value


def _is_rule(drawn: tuple[float, float, float, float]) -> bool:
    """Whether what is drawn is a horizontal or vertical line: what bounds notes and tables."""
    wide, high = drawn[2] - drawn[0], drawn[3] - drawn[1]
    return (high < 3 and wide > 20) or (wide < 3 and high > 6)


def _drawn(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The bounds of the lines and shapes on a page."""
    left, bottom = ctypes.c_float(), ctypes.c_float()
    right, top = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), 4000)):
        handle = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(handle) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            yield left.value, bottom.value, right.value, top.value
