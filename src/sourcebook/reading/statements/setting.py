"""When, on what occasion and where something was said, as the sentence that introduces it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcebook.dates import DateMention
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.persons import RUN
from sourcebook.reading.statements.clause import parts, strip
from sourcebook.reading.statements.vocabulary import Vocabulary
from sourcebook.text import Span

_LEADING = re.compile(
    r"^\s*(?:(?:on|in|at|during|within|through|via|amid|from|to|for|upon|with|speaking (?:at|in|during|on)|"
    r"on the sidelines of|as part of|durante|en|ante)\s+)?(?:(?:the|an?|his|her|its|their|el|la|su|un|una)\s+)*",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"^\s*(?:after|following|before|ahead of|while|when|amid|upon|in response|in reaction)", re.IGNORECASE
)
_PLACE = re.compile(
    rf"(?:(?<!\w)in|held at|held in|\ben)\s+(?:the\s+)?(?:(?:occupied|capital|then|nearby|neighbouring|central|northern|"
    rf"southern|eastern|western|besieged)\s+)*(?P<place>(?:(?:city|town|village|capital|district|region|province) of\s+)?"
    rf"{RUN.pattern}(?:\s+(?:city|town|village|district|region|province|stadium|airport|square))?)"
)
_ELSEWHEN = re.compile(r"\b(?:who|since|until|appointed|signed|elected|born|dated)\b")
_HELD = re.compile(
    r"\b(?:held|attended|convened|hosted|organi[sz]ed|addressed|opened|took part in|participated in|spoke at|spoke in)\s+"
    r"(?:(?:an?|the|its|his|her|their)\s+)?"
)
# Where the name of an utterance ends: "a statement on the vote | calling on ...".
_UTTERED = re.compile(
    r"[,:.;]|\s(?!following|during|concerning|regarding|addressing)\w+ing\b|\s(?:which|that|where)\b|\ufffc|$"
)
_MONTH_OR_BODY = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December|English|Russian)\b"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Date (EDTF), occasion and place of words; `stated` is False where the date's year was added."""

    date: str | None = None
    occasion: str | None = None
    place: str | None = None
    stated: bool = True

    def over(self, before: Setting) -> Setting:
        """This setting, with what it leaves open filled in from the one before."""
        return Setting(
            self.date or before.date,
            self.occasion or before.occasion,
            self.place or before.place,
            self.stated if self.date else before.stated,
        )


def setting_of(
    view: ParagraphView,
    masked: str,
    sentence: Span,
    verb: int,
    name: Span | None,
    until: int,
    words: Vocabulary,
) -> Setting:
    """The setting that a sentence gives: `verb` is where its verb begins, `until` where the words do."""
    dates = [d for d in view.dates_within(sentence.start, until) if masked[d.start] == view.text[d.start]]
    date = _date(view, masked, dates, sentence)
    days = [Span(d.start, d.end) for d in dates if d.precision in ("day", "month")]
    pieces = _adverbials(masked, sentence, verb, name, days)
    occasion = _occasion(masked, pieces, words)
    made = _utterance(masked, verb, until, words)
    told = [view.text[slice(*span)] for span in (made, occasion) if span]
    # "made a statement" beside "after the vote": both; beside "at the congress": the congress.
    if occasion and made and not _KEPT.match(told[1]):
        told = told[1:]
    place = _place(masked, pieces, words)
    return Setting(
        date=date.edtf if date else None,
        occasion=" ".join(" ".join(told).split()) or None,
        place=view.text[place.start : place.end] if place else None,
        stated=date.year_stated if date else True,
    )


def _date(view: ParagraphView, masked: str, dates: list[DateMention], sentence: Span) -> DateMention | None:
    days = [d for d in dates if d.precision in ("day", "month")]
    opening = [
        d
        for d in days
        if not re.search(
            r"\b(?:who|since|until|appointed|signed|elected)\b", masked[sentence.start : d.start][-40:]
        )
    ]
    return next(iter(opening or days), None)


def earlier_date(view: ParagraphView, masked: str, before: int) -> DateMention | None:
    """The last day that the paragraph gave, in its own words, before a sentence."""
    days = [
        d
        for d in view.dates
        if d.end <= before and d.precision in ("day", "month") and masked[d.start] == view.text[d.start]
    ]
    return days[0] if days else None


