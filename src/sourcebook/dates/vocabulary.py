"""The date words of a language, as lookup tables and as one regular expression that finds its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sourcebook.languages import words


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) or "(?!)"


@dataclass(frozen=True)
class Vocabulary:
    """What `find_dates` needs to know of a language."""

    months: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    parts: dict[str, str]
    month_first: bool
    prefix: dict[str, str]
    pattern: re.Pattern[str]
    before: re.Pattern[str]


_SEPARATOR = r"[ \t\n\u00a0]+"


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, English where it has none yet."""
    data = words("dates", language) or words("dates", "en")
    months = {name.casefold(): int(n) for n, names in data["months"].items() for name in names}
    parts = {word.casefold(): part for part, phrases in data["parts"].items() for word in phrases}
    prefix = {
        word.casefold(): kind
        for kind in ("about", "since", "until", "between", "from")
        for word in data.get(kind, [])
    }
    return Vocabulary(
        months=months,
        seasons={name.casefold(): (int(a), int(b)) for name, (a, b) in data["seasons"].items()},
        parts=parts,
        month_first="mdy" in data["order"],
        prefix=prefix,
        pattern=re.compile(_grammar(data, months), re.IGNORECASE),
        before=re.compile(rf"(?<!\w)(?P<word>{any_of(prefix)}){_SEPARATOR}(?:the\s+)?$", re.IGNORECASE),
    )


def _grammar(data: dict[str, list[str]], months: dict[str, int]) -> str:
    """One alternation, most specific first. Groups are named by form and part, e.g. `a_day`."""
    month = rf"(?:{any_of(months)})\.?"
    ordinal = rf"(?:{any_of(data['ordinals'])})?" if data["ordinals"] else ""
    of = rf"(?:{_SEPARATOR}(?:{any_of(data['of'])}))?" if data["of"] else ""
    day = rf"(?:0?[1-9]|[12]\d|3[01]){ordinal}"
    year = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
    dash = rf"(?:\s*[-–—]\s*|\s+(?:{any_of(w for w in data['range'] if w.isalpha())})\s+)"
    many = rf"(?:{dash}|,?\s+(?:{any_of(data['and'])})\s+|,\s*)"
    tail_year = rf"(?:{of},?{_SEPARATOR}|,\s*)"
    forms = {
        # 23-24 November 2023; 2, 3 and 5 May
        "a": rf"(?P<a_days>{day}(?:{many}{day}){{0,5}}){of}{_SEPARATOR}(?P<a_month>{month})(?:{tail_year}(?P<a_year>{year}))?",
        # November 9-10, 2020
        "b": rf"(?P<b_month>{month}){_SEPARATOR}(?P<b_days>{day}(?:{dash}{day})?)(?!\d|[.,:]\d)(?:,?{_SEPARATOR}(?P<b_year>{year}))?",
        # 2023-02-08, 2023/02/08, 08.02.2023
        "c": rf"(?P<c_year>{year})[-/](?P<c_month>0[1-9]|1[0-2])[-/](?P<c_day>0[1-9]|[12]\d|3[01])",
        "d": rf"(?P<d_day>0?[1-9]|[12]\d|3[01])[./](?P<d_month>0?[1-9]|1[0-2])[./](?P<d_year>{year})",
        # November 2023
        "e": rf"(?P<e_month>{month}){tail_year}(?P<e_year>{year})",
        # autumn 2023, 1991-1994, the 1990s, 2023, November
        "f": rf"(?P<f_season>{any_of(data['seasons'])}){tail_year}(?P<f_year>{year})",
        "g": r"(?P<g_first>(?:1[5-9]|20)\d\d)\s*[-–/]\s*(?P<g_last>(?:1[5-9]|20)\d\d|\d\d)(?!\d|-\d)",
        "h": r"(?P<h_decade>(?:1[5-9]|20)\d0)s",
        "i": rf"(?P<i_year>{year})",
        "j": rf"(?P<j_month>{month})",
    }
    part = rf"(?:(?P<part>{any_of(w for phrases in data['parts'].values() for w in phrases)})(?:{_SEPARATOR}|-))?"
    return rf"(?<![\w/.,=&?%#-])(?:{part})(?:{'|'.join(forms.values())})(?![\w/%]|\.\d|,\d)"
