"""Days between which a thing was damaged, where images are compared: "intact on 3 May, in ruins on 9 June".

The first day is that of the last image on which all is as it was, the second that of the first image or video
on which it is not. Both stand beside the act in its paragraph, in sentences about evidence. What is visible
on one image and absent from another, be it the thing or the damage, came or went between the two.
"""

from __future__ import annotations

import re
from functools import cache

from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.lexicon import alternation, lexicon

# "Intact on an image of 3 May": no more characters stand between the word and its day.
_NEAR = 32
_STOP = re.compile(r"[;:.]\s")


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = lexicon("events", language)

    def whole(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternation(data[name])})(?!\w)", re.IGNORECASE)

    return whole("intact"), whole("absent"), whole("images")


def seen_between(view: ParagraphView, language: str) -> tuple[str, bool] | None:
    """The EDTF interval between a paragraph's last image of a thing intact and the first of it damaged.

    With it, whether the text gives the year; None where no two days are compared.
    """
    intact, absent, images = _words(language)
    if not images.search(view.text):
        return None
    days = [
        d for d in view.dates if d.precision == "day" and "/" not in d.edtf and not view.quotation_at(d.start)
    ]
    for span in view.sentences:
        compared = [d for d in days if span.start <= d.start < span.end]
        if len(compared) == 2 and absent.search(view.text, *span) and images.search(view.text, *span):
            first, last = sorted(compared, key=lambda d: d.edtf)
            return f"{first.edtf}/{last.edtf}", first.year_stated or last.year_stated
    before = [d for d in days if _is_of(view.text, d, intact, days)]
    if not before:
        return None
    last = max(before, key=lambda d: d.edtf)
    shown = [
        d
        for span in view.sentences
        if images.search(view.text, *span)
        for d in days
        if span.start <= d.start < span.end and d not in before and d.edtf > last.edtf
    ]
    if not shown:
        return None
    first = min(shown, key=lambda d: d.edtf)
    return f"{last.edtf}/{first.edtf}", last.year_stated or first.year_stated


def _is_of(text: str, day: DateMention, intact: re.Pattern[str], days: list[DateMention]) -> bool:
    """Whether the day is that of a thing intact: the word shortly before it, no other day between."""
    low = max([day.start - _NEAR, *(d.end for d in days if d.end <= day.start)])
    found = list(intact.finditer(text, max(0, low), day.start))
    return bool(found) and not _STOP.search(text, found[-1].end(), day.start)
