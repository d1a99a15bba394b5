"""Runs cut into pieces that `report.typ` prints each with one call: one font, one language, one look.

Words of the other writing direction are set apart with the isolates of Unicode (UAX 9), so that a bracket or
a quotation mark at their edge stays on its side; the proof folds these away, as they are no characters to
read. A word that no line could hold is cut where it may break; the cut prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from sourcebook.publish.fonts import Segment, segments, spaced
from sourcebook.publish.formats.pdf.breaking import breakable
from sourcebook.publish.printed import Heading, Paragraph, Picture, Printed, Quotation, Run, Table

_LTR, _RTL, _POP = "\u2066", "\u2067", "\u2069"
_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# How wide a word may be in a paragraph before it breaks: less than half a line, as two may touch.
_LONGEST = 34.0
# A word with marks that the fonts raise or lower: combining marks of any script.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1dc0-\u1dff\u20d0-\u20f0"
)
_RAISED = re.compile(rf"\S*[{_MARKS}]\S*")
# Signs that the usual family has, and what has no shape; another one may come from any family.
_USUAL = (
    r"\w\x21-\xff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    r"\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069"
)
# What is set apart (see `Pieces._apart`): words with marks, and signs that another font may have to give.
_SIGNS = re.compile(rf"{_RAISED.pattern}|[^\s{_USUAL}]")
# Languages in which a hyphen at the end of a line is repeated at the start of the next.
_REPEATING = frozenset({"cs", "dsb", "es", "hr", "hsb", "pl", "pt", "sk"})
_HYPHENS = re.compile(rf"{_SIGNS.pattern}|[-\u2010]")
# And where a line runs to the left, spaces.
_ALONE = re.compile(rf"{_HYPHENS.pattern}|\s+")
Data = dict[str, Any]


class Pieces:
    """Cuts the runs of one report; knows which notes were marked before."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self._marked: set[int] = set()
        self._turn = 0

    def plain(self, text: str) -> list[Data]:
        """The pieces of a text without look."""
        return self.of((Run(text),)) if text else []

    def of(self, runs: Iterable[Run], longest: float = _LONGEST) -> list[Data]:
        """The pieces of runs, in their order; words wider than `longest` may break."""
        found: list[Data] = []
        for language, group in groupby(runs, key=lambda run: run.language if run.note is None else ""):
            inner = [piece for run in group for piece in self._run(run, longest)]
            if self._is_other_way(language):
                inner = self._isolated(inner, _RTL if _runs_left(language) else _LTR)
            found += inner
        return list(_linked(found))

    def every_run(self) -> Iterator[Run]:
        """All runs of the report."""
        for block in self._printed.blocks:
            match block:
                case Heading() | Quotation():
                    yield from block.runs
                case Paragraph():
                    yield from block.runs
                    yield from (run for item in block.items for run in item.runs)
                case Table():
                    yield from block.caption
                    yield from (run for row in (block.header, *block.rows) for cell in row for run in cell)
                    yield from block.below
                case Picture():
                    yield from (*block.caption, *block.below)
        yield from (run for note in self._printed.notes for run in note.runs)

    def _is_other_way(self, language: str) -> bool:
        return bool(language) and _runs_left(language) != (self._printed.direction == "rtl")

    def _isolated(self, pieces: list[Data], opening: str) -> list[Data]:
        """The pieces within an isolate; spaces at the edge stay outside, between the two directions."""
        filled = [at for at, piece in enumerate(pieces) if piece.get("text", "").strip(" ")]
        if not filled:
            return pieces
        before, start = _split(pieces[filled[0]], lambda text: len(text) - len(text.lstrip(" ")))
        pieces = [*pieces[: filled[0]], *before, self._mark(opening), *start, *pieces[filled[0] + 1 :]]
        last = max(at for at, piece in enumerate(pieces) if piece.get("text", "").strip(" "))
        end, after = _split(pieces[last], lambda text: len(text.rstrip(" ")))
        return [*pieces[:last], *end, self._mark(_POP), *after, *pieces[last + 1 :]]

    def _mark(self, char: str) -> Data:
        # Apart from the words, and in no link: at the end of a line the compiler moves it out of both.
        return {"text": char, "alone": self._next_turn()}

    def _next_turn(self) -> int:
        self._turn = 1 - self._turn
        return self._turn

    def _run(self, run: Run, longest: float) -> Iterator[Data]:
        if run.note is not None:
            yield {"note": run.note, "again": run.note in self._marked}
            self._marked.add(run.note)
            return
        look = _look(run)
        for segment in segments(spaced(run.text)):
            own: Data = {"font": segment.family, "scale": segment.scale} if segment.family else {}
            if run.emphasis and not segment.upright:
                own["italic"] = True
            for number, part in enumerate(breakable(segment.text, longest)):
                if number:
                    yield {"break": True, **look}
                yield from self._apart(part, self._pattern(run, segment), {**look, **own})

    def _pattern(self, run: Run, segment: Segment) -> re.Pattern[str]:
        """What is set apart in a segment."""
        within = self._printed.direction == "rtl" and bool(run.language) and not _runs_left(run.language)
        leftward = self._printed.direction == "rtl" or _runs_left(run.language)
        if leftward and (within or not segment.upright):
            return _ALONE
        language = (run.language or self._printed.language).split("-")[0].lower()
        return _HYPHENS if language in _REPEATING else _SIGNS

    def _apart(self, text: str, apart: re.Pattern[str], look: Data) -> Iterator[Data]:
        """The text with some of its parts apart, each laid out for itself, as the compiler needs it.

        It cuts a word where a mark is raised, and then gives the letter twice: words with marks are apart and
        "flat", which raises none. Where a line runs to the left it gives what it took from two fonts in the
        wrong order, and the space at the end of a line before the last word: there spaces and signs are each
        "alone". Two kinds of alone take turns, as the compiler joins what has one look.
        """
        start = 0
        for found in apart.finditer(text):
            if start < found.start():
                yield {"text": text[start : found.start()], **look}
            how: Data = {"flat": True} if _RAISED.match(found[0]) else {}
            if found[0] in ("-", "\u2010"):
                how["lang"] = "und"
            yield {"text": found[0], "alone": self._next_turn(), **look, **how}
            start = found.end()
        if start < len(text):
            yield {"text": text[start:], **look}


