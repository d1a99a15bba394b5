"""When an event was: its own date, its evidence's, that of what was told before, or none.

"Imagery of 3 May showed", "it became evident", "video surfaced" date the evidence: the event is `../D`. An
interval ("between 4 May and 9 June") is the event's even so. A sentence without a date takes the
paragraph's; "over the following months" and "following his arrest" leave the end open; "during the 12-day
war" takes the period's. Where the paragraph has no date, one is carried from an earlier event only if the
words point at it ("the offensive", "X's aggression"); else the date stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as day
from datetime import timedelta
from functools import cache
from typing import Literal, NamedTuple

from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.numbers import find_numbers
from sourcebook.reading.events.eras import eras_in
from sourcebook.reading.events.mentions import Mention
from sourcebook.reading.events.sentence import Sentence
from sourcebook.reading.events.vocabulary import Hit, Vocabulary
from sourcebook.reading.lexicon import alternation, lexicon

# A date is carried over from no further back than this many paragraphs.
_CARRIED_OVER = 2
# "Following the events of 3 May": the date is another's that stands so near.
_NEAR = 24
# "He was not once allowed to": a negation is an act's own within so many words.
_DENIED = 4
# "Days later" is followed no further than this.
_LONGEST_SHIFT = 100
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Path = Literal[
    "own", "interval", "own evidence", "evidence", "era", "paragraph", "open", "anchor", "carried", "unknown"
]


class When(NamedTuple):
    """An EDTF date, what it is the date of, whether the text gives its year, and how it was found."""

    date: str | None
    role: Literal["event", "evidence"]
    year_stated: bool
    path: Path


@dataclass
class Told:
    """What was told so far: in this section, in this paragraph, in the whole document."""

    eras: dict[str, str]
    section: tuple[str, ...] = ()
    paragraph: int = 0
    in_section: list[tuple[int, str, str]] = field(default_factory=list)
    in_document: list[tuple[str, str]] = field(default_factory=list)
    opening: DateMention | None = None
    anchor: str | None = None
    last: str | None = None
    last_kind: str | None = None
    era: str | None = None

    def enter(self, section: tuple[str, ...]) -> None:
        """A new paragraph begins."""
        self.paragraph += 1
        if section != self.section:
            self.section, self.in_section = section, []
        self.opening = self.anchor = self.last = self.last_kind = self.era = None

    def tell(self, kind: str, date: str | None) -> None:
        """An event of this type and date was told."""
        if date:
            self.in_section.append((self.paragraph, kind, date))
            self.in_document.append((kind, date))
            self.last, self.last_kind = date, kind


@cache
def _before(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data, labels = lexicon("events", language), lexicon("figures", language)["labels"]
    other = re.compile(rf"(?<!\w)(?:{alternation([*data['not its date'], *labels])})\s$", re.IGNORECASE)
    own = re.compile(rf"(?<!\w)(?:{alternation(data['day of'])})\s\w+\s(?:\w+\s)?$", re.IGNORECASE)
    return other, own


def own_dates(view: ParagraphView, sentence: Sentence, language: str) -> list[DateMention]:
    """The dates of a sentence that can be an event's: not quoted, bracketed or another thing's."""
    other, own = _before(language)
    text, found = view.text, []
    for date in view.dates_within(*sentence.span):
        low = max(sentence.span.start, date.start - 40)
        if view.quotation_at(date.start) or text[max(0, date.start - 1) : date.start] == "(":
            continue
        others = other.search(text, low, date.start) and not _by_then(sentence, date)
        if others and not own.search(text, low, date.start):
            continue
        found.append(date)
    return found


def when(view: ParagraphView, mention: Mention, told: Told, known: Vocabulary, language: str) -> When:
    """The date of the event that `mention` tells."""
    sentence = mention.sentence
    images = any(h.first < mention.hit.first for h in sentence.of("evidence"))
    evidence = sentence.has("became known") or (images and sentence.has("shows"))
    evidence = evidence or _is_testimony(sentence, mention)
    chosen = _nearest(own_dates(view, sentence, language), mention, sentence)
    if chosen is not None:
        return _own(chosen, mention, evidence, _by_then(sentence, chosen))
    era = _era(view, sentence, told, language)
    if era:
        return When(era, "event", True, "era")
    shift = _shift(view, sentence, language)
    if shift is not None:
        shifted = _shifted(told, shift)
        if shifted:
            return shifted
    return _from_before(mention, told, evidence, known)


def _nearest(dates: Sequence[DateMention], mention: Mention, sentence: Sentence) -> DateMention | None:
    """The date that opens the sentence, else the nearest after the cue, else the nearest before it."""
    if not dates:
        return None
    opening = dates[0]
    dates_another = any(
        0 < opening.start - sentence.words[h.last - 1].end <= _NEAR for h in sentence.of("background")
    )
    opens = opening.start - sentence.span.start <= 24 and not dates_another
    if opens or len(dates) == 1:
        return opening
    after = [d for d in dates if d.start >= mention.span.end]
    return after[0] if after else dates[-1]


def _is_testimony(sentence: Sentence, mention: Mention) -> bool:
    """ "Three of them said that they had been beaten": the day is that of the telling."""
    had = any(0 <= mention.hit.first - h.first <= 4 for h in sentence.of("pluperfect"))
    return had and any(h.last <= mention.hit.first for h in sentence.of("testimony"))


def _by_then(sentence: Sentence, date: DateMention) -> bool:
    """ "As of 3 May", "by 3 May": what is told had come about by that day."""
    return any(0 <= date.start - sentence.words[h.last - 1].end <= 12 for h in sentence.of("by then"))


def _own(date: DateMention, mention: Mention, evidence: bool, by_then: bool) -> When:
    edtf = date.open_end()
    if by_then:
        return When(f"../{date.edtf.rpartition('/')[2]}", "event", date.year_stated, "own")
    if mention.earlier and date.start < mention.span.start:
        return When(f"../{date.edtf.partition('/')[0]}", "event", date.year_stated, "own")
    if "/" in date.edtf and "~" not in date.edtf:
        return When(date.edtf, "event", date.year_stated, "interval")
    if evidence and date.start < mention.span.start:
        return When(f"../{date.edtf.rpartition('/')[2]}", "evidence", date.year_stated, "own evidence")
    return When(edtf, "event", date.year_stated, "own")


def see_eras(view: ParagraphView, sentence: Sentence, told: Told, language: str) -> None:
    """Remember the last named period of the paragraph, so that "the war" means it."""
    found = eras_in(view.text, *sentence.span, told.eras, language)
    if found:
        told.era = found[-1][1]


def _era(view: ParagraphView, sentence: Sentence, told: Told, language: str) -> str | None:
    """ "During the 12-day war", "after the war": the period's date, or open from its end."""
    named = eras_in(view.text, *sentence.span, told.eras, language)
    spots = [(start, date) for start, date in named]
    if not spots and told.era:
        spots = [(sentence.words[h.first].start, told.era) for h in sentence.of("periods")]
    for spot, date in spots:
        before = [
            h for h in sentence.of("during", "after") if 0 <= spot - sentence.words[h.last - 1].end <= 20
        ]
        kinds = {h.list for h in before}
        first, last = date.partition("/")[0], date.rpartition("/")[2]
        if kinds == {"after"}:
            return f"{last}/.."
        if kinds:
            return f"{first}/.." if "after" in kinds else date
    return None


