"""Which statement of the dossier says the words of a quotation: word for word, or nearly.

Texts are folded (`text.folding`): kinds of quotation marks, dashes and spaces do not count, letters do. A
quotation with words left out ("...", "[...]") is said where its fragments stand in one text in their order.
Candidates come from an index of three words in a row, so that it takes linear time.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from sourcebook.publish.material import Material, Plain
from sourcebook.text.folding import fold

_LEFT_OUT = re.compile(r"\s*[\[(]?\s*\.\.\.\s*[\])]?\s*")
_WORD = re.compile(r"\w+")
# Fewer words are said by many.
_FEWEST, _FEWEST_NEAR = 3, 6
_LETTERS = 12
# How much of three words in a row a text shares with a quotation that it may be the text of.
_SHARED = 0.25
_ALIKE = 75.0
_EDGES = " .,;:!?'\""


@dataclass(frozen=True, slots=True)
class Near:
    """A statement whose words are nearly those of a quotation, and these words."""

    statement: Plain
    wording: str


@dataclass
class Statements:
    """The statements of a dossier by their words."""

    texts: list[tuple[Plain, str]] = field(default_factory=list)
    index: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))

    def saying(self, quotation: str) -> list[Plain]:
        """The statements that have these words, word for word, in the order of their ids."""
        folded = fold(quotation)
        fragments = [part for one in _LEFT_OUT.split(folded) if (part := one.strip(_EDGES))]
        words = _WORD.findall(folded)
        if len(words) < _FEWEST or sum(map(len, words)) < _LETTERS or not fragments:
            return []
        longest = max(fragments, key=len)
        found = {
            self.texts[number][0]["id"]: self.texts[number][0]
            for number in self._candidates(longest)
            if _in_order(fragments, self.texts[number][1])
        }
        return [found[id] for id in sorted(found)]

    def near(self, quotation: str) -> Near | None:
        """The statement that is most like a quotation without having it word for word; None for none."""
        folded = fold(quotation)
        rows = _rows(folded)
        if len(rows) < _FEWEST_NEAR - 2:
            return None
        shared: Counter[int] = Counter()
        for row in rows:
            shared.update(dict.fromkeys(self.index.get(row, ()), 1))
        best: tuple[float, Near] | None = None
        for number, count in shared.most_common(5):
            if count / len(rows) < _SHARED:
                break
            record, text = self.texts[number]
            alike = fuzz.partial_ratio_alignment(folded, text, score_cutoff=_ALIKE)
            if alike is not None and (best is None or alike.score > best[0]):
                best = alike.score, Near(record, _whole_words(text, alike.dest_start, alike.dest_end))
        return best[1] if best else None

    def _candidates(self, fragment: str) -> Sequence[int]:
        rows = _rows(fragment)
        if not rows:
            return range(len(self.texts))
        return min((self.index.get(row, ()) for row in rows), key=len)


def statements_of(material: Material) -> Statements:
    """The statements of a dossier: their texts, translations, and the passages they were read from."""
    found = Statements()
    for record in material.of_kind.get("statement", ()):
        for text in dict.fromkeys(map(fold, _texts(record))):
            for row in dict.fromkeys(_rows(text)):
                found.index[row].append(len(found.texts))
            found.texts.append((record, text))
    return found


def _texts(record: Plain) -> Iterator[str]:
    fields = record["fields"]
    yield from (str(fields[name]) for name in ("text", "translation") if fields.get(name))
    yield from (row["exact"] for row in record.get("evidence", ()) if row.get("exact"))


def _rows(folded: str) -> list[tuple[str, ...]]:
    """Every three words in a row."""
    words = _WORD.findall(folded.casefold())
    return list(zip(words, words[1:], words[2:], strict=False))


def _in_order(fragments: Sequence[str], text: str) -> bool:
    at = 0
    for fragment in fragments:
        found = _whole(fragment, text, at)
        if found < 0:
            return False
        at = found + len(fragment)
    return True


def _whole(fragment: str, text: str, at: int) -> int:
    """Where a fragment stands as whole words, from a place on; -1 for nowhere."""
    while (found := text.find(fragment, at)) >= 0:
        end = found + len(fragment)
        before, after = text[found - 1 : found] if found else "", text[end : end + 1]
        if not (before.isalnum() and fragment[0].isalnum()) and not (
            after.isalnum() and fragment[-1].isalnum()
        ):
            return found
        at = found + 1
    return -1


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end].strip()
