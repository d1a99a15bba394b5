"""A noun phrase that may name a speaker: who it is, which office is told with the name, or which text it is.

"Ostreyan MP Kadir Salun from the ruling party" is Kadir Salun with an office; "the mayor of Lissk" an office
without a name; "the Commission's statement of 4 May" a text with the body whose text it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from sourcebook.reading.analysis.persons import Names
from sourcebook.reading.statements.tokens import Token
from sourcebook.reading.statements.vocabulary import Vocabulary

Kind = Literal["name", "office", "body", "common", "text", "he", "they", "it", "former", "latter"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What tokens[first:last] say. `name` and `roles` are ranges of tokens; `text` is where a text is named.

    `kind` is "name" for a person or anything else that bears a name, "office" for a role without a name,
    "body" for a name with common words in it, "common" for anything else, "text" for something written or
    said, with its author in `name`; the rest are pronouns.
    """

    kind: Kind
    first: int
    last: int
    name: tuple[int, int] | None = None
    roles: tuple[tuple[int, int], ...] = ()
    text: tuple[int, int] | None = None
    definite: bool = False
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens of a sentence with what is needed to read them."""

    tokens: list[Token]
    words: Vocabulary
    names: Names
    text: str

    def spelt(self, first: int, last: int) -> str:
        """The words of tokens[first:last], a genitive's ending left out."""
        if last <= first:
            return ""
        end = self.tokens[last - 1]
        written = self.text[self.tokens[first].start : end.end]
        if end.genitive:
            written = written[: -(2 if written.endswith(("'s", "’s")) else 1)]
        elif len(end.key) == 1 and end.kind == "capital" and self.text[end.end : end.end + 1] == ".":
            written += "."
        return " ".join(written.split())


def read_phrase(r: Reader, first: int, last: int) -> Phrase | None:
    """The noun phrase tokens[first:last]; None where there is none."""
    tokens, words = r.tokens, r.words
    start = first
    first = _after_openers(r, first, last)
    while last > first and tokens[last - 1].kind == "stop":
        last -= 1
    if first >= last:
        return None
    pronoun = _pronoun(r, start, first, last)
    if pronoun:
        return pronoun
    if all(token.kind in ("quotation", "stop") for token in tokens[first:last]):
        return None
    first = _after_self_naming(r, first, last)
    relative = next(
        (
            n
            for n in range(first + 1, last)
            if words.relatives.at(tokens, n, last) and tokens[n].key != "that"
        ),
        None,
    )
    tail = (relative, last) if relative else None
    definite = start < first and tokens[first - 1].key in words.determiners
    phrase = _text_phrase(r, first, relative or last) or _named(r, first, relative or last)
    if tail and phrase.kind != "text":
        phrase = replace(
            phrase, roles=(*phrase.roles, tail) if phrase.name and phrase.kind == "name" else phrase.roles
        )
    return replace(phrase, definite=definite)


def _after_openers(r: Reader, first: int, last: int) -> int:
    """Past articles, adverbs and conjunctions at the beginning."""
    while first < last:
        token = r.tokens[first]
        key = token.key
        partitive = first + 1 < last and r.tokens[first + 1].key in _OF and token.kind == "word"
        opener = not partitive and (
            token.kind == "stop"
            or key in r.words.determiners
            or key in r.words.joining
            or key in r.words.set_apart
            or (token.kind == "word" and r.words.is_adverb(key) and not token.genitive)
            or (
                token.kind == "capital"
                and len(key) > 5
                and key.endswith(r.words.adverb_endings)
                and first + 1 < last
                and r.names.count(r.spelt(first, first + 1)) == 0
            )
        )
        if not opener:
            break
        first += 1
    return first


def _after_self_naming(r: Reader, first: int, last: int) -> int:
    """Past "a group calling itself the ..."."""
    for n in range(first + 1, last - 1):
        covered = r.words.self_named.at(r.tokens, n, last)
        if covered and n + covered < last:
            return _after_openers(r, n + covered, last)
    return first


