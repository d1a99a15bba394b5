"""Persons: which forms may name one person, and which must not.

Same surname is not the same person: given names must agree, or one be the other's initial or shortening.
Father and son, siblings and namesakes differ in the given name; Ivan is not Ivana.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from sourcebook.reading.names.groups import Link, Union
from sourcebook.reading.names.spelling import key, likeness, plain, sound
from sourcebook.reading.names.words import Words
from sourcebook.text.folding import skeleton

# Names in one block beyond which pairs are not compared: a guard against hostile texts.
_BLOCK = 120
_SAME = 92.0
_NEAR = 78.0
_GIVEN = 82.0
_SAME_CONSONANTS = 68.0


class Person(NamedTuple):
    """A form taken apart: given names, surname with its particles, mark of generation."""

    form: str
    given: tuple[str, ...]
    surname: str
    generation: str


def take_apart(form: str, words: Words) -> Person:
    """Given names and surname of a form; the surname is the last word, with particles before it."""
    tokens = form.split()
    generation = ""
    if len(tokens) > 2 and tokens[-1].casefold().strip(".,") in words.generations:
        generation = tokens.pop().casefold().strip(".,")
    at = len(tokens) - 1
    while at > 1 and tokens[at - 1].casefold() in words.particles:
        at -= 1
    return Person(form, tuple(tokens[:at]), " ".join(tokens[at:]), generation)


def same_person(one: Person, other: Person) -> tuple[str, str] | None:
    """The rule and the reason by which two full forms may be one person; None where they may not be."""
    if one.generation != other.generation:
        return None
    if _letters(one.form) == _letters(other.form) or _bare(one.form) == _bare(other.form):
        if one.form.isascii() != other.form.isascii() and not _latin(one.form, other.form):
            return "transliteration", "the same letters in two scripts"
        return "letters", "the same letters but for marks, capitals or hyphens"
    if not one.given or not other.given:
        return None
    surnames = likeness(one.surname, other.surname)
    scripts = not _latin(one.form, other.form)
    if surnames < (_NEAR if not scripts else _NEAR - 6):
        return None
    given = _given(one.given, other.given, scripts)
    if given is None:
        return None
    if given[0] == "same given":
        if surnames >= _SAME:
            return (
                ("transliteration", "one name in two scripts")
                if scripts
                else ("sound", "spellings of one sound")
            )
        if scripts:
            return "transliteration", "one name in two scripts"
        if key(one.surname) != key(other.surname) and surnames < 88:
            return None
        return "surname spelling", "the same given name, surnames that sound alike"
    return given if surnames >= _SAME else None


def _latin(*forms: str) -> bool:
    """Whether forms are of one script: all beyond Latin, or none."""
    outside = [any(ord(c) > 0x24F and c.isalpha() for c in form) for form in forms]
    return all(outside) or not any(outside)


def _letters(form: str) -> str:
    return "".join(c for c in plain(form) if c.isalpha())


def _bare(form: str) -> str:
    """The letters with their marks taken off, whatever sound the mark gives them."""
    return "".join(c for c in skeleton(form) if c.isalpha())


def _given(one: tuple[str, ...], other: tuple[str, ...], scripts: bool) -> tuple[str, str] | None:
    a, b = [sound(n) for n in one], [sound(n) for n in other]
    if a == b:
        return "same given", ""
    if _initials(one, other) or _initials(other, one):
        return "initials", "initials of the given names"
    if a[0] == b[0] and (len(a) == 1 or len(b) == 1):
        return "middle name", "one form leaves out a middle name or patronymic"
    if len(a) == len(b) and all(_spelt_alike(x, y, scripts) for x, y in zip(a, b, strict=True)):
        return (
            "transliteration" if scripts else "given spelling"
        ), "given names spelt alike, the same surname"
    return None


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all of `short` are initials of `full`: "I.", "J. M."."""
    letters = [part for name in short for part in name.replace("-", ".").split(".") if part]
    if (
        not letters
        or any(len(letter) > 1 for letter in letters)
        or not any("." in n or len(n) == 1 for n in short)
    ):
        return False
    return len(letters) <= len(full) and all(
        plain(letter)[:1] == plain(name)[:1] for letter, name in zip(letters, full, strict=False)
    )


def _spelt_alike(one: str, other: str, scripts: bool) -> bool:
    """Two spellings of one given name: not a man's and a woman's form, not two short names."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one[0] != other[0]:
        return False
    if not scripts and _gendered(one, other):
        return False
    if key(one) == key(other) and min(len(one), len(other)) >= 6 and likeness(one, other) >= _SAME_CONSONANTS:
        return True
    return likeness(one, other) >= (_GIVEN if not scripts else _GIVEN - 6)


def _gendered(one: str, other: str) -> bool:
    """ "Ivan" and "Ivana", "Mario" and "Maria", "Peter" and "Petra"."""
    return one.rstrip("aeiou") == other.rstrip("aeiou") or one.endswith("a") != other.endswith("a")


def person_links(full: Iterable[str], single: Iterable[str], words: Words) -> Iterator[Link]:
    """Links among full forms, then of surnames alone to the one person who bears them."""
    people = [take_apart(form, words) for form in dict.fromkeys(full)]
    links = list(_pairs(people))
    sure = [link for link in links if link.rule != "initials"]
    union = Union()
    for link in sure:
        union.join(link.one, link.other)
    fitting: dict[str, set[str]] = defaultdict(set)
    initials = [link for link in links if link.rule == "initials"]
    for link in initials:
        short, full = sorted((link.one, link.other), key=len)
        fitting[short].add(union.top(full))
    # An initial that fits two persons links neither.
    sure += (link for link in initials if len(fitting[min(link.one, link.other, key=len)]) == 1)
    for link in sure:
        union.join(link.one, link.other)
    yield from sure
    yield from _surnames(people, single, union)


def _pairs(people: list[Person]) -> Iterator[Link]:
    blocks: dict[str, list[Person]] = defaultdict(list)
    orders: dict[frozenset[str], list[Person]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for person in people:
        for start in {key(person.surname)[:3], key(skeleton(person.surname))[:3]}:
            blocks[start].append(person)
        orders[frozenset(sound(token) for token in person.form.split())].append(person)
    for block in blocks.values():
        for one, other in combinations(block[:_BLOCK], 2):
            if (one.form, other.form) not in seen and (found := same_person(one, other)):
                seen.add((one.form, other.form))
                yield Link(one.form, other.form, *found)
    for same in orders.values():
        for one, other in combinations(same[:_BLOCK], 2):
            if sound(one.surname) != sound(other.surname):
                yield Link(one.form, other.form, "order", "the same names in another order")


def _surnames(people: list[Person], single: Iterable[str], union: Union) -> Iterator[Link]:
    """A surname alone belongs to a person where only one person of the document bears it."""
    bearers: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        bearers[key(person.surname)].append(person)
    for name in dict.fromkeys(single):
        alike = [p for p in bearers.get(key(name), []) if likeness(p.surname, name) >= _SAME - 6]
        if not alike or len({union.top(p.form) for p in alike}) != 1:
            continue
        best = max(alike, key=lambda p: likeness(p.surname, name))
        exact = _letters(best.surname) == _letters(name)
        if exact:
            yield Link(best.form, name, "surname", "the surname alone, borne by one person here")
        elif len(sound(name)) >= 5 and (
            not _latin(best.surname, name) or likeness(best.surname, name) >= _SAME
        ):
            yield Link(best.form, name, "surname sound", "a surname alone that sounds like this person's")
