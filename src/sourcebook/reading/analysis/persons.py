"""Names as a document writes them: runs of capitalised words, and where one name ends and the next begins.

"... held in Orvel Mara Teken said": two names stand side by side. Which words belong together is told by
the document itself: "Mara Teken" stands alone elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_CLAUSE = re.compile(r"[^.,;:!?()\[\]\n\ufffc—–/]+")
_GENITIVE = re.compile(r"[’']s?$")

_FINAL = frozenset(("oghlu", "oglu", "oğlu", "qizi", "gizi", "kyzy", "ogly"))
_PARTICLES = _FINAL | frozenset(
    (
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "bin",
        "ibn",
        "bint",
        "al",
    )
)


@dataclass(frozen=True)
class Names:
    """How often each run of capitalised words stands by itself in a document, and whom a surname means."""

    runs: Counter[str]
    full: dict[str, str]

    def count(self, name: str) -> int:
        """How often the words stand as a name of their own."""
        return self.runs.get(name, 0)

    def spelt_out(self, name: str) -> str:
        """The full name of somebody who is named by surname alone, where the document has one."""
        return self.full.get(name, name)


def known_names(texts: Iterable[str], no_names: frozenset[str], of_place: frozenset[str]) -> Names:
    """The names of a document.

    `texts` are its paragraphs with quotations masked, `no_names` words (articles, offices, kinds of bodies)
    that no person's name has, `of_place` words after which a place may stand right before a person's name.
    """
    runs: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for text in texts:
        for before, run in _capital_runs(text):
            runs[run] += 1
            if before not in of_place and not no_names.intersection(run.casefold().split()):
                persons[run] += 1
    return Names(runs, _full(persons))


def _capital_runs(text: str) -> Iterable[tuple[str, str]]:
    """Runs of capitalised words, each with the word before it; one that opens a clause has two or more."""
    for clause in _CLAUSE.findall(text):
        words: list[str] = []
        first, before = True, ""
        for word in [*clause.split(), ""]:
            bare = _GENITIVE.sub("", word.strip("“”\"‘’'"))
            if bare[:1].isupper() or (words and word in _PARTICLES and len(words) < 8):
                words.append(bare)
                if bare == word:
                    continue
            while words and words[-1] in _PARTICLES - _FINAL:
                words.pop()
            if len(words) > 1 or (words and not first):
                yield before, " ".join(words)
            words, first, before = [], False, word


def _full(runs: Counter[str]) -> dict[str, str]:
    """Surname to full name, where one full name is much commoner than any other of that surname."""
    longer: dict[str, Counter[str]] = {}
    for run, count in runs.items():
        words = run.split()
        if 2 <= len(words) <= 3 and all(word[0].isupper() for word in words):
            longer.setdefault(words[-1], Counter())[run] += count
    found = {}
    for surname, names in longer.items():
        ranked = names.most_common(2)
        if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]:
            found[surname] = ranked[0][0]
    return found
