"""Words of a quotation beside the words of the source that they were found at: what is not the same."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.verbatim.locate import Run
from sourcebook.checks.verbatim.quotation import Fragment
from sourcebook.checks.verbatim.source import SourceText
from sourcebook.checks.verbatim.verdict import Difference
from sourcebook.checks.verbatim.words import Word, key_of

_MARKS = str.maketrans({"'": '"', " ": None})
# Russian may set the dots or not.
_OPTIONAL = str.maketrans("ёЁ", "еЕ")
_ASKS = "?؟՞"


def differences(source: SourceText, fragment: Fragment, run: Run) -> tuple[Difference, ...]:
    """What differs between a fragment and as many words of the source with the same keys.

    The first letter of the fragment may change its case; its last stop may be another, since a quotation may
    end before its source does. A question may not become a statement, nor the reverse.
    """
    theirs = source.words[run.first : run.last]
    apart = [
        n
        for n, (ours, word) in enumerate(zip(fragment.words, theirs, strict=True))
        if not _same(ours, word, n in fragment.free)
    ]
    joined = [
        n
        for n in range(len(theirs) - 1)
        if _between(fragment.text, fragment.words, n) != _between(source.folded.text, theirs, n)
    ]
    found = [*_stretches(fragment, source, theirs, apart, joined)]
    end = _ending(source, fragment, theirs[-1])
    return (*found, end) if end else tuple(found)


def _same(ours: Word, theirs: Word, free: bool) -> bool:
    one, other = ours.text.translate(_OPTIONAL), theirs.text.translate(_OPTIONAL)
    return one == other or (free and one[1:] == other[1:] and key_of(one[0]) == key_of(other[0]))


def _between(text: str, words: tuple[Word, ...], n: int) -> str:
    """The marks between two words, spaces apart; either kind of quotation mark will do."""
    return text[words[n].end : words[n + 1].start].translate(_MARKS)


def _stretches(
    fragment: Fragment, source: SourceText, theirs: tuple[Word, ...], apart: list[int], joined: list[int]
) -> Iterator[Difference]:
    """Neighbouring differences as one."""
    bounds = sorted([*((n, n + 1) for n in apart), *((n, n + 2) for n in joined)])
    merged: list[tuple[int, int]] = []
    for start, end in bounds:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in merged:
        ours, word = fragment.words, theirs
        yield Difference(
            fragment.text[ours[start].start : ours[end - 1].end],
            source.folded.text[word[start].start : word[end - 1].end],
        )


def _ending(source: SourceText, fragment: Fragment, last: Word) -> Difference | None:
    ours = fragment.text[fragment.words[-1].end :]
    theirs = source.folded.text[last.end : last.end + 8].split(" ")[0]
    asked, asks = (any(c in text for c in _ASKS) for text in (ours, theirs))
    if (asked and not asks) or (asks and not asked and ours.strip(" \"'")):
        word = fragment.words[-1].text
        return Difference(word + ours.strip(" \"'"), last.text + theirs.strip("\"'"))
    if "!" in ours and "!" not in theirs:
        return Difference(fragment.words[-1].text + ours.strip(" \"'"), last.text + theirs.strip("\"'"))
    return None
