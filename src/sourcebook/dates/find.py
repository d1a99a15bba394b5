"""Dates in running text: "8 February", "between 4 May 2030 and 9 June 2031", "early November 2023".

What is found is an EDTF string with the words it was read from. A year that the text does not give is
taken from the caller (the report's scope) and said to be so. "Early", "mid" and "late" become approximate
intervals, "until D" becomes `../D`, "since D" `D/..`; a word before the date that only orders ("after the
attack of 3 May") is left to the caller, who sees it in `prefix`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sourcebook.dates.vocabulary import Vocabulary, vocabulary

_DAY = re.compile(r"\d+")
_TENTHS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_HALVES = {"first half": (1, 15), "second half": (16, 31)}
_PART_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12)}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: `text[start:end]` are its words, `edtf` what they mean.

    `prefix` is the kind of word before it: "about", "since", "until", "between", "from" or None.
    `precision` is "day", "month", "year" or "decade"; `year_stated` tells whether the text gives the year.
    """

    start: int
    end: int
    edtf: str
    precision: str
    year_stated: bool
    prefix: str | None = None

    def open_end(self) -> str:
        """The date as `../D` or `D/..` where the word before it says so, else as it stands."""
        if self.prefix == "until" and "/" not in self.edtf:
            return f"../{self.edtf}"
        if self.prefix == "since" and "/" not in self.edtf:
            return f"{self.edtf}/.."
        return self.edtf


def find_dates(text: str, language: str = "en", year: int | None = None) -> list[DateMention]:
    """All dates of a text, in order.

    `year` is put where the text gives none; without it such dates are left out. Ranges written with two
    full dates ("from 3 May to 5 June 2023") are one mention.
    """
    known = vocabulary(language)
    found = [mention for match in known.pattern.finditer(text) for mention in _read(match, known, year)]
    return list(
        _ranges(text, [replace(m, prefix=_prefix(text, m.start, known)) for m in found], known, language)
    )


def _prefix(text: str, start: int, known: Vocabulary) -> str | None:
    match = known.before.search(text, max(0, start - 40), start)
    return known.prefix[" ".join(match["word"].casefold().split())] if match else None


def _read(match: re.Match[str], known: Vocabulary, default: int | None) -> Iterator[DateMention]:
    part = known.parts.get(" ".join((match["part"] or "").casefold().split()))
    for form in "ab":
        if match[f"{form}_month"]:
            yield from _days(match, form, known, default)
            return
    if match["k_year"]:
        yield from _months(match, known)
        return
    read = _calendar(match, known, default)
    if read is None:
        return
    edtf, precision, stated = read
    start = match.start()
    if part and precision in ("month", "year"):
        edtf = _part_of(edtf, part)
    elif match["part"]:
        start = match.end("part") + 1
    yield DateMention(start, match.end(), edtf, precision, stated)


def _calendar(match: re.Match[str], known: Vocabulary, default: int | None) -> tuple[str, str, bool] | None:
    """EDTF, precision and whether the year is stated, for the forms without a list of days."""
    group = match.groupdict()
    for form in "cd":
        if group[f"{form}_year"]:
            year, month, day = (int(group[f"{form}_{unit}"]) for unit in ("year", "month", "day"))
            return (f"{year}-{month:02}-{day:02}", "day", True) if _exists(year, month, day) else None
    if group["e_month"]:
        return f"{group['e_year']}-{_month(group['e_month'], known):02}", "month", True
    if group["f_season"]:
        low, high = known.seasons[group["f_season"].casefold()]
        year = int(group["f_year"])
        return f"{year}-{low:02}~/{year + (high < low)}-{high:02}~", "month", True
    if group["g_first"]:
        first, last = group["g_first"], group["g_last"]
        last = first[: 4 - len(last)] + last
        return (f"{first}/{last}", "year", True) if last > first else None
    if group["h_decade"]:
        return f"{group['h_decade'][:3]}X", "decade", True
    if group["i_year"]:
        return group["i_year"], "year", True
    word = group["j_month"]
    if default is None or not _names_a_month(match, word, known):
        return None
    return f"{default}-{_month(word, known):02}", "month", False


