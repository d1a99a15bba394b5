"""Whether a bracket in a quotation keeps the sense of the words it stands for, as far as a text can tell.

It keeps it where it says whom or what a pronoun or a pointing word means, fits a word's form into the
report's sentence, shortens or spells out a name, or is put in between without taking anything away. It turns
it where it adds or removes a denial, changes a number, a date or how many, or puts another actor or thing in
the place of the one that is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sourcebook.checks.verbatim.negation import denies
from sourcebook.checks.verbatim.quotation import Bracket
from sourcebook.checks.verbatim.source import comparable
from sourcebook.checks.verbatim.word_lists import BracketWords, bracket_words, plain, withheld
from sourcebook.checks.verbatim.words import Word, keys_of, split

# Who speaks, and who is spoken to.
_SPEECH = frozenset({"first", "second"})
_LONGEST_ENDING = 4
_MOST_AT_EDGE = 6


def turned(bracket: Bracket, stands_for: str, before: str, rest: str, language: str) -> str | None:
    """Why a bracket turns the sense; None where it does not, as far as can be told.

    `stands_for` are the words of the source that it stands for (none where it was put in), `before` the word
    of the source that stands before it, `rest` the words that are quoted.
    """
    replaced, words = comparable(stands_for).text, bracket_words(language)
    theirs, ours = split(replaced), split(bracket.content)
    if bracket.attached:
        return _letters(bracket, theirs, words)
    if [word.key for word in ours] == [word.key for word in theirs]:
        return None
    if bracket.editorial:
        return "a note of the editor's stands in the place of words" if theirs else None
    denied, denies_now = denies(replaced, language), denies(bracket.content, language)
    if bool(denied) != bool(denies_now):
        return f"it removes “{denied}”" if denied else f"it adds “{denies_now}”"
    if not theirs:
        return _inserted(ours, before, words)
    if " ".join(keys_of(bracket.content)) in withheld():
        return None
    return _counted(ours, theirs, words) or _actor(ours, theirs, split(comparable(rest).text), words)


def turned_at_edge(
    bracket: Bracket, beside: Sequence[str], rest: str, language: str, before: bool
) -> str | None:
    """The same where the bracket begins or ends the quotation, so that what it stands for must be found.

    `beside` are the words of the source next to the quotation, nearest first, up to the end of their clause;
    there is at least one. `before`: they stand before it.
    """
    if bracket.editorial:
        return None
    if before and bracket.content[1:2].islower():
        # At the beginning of a quotation a capital makes no name.
        bracket = replace(bracket, content=bracket.content[0].lower() + bracket.content[1:])
    reason = ""
    for length in range(1, min(len(beside), _MOST_AT_EDGE) + 1):
        taken = beside[:length]
        if not before and _unfinished(beside, length, bracket_words(language)):
            continue
        why = turned(bracket, " ".join(reversed(taken) if before else taken), "", rest, language)
        if why is None:
            return None
        reason = reason or why
        if bracket.attached:
            break
    if not before and not bracket.attached and bracket_words(language).small.at(split(beside[0]), 0):
        # "They attacked [the village] | on Monday": put in, and what follows was left out at the end.
        return turned(bracket, "", "", rest, language)
    return reason


def _unfinished(beside: Sequence[str], length: int, words: BracketWords) -> bool:
    """Whether the words end with an article or the like, and what it belongs to follows."""
    listed = split(" ".join(beside[: length + 1]))
    if len(listed) <= length or not words.pointing.at(listed, length - 1):
        return False
    return not (words.pointing.at(listed, length) or words.small.at(listed, length))


def _letters(bracket: Bracket, theirs: Sequence[Word], words: BracketWords) -> str | None:
    """A word of which some letters are the author's: an ending may change, a denying part may not."""
    if len(theirs) != 1:
        return f"“{bracket.shown}” stands for more than one word"
    word = plain(theirs[0].text)
    start, end, new = plain(bracket.before), plain(bracket.after), plain(bracket.content)
    if not (word.startswith(start) and word.endswith(end) and len(word) >= len(start) + len(end)):
        return f"“{bracket.shown}” stands for “{theirs[0].text}”"
    old = word[len(start) : len(word) - len(end)]
    if old == new:
        return None
    if {old, new} & words.affixes or max(len(old), len(new)) > _LONGEST_ENDING:
        return f"“{bracket.shown}” stands for “{theirs[0].text}”"
    return None


def _inserted(ours: Sequence[Word], before: str, words: BracketWords) -> str | None:
    """What is put in says more; only beside a number or a month it can contradict."""
    beside = split(comparable(before).text)
    if not beside or len(ours) != 1:
        return None
    old, new = _number(beside[-1], words), _number(ours[0], words)
    if old and new and old != new and _is_year(old) == _is_year(new):
        return f"the source says “{beside[-1].text}”, not “{ours[0].text}”"
    months = [words.months.get(word.text) for word in (beside[-1], ours[0])]
    if all(months) and months[0] != months[1]:
        return f"the source says “{beside[-1].text}”, not “{ours[0].text}”"
    return None


def _is_year(number: str) -> bool:
    return len(number) == 4 and number.isdigit() and "1000" < number < "2200"


def _number(word: Word, words: BracketWords) -> str | None:
    if any(c.isdigit() for c in word.text):
        return "".join(c for c in word.text if c.isdigit())
    return words.numbers.get(plain(word.text))


