"""EDTF dates in words, at the precision at which they are known, in the language of a report.

"2031-04-18" is "18 April 2031", "2031-04" "April 2031", "2031-04-18/2031-04-20" "18–20 April 2031",
"../2031-04-18" "by 18 April 2031". What is not known is not printed: "2031-04-XX" is "April 2031". Levels 0
to 2 of EDTF (ISO 8601-2:2019) as far as reports use them; anything beyond stands as it was written.
"""

from __future__ import annotations

import re
from typing import Any

from sourcebook.publish.citing.language import spoken

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<sure>[~?%]?)")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_SET = re.compile(r"(?P<open>[\[{])(?P<members>.+)[\]}]")
_DECADE = re.compile(r"(\d{3})X(?:-XX(?:-XX)?)?")
_CENTURY = re.compile(r"(\d\d)XX(?:-XX(?:-XX)?)?")
_MARKS = re.compile(r"[~?%]")


def edtf_words(edtf: str, language: str = "en", form: str = "day") -> str:
    """An EDTF date in words; "" for none.

    `form` is the pattern for a whole day in the words of the language: "day" or "day_american".
    """
    words = spoken(language)
    found = _SET.fullmatch(edtf)
    if found:
        return _listed(found, language, form)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(edtf, words, form)
    if first in ("", ".."):
        return _open("until", last, words, form)
    if last in ("", ".."):
        return _open("since", first, words, form)
    return _span(first, last, words, form)


def day_words(iso: str, language: str = "en", form: str = "day") -> str:
    """A day of the calendar (ISO 8601, of a time of day its date) in words."""
    return edtf_words(iso[:10], language, form)


def _listed(found: re.Match[str], language: str, form: str) -> str:
    words = spoken(language)
    members = [member.strip() for member in found["members"].split(",")]
    said = [edtf_words(member.replace("..", "/"), language, form) for member in members]
    joining = f" {words['either' if found['open'] == '[' else 'both']} "
    return joining.join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]


def _open(word: str, edtf: str, words: dict[str, Any], form: str) -> str:
    return str(words[word]).format(date=_one(edtf, words, form)) if edtf not in ("", "..") else ""


def _one(edtf: str, words: dict[str, Any], form: str) -> str:
    """A date with how sure it is: "about", "probably", or both."""
    decade, century = _DECADE.fullmatch(edtf), _CENTURY.fullmatch(edtf)
    if decade:
        return str(words["decade"]).format(year=f"{decade[1]}0")
    if century:
        return str(words["days"]).format(first=f"{century[1]}00", last=f"{century[1]}99")
    marks = set(_MARKS.findall(edtf))
    parts = _DATE.fullmatch(_MARKS.sub("", edtf))
    if parts is None:
        return edtf
    said = _plain(parts, words, form)
    if marks & {"~", "%"}:
        said = str(words["about"]).format(date=said)
    if marks & {"?", "%"}:
        said = str(words["perhaps"]).format(date=said)
    return said


def _plain(parts: re.Match[str], words: dict[str, Any], form: str) -> str:
    year = parts["year"]
    if parts["month"] in (None, "XX"):
        return year
    month = int(parts["month"])
    if 21 <= month <= 24:
        return str(words["month"]).format(month=words["seasons"][month - 21], year=year)
    if not 1 <= month <= 12:
        return parts[0]
    if parts["day"] in (None, "XX"):
        return str(words["month"]).format(month=_alone(words)[month - 1], year=year)
    return str(words[form]).format(day=int(parts["day"]), month=words["months"][month - 1], year=year)


def _alone(words: dict[str, Any]) -> list[str]:
    """Months without a day: some languages have another case for them."""
    return list(words.get("months_alone") or words["months"])


def _span(first: str, last: str, words: dict[str, Any], form: str) -> str:
    """A span; days of one month share month and year, and two full dates are parted by spaces."""
    if first == last:
        return _one(first, words, form)
    if _in_one_month(first, last):
        days = str(words["days"]).format(first=int(first[8:]), last=int(last[8:]))
        return str(words[form]).format(day=days, month=words["months"][int(first[5:7]) - 1], year=first[:4])
    if _MONTH.fullmatch(first) and _MONTH.fullmatch(last) and first[:4] == last[:4]:
        months = [_alone(words)[int(one[5:]) - 1] for one in (first, last)]
        return str(words["month"]).format(month="–".join(months), year=first[:4])
    said = [_one(first, words, form), _one(last, words, form)]
    if all(one.isdigit() for one in said):
        return str(words["days"]).format(first=said[0], last=said[1])
    return " – ".join(said)


def _in_one_month(first: str, last: str) -> bool:
    """Whether both are whole days of the calendar, sure ones, in the same month."""
    return bool(_DAY.fullmatch(first) and _DAY.fullmatch(last)) and first[:7] == last[:7]