def _pronoun(r: Reader, start: int, first: int, last: int) -> Phrase | None:
    words, tokens = r.words, r.tokens
    if words.first_of_two.before(tokens, start, last):
        return Phrase("former", first, last)
    if words.same.at(tokens, first, last) and start < first:
        return Phrase("he", first, last)
    for kind, listed in (("he", words.he), ("they", words.they)):
        covered = listed.before(tokens, start, last)
        if covered and (last - covered <= first or tokens[last - 1].key not in words.possessives):
            return Phrase("latter" if covered > 1 else kind, first, last)  # type: ignore[arg-type]
    if last - first == 1 and tokens[first].key in words.it:
        return Phrase("it", first, last)
    return None


def _text_phrase(r: Reader, first: int, last: int) -> Phrase | None:
    """Something said or written, and whose it is: before it in the genitive, or after "of", "by", "from"."""
    tokens, words = r.tokens, r.words
    owner = next((n for n in range(first, last) if tokens[n].genitive), None)
    noun = first if owner is None else owner + 1
    head = _utterance(r, noun, last)
    if head is None:
        return None
    at, covered = head
    name: tuple[int, int] | None = None
    if owner is not None and owner < at:
        name = (first, owner + 1)
        text_from = owner + 1
    else:
        text_from = first
    end = at + covered
    if name is None:
        for n in range(end, last - 1):
            if tokens[n].key in _OF and tokens[n + 1].kind != "date":
                stop = next(
                    (m for m in range(n + 1, last) if tokens[m].kind in ("date", "stop", "quotation")), last
                )
                while stop > n + 1 and tokens[stop - 1].key in words.prepositions:
                    stop -= 1
                name = (n + 1, stop)
                break
    stop = name[0] - 1 if name and name[0] > at else last
    stop = next((m for m in range(end, stop) if tokens[m].kind in ("date", "stop")), stop)
    while stop > end and (tokens[stop - 1].key in words.prepositions or tokens[stop - 1].key.endswith("ed")):
        stop -= 1
    inner = read_phrase(r, *name) if name else None
    if inner and inner.kind in ("text", "he", "they", "it"):
        inner = None
    title = next(((n, n + 1) for n in range(end, last) if tokens[n].kind == "quotation"), None)
    return Phrase(
        "text",
        first,
        last,
        name=(inner.name or (inner.first, inner.last)) if inner else None,
        roles=inner.roles if inner else (),
        text=(text_from, stop),
        title=title if title and not text_from <= title[0] < stop else None,
    )


_OF = frozenset(("of", "by", "from", "de", "del", "por"))


def _utterance(r: Reader, first: int, last: int) -> tuple[int, int] | None:
    """The noun of speech that heads a phrase: before its first preposition, and not followed by a name."""
    for n in range(first, last):
        token = r.tokens[n]
        if token.kind in ("date", "quotation", "stop") or (token.key in r.words.prepositions and n > first):
            return None
        covered = r.words.utterances.at(r.tokens, n, last) if token.kind == "word" else 0
        if covered:
            after = n + covered
            beside = (
                after < last
                and r.tokens[after].kind == "word"
                and r.tokens[after].key not in r.words.prepositions
            )
            if not beside or r.tokens[after].key.endswith(("ed", "ing")):
                return n, covered
    return None


def _named(r: Reader, first: int, last: int) -> Phrase:
    """A person with an office, an office, or a body."""
    found = _roles(r, first, last)
    several = _several(r, first, last) if found else None
    if several:
        return several
    for at, covered in reversed(found):
        after = at + covered
        if after < last and r.tokens[after - 1].genitive:
            continue
        name = _name_after(r, after, last)
        if name is not None:
            start, end = name
            return Phrase("name", first, last, _bare(r, start, end), _around(first, start, end, last))
    own = _name_with_tail(r, first, last)
    if own is not None:
        return own
    if found and _heads(r, first, last, found):
        return Phrase("office", first, last)
    capitals = [n for n in range(first, last) if r.tokens[n].kind == "capital"]
    if capitals and _run_end(r, first, last) == last and capitals[0] == first:
        return Phrase("name", first, last, _bare(r, first, last))
    return Phrase("body" if capitals else "common", first, last)


def _several(r: Reader, first: int, last: int) -> Phrase | None:
    """Two persons, each with an office: both names, the office of the first."""
    for n in range(first + 1, last - 1):
        if r.tokens[n].key in r.words.joining and r.tokens[n].kind == "word":
            one, other = _named(r, first, n), _named(r, n + 1, last)
            if one.kind == other.kind == "name" and one.name and one.roles and other.roles:
                return Phrase("name", first, last, (one.name[0], last), one.roles)
    return None


