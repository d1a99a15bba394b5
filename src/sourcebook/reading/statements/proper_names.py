"""The proper name in a noun phrase: its words, particles, and the letters after it."""

from __future__ import annotations

from sourcebook.reading.statements.reader import Phrase, Reader


def name_after(r: Reader, at: int, last: int) -> tuple[int, int] | None:
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
        end = run_end(r, at, last)
        matter = tokens[at - 1].key in words.portfolios or tokens[at - 1].key in words.kinds
        if article and tokens[at - 1].kind == "word" and matter and not _is_kind(r, end - 1):
            return at, end  # "minister of the interior Mara Teken"
        begin = own_name(r, at, end, article)
        if begin < end:
            return begin, end
        at = end
    if at < last and tokens[at].kind == "capital":
        end = run_end(r, at, last)
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


def run_end(r: Reader, at: int, last: int) -> int:
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


def own_name(r: Reader, at: int, end: int, article: bool = True, needed: bool = False) -> int:
    """Where, in a run of capitals that something before it binds, a name of its own begins; `end` if nowhere.

    The document tells (the rest stands alone elsewhere); else a kind of body or a matter of state ends the
    first name; else the first word is one name and the rest another, where that leaves two words or more or
    a name is `needed`.
    """
    units = _units(r, at, end)
    best, chosen = 0, end
    for start in units[1:]:
        if start == end - 1 and _is_kind(r, start):
            continue  # "Court" in "Supreme Court"
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


def name_with_tail(r: Reader, first: int, last: int) -> Phrase | None:
    """A name with "from the ruling party" after it."""
    if r.tokens[first].kind != "capital":
        return None
    end = run_end(r, first, last)
    if end == last or r.tokens[end].key not in r.words.attached or _is_kind(r, end - 1) or end - first < 2:
        return None
    if not any(token.kind == "word" and (token.key in r.words.kinds) for token in r.tokens[end:last]):
        return None
    return Phrase("name", first, last, bare(r, first, end), ((end, last),))


def name_with_letters(r: Reader, first: int, last: int) -> Phrase | None:
    """A name with the letters of an office after it: "Owen Trask MP"."""
    letters = r.spelt(last - 1, last)
    if last - first < 3 or not letters.isupper() or not r.words.roles.has(r.tokens[last - 1].key):
        return None
    whole = run_end(r, first, last) == last and r.tokens[first].kind == "capital"
    return Phrase("name", first, last, bare(r, first, last - 1), ((last - 1, last),)) if whole else None


def bare(r: Reader, start: int, end: int) -> tuple[int, int]:
    """A name without the honorifics before it."""
    while start + 1 < end and r.tokens[start].key in r.words.honorifics:
        start += 1
    return start, end
