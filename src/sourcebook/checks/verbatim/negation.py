"""Denials and limits that a quotation swallows: in an omission, or at its edge.

What counts is whether the word shares its sentence with quoted words. A whole sentence left out may deny what
it likes. Before a quotation a denial reaches over a few words ("not to attack"), up to a stop or a word at
which another clause begins; an "if" counts right before it. Where the quotation itself says that something is
left out, a denial reaches from the beginning of the sentence. After a quotation a denial counts where it
follows at once, a limit ("unless") also after a comma.
"""

from __future__ import annotations

from sourcebook.checks.verbatim.source import comparable
from sourcebook.checks.verbatim.word_lists import Negation, negation
from sourcebook.checks.verbatim.words import Word, split

_REACH = 4


def known(language: str) -> bool:
    """Whether the words of denial of a language are known."""
    return bool(negation(language).negations)


def denies(text: str, language: str) -> str | None:
    """The first word of denial or limitation in a text."""
    words = split(text := comparable(text).text)
    listed = negation(language)
    return next((found for n in range(len(words)) if (found := _turns(text, words, n, listed))), None)


def before_edge(text: str, marked: bool, language: str) -> str | None:
    """The denial in what stands before a quotation in its sentence; `marked`: "..." stands for it."""
    words = split(text := comparable(text).text)
    listed = negation(language)
    for n in range(len(words) - 1, -1, -1):
        follows = text[words[n].end : words[n + 1].start if n + 1 < len(words) else len(text)]
        joined = n + 1 < len(words) and words[n + 1].text in listed.joins and follows.strip() == ","
        if not joined and any(c in follows for c in (";:" if marked else ",;:()-—")):
            return None
        if not marked and len(words) - n > _REACH:
            return None
        if n == len(words) - 1 and listed.conditions.at(words, n) and not _harmless(words, n, listed):
            return words[n].text
        if listed.barriers.at(words, n):
            return None
        if found := _denies(text, words, n, listed):
            return found
    return None


def after_edge(text: str, marked: bool, language: str) -> str | None:
    """The denial or limit in what stands after a quotation in its sentence."""
    words = split(text := comparable(text).text)
    listed = negation(language)
    clause = True
    for n, word in enumerate(words):
        if n >= _REACH and not marked:
            return None
        if any(c in text[words[n - 1].end if n else 0 : word.start] for c in ",;:()-—"):
            clause = False
        contrast = n == 1 and words[0].text in listed.contrasts
        if (n == 0 or contrast or marked) and (found := _limits(text, words, n, listed)):
            return found
        if clause and n < _REACH and (length := listed.after.at(words, n)):
            return _shown(text, words, n, length)
        reached = (clause and (n == 0 or marked)) or contrast
        if reached and (found := _denies(text, words, n, listed)):
            return found
        if listed.barriers.at(words, n):
            clause = False
    return None


def _turns(text: str, words: tuple[Word, ...], n: int, listed: Negation) -> str | None:
    return _denies(text, words, n, listed) or _limits(text, words, n, listed)


def _denies(text: str, words: tuple[Word, ...], n: int, listed: Negation) -> str | None:
    if _harmless(words, n, listed):
        return None
    length = listed.negations.at(words, n)
    if not length:
        small = words[n].text.casefold()
        formed = (listed.endings and small.endswith(listed.endings)) or (
            listed.beginnings and small.startswith(listed.beginnings)
        )
        return words[n].text if formed else None
    if words[n].text in listed.answers:
        follows = text[words[n].end : words[n].end + 2].strip()
        if follows[:1] in {",", ".", "!", "-"}:
            return None
        if n + 1 < len(words) and words[n + 1].text[0].isdigit():
            # "no. 7", "No 7": a number.
            return None
    return _shown(text, words, n, length)


def _limits(text: str, words: tuple[Word, ...], n: int, listed: Negation) -> str | None:
    if _harmless(words, n, listed):
        return None
    length = listed.limits.at(words, n)
    return _shown(text, words, n, length) if length else None


def _harmless(words: tuple[Word, ...], n: int, listed: Negation) -> bool:
    """Whether the word stands in a phrase that denies nothing; it may be the phrase's second word."""
    return any(listed.harmless.at(words, start) > n - start for start in range(max(0, n - 2), n + 1))


def _shown(text: str, words: tuple[Word, ...], n: int, length: int) -> str:
    return text[words[n].start : words[n + length - 1].end]
