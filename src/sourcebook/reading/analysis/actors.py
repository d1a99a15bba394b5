"""Who acts in a sentence: the noun phrases before its verb become a body and the person who speaks for it.

A person who speaks for a state or a body is that state's or body's voice: "the Foreign Minister of X, N.
N." is X, spoken for by the minister. Someone formerly in office speaks for himself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sourcebook.reading.analysis.bodies import BodyWords, Kind, kind_of, spell
from sourcebook.reading.analysis.known import Known, country_of, is_capital
from sourcebook.reading.lexicon import lexicon
from sourcebook.text.folding import skeleton

_OF = re.compile(
    r"\s*(?P<link>of|for|to|on|from|at|in|de|del|para|ante)\s+(?:the\s+|la\s+|el\s+|los\s+|las\s+)?"
)
_LAST_OF = re.compile(r"(?:^|\s)(?:of|from|de|del|for)\s+(?:the\s+|la\s+|el\s+|los\s+)?(?=[^\W\d_a-zà-ÿ])")
_TO = re.compile(r"\s(?:to|at|in|on|with|before|ante|en)\s")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?")
_AND = re.compile(r"(?:and|as well as|&|y|e|et)\s+(?:the\s+|la\s+|el\s+)?", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_BRACKETS = re.compile(r"\s?\([^()]{0,200}\)")
_NEXT = re.compile(r"\s+([^\W\d_]+)")
_LINKS = frozenset(
    (
        *("of", "for", "to", "on", "from", "at", "in", "with", "and", "or", "by", "under"),
        *("a", "de", "del", "para", "ante", "y", "e", "et", "zu", "der", "des", "für", "van", "voor"),
    )
)


class Actor(NamedTuple):
    """A body with the person who speaks for it, and how it was told."""

    body: str
    speaker: str | None
    kind: Kind | str
    cue: str


def actor(phrases: Sequence[str], known: Known) -> Actor | None:
    """The actor that the noun phrases of a subject name together; None where they name nobody.

    `phrases` are the parts between commas, in order, without circumstances of time and place.
    """
    bare = [stripped for phrase in phrases if (stripped := _bare(phrase, known.words))]
    if not bare:
        return None
    for n, phrase in enumerate(bare):
        others = [*bare[:n], *bare[n + 1 :]]
        found = _office(phrase, others, known) or _role(phrase, others, known)
        if found:
            return _joined(found, bare[n + 1 :], known)
    named = [phrase for phrase in bare if _kind(phrase, known) not in ("other", "media")]
    name = (named or bare)[0]
    if not _is_name(name, known.words):
        return None
    name = _without_place(name, known)
    first = Actor(_body(name, known), None, _kind(name, known), "named body" if named else "name")
    return _joined(first, bare[bare.index((named or bare)[0]) + 1 :], known)


def _kind(name: str, known: Known) -> Kind:
    """The kind of a name, of what it stands for where it is an abbreviation of this document's."""
    return kind_of(_BRACKETS.sub("", spell(name, known.abbreviations)), known.language)


def _bare(phrase: str, words: BodyWords) -> str:
    """A noun phrase without articles and adjectives before its first capital or role."""
    role = words.roles.search(phrase)
    capital = next((m.start() for m in _WORD.finditer(phrase) if is_capital(m[0])), len(phrase))
    former = words.former.search(phrase)
    starts = [role.start() if role else len(phrase), capital]
    if former:
        starts.append(former.start())
    cut = phrase[min(starts) :].strip(" .,;:")
    first = cut.split(" ", 1)
    if len(first) == 2 and first[0].casefold() in words.articles:
        return _bare(first[1], words)
    if _AND.match(phrase) and cut:
        return "and " + cut if not _AND.match(cut) else cut
    return cut


def _is_name(phrase: str, words: BodyWords) -> bool:
    """Capitalised words with connectors and at most three small words between them; the head capitalised.

    The head is the last word before the first "of", "for", "in": "X's actions" names no actor.
    """
    tokens = phrase.split()
    small = sum(not is_capital(token) and token.casefold() not in words.connectors for token in tokens)
    head = next(
        (n for n, token in enumerate(tokens) if n and token.casefold() in words.connectors), len(tokens)
    )
    if small > 3 or not is_capital(tokens[0]):
        return False
    if is_capital(tokens[head - 1]) or is_capital(tokens[-1]):
        return True
    return tokens[head - 1] in words.people and tokens[0].casefold() not in words.generic


