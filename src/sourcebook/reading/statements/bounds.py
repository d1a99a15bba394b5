"""Where a noun phrase begins and ends within a stretch: past openers, before verbs and participles."""

from __future__ import annotations

from sourcebook.reading.statements.reader import Reader

# The word of a part: "one of the", "uno de los".
_PART = {True: "of", False: "de"}


def is_adverb_alone(r: Reader, first: int, last: int) -> bool:
    """ "Furthermore", "No obstante": nothing but an adverb that opens the sentence."""
    covered = r.words.adverbs.at(r.tokens, first, last)
    plain = last - first == 1 and r.words.is_adverb(r.tokens[first].key)
    return covered == last - first or (plain and not r.names.count(r.spelt(first, last)))


def before_verb(r: Reader, first: int, last: int) -> int:
    """Where a phrase ends that a finite verb of its own follows: "the Court has often said ..."."""
    for n in range(first + 1, last):
        token, before = r.tokens[n], r.tokens[n - 1]
        if token.kind != "word" or before.key in r.words.determiners or before.key in r.words.prepositions:
            continue
        reports = not r.words.english and r.words.verbs.at(r.tokens, n, last) and before.key in r.words.kinds
        done = token.key.endswith(("ado", "ido", "ada", "ida", "ados", "idos", "adas", "idas"))
        if token.key in r.words.finite or (reports and not done):
            return n
        if _sets_case(r, n, last):
            return n  # "the Court in that case held"
    return last


def _sets_case(r: Reader, n: int, last: int) -> bool:
    if n + 2 >= last or r.tokens[n].key not in ("in", "at", "under") or r.tokens[n].kind != "word":
        return False
    key = r.tokens[n + 1].key
    pointed = key in ("this", "that", "these", "those") or key in r.words.possessives
    return pointed or (key == "the" and r.tokens[n + 2].key in ("present", "instant", "same", "case"))


def before_participle(r: Reader, first: int, last: int) -> int:
    """Where "witnesses interviewed by the mission" ends as a name for who they are: before the participle."""
    for n in range(first + 1, last - 1):
        token = r.tokens[n]
        if token.kind != "word":
            continue
        if token.key.endswith("ing") and r.words.roles.has(r.tokens[n - 1].key) and r.words.english:
            return n  # "officials repeating the president's words"
        done = token.key.endswith("ed") or token.key in r.words.shortened
        if done and r.words.english and r.tokens[n + 1].key in ("by", "in", "at", "with", "after"):
            return n
    return last


def after_openers(r: Reader, first: int, last: int) -> int:
    """Past articles, adverbs and conjunctions at the beginning."""
    while first < last:
        token = r.tokens[first]
        key = token.key
        partitive = (
            first + 1 < last
            and key in r.words.set_apart
            and r.tokens[first + 1].key == _PART[r.words.english]
        )
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


def after_self_naming(r: Reader, first: int, last: int) -> int:
    """Past "a group calling itself the ..."."""
    for n in range(first + 1, last - 1):
        covered = r.words.self_named.at(r.tokens, n, last)
        if covered and n + covered < last:
            return after_openers(r, n + covered, last)
    return first