def scene_of(view: ParagraphView, masked: str, sentence: Span, words: Vocabulary) -> Setting:
    """The setting that a sentence without quotation lays for the next: "the Council held a meeting on ..."."""
    dates = [d for d in view.dates_within(*sentence) if masked[d.start] == view.text[d.start]]
    date = _date(view, masked, dates, sentence)
    held = _HELD.search(masked, *sentence)
    occasion = noun = None
    if held:
        noun = words.occasion.search(masked, held.end(), min(sentence.end, held.end() + 60))
        if noun:
            stop = re.compile(r"[,;:.]\s|[,;:.]$|\ufffc|\s(?=in [A-Z])").search(
                masked, noun.end(), sentence.end
            )
            occasion = strip(masked, Span(held.end(), stop.start() if stop else sentence.end))
    place = (
        _PLACE.match(masked, occasion.end + 1) if occasion and noun and noun.end() == occasion.end else None
    )
    return Setting(
        date=date.edtf if date else None,
        occasion=view.text[slice(*occasion)] if occasion else None,
        place=place["place"] if place and not _MONTH_OR_BODY.match(place["place"]) else None,
        stated=date.year_stated if date else True,
    )


def _adverbials(masked: str, sentence: Span, verb: int, name: Span | None, dates: list[Span]) -> list[Span]:
    """The stretches before the verb without the speaker's name and the date."""
    found = []
    for piece in parts(masked, sentence.start, verb):
        start, end = piece
        if name and piece.start <= name.start < piece.end:
            end = name.start
        for date in dates:
            if start <= date.start < end:
                if date.start - start < 8:
                    start = date.end
                else:
                    end = date.start
        span = strip(masked, Span(start, max(start, end)))
        if span.end - span.start > 3:
            found.append(span)
    return found


def _occasion(masked: str, pieces: list[Span], words: Vocabulary) -> Span | None:
    """A stretch that names an occasion; else one that tells on what somebody speaks, or after what."""
    opened = [p for p in pieces if _opens(masked, p, words)]
    nouns = [p for p in opened if words.occasion.search(masked, p.start, p.end)]
    by_noun = next((p for p in nouns if not _KEPT.match(masked[slice(*p)])), None)
    by_verb = next((p for p in opened if words.participle.match(masked[slice(*p)])), None)
    by_time = next((p for p in opened if _KEPT.match(masked[slice(*p)])), None)
    best = by_noun or by_verb or by_time
    if best is None:
        return None
    text = masked[best.start : best.end]
    if best in (by_verb, by_time) and best is not by_noun:
        return best
    begin = 0
    for _ in range(2):
        lead = _LEADING.match(text[begin:])
        begin += lead.end() if lead else 0
    return Span(best.start + begin, best.end)


def _opens(masked: str, piece: Span, words: Vocabulary) -> bool:
    text = masked[slice(*piece)]
    return words.opener.match(text) is not None or words.participle.match(text) is not None


def _utterance(masked: str, verb: int, until: int, words: Vocabulary) -> Span | None:
    """ "made a statement on the exchange: ...": the statement, and what it is on."""
    making = words.making.match(masked, verb, until)
    if making is None:
        return None
    noun = words.utterance.search(masked, making.end(), min(until, making.end() + 120))
    if noun is None:
        return None
    end = re.compile(r"[,:.;]|\s(?:saying|stating|which|that|in which|where)\s|\ufffc|$").search(
        masked, noun.end(), until
    )
    before = re.search(r"((?:[^\W\d_][\w-]*\s){0,2})$", masked[making.end() : noun.start()])
    start = noun.start()
    if before:
        kept = re.sub(r"^(?:.*\s)?(?:an?|the|its|his|her|their)\s", "", before[1])
        start -= len(kept)
    return strip(masked, Span(start, min(end.start() if end else until, noun.end() + 160)))


def _place(masked: str, pieces: list[Span], words: Vocabulary) -> Span | None:
    for piece in pieces:
        if words.participle.match(masked, piece.start, piece.end) or words.role.match(
            masked, piece.start, piece.end
        ):
            continue
        for match in _PLACE.finditer(masked, piece.start, piece.end):
            after = masked[match.end("place") : piece.end].strip(" \ufffc")
            if not _MONTH_OR_BODY.match(match["place"]) and not after:
                return Span(match.start("place"), match.end("place"))
    return None
