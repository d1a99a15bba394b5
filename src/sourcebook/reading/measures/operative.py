"""The operative part of a judgment: its points, each with what it decides and orders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.dates import find_dates
from sourcebook.reading.analysis import Context, ParagraphView
from sourcebook.reading.analysis.known import Known
from sourcebook.reading.measures.contents import case_of
from sourcebook.reading.measures.courts import courts, is_international
from sourcebook.reading.measures.words import Words, words_of

# How many paragraphs from the front are looked at for the court's name, the case and the date.
_FRONT = 40
_HEADINGS = 10
# How many paragraphs may pass between "FOR THESE REASONS" and the first point.
_GAP = 4
# Characters at the end of a paragraph in which an opening is looked for.
_OPENING = 350


class Point(NamedTuple):
    """A point of the operative part: the paragraph it is, and whether it orders something."""

    paragraph: int
    orders: bool


class Judgment(NamedTuple):
    """What is common to all points: the court, the case, the day it was delivered (EDTF)."""

    body: str
    case: str | None
    date: str | None


def operative_points(context: Context) -> Iterator[Point]:
    """The points of the operative part, in order; nothing where a document has none."""
    words = words_of(context.language)
    waiting = -1
    inside = False
    for index, view in enumerate(context.views):
        text = view.text.strip()
        headed = any(_opens(title, words) for title in view.paragraph.section[-1:])
        if _opens(text, words):
            waiting, inside = _GAP, False
            continue
        if waiting < 0 and not inside and not headed:
            continue
        if words.end.match(text) or len(text) > 6000:
            waiting, inside = -1, False
        elif words.point.match(text):
            inside = True
            yield Point(index, words.ordering.search(text) is not None)
        elif not inside:
            waiting -= 1


def _opens(text: str, words: Words) -> bool:
    """Words of an operative part's opening: in a short line, or in capitals before a colon at the end."""
    line = text.strip()[-_OPENING:]
    for match in words.operative.finditer(line):
        if match[0].isupper() and (line.endswith(":") or len(line) < 80):
            return True
        if match.start() < 3 and (line.endswith(":") or len(line) < 60):
            return True
    return False


def judgment(context: Context, known: Known, first: int) -> Judgment | None:
    """The judgment whose operative part begins at `first`; None where no court is named in front."""
    words = words_of(context.language)
    front = [view.text for view in context.views[:_FRONT]]
    title = [context.document.title or "", *(s.title for s in context.document.sections[:_HEADINGS]), *front]
    body = _court(title, known) or _court([v.text for v in context.views[:first]], known)
    if body is None:
        return None
    case = next((case for text in title if (case := case_of(text, words) or _bare_case(text, words))), None)
    return Judgment(_titled(body), case, _delivered(context, first, words))


def _court(texts: list[str], known: Known) -> str | None:
    """The court that the texts name most often in full."""
    counts = Counter(_titled(name) for text in texts for _, name in courts(text, known) if " " in name)
    beyond = {name: n for name, n in counts.items() if is_international(name, known)}
    if not counts:
        return None
    best = max(beyond or counts, key=lambda name: (counts[name], len(name)))
    return max((name for name in counts if name.startswith(best)), key=len)


def _titled(name: str) -> str:
    """A name in capitals in small letters: "EUROPEAN COURT" as "European Court"."""
    small = {"of", "the", "on", "and", "for", "de", "del", "la", "los", "y"}
    if not name.isupper():
        return name
    return " ".join(w.lower() if w.lower() in small else w.capitalize() for w in name.split())


def _bare_case(text: str, words: Words) -> str | None:
    line = text.strip()
    return line if len(line) < 160 and words.versus.search(line) and line[:1].isupper() else None


def _delivered(context: Context, first: int, words: Words) -> str | None:
    """The day after "delivered ... on" that follows the operative part, else the day in title or headings,
    else one in front."""
    return (
        _day_in(context.views[first : first + 30], words)
        or _day_of_title(context)
        or _day_in(context.views[:_FRONT], words)
        or next((d.edtf for view in context.views[:_FRONT] for d in view.dates if d.precision == "day"), None)
    )


def _day_in(views: tuple[ParagraphView, ...], words: Words) -> str | None:
    for view in views:
        days = [date for date in view.dates if date.precision == "day"]
        if days and len(view.text) < 600 and words.delivered.search(view.text):
            return days[-1].edtf
    return None


def _day_of_title(context: Context) -> str | None:
    for title in (context.document.title or "", *(s.title for s in context.document.sections[:_HEADINGS])):
        days = [date for date in find_dates(title, context.language) if date.precision == "day"]
        if days:
            return days[-1].edtf
    return None


_NUMBER = re.compile(r"^\(?\w{1,3}[.)]\s+")


def without_number(text: str) -> str:
    """A point's text without the number printed before it."""
    return _NUMBER.sub("", text.strip())
