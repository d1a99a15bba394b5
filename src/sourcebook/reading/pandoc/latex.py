"""LaTeX before pandoc: how a list is labelled and whence it counts, in the one order that pandoc reads."""

from __future__ import annotations

import re

from sourcebook.reading.pandoc.marker import without_private

_LIST = re.compile(
    r"\\begin\{enumerate\}(\[[^\]\n]{0,80}\])?\s{0,20}"
    r"(?:\\def\\labelenum(?:i|ii|iii|iv)\{([^\n]{1,60})\}\s{0,20})?"
    r"(?:\\tightlist\s{0,20})?"
    r"(?:\\setcounter\{enum(?:i|ii|iii|iv)\}\{(\d{1,4})\})?"
)
_COUNTER = re.compile(r"\\(arabic|alph|Alph|roman|Roman)\{?\*?(?:enum[iv]{1,3}\})?")
_FIRST = {"arabic": "1", "alph": "a", "Alph": "A", "roman": "i", "Roman": "I"}
_LABEL = re.compile(r"label\s{0,4}=\s{0,4}")


def prepare_latex(text: str) -> str:
    """LaTeX with its numbered lists as `\\begin{enumerate}[(a)]\\setcounter{enumi}{3}`."""
    return _LIST.sub(_plain, without_private(text))


def _plain(match: re.Match[str]) -> str:
    given = _LABEL.sub("", (match[1] or "").strip("[]"))
    label = _COUNTER.sub(lambda m: _FIRST[m[1]], match[2] or given)
    shape = f"[{label}]" if re.fullmatch(r"\(?[1aAiI][.)]?", label) else match[1] or ""
    start = f"\\setcounter{{enumi}}{{{match[3]}}}" if match[3] else ""
    return f"\\begin{{enumerate}}{shape}{start}\n"
