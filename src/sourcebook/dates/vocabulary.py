"""The date words of a language, as lookup tables and as one regular expression that finds its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sourcebook.languages import words


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) or "(?!)"


@dataclass(frozen=True)
class Vocabulary:
    """What `find_dates` needs to know of a language."""

    months: dict[str, int]
    capitalised: frozenset[str]
    ambiguous: frozenset[str]
    seasons: dict[str, tuple[int, int]]
    parts: dict[str, str]
    prefix: dict[str, str]
    pattern: re.Pattern[str]
    before: re.Pattern[str]
    in_month: re.Pattern[str]
    joiner: re.Pattern[str]
    reaching: re.Pattern[str]
    listing: re.Pattern[str]
    year_ahead: re.Pattern[str]


_SPACE = r"[ \t\n\u00a0]+"


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, English where it has none yet."""
    data = words("dates", language) or words("dates", "en")
    prefix = {
        word.casefold(): kind
        for kind in ("about", "since", "until", "between", "from")
        for word in data.get(kind, [])
    }
    names = [name for names in data["months"].values() for name in names]
    month = rf"(?:{any_of(names)})\.?"
    joining = any_of([*data["and"], *data["to"], "-", "–", "—"])
    return Vocabulary(
        months={name.casefold(): int(n) for n, names in data["months"].items() for name in names},
        capitalised=frozenset(name.casefold() for name in names if name[0].isupper()),
        ambiguous=frozenset(name.casefold() for name in data["ambiguous"]),
        seasons={name.casefold(): (int(a), int(b)) for name, (a, b) in data["seasons"].items()},
        parts={word.casefold(): part for part, phrases in data["parts"].items() for word in phrases},
        prefix=prefix,
        pattern=re.compile(_grammar(data), re.IGNORECASE),
        before=re.compile(rf"(?<!\w)(?P<word>{any_of(prefix)}){_SPACE}(?:the\s+)?$", re.IGNORECASE),
        in_month=re.compile(rf"(?<!\w)(?:{any_of(data['in'])}){_SPACE}$", re.IGNORECASE),
        joiner=re.compile(rf"\s*,?\s*(?:{joining})\s+(?:the\s+)?", re.IGNORECASE),
        reaching=re.compile(rf"\s*[-–—]\s*|\s+(?:{any_of(data['range'])})\s+", re.IGNORECASE),
        listing=re.compile(rf"[,&]|\b(?:{any_of(data['and'])})\b", re.IGNORECASE),
        # The year of "3 May" in "3 May-2 June 2023".
        year_ahead=re.compile(rf"\s*[-–—]\s*\d{{1,2}}\s+{month}\s+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE),
    )


def _grammar(data: dict[str, Any]) -> str:
    """One alternation, most specific form first. Groups are named by form and part, e.g. `a_day`."""
    month = rf"(?:{any_of(name for names in data['months'].values() for name in names)})\.?"
    ordinal = rf"(?:{any_of(data['ordinals'])})?" if data["ordinals"] else ""
    of = rf"(?:{_SPACE}(?:{any_of(data['of'])}))?" if data["of"] else ""
    day = rf"(?:0?[1-9]|[12]\d|3[01]){ordinal}"
    behind = rf"(?:\s?(?:{any_of(data['after_year'])}))?" if data.get("after_year") else ""
    year = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
    dash = rf"(?:\s*[-–—]\s*|\s+(?:{any_of(w for w in data['range'] if w.isalpha())})\s+)"
    many = rf"(?:{dash}|,?\s+(?:{any_of(data['and'])})\s+|,\s*)"
    comma = rf"(?:{of},?{_SPACE}|,\s*)"
    forms = (
        # a: 23-24 November 2023; 2, 3 and 5 May
        rf"(?P<a_days>{day}(?:{many}{day}){{0,5}}){of}{_SPACE}(?P<a_month>{month})"
        rf"(?:{comma}(?P<a_year>{year}){behind})?",
        # b: November 9-10, 2020
        rf"(?P<b_month>{month}){_SPACE}(?P<b_days>{day}(?:{dash}{day})?)(?!\d|[.,:]\d)"
        rf"(?:,?{_SPACE}(?P<b_year>{year}))?",
        # c: 2023-02-08, 2023/02/08; d: 08.02.2023
        rf"(?P<c_year>{year})[-/](?P<c_month>0[1-9]|1[0-2])[-/](?P<c_day>0[1-9]|[12]\d|3[01])",
        rf"(?P<d_day>0?[1-9]|[12]\d|3[01])[./](?P<d_month>0?[1-9]|1[0-2])[./](?P<d_year>{year})",
        # k: May-November 2023, June and September 2023
        rf"(?P<k_first>{month})(?P<k_between>{dash}|,?\s+(?:{any_of(data['and'])})\s+)"
        rf"(?P<k_last>{month}){comma}(?P<k_year>{year}){behind}",
        # e: November 2023; f: autumn 2023
        rf"(?P<e_month>{month}){comma}(?P<e_year>{year}){behind}",
        rf"(?P<f_season>{any_of(data['seasons'])}){comma}(?P<f_year>{year})",
        # g: 1991-1994; h: the 1990s; i: 2023; j: November
        r"(?P<g_first>(?:1[5-9]|20)\d\d)\s*[-–/]\s*(?P<g_last>(?:1[5-9]|20)\d\d|\d\d)(?!\d|-\d)",
        r"(?P<h_decade>(?:1[5-9]|20)\d0)s",
        rf"(?P<i_year>{year}){behind}",
        rf"(?P<j_month>{month})",
    )
    part = any_of(word for phrases in data["parts"].values() for word in phrases)
    return (
        rf"(?<![\w/.,=&?%#-])(?:(?P<part>{part})(?:{_SPACE}|-))?(?:{'|'.join(forms)})"
        r"(?![\w/%]|\.\d|,\d)"
    )