def _without_place(name: str, known: Known) -> str:
    """ "X Council in Y" without the place where it met."""
    before, link, place = name.rpartition(" in ")
    if not link or kind_of(before, known.language) == "other":
        return name
    last = skeleton(f"{before.split()[-1]} in {place}").replace("-", "")
    if any(last in skeleton(full).replace("-", "") for full in known.abbreviations.values()):
        return name
    return before


def _stands_alone(phrase: str, end: int) -> bool:
    """Whether the word that ends at `end` is a noun by itself, not part of "representative body"."""
    following = _NEXT.match(phrase, end)
    return following is None or not following[1].islower() or following[1] in _LINKS


def _office(phrase: str, others: Sequence[str], known: Known) -> Actor | None:
    """An office that is its state's voice: "X's Foreign Ministry", "the Ministry of Defence of X"."""
    match = known.words.offices.search(phrase)
    if match is None or not _stands_alone(phrase, match.end()):
        return None
    before = _holder(phrase[: match.start()], known)
    state = before or _after_of(phrase[match.end() :])
    if state is None:
        return Actor(match[0], None, "ministry", "office")
    spoken_for = known.words.roles.match(phrase)
    voice = _voice(phrase, others, known) if spoken_for else phrase[match.start() :].strip()
    return Actor(state, voice, "state", "office of a state")


def _role(phrase: str, others: Sequence[str], known: Known) -> Actor | None:
    """A role with its body, and with the person's name, in this phrase or beside it."""
    words = known.words
    roles = [role for role in words.roles.finditer(phrase) if _stands_alone(phrase, role.end())]
    if not roles:
        return None
    first, role = roles[0], roles[-1]
    if _OF.match(phrase, first.end()) or len(roles) == 1:
        role = first
    if words.office_of.match(phrase) and role.start() > 0:
        return None
    if words.former.search(phrase[: role.start()]) or phrase[: role.start()].casefold().endswith("ex-"):
        person = next((o for o in others if _is_person(o, known)), None)
        return Actor(person or phrase, None, "person", "formerly in office")
    of_state = words.state_roles.fullmatch(role[0]) is not None
    before, after = phrase[: role.start()], phrase[role.end() :]
    body = _holder(before, known) or _complement(after, of_state, known)
    if body is None and of_state:
        body = _after_of(after)
    if body and (inner := _role(body, (), known)) and inner.cue.startswith("role of"):
        # The spokesperson of somebody who speaks for a body.
        body, of_state = inner.body, inner.kind == "state"
    if body is None:
        body = next((_body(o, known) for o in others if kind_of(o, known.language) != "other"), None)
    voice = _voice(phrase[role.start() :].strip(" ,"), others, known)
    if body is None:
        body = words.speaks_for.get(role[0].casefold(), None) or phrase
        return Actor(body, voice, "religious" if body != phrase else "role", "role alone")
    if role[0].casefold() in _collective(known.language) and not _person_within(
        phrase[role.start() :], known
    ):
        body = _spelt(phrase, known)
        return Actor(body, None, kind_of(body, known.language), "collective role")
    body = spell(body, known.abbreviations)
    kind = "state" if of_state and kind_of(body, known.language) == "other" else kind_of(body, known.language)
    return Actor(body, voice, kind, "role of a body" if kind != "state" else "role of a state")


@cache
def _collective(language: str) -> frozenset[str]:
    return frozenset(lexicon("bodies", language)["collective roles"])


def _holder(before: str, known: Known) -> str | None:
    """The body whose role or office follows: "X's", "the X", a nationality."""
    name = (
        _POSSESSIVE.sub("", before).strip(" ,.")
        if before.rstrip().endswith(("'s", "’s", "’", "'"))
        else before.strip(" ,")
    )
    while name and not is_capital(name.split()[0]):
        name = name.partition(" ")[2]
    while name and not is_capital(name.split()[-1]) and not name.endswith(")"):
        name = name.rpartition(" ")[0]
    if not name or known.words.titles.fullmatch(name):
        return None
    return country_of(name, known) or spell(name, known.abbreviations)


