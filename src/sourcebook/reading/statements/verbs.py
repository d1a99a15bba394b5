"""The verbs that report, told from nouns and participles of the same letters by what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sourcebook.reading.statements.reader import Reader

Kind = Literal["finite", "participle", "passive", "making", "quoted"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that reports: tokens[at:end].

    "making" brings forth a text ("issued a statement"), "passive" has its speaker after "by", "quoted" tells
    that the one before it was quoted as saying something.
    """

    at: int
    end: int
    kind: Kind


def verbs_in(r: Reader, first: int, last: int) -> list[Verb]:
    """The verbs that report in tokens[first:last], from left to right."""
    found: list[Verb] = []
    n = first
    while n < last:
        verb = _verb_at(r, n, first, last)
        if verb:
            found.append(verb)
            n = verb.end
        else:
            n += 1
    return found


def _verb_at(r: Reader, n: int, first: int, last: int) -> Verb | None:
    tokens, words = r.tokens, r.words
    opens = words.drops_subjects and n == 0 and tokens[n].kind == "capital"
    if not (tokens[n].kind == "word" or opens) or tokens[n].genitive:
        return None
    covered = words.in_words.at(tokens, n, last)
    if covered:
        return Verb(n, n + covered, "participle")
    covered = words.quoted.at(tokens, n, last)
    if covered:
        quoted = _quoted(r, n, n + covered, last)
        if quoted:
            return quoted
    covered = words.making.at(tokens, n, last)
    if covered and not _is_noun_here(r, n, first) and _brings_forth(r, n, n + covered, last):
        return Verb(n, n + covered, "making")
    covered = words.verbs.at(tokens, n, last)
    if not covered or (
        n + covered < last and tokens[n + covered].key in ("above", "below", "supra", "infra")
    ):
        return None  # "cited above"
    end = n + covered
    after_words = n > 0 and n == first and (tokens[n - 1].is_stop or tokens[n - 1].kind == "quotation")
    if (
        tokens[n].key in words.only_that
        and covered == 1
        and not after_words
        and not _before_words(r, end, last)
    ):
        return None
    kind = _kind(r, n, end, first, last)
    return Verb(n, end, kind) if kind else None


def _quoted(r: Reader, n: int, end: int, last: int) -> Verb | None:
    """ "was quoted (by the Herald) as saying"."""
    tokens = r.tokens
    for at in range(end, min(end + 8, last)):
        if tokens[at].is_stop or tokens[at].kind == "quotation":
            return None
        covered = r.words.as_saying.at(tokens, at, last)
        if covered:
            return Verb(n, at + covered, "quoted")
    return None


def _brings_forth(r: Reader, verb: int, at: int, last: int) -> bool:
    """Whether something said or written follows a verb of making within its object."""
    if r.tokens[verb].key in r.words.telling and any(
        r.words.gatherings.at(r.tokens, n, last) for n in range(at, min(last, at + 4))
    ):
        return False  # "addressed the rally"
    if at < last and r.tokens[at].key in ("that", "que"):
        return False  # "held that the report ..."
    before = r.tokens[verb - 1] if verb else None
    after_text = before is not None and before.kind == "word" and r.words.is_text(before.key)
    if after_text and at < last and r.tokens[at].key in r.words.prepositions:
        return False  # "a statement issued after the talks"
    for n in range(at, min(last, at + 20)):
        token = r.tokens[n]
        if token.kind == "quotation" or (token.is_stop and token.key in ":;"):
            return False
        if token.kind == "word" and (
            r.words.utterances.at(r.tokens, n, last)
            or (n - at < 4 and r.words.occasions.at(r.tokens, n, last))
        ):
            return True
    return False


def _before_words(r: Reader, at: int, last: int) -> bool:
    """Whether "that", a colon or the end of what was looked at (a quotation) follows."""
    while at < last and (covered := _adverb(r, at, last)):
        at += covered
    return (
        at >= last
        or r.tokens[at].key in r.words.binding
        or r.tokens[at].key in (":", ",")
        or (r.tokens[at].kind == "quotation")
    )