def _split(piece: Data, place: Callable[[str], int]) -> tuple[list[Data], list[Data]]:
    """A piece cut at a place of its text; a part without characters is none."""
    at = place(piece["text"])
    parts = [{**piece, "text": text} for text in (piece["text"][:at], piece["text"][at:])]
    return [part for part in parts[:1] if part["text"]], [part for part in parts[1:] if part["text"]]


def _linked(pieces: list[Data]) -> Iterator[Data]:
    """The pieces, those of one link joined: to who hears it it is one, though a long address may break."""
    for (url, target), group in groupby(pieces, key=lambda piece: (piece.get("url"), piece.get("target"))):
        if url is None and target is None:
            yield from group
        else:
            parts = [{key: one[key] for key in one if key not in ("url", "target")} for one in group]
            yield {"parts": parts, **({"url": url} if url else {"target": target})}


def _runs_left(language: str) -> bool:
    return language.split("-")[0].lower() in _RTL_LANGUAGES


def _look(run: Run) -> Data:
    look: Data = {}
    if run.strong:
        look["bold"] = True
    if run.language:
        language, *rest = run.language.split("-")
        look["lang"] = language.lower()
        region = next((part for part in rest if len(part) == 2 and part.isalpha()), None)
        if region:
            look["region"] = region
    if run.link.startswith("#"):
        look["target"] = run.link[1:]
    elif run.link:
        look["url"] = run.link
    return look
