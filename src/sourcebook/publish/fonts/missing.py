"""What no font has: asked of the compiler itself, before anything is written.

A letter and the marks upon it must come from one font, so letters are asked for with their marks. The
compiler refuses a text for PDF/A if one of its characters would be an empty box (or is not for printing at
all); all is asked for at once, and only where that fails is the fault searched for by halves.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import typst

from sourcebook.publish.fonts.compiling import compiled
from sourcebook.publish.fonts.families import families, segments, spaced
from sourcebook.publish.fonts.files import MissingFont
from sourcebook.publish.printed import Block, Heading, Paragraph, Picture, Printed, Quotation, Run, Table

_JOINERS = frozenset("\u200c\u200d\ufe00\ufe01\ufe02\ufe03\ufe0e\ufe0f")
_PROBE = """#let asked = json("asked.json")
#set document(title: "probe")
#set text(font: asked.families, fallback: asked.fallback, hyphenate: false)
#set smartquote(enabled: false)
#for one in asked.letters {
  let font = if one.font == "" { asked.families } else { (one.font,) + asked.families }
  par(text(font: font, style: one.style, weight: one.weight, one.text))
}
"""
# A message names so many characters.
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Missing:
    """A character (with its marks) that no font has, and the first block that has it ("" the title page)."""

    char: str
    id: str


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    font: str
    italic: bool
    bold: bool


def missing_glyphs(printed: Printed, system: bool = False) -> list[Missing]:
    """The characters of a report that no font has, in their order; `system`: nor the machine's."""
    asked: dict[_Letter, str] = {}
    for id, run, bold in _texts(printed):
        for letter in _letters(run, bold):
            asked.setdefault(letter, id)
    missing = set(_refused(list(asked), system))
    found: dict[str, str] = {}
    for letter, id in asked.items():
        if letter in missing:
            found.setdefault(letter.text, id)
    return [Missing(char, id) for char, id in found.items()]


def require_glyphs(printed: Printed, system: bool = False) -> None:
    """Raises MissingFont where a character of the report would be an empty box."""
    missing = missing_glyphs(printed, system)
    if missing:
        named = "; ".join(f"{_name(one.char)} in {one.id or 'the title page'}" for one in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        raise MissingFont(
            f"no font has {named}{more}: write it otherwise, or install a font and allow the system's fonts"
        )


def _name(text: str) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in text)
    names = ", ".join(unicodedata.name(char, "no character") for char in text)
    return f"{codes} ({names})"


def _refused(letters: Sequence[_Letter], system: bool) -> Iterator[_Letter]:
    if not letters or _printable(letters, system):
        return
    if len(letters) == 1:
        yield letters[0]
        return
    half = len(letters) // 2
    yield from _refused(letters[:half], system)
    yield from _refused(letters[half:], system)


def _printable(letters: Sequence[_Letter], system: bool) -> bool:
    asked = {
        "families": families(),
        "fallback": system,
        "letters": [
            {
                "text": one.text,
                "font": one.font,
                "style": "italic" if one.italic else "normal",
                "weight": "bold" if one.bold else "regular",
            }
            for one in letters
        ],
    }
    sources = {"main.typ": _PROBE.encode(), "asked.json": json.dumps(asked).encode()}
    try:
        compiled(sources, ["a-3a"], system)
    except typst.TypstError:
        return False
    return True


def _letters(run: Run, bold: bool) -> Iterator[_Letter]:
    for segment in segments(spaced(run.text)):
        italic = run.emphasis and not segment.upright
        for cluster in _clusters(segment.text):
            yield _Letter(cluster, segment.family, italic, bold or run.strong)


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if unicodedata.category(text[at]).startswith("M") or text[at] in _JOINERS:
            continue
        yield text[start:at]
        start = at
    if text:
        yield text[start:]


def _texts(printed: Printed) -> Iterator[tuple[str, Run, bool]]:
    """Every run with the id of its block, and whether it is printed bold."""
    yield "", Run(printed.title), True
    yield "", Run(printed.title), False
    plain = (printed.subtitle, *printed.partners, printed.date, *printed.words.values())
    yield from (("", Run(text), False) for text in plain)
    for block in printed.blocks:
        yield from ((block.id, run, bold) for runs, bold in _parts(block) for run in runs)
    for note in printed.notes:
        yield from ((f"note-{note.number}", run, False) for run in note.runs)


def _parts(block: Block) -> Iterator[tuple[Iterable[Run], bool]]:
    match block:
        case Heading():
            yield (Run(block.label), *block.runs), True
            # Again in the contents.
            yield (Run(block.label), *block.runs), False
        case Paragraph():
            yield (Run(block.label), *block.runs), False
            yield from (((Run(item.label), *item.runs), False) for item in block.items)
        case Quotation():
            yield block.runs, False
        case Table():
            yield block.caption, True
            yield from ((cell, True) for cell in block.header)
            yield from ((cell, False) for row in block.rows for cell in row)
            yield block.below, False
        case Picture():
            yield block.caption, True
            yield block.below, False