def _names_a_month(match: re.Match[str], word: str, known: Vocabulary) -> bool:
    """Whether a month's name standing alone is one: "in May", "early may" in a language that writes it
    so, "November"; not "he may", "they march", "Ms May"."""
    if word.rstrip(".").casefold() in known.capitalised and not word[0].isupper():
        return False
    if match["part"] or known.in_month.search(match.string, max(0, match.start() - 16), match.start()):
        return True
    return word.rstrip(".").casefold() not in known.ambiguous


def _days(match: re.Match[str], form: str, known: Vocabulary, default: int | None) -> Iterator[DateMention]:
    """The days of one month: one mention for a day or a run of days, several for "2, 3 and 5 May"."""
    ahead = known.year_ahead.match(match.string, match.end())
    stated = match[f"{form}_year"] or (ahead["year"] if ahead else None)
    year = int(stated) if stated else default
    if year is None:
        return
    month = _month(match[f"{form}_month"], known)
    begin = match.start(f"{form}_days")
    days = [(m.start() + begin, int(m[0])) for m in _DAY.finditer(match[f"{form}_days"])]
    if any(not _exists(year, month, day) for _, day in days):
        return
    between = match[f"{form}_days"]
    is_range = len(days) == 2 and not known.listing.search(between)
    start = begin if form == "a" else match.start(f"{form}_month")
    if is_range and days[0][1] < days[1][1]:
        edtf = f"{year}-{month:02}-{days[0][1]:02}/{year}-{month:02}-{days[1][1]:02}"
        yield DateMention(start, match.end(), edtf, "day", bool(stated))
        return
    for n, (at, day) in enumerate(days):
        end = match.end() if n == len(days) - 1 else at + len(str(day))
        yield DateMention(start if n == 0 else at, end, f"{year}-{month:02}-{day:02}", "day", bool(stated))


def _months(match: re.Match[str], known: Vocabulary) -> Iterator[DateMention]:
    """Two months of one year: a stretch ("May-November 2023"), or each for itself ("June and July 2023")."""
    if match["k_first"].casefold() in known.capitalised and not match["k_first"][0].isupper():
        return  # "they may and June 2023": the second month is lost with it, which is rarer than a verb.
    first, last = (f"{match['k_year']}-{_month(match[name], known):02}" for name in ("k_first", "k_last"))
    if not known.listing.search(match["k_between"]):
        if first < last:
            yield DateMention(match.start("k_first"), match.end(), f"{first}/{last}", "month", True)
        return
    yield DateMention(match.start("k_first"), match.end("k_first"), first, "month", True)
    yield DateMention(match.start("k_last"), match.end(), last, "month", True)


def _ranges(text: str, found: list[DateMention], known: Vocabulary, language: str) -> Iterator[DateMention]:
    """Joins "from A to B", "between A and B", "A - B" into one interval, the first year from the second."""
    skip = False
    for n, mention in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[n + 1] if n + 1 < len(found) else None
        joined = None
        if following:
            begun = mention.prefix in ("between", "from", "since")
            joined = _join(text, mention, following, known.joiner if begun else known.reaching)
        skip = joined is not None
        yield joined or mention


def _join(text: str, first: DateMention, last: DateMention, joiner: re.Pattern[str]) -> DateMention | None:
    gap = text[first.end : last.start]
    if len(gap) > 24 or "/" in first.edtf or "/" in last.edtf or not joiner.fullmatch(gap):
        return None
    low = first.edtf
    if not first.year_stated and last.year_stated:
        low = last.edtf[:4] + low[4:]
        if low > last.edtf:
            low = f"{int(last.edtf[:4]) - 1}{low[4:]}"
    if low[:4] > last.edtf[:4] or low > last.edtf:
        return None
    return DateMention(
        first.start, last.end, f"{low}/{last.edtf}", last.precision, first.year_stated or last.year_stated
    )


def _part_of(edtf: str, part: str) -> str:
    """ "early 2023-11" as an approximate interval of days, "early 2023" as one of months."""
    if "/" in edtf or "X" in edtf:
        return edtf
    if len(edtf) == 4:
        low, high = _PART_MONTHS[part]
        return f"{edtf}-{low:02}~/{edtf}-{high:02}~"
    first, last = {**_TENTHS, **_HALVES}[part]
    last = min(last, monthrange(int(edtf[:4]), int(edtf[5:7]))[1])
    return f"{edtf}-{first:02}~/{edtf}-{last:02}~"


def _month(word: str, known: Vocabulary) -> int:
    return known.months[word.rstrip(".").casefold()]


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