def _around(first: int, start: int, end: int, last: int) -> tuple[tuple[int, int], ...]:
    return tuple(span for span in ((first, start), (end, last)) if span[0] < span[1])


def _bare(r: Reader, start: int, end: int) -> tuple[int, int]:
    while start + 1 < end and r.tokens[start].key in r.words.honorifics:
        start += 1
    return start, end


def _roles(r: Reader, first: int, last: int) -> list[tuple[int, int]]:
    """Where roles stand: (index, how many tokens)."""
    found, n = [], first
    while n < last:
        covered = r.words.roles.at(r.tokens, n, last)
        if covered:
            found.append((n, covered))
        n += covered or 1
    return found


def _heads(r: Reader, first: int, last: int, found: list[tuple[int, int]]) -> bool:
    """Whether a role, not a body's kind, is what the phrase is about."""
    stop = next((n for n in range(first, last) if r.tokens[n].key in r.words.prepositions), last)
    return any(at < stop and at + n >= stop for at, n in found) or found[-1][0] + found[-1][1] == last


def _name_after(r: Reader, at: int, last: int) -> tuple[int, int] | None:
    """The name that follows a role: at once, or after what the office is of."""
    tokens, words = r.tokens, r.words
    article = False
    while at < last and tokens[at].key in (words.prepositions | words.joining) and tokens[at].kind == "word":
        at += 1
        if at < last and tokens[at].key in words.determiners:
            article = True
            at += 1
        at = _after_words(r, at, last)
        if at >= last or tokens[at].kind != "capital":
            continue
        end = _run_end(r, at, last)
        begin = _own_name(r, at, end, article)
        if begin < end:
            return begin, end
        at = end
    if at < last and tokens[at].kind == "capital":
        end = _run_end(r, at, last)
        tail_ok = end == last or tokens[end].key in words.attached or tokens[end].kind == "stop"
        return (at, end) if tail_ok and not _is_kind(r, end - 1) else None
    return None


def _after_words(r: Reader, at: int, last: int) -> int:
    """Past the small words and the words of office that an office is of."""
    tokens, words = r.tokens, r.words
    while at < last and tokens[at].kind in ("word", "number", "quotation"):
        if tokens[at].key in words.prepositions or tokens[at].key in words.joining:
            break
        at += 1
    return at


def _run_end(r: Reader, at: int, last: int) -> int:
    """The end of a run of capitals from `at`, small words inside names and figures of kings included."""
    n = at + 1
    while n < last and not r.tokens[n - 1].genitive:
        following = n
        while following < last and _is_particle(r, following):
            following += 1
        if following < last and r.tokens[following].kind == "capital":
            n = following + 1
        elif following == last and following > n and r.tokens[n].key not in r.words.prepositions:
            n = last
        else:
            break
    return n


def _is_particle(r: Reader, n: int) -> bool:
    """Whether the token is a small word inside names, in small letters."""
    return r.tokens[n].kind == "word" and r.tokens[n].key in r.words.particles


def _is_kind(r: Reader, at: int) -> bool:
    return r.tokens[at].key in r.words.kinds


def _own_name(r: Reader, at: int, end: int, article: bool = True, needed: bool = False) -> int:
    """Where, in a run of capitals that something before it binds, a name of its own begins; `end` if nowhere.

    The document tells (the rest stands alone elsewhere); else a kind of body or a matter of state ends the
    first name; else the first word is one name and the rest another, where that leaves two words or more or
    a name is `needed`.
    """
    units = _units(r, at, end)
    best, chosen = 0, end
    for start in units[1:]:
        count = r.names.count(r.spelt(start, end))
        if count > best and count > r.names.count(r.spelt(at, end)):
            best, chosen = count, start
    if chosen < end and (best > 1 or needed or len(units) > 2):
        return chosen
    if _is_kind(r, end - 1) or r.tokens[end - 1].key in r.words.portfolios:
        return end
    for n in range(end - 2, at - 1, -1):
        if r.tokens[n].key in r.words.kinds or r.tokens[n].key in r.words.portfolios or r.tokens[n].genitive:
            return n + 1
    if article and not needed:
        return end
    if len(units) >= 3:
        return units[-2] if len(units) > 3 else units[1]
    return units[1] if needed and len(units) == 2 else end


