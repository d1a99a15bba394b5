"""Runs cut into pieces that `report.typ` prints each with one call: one font, one language, one look.

Words of the other writing direction are set apart with the isolates of Unicode (UAX 9), so that a bracket or
a quotation mark at their edge stays on its side; the proof folds these away, as they are no characters to
read. A word that no line could hold is cut where it may break; the cut prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sourcebook.publish.fonts import segments, spaced
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
# Signs that the usual family has; another one may come from any.
_USUAL = r"\w\x21-\xff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2066-\u2069"
# Beside words with marks, spaces and signs that another font may have to give.
_ALONE = re.compile(rf"{_RAISED.pattern}|\s+|[^\s{_USUAL}]")
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
            isolate = self._isolate(language)
            texts = [piece for piece in inner if "text" in piece]
            if isolate and texts:
                # Spaces at the edge stay outside, between the two directions.
                first = texts[0]["text"]
                texts[0]["text"] = first[: len(first) - len(first.lstrip(" "))] + isolate + first.lstrip(" ")
                last = texts[-1]["text"]
                texts[-1]["text"] = last.rstrip(" ") + _POP + last[len(last.rstrip(" ")) :]
            found += inner
        return found

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

    def _isolate(self, language: str) -> str:
        if not language:
            return ""
        other = _runs_left(language)
        if other == (self._printed.direction == "rtl"):
            return ""
        return _RTL if other else _LTR

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
                    yield {"break": True}
                leftward = self._printed.direction == "rtl" or _runs_left(run.language)
                yield from self._apart(
                    part, _ALONE if leftward and not segment.upright else _RAISED, {**look, **own}
                )

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
            how = {"flat": True} if _RAISED.match(found[0]) else {}
            self._turn = 1 - self._turn
            yield {"text": found[0], "alone": self._turn, **how, **look}
            start = found.end()
        if start < len(text):
            yield {"text": text[start:], **look}


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
