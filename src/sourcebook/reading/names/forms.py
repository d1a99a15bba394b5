"""The names of a document as written: each form with its count and what it seems to name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sourcebook.reading.analysis import Context
from sourcebook.reading.analysis.bodies import body_words, kind_of
from sourcebook.reading.names.words import Words, words_of

# A word with its inner hyphens and apostrophes; a stop belongs to it only after a single letter ("J.").
_TOKEN = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*(?:(?<=\W\w)\.)?")
_URL = re.compile(r"\S*(?:https?://|www\.)\S*|\S+@\S+")
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_LINK = re.compile(
    r"\s(?P<word>of|for|on|against|and|de|del|para|contra|sobre|y)\s(?:(?:the|la|los|las|el)\s)?"
)
_LONGEST_PERSON = 4


@dataclass
class Forms:
    """Forms by kind with their counts, and the texts they were read from."""

    persons: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)


def collect(context: Context, speakers: Iterable[str], places: Iterable[str]) -> Forms:
    """All names of a document: speakers and those with a title are persons, the rest is told by its form."""
    words = words_of(context.language)
    texts = [p.text for p in context.document.paragraphs]
    notes = [_URL.sub(" ", note.text) for note in context.document.notes]
    forms = Forms(texts=texts)
    small = {t for text in (*texts, *notes) for t in _small(text)}
    for text in texts:
        runs = list(_runs(text, small, words))
        for run in runs:
            _sort(run, forms, words, context.language)
        for name in _long_bodies(text, runs, context.language):
            forms.bodies[name] += 1
            forms.words[name] += 1
    # Titles of sources capitalise every word: their names count, but tell nothing of what they name.
    for text in notes:
        forms.words.update(run.text for run in _runs(text, small, words))
    for speaker in speakers:
        name = person_name(speaker, context.language)
        if _could_be_a_person(name, words, context.language):
            forms.persons[name] = max(forms.persons[name], forms.words[name], 1)
    for place in places:
        if place in forms.words:
            forms.places[place] = forms.words[place]
    return forms


def _could_be_a_person(name: str, words: Words, language: str) -> bool:
    tokens = name.split()
    return (
        1 < len(tokens) <= _LONGEST_PERSON + 1
        and tokens[0].casefold() not in words.no_names
        and all(token[0].isupper() or token in words.particles for token in tokens)
        and kind_of(name, language) == "other"
    )


def is_person(name: str, language: str) -> bool:
    """Whether a name, without titles, has the form of a person's: two to five capitalised words, no body."""
    return _could_be_a_person(name, words_of(language), language)


def _small(text: str) -> Iterator[str]:
    return (word for word in text.split() if word.islower())


def _long_bodies(text: str, runs: list[_Run], language: str) -> Iterator[str]:
    """Bodies whose names go on after "of the", "for", "on": the runs on both sides as one name."""
    n = 0
    while n < len(runs):
        last = n
        while last + 1 < len(runs):
            link = _LINK.fullmatch(text, runs[last].end, runs[last + 1].start)
            # "and" goes on with a complement ("for Peace and Justice"), not with the name itself.
            if link is None or (link["word"] in ("and", "y") and last == n):
                break
            last += 1
        name = text[runs[n].start : runs[last].end]
        if last > n and kind_of(runs[n].text, language) not in ("other", "media"):
            yield _POSSESSIVE.sub("", name)
        n = last + 1


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    text: str
    before: str
    after: str


def _runs(text: str, small: set[str], words: Words) -> Iterator[_Run]:
    """Runs of capitalised words with one space between them, and particles between those."""
    tokens = list(_TOKEN.finditer(text))
    n = 0
    while n < len(tokens):
        if not tokens[n][0][0].isupper():
            n += 1
            continue
        first = n
        while n + 1 < len(tokens) and _goes_on(text, tokens, n, words):
            n += 1
        while first < n and (
            tokens[first][0].casefold() in words.no_names
            or (tokens[first][0].lower() in small and _starts(text, tokens[first].start()))
        ):
            first += 1
        last = n
        while last > first and (
            not tokens[last][0][0].isupper() or tokens[last][0].casefold() in words.no_names
        ):
            last -= 1
        body = _POSSESSIVE.sub("", text[tokens[first].start() : tokens[last].end()])
        following = tokens[n + 1][0] if n + 1 < len(tokens) else ""
        yield _Run(
            tokens[first].start(),
            tokens[last].end(),
            body,
            text[max(0, tokens[first].start() - 40) : tokens[first].start()],
            following,
        )
        n += 1


def _starts(text: str, at: int) -> bool:
    before = text[:at].rstrip()[-1:]
    return before == "" or before in '.!?:;“"(•\n'


def _goes_on(text: str, tokens: list[re.Match[str]], n: int, words: Words) -> bool:
    here, following = tokens[n], tokens[n + 1]
    if text[here.end() : following.start()] != " " or _POSSESSIVE.search(here[0]):
        return False
    if following[0][0].isupper():
        return True
    return (
        following[0] in words.particles
        and n + 2 < len(tokens)
        and tokens[n + 2][0][0].isupper()
        and text[following.end() : tokens[n + 2].start()] == " "
    )


def _sort(run: _Run, forms: Forms, words: Words, language: str) -> None:
    name = run.text
    titled = person_name(name, language)
    if titled != name and titled and titled.split()[0].casefold() not in words.no_names:
        forms.words[titled] += 1
        tokens = titled.split()
        if (
            1 < len(tokens) <= _LONGEST_PERSON
            and _personal(tokens, words)
            and kind_of(titled, language) == "other"
        ):
            forms.persons[titled] += 1
        return
    forms.words[name] += 1
    tokens = name.split()
    if kind_of(name, language) not in ("other", "media"):
        forms.bodies[name] += 1
    elif run.after in words.place_nouns or (len(tokens) <= 3 and words.place_before.search(run.before)):
        forms.places[name] += 1
    elif (
        1 < len(tokens) <= _LONGEST_PERSON
        and _personal(tokens, words)
        and _title_before(run.before, language)
    ):
        forms.persons[name] += 1


def _personal(tokens: list[str], words: Words) -> bool:
    """Whether no word of a name is one that only names of places have ("North", "Upper")."""
    return tokens[0].casefold() not in words.directions


def _title_before(before: str, language: str) -> bool:
    words = body_words(language)
    return any(
        not before[match.end() :].strip(" ,")
        for pattern in (words.roles, words.titles)
        for match in pattern.finditer(before)
    )


def person_name(name: str, language: str) -> str:
    """A name without the titles and roles written before it ("President Ana Mora" is "Ana Mora")."""
    words = body_words(language)
    name = name.split(",")[0].strip()
    at = 0
    while match := words.roles.match(name, at) or words.titles.match(name, at):
        step = match.end()
        while step < len(name) and name[step] in " .":
            step += 1
        if step <= at or step >= len(name):
            break
        at = step
    return name[at:].strip()