def _units(r: Reader, at: int, end: int) -> list[int]:
    """Where the words of a run begin; a small word and what follows it belong to the word before."""
    found, glued = [], False
    for n in range(at, end):
        small = r.tokens[n].kind == "word"
        if not glued and not small:
            found.append(n)
        glued = small and r.tokens[n].key in r.words.particles
    return found


def _name_with_tail(r: Reader, first: int, last: int) -> Phrase | None:
    """A name with "from the ruling party" after it."""
    if r.tokens[first].kind != "capital":
        return None
    end = _run_end(r, first, last)
    if end == last or r.tokens[end].key not in r.words.attached or _is_kind(r, end - 1) or end - first < 2:
        return None
    if not any(token.kind == "word" and (token.key in r.words.kinds) for token in r.tokens[end:last]):
        return None
    return Phrase("name", first, last, _bare(r, first, end), ((end, last),))


def free_name(r: Reader, first: int, last: int) -> int | None:
    """Where a subject begins that stands right after a phrase of time or place, no comma between.

    "during the parade in Orvel president Teken", "at the session the Union delegation".
    """
    tokens = r.tokens
    weak: int | None = None
    for n in range(first + 1, last):
        opens = _opens_phrase(r, n, last)
        if not opens or not _ends_phrase(r, n - 1):
            continue
        if not _stays_whole(r, n, last):
            continue
        if not _is_noun(r, n - 1):
            weak = weak or n
            continue
        return n
    run = last
    while run > first and (tokens[run - 1].kind == "capital" or tokens[run - 1].key in r.words.particles):
        run -= 1
    if run < last and tokens[run].kind != "capital":
        run += 1
    if run < last and (run != weak or _is_kind_within(r, run, last)):
        begin = _own_name(r, run, last, needed=True)
        if begin < last:
            return begin
    return weak


def _is_kind_within(r: Reader, first: int, last: int) -> bool:
    return any(
        token.key in r.words.kinds or r.words.occasions.has(token.key) for token in r.tokens[first : last - 1]
    )


def _stays_whole(r: Reader, first: int, last: int) -> bool:
    """Whether nothing from `first` on breaks a noun phrase off: a verb, a loose preposition."""
    words = r.words
    for n in range(first, last):
        token = r.tokens[n]
        if token.kind != "word":
            continue
        if token.key in words.acting or words.held.has(token.key):
            return False
        if token.key in words.prepositions and token.key not in words.connectors:
            return False
    return True


def _opens_phrase(r: Reader, n: int, last: int) -> bool:
    token, before = r.tokens[n], r.tokens[n - 1]
    if token.key in r.words.determiners and token.kind == "word":
        own = token.key in r.words.possessives
        return n + 1 < last and (not own or bool(r.words.roles.at(r.tokens, n + 1, last)))
    if token.kind == "capital":
        return before.kind != "capital"
    role = r.words.roles.at(r.tokens, n, last) and not r.words.roles.at(r.tokens, n - 1, last)
    return bool(role) and n + 1 < last and r.tokens[n + 1].kind == "capital"


def _ends_phrase(r: Reader, n: int) -> bool:
    """Whether a noun phrase may end with the token."""
    token, words = r.tokens[n], r.words
    if token.kind in ("capital", "date", "number", "quotation"):
        opens = token.key in words.prepositions and (n == 0 or r.tokens[n - 1].is_stop)
        return not token.genitive and not opens
    if token.kind == "stop" or token.genitive:
        return token.kind == "stop" and token.key == ")"
    key = token.key
    if key in words.determiners or key in words.prepositions or key in words.joining or key in words.acting:
        return False
    return not (
        words.relatives.has(key)
        or words.clauses.has(key)
        or words.is_adverb(key)
        or key in words.before_place
    )


def _is_noun(r: Reader, n: int) -> bool:
    """Whether the token is certainly a noun, not an adjective of what follows."""
    token, words = r.tokens[n], r.words
    if token.kind != "word" or r.tokens[n + 1].key in words.determiners:
        return True
    key = token.key
    known = words.occasions.has(key) or words.utterances.has(key) or key in words.kinds or key in words.places
    return known or words.roles.has(key) or (key.endswith("s") and not key.endswith(("ss", "ous", "us")))