def _counted(ours: Sequence[Word], theirs: Sequence[Word], words: BracketWords) -> str | None:
    """Numbers, months and words of how many must stay; new ones may say what a pointing word meant."""
    meant = _points(theirs, words) or _persons(theirs, words)
    for kind in (_numbers, _months, _amounts):
        old, new = kind(theirs, words), kind(ours, words)
        if old - new or (new - old and not meant):
            return f"the source says “{_shown(theirs)}”, not “{_shown(ours)}”"
    return None


def _numbers(listed: Sequence[Word], words: BracketWords) -> set[str]:
    return {number for word in listed if (number := _number(word, words))}


def _months(listed: Sequence[Word], words: BracketWords) -> set[str]:
    return {month for word in listed if (month := words.months.get(word.text))}


def _amounts(listed: Sequence[Word], words: BracketWords) -> set[str]:
    found = {plain(word.text) for word in listed} & words.amounts
    pairs = {" ".join(map(plain, (a.text, b.text))) for a, b in pairwise(listed)}
    return found | (pairs & words.amounts)


def _actor(
    ours: Sequence[Word], theirs: Sequence[Word], rest: Sequence[Word], words: BracketWords
) -> str | None:
    """Whether one is put in the place of another."""
    ours, theirs = _uncounted(ours, words), _uncounted(theirs, words)
    if not theirs or (not ours and _points(theirs, words)):
        return None
    swap = f"the source says “{_shown(theirs)}”, not “{_shown(ours)}”"
    old, new = _persons(theirs, words), _persons(ours, words)
    if old and new:
        # "He said that [they] would stay": then nobody speaks of himself in the rest of the quotation.
        reported = old & _SPEECH and not new & _SPEECH and not _speaks(rest, words)
        return None if old & new or reported else swap
    if _one_form(ours, theirs, words) or _related(ours, theirs, words.affixes):
        return None
    if old or _points(theirs, words):
        return None
    if new:
        return swap if new <= _SPEECH else None
    if _described(theirs, words) and _named(ours, words):
        return None
    return swap


def _uncounted(listed: Sequence[Word], words: BracketWords) -> list[Word]:
    """The words without numbers and months, which are the same on both sides or were asked for."""
    return [word for word in listed if not (_number(word, words) or words.months.get(word.text))]


def _persons(listed: Sequence[Word], words: BracketWords) -> frozenset[str]:
    """Which persons a pronoun may stand for; none where the words are not all small."""
    found: frozenset[str] = frozenset()
    for n, word in enumerate(listed):
        small = plain(word.text)
        groups = frozenset(name for name, group in words.persons.items() if small in group)
        if not groups and not words.small.at(tuple(listed), n):
            return frozenset()
        found |= groups
    return found


def _speaks(listed: Sequence[Word], words: BracketWords) -> bool:
    return any(plain(word.text) in words.persons.get("first", ()) for word in listed)


def _points(listed: Sequence[Word], words: BracketWords) -> bool:
    """Whether the words only point: "there", "on that day"."""
    every = tuple(listed)
    return all(words.pointing.at(every, n) or words.small.at(every, n) for n in range(len(every)))


def _one_form(ours: Sequence[Word], theirs: Sequence[Word], words: BracketWords) -> bool:
    """Whether both are forms of one verb."""
    one, other = {plain(word.text) for word in ours}, {plain(word.text) for word in theirs}
    return any(one <= group and other <= group for group in words.forms)


def _related(ours: Sequence[Word], theirs: Sequence[Word], affixes: frozenset[str]) -> bool:
    """Whether one is contained in the other, inflects it, or gives its initials."""
    one, other = {word.key for word in ours}, {word.key for word in theirs}
    if one <= other or other <= one:
        return True
    if _initials(ours) == "".join(word.key for word in theirs):
        return True
    if _initials(theirs) == "".join(word.key for word in ours):
        return True
    told = [key for key in one if len(key) > 2]
    return bool(told) and all(any(_inflected(key, b, affixes) for b in other) for key in told)


def _initials(listed: Sequence[Word]) -> str:
    return "".join(word.key[0] for word in listed if word.text[0].isupper())


def _inflected(one: str, other: str, affixes: frozenset[str]) -> bool:
    if one == other:
        return True
    apart = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    shared = min(len(one), len(other)) if apart is None else apart
    endings = (one[shared:], other[shared:])
    return shared >= 3 and max(map(len, endings)) <= _LONGEST_ENDING and not affixes & {*endings}


def _described(listed: Sequence[Word], words: BracketWords) -> bool:
    """Whether it is "this village", "our capital": a description that points, and that a name may replace."""
    first = plain(listed[0].text)
    points = words.pointing.at(tuple(listed), 0) or any(first in group for group in words.persons.values())
    begins = points and first not in words.articles
    return bool(begins) and not any(word.text[0].isupper() for word in listed[1:])


def _named(listed: Sequence[Word], words: BracketWords) -> bool:
    every = tuple(listed)
    return all(
        word.text[0].isupper() or words.small.at(every, n) or words.pointing.at(every, n)
        for n, word in enumerate(every)
    ) and any(word.text[0].isupper() for word in every)


def _shown(listed: Sequence[Word]) -> str:
    return " ".join(word.text for word in listed)


def clause_words(text: str, before: bool) -> Iterator[str]:
    """The words of a clause next to a quotation, nearest first: up to the next comma or stop."""
    words = split(text := comparable(text).text)
    order = range(len(words) - 1, -1, -1) if before else range(len(words))
    for n in order:
        start = words[n].end if before else (words[n - 1].end if n else 0)
        end = (words[n + 1].start if n + 1 < len(words) else len(text)) if before else words[n].start
        if any(c in text[start:end] for c in ",;:.!?()"):
            return
        yield words[n].text