def _complement(after: str, of_state: bool, known: Known) -> str | None:
    """The body after a role: "of the X Committee"; of a state's role, the last "of"."""
    match = _OF.match(after)
    if match is None:
        return None
    rest = after[match.end() :]
    if of_state:
        last = list(_LAST_OF.finditer(rest))
        rest = rest[last[-1].end() :] if last else rest
        rest = _TO.split(rest, maxsplit=1)[0]
    elif match["link"] == "of" and (to := _TO.search(rest)):
        rest = rest[: to.start()] if to[0].strip() == "to" else rest
    rest = _without_person(rest.strip(" ,"))
    if not rest or not is_capital(rest):
        return None
    # "for Human Rights" is a field, "for the X Committee" a body.
    if match["link"] in ("for", "on", "para", "in") and _kind(rest, known) == "other":
        return None
    return rest


def _after_of(after: str) -> str | None:
    found = list(_LAST_OF.finditer(after))
    if not found:
        return None
    return _without_person(_TO.split(after[found[-1].end() :], maxsplit=1)[0].strip(" ,")) or None


def _without_person(name: str) -> str:
    """ "Costa Rica Ana Mora" without the two words of a person's name after the body's."""
    tokens = name.split()
    run = 0
    for token in reversed(tokens):
        if not is_capital(token) or token.endswith(")"):
            break
        run += 1
    if run < 3 or kind_of(" ".join(tokens[-2:]), "en") != "other":
        return name
    return " ".join(tokens[:-2])


def _voice(role: str, others: Sequence[str], known: Known) -> str:
    """The speaker: the role with the name in it, or the name beside it and the role."""
    if _person_within(role, known):
        return role
    for other in others:
        title = known.words.roles.match(other)
        if _is_person(other[title.end() :].strip() if title else other, known):
            return f"{other}, {role}"
    return role


def _person_within(role: str, known: Known) -> bool:
    """Whether a role ends in a person's name: two capitalised words, no body's, not right after "of"."""
    tokens = role.split()
    if len(tokens) < 3 or not all(is_capital(t) for t in tokens[-2:]) or "(" in role:
        return False
    if tokens[-3].casefold() in known.words.connectors:
        return False
    return kind_of(" ".join(tokens[-2:]), known.language) == "other"


def _is_person(phrase: str, known: Known) -> bool:
    """Two to five capitalised words, no role, no word of a body."""
    tokens = known.words.titles.sub("", phrase).split()
    return (
        2 <= len(tokens) <= 5
        and all(
            is_capital(t) or t in ("de", "van", "der", "von", "da", "al", "bin", "la", "del", "ibn")
            for t in tokens
        )
        and not any(t.isupper() and len(t) > 2 for t in tokens)
        and kind_of(phrase, known.language) == "other"
        and not known.words.roles.search(known.words.titles.sub("", phrase))
        and not phrase.startswith("and ")
    )


def _body(name: str, known: Known) -> str:
    return spell(_POSSESSIVE.sub("", name) if name.endswith(("'s", "’s")) else name, known.abbreviations)


def _spelt(phrase: str, known: Known) -> str:
    """A phrase whose first word is an abbreviation, with that spelt out."""
    first, _, rest = phrase.partition(" ")
    full = known.abbreviations.get(first)
    return f"{full} {rest}" if full else phrase


def _joined(first: Actor, rest: Sequence[str], known: Known) -> Actor:
    """ "X, Y and Z" as one actor of several bodies."""
    if not rest or not any(_AND.match(phrase) for phrase in rest):
        return first
    names = [_body(_AND.sub("", phrase, count=1), known) for phrase in rest]
    if any(known.words.roles.search(name) or not is_capital(name) for name in names):
        return first
    return first._replace(body=f"{', '.join([first.body, *names[:-1]])} and {names[-1]}")