def _adverb(r: Reader, at: int, last: int) -> int:
    """How many tokens an adverb has that begins at `at`."""
    return r.words.adverbs.at(r.tokens, at, last) or int(r.words.is_adverb(r.tokens[at].key))


def _previous(r: Reader, n: int, first: int) -> int:
    """The token before a verb and its adverbs; `first` - 1 for none."""
    n -= 1
    while n >= first and r.tokens[n].kind == "word" and r.words.is_adverb(r.tokens[n].key):
        n -= 1
    return n


def _is_noun_here(r: Reader, n: int, first: int) -> bool:
    before = r.tokens[n - 1] if n > first else None
    if before is None or before.is_stop:
        return False
    key = before.key
    if key == "that" and r.tokens[n].key.endswith(("s", "ed")):
        return False  # "a doctrine that describes"
    return (
        before.genitive
        or key in r.words.determiners
        or key in r.words.possessives
        or (key in r.words.prepositions and key not in ("as", "to", "que"))
    )


def _kind(r: Reader, n: int, end: int, first: int, last: int) -> Kind | None:
    tokens, words = r.tokens, r.words
    key = tokens[n].key
    if not words.english:
        return (
            None
            if _is_noun_here(r, n, first)
            else ("participle" if key.endswith(("ando", "iendo", "ndo")) else "finite")
        )
    if key.endswith("ing"):
        return None if _is_noun_here(r, n, first) else "participle"
    if _is_noun_here(r, n, first):
        return None
    before = tokens[n - 1].key if n > first else ""
    if key in words.base_forms and not key.endswith("ed"):
        if n > first and before in _INFINITIVE:
            return "participle"
        return "finite" if _bare_form_is_verb(r, n, first) else None
    if key.endswith("s") and key not in ("says",):
        return "finite" if _third_person(r, n, end, first, last) else None
    if before in _BE or (before and words.is_adverb(before) and n - 2 >= first and tokens[n - 2].key in _BE):
        return "passive"
    if end < last and tokens[end].key in ("by",) and key.endswith(("ed", "en")):
        return None
    return "finite"


_BE = frozenset(("was", "were", "is", "are", "been", "be", "being"))


def _bare_form_is_verb(r: Reader, n: int, first: int) -> bool:
    """ "they claim", "officials claim", "will urge"; not "a claim", "the protest"."""
    if n == first:
        return False
    before = r.tokens[n - 1]
    if before.is_stop:
        return False
    if before.key in ("they", "we", "i", "both", "who", "also", "not") or before.key in _MODALS:
        return True
    plural = before.key.endswith("s") and not before.key.endswith("ss")
    return (
        plural
        and not before.genitive
        and before.kind in ("word", "capital")
        and _before_words(r, n + 1, len(r.tokens))
    )


_INFINITIVE = frozenset(("to",))
_MODALS = frozenset(("will", "would", "may", "might", "must", "can", "could", "should", "did", "does", "do"))


def _third_person(r: Reader, n: int, end: int, first: int, last: int) -> bool:
    """ "the report states that"; not "the statements of", "public calls"."""
    before = _previous(r, n, first)
    if before < first:
        return False
    token = r.tokens[before]
    if token.kind == "stop":
        told = _before_words(r, end, last) or bool(r.words.calling.at(r.tokens, n, last))
        return before > first and token.key in ",)" and told
    if token.kind == "capital" or r.words.he.has(token.key) or token.key in r.words.it:
        return True
    if r.words.relatives.has(token.key):
        return True  # "a doctrine that describes"
    following = r.tokens[end] if end < last else None
    return (
        following is None
        or following.kind == "quotation"
        or following.key
        in (r.words.binding | r.words.determiners | {":"}) - {"of", "for", "by", "with", "into"}
    )
