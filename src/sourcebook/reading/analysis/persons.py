"""Names as a document writes them: runs of capitalised words, and where one name ends and the next begins.

"... held in Orvel Mara Teken said": two names stand side by side. Which words belong together is told by
the document itself: "Mara Teken" stands alone elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.text import Span

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƏА-ЯЁԱ-Ֆ"
_PARTICLE = (
    "(?:oghlu|oglu|oğlu|qizi|gizi|kyzy|ogly|de|del|della|der|den|di|da|dos|du|la|le|van|von|bin|ibn|bint|al|el|y|"
    "ul|abu)"
)
# A stop belongs to a name only after an initial or a title: "M. Teken", "Dr. Teken", "U.S.".
_NAME = rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|St|Sr|Sra)\.|(?:[{_CAPITAL}]\.)+|[{_CAPITAL}][\w’'-]*)"
RUN = re.compile(
    rf"(?<![\w’'-]){_NAME}(?:\s+(?:{_PARTICLE}\s+)?(?=[{_CAPITAL}]){_NAME}"
    r"|\s+(?:oghlu|oglu|oğlu|qizi|gizi|kyzy|ogly)\b){0,11}"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True)
class Names:
    """How often each run of capitalised words stands alone in a document, and the full name of a surname."""

    runs: Counter[str]
    full: dict[str, str]

    def last_name(self, text: str) -> Span | None:
        """The name that ends a text: the last run of capitals, cut where the document knows two names."""
        found = None
        for match in RUN.finditer(text):
            found = match
        if found is None or text[found.end() :].strip(" ,"):
            return None
        return Span(found.start() + self._cut(found[0]), found.end())

    def _cut(self, run: str) -> int:
        words = list(_WORD.finditer(run))
        best, at = self.runs.get(run, 0), 0
        for word in words[1:]:
            tail = run[word.start() :]
            count = self.runs.get(tail, 0)
            if count >= 3 and count > 3 * best:
                best, at = count, word.start()
        return at

    def spelt_out(self, name: str) -> str:
        """The full name of somebody who is named by surname alone."""
        return self.full.get(name, name)


def known_names(texts: Iterable[str], roles: re.Pattern[str]) -> Names:
    """The names of a document. `texts` are its paragraphs with quotations masked; `roles` names no person."""
    runs: Counter[str] = Counter()
    for text in texts:
        for match in RUN.finditer(text):
            if (
                match.start() and text[match.start() - 2 : match.start()] not in (". ", "! ", "? ")
            ) or " " in match[0]:
                runs[_bare(match[0])] += 1
    return Names(runs, _full(runs, roles))


def _bare(run: str) -> str:
    return re.sub(r"[’']s?$", "", run).rstrip(".")


def _full(runs: Counter[str], roles: re.Pattern[str]) -> dict[str, str]:
    """Surname to full name, where one full name is much commoner than any other of that surname."""
    longer: dict[str, Counter[str]] = {}
    for run, count in runs.items():
        words = run.split()
        named = all(word[0].isupper() for word in words) and not roles.search(run)
        if 2 <= len(words) <= 3 and named:
            longer.setdefault(words[-1], Counter())[run] += count
    found = {}
    for surname, names in longer.items():
        ranked = names.most_common(2)
        if ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]):
            found[surname] = ranked[0][0]
    return found
