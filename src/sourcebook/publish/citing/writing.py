"""Lays the fields of a citation into the parts of a form: separators and marks only where there is something.

No mark is printed twice: a title that ends in a comma takes none behind it, a note that ends in a stop none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from sourcebook.publish.citing.language import spoken
from sourcebook.publish.citing.sources import Fields, emphasised, joined
from sourcebook.publish.citing.style import Part, Style
from sourcebook.publish.printed import Run, Runs, reading

# Words of the language that say nothing without the field behind them.
_WORDS = frozenset({"within", "editor"})
_STOPS = (".", "?", "!", "…", "։", "。", "؟")
_MARKS = ("”", "’", "»", "“", '"')
_CLOSING = "".join(_MARKS)


@dataclass
class Line:
    """A citation as it grows."""

    style: Style
    runs: list[Run] = field(default_factory=list)
    # The mark that closes the quotation at the end of the line, as long as nothing stands behind it.
    closing: str = ""

    def add(self, runs: Runs, sep: str = "") -> None:
        """Adds characters, behind a separator where something stands before them."""
        if not runs:
            return
        if self.runs and sep:
            self._part(sep)
        self.runs.extend(runs)
        self.closing = ""

    def _part(self, sep: str) -> None:
        end = self.runs[-1]
        before = reading(self.runs[:-1] if self.closing else self.runs)[-1:]
        if sep[0] in ",;:" and before in (",", ";", ":"):
            sep = sep[1:]
        elif self.closing and self.style.comma_inside and sep[0] in ",.":
            self.runs[-1] = replace(end, text=sep[0] + end.text)
            sep = sep[1:]
        if sep:
            self.runs.append(Run(sep))


def lay(parts: tuple[Part, ...], fields: Fields, needed: bool = False) -> Runs:
    """The runs of a form; `needed` prints the parts that are printed where they tell two sources apart."""
    return merged(_laid(parts, fields, needed, set()).runs)


def _laid(parts: tuple[Part, ...], fields: Fields, needed: bool, done: set[str]) -> Line:
    """`done` are the fields that were printed so far, in this group and before it."""
    line = Line(fields.style)
    strong = False
    for part in parts:
        if (part.if_needed and not needed and line.runs) or part.without in done or part.field in done:
            continue
        runs, closing = _inner(part, fields, needed, done)
        if runs and not (part.once and _said(reading(runs), reading(line.runs))):
            line.add(runs, part.sep)
            line.closing = closing
            strong = strong or part.field not in _WORDS
            done |= {part.field} - {""}
    return line if strong else Line(fields.style)


def _said(words: str, line: str) -> bool:
    """Whether several words stand in a line; a year alone may stand there for another reason."""
    return " " in words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line) is not None


def _inner(part: Part, fields: Fields, needed: bool, done: set[str]) -> tuple[Runs, str]:
    """The runs of a part with the marks around them, and the mark that closes its quotation."""
    if part.group:
        inner = tuple(_laid(part.group, fields, needed, done).runs)
        return ((Run(part.open), *inner, Run(part.close)) if inner else ()), ""
    if _printed_already(part.field, fields, done):
        return (), ""
    values = fields.value(part.field)
    if not values and part.undated:
        values = ((Run(str(spoken(fields.style.language)["undated"])),),)
    if part.italic:
        values = tuple(emphasised(value) for value in values)
    if part.quotes and values:
        opening, closing = _quotes(part.quotes, reading(values[0]), fields.style.language)
        return (Run(opening), *values[0], Run(closing)), closing
    around = [(*_run(part.open), *value, *_run(part.close)) for value in values]
    return joined(around, ", "), ""


def _printed_already(name: str, fields: Fields, done: set[str]) -> bool:
    """Whether the publisher, or the authors, stand there as the one who published."""
    if name not in ("publisher", "court"):
        return False
    own = fields.value(name)
    return any(own == fields.value(who) for who in ("who", "who_short") if who in done)


def _quotes(kind: str, title: str, language: str) -> tuple[str, str]:
    """Marks for a title: the other kind where the title has marks of this kind itself."""
    words = spoken(language)
    first, second = words[kind], words["single" if kind == "double" else "double"]
    opening, closing = second if first[0].strip() in title else first
    return str(opening), str(closing)


def _run(text: str) -> Runs:
    return (Run(text),) if text else ()


def stopped(runs: Runs, style: Style) -> Runs:
    """A note with its full stop, unless it ends in a mark that stands for one."""
    text = reading(runs)
    inside = text.endswith(_MARKS) and not runs[-1].link
    if not text or not style.stop or text.rstrip(_CLOSING if inside else "").endswith(_STOPS):
        return runs
    last = runs[-1]
    if inside and style.comma_inside:
        return (*runs[:-1], replace(last, text=f"{last.text[:-1]}{style.stop}{last.text[-1]}"))
    return merged([*runs, Run(style.stop)])


def merged(runs: list[Run]) -> Runs:
    """The same characters in as few runs as their looks allow."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = found[-1] if found else None
        if last is not None and run.note is None and replace(last, text="") == replace(run, text=""):
            found[-1] = replace(last, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)
