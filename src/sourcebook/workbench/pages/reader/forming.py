"""The form of a record that a passage makes, and what its fields were read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sourcebook.dossier.ingest.passage.filling import Filled
from sourcebook.dossier.ingest.passage.kept import Text
from sourcebook.workbench.pages.record.words import path_words

_HOW: dict[str, Promise] = {
    "words": _("as written"),
    "sentence": _("from the sentence"),
    "date": _("date in the sentence"),
    "no year": _("date in the sentence; the year is not in these words"),
    "elsewhere": _("from what comes before in the text"),
    "only date": _("the only date in the passage"),
    "quotation": _("the quotation, without its marks"),
    "selection": _("as selected"),
}
_LONG = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A field in words, what was read, how, and the place to jump to."""

    label: str
    words: str
    how: str
    start: int
    end: int


def lines_read(filled: Filled, text: Text) -> Iterator[Line]:
    """Where each filled field was read, in words."""
    for read in filled.reads:
        words = text.text[read.start : read.end]
        if len(words) > _LONG:
            words = f"{words[: _LONG - 1].rstrip()}…"
        yield Line(path_words(read.field), words, str(_HOW[read.how]), read.start, read.end)