@cache
def _shifts(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    shifts: dict[str, int] = lexicon("events", language).get("shifts", {})
    return re.compile(rf"\s(?P<unit>{alternation(shifts) or '(?!)'})(?!\w)", re.IGNORECASE), shifts


def _shift(view: ParagraphView, sentence: Sentence, language: str) -> int | None:
    """By how many days a sentence follows the day told before: "the same day", "two days later"."""
    if sentence.has("day after") or sentence.has("day before"):
        return sentence.has("day after") - sentence.has("day before")
    if sentence.has("same day"):
        return 0
    pattern, days = _shifts(language)
    for number in find_numbers(view.text, language, *sentence.span):
        unit = pattern.match(view.text, number.end)
        if unit and number.value is not None and number.value < _LONGEST_SHIFT:
            return int(number.value) * days[" ".join(unit["unit"].casefold().split())]
    return None


def _shifted(told: Told, shift: int) -> When | None:
    """The day told last, in the paragraph or just before it, and so many days on."""
    before = [date for paragraph, _, date in told.in_section[-1:] if told.paragraph - paragraph <= 1]
    base = told.last or (told.opening.edtf if told.opening else None) or (before[0] if before else None)
    if base is None or not _DAY.fullmatch(base):
        return None
    stated = bool(told.opening and told.opening.year_stated)
    return When(str(day.fromisoformat(base) + timedelta(days=shift)), "event", stated, "paragraph")


def _from_before(mention: Mention, told: Told, evidence: bool, known: Vocabulary) -> When:
    sentence = mention.sentence
    opening = told.opening.edtf if told.opening else None
    stated = bool(told.opening and told.opening.year_stated)
    if evidence and opening:
        return When(f"../{opening.rpartition('/')[2]}", "evidence", stated, "evidence")
    base = told.last or (told.opening.open_end() if told.opening else None)
    if sentence.has("later"):
        base = base or (told.in_section[-1][2] if told.in_section else None)
        return When(_open(base), "event", stated, "open") if base else When(None, "event", False, "unknown")
    if base:
        refers = any(_dates_by_noun(sentence, hit, known) for hit in sentence.of("cue"))
        refers = refers or _is_withheld(sentence, mention)
        later = told.last_kind == "detention" and mention.rule.type in known.come_later
        path: Path = "open" if refers or later else "paragraph"
        return When(_open(base) if path == "open" else base, "event", stated, path)
    carried = _carried(sentence, told, known)
    if carried:
        return When(carried, "event", False, "carried")
    anchor = told.anchor or anchor_date(sentence, told, known)
    return When(anchor, "event", False, "anchor" if anchor else "unknown")


def _is_withheld(sentence: Sentence, mention: Mention) -> bool:
    """ "He was never allowed to return": what does not happen goes on not to happen."""
    first, last = mention.hit.first, mention.hit.last
    return any(
        first - _DENIED <= no.first < last
        and not any(no.last < verb.first < first for verb in sentence.of("finite"))
        for no in sentence.of("negation")
    )


def _open(date: str) -> str:
    first, slash, last = date.partition("/")
    if not slash:
        return f"{date}/.."
    return date if last in ("", "..") else f"{last if first in ('', '..') else first}/.."


def _dates_by_noun(sentence: Sentence, hit: Hit, known: Vocabulary) -> bool:
    """ "Following his arrest": a cue's noun that only dates what is told."""
    return hit.noun and any(0 <= hit.first - h.last <= 4 for h in sentence.of("background"))


def anchor_date(sentence: Sentence, told: Told, known: Vocabulary) -> str | None:
    """ "Following the expulsion": open from the latest such event that the document has told."""
    for hit in sentence.of("cue"):
        if not _dates_by_noun(sentence, hit, known):
            continue
        kind = known.rules[hit.rule].type
        dates = [date for other, date in told.in_document if other == kind]
        firm = [date for date in dates if not date.startswith("..")]
        if firm:
            return _open(max(firm))
    return None


def _carried(sentence: Sentence, told: Told, known: Vocabulary) -> str | None:
    """ "The offensive", "X's aggression": the date of the last such event in this section."""
    for hit in sentence.of("cue"):
        if not hit.noun:
            continue
        words = sentence.words[max(0, hit.first - 3) : hit.first]
        pointed = any(h.list == "definite" and 0 <= hit.first - h.last <= 2 for h in sentence.hits)
        if not (pointed or any(w.word.endswith(("'s", "s'")) for w in words)):
            continue
        kind = known.rules[hit.rule].type
        family = known.families.get(kind, (kind,))
        for paragraph, other, date in reversed(told.in_section):
            if other in family and told.paragraph - paragraph <= _CARRIED_OVER:
                return date
    return None
