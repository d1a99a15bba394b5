"""Quotation marks that hold no speech: a title, a name, a term, a word kept at a distance."""

from __future__ import annotations

import re

from sourcebook.reading.statements.reader import Reader

_WORD = re.compile(r"[^\W_]+")
# A title has no more words than this; a name in small letters no more than that.
_LONGEST_TITLE = 16
_LONGEST_NAME = 6


def is_name(r: Reader, at: int, first: int, last: int, inner: str, after_verb: bool) -> bool:
    """Whether the quotation at tokens[at] is a name, a title or a term.

    `first` and `last` bound its sentence, `inner` are its words, `after_verb` tells that a verb of calling
    or a colon stands right before it.
    """
    words = _WORD.findall(inner)
    if not words:
        return True
    ends_as_speech = inner.rstrip()[-1:] in "!?" or (len(words) > 6 and inner.rstrip()[-1:] == ".")
    kind = r.words.named.has(words[-1].casefold()) and words[0].casefold() not in r.words.determiners
    if words[0][0].isupper() and 1 < len(words) <= 3 and kind:
        return True
    if after_verb:
        return _called_noun(r, at, first)
    if len(words) > _LONGEST_TITLE or (ends_as_speech and len(words) > 4):
        return False
    titled = _is_titled(r, words)
    if r.words.naming.before(r.tokens, first, at):
        return True
    if _called_noun(r, at, first):
        return True
    if at + 1 < last and r.words.named.at(r.tokens, at + 1, last) and len(words) <= _LONGEST_NAME:
        return True
    if at + 1 < last and r.tokens[at + 1].kind == "capital" and r.tokens[at + 1].key in r.words.kinds:
        return len(words) <= _LONGEST_NAME
    capital = inner.lstrip("«“\"'‘ ")[:1].isupper()
    if capital and r.words.name_kinds.before(r.tokens, first, at) and (titled or len(words) <= 2):
        return True
    if _in_brackets(r, at):
        return True
    return titled and len(words) > 1


_BY = frozenset(("by", "por"))


def _is_titled(r: Reader, words: list[str]) -> bool:
    small = r.words.prepositions | r.words.determiners | r.words.joining
    long = [word for word in words if (len(word) > 3 or word.isdigit()) and word not in small]
    return bool(long) and words[0][:1].isupper() and all(w[0].isupper() or w[0].isdigit() for w in long)


def _called_noun(r: Reader, at: int, first: int) -> bool:
    """ "a reserve called ...": the participle after a noun names; after a subject it calls names."""
    covered = r.words.named_after_noun.before(r.tokens, first, at)
    if at + 1 < len(r.tokens) and r.tokens[at + 1].key in _BY:
        return False
    if not covered or at - covered <= first:
        return False
    before = r.tokens[at - covered - 1]
    if before.key == "," and at + 1 < len(r.tokens) and r.tokens[at + 1].is_stop:
        return True  # "The festival, dubbed X, took place"
    return (
        before.kind == "word" and not r.words.he.has(before.key) and not r.words.is_adverb(before.key)
    ) or (before.key in ("was", "were", "is", "are", "been"))


def _in_brackets(r: Reader, at: int) -> bool:
    return (at > 0 and r.tokens[at - 1].key == "(") or (
        at + 1 < len(r.tokens) and r.tokens[at + 1].key == ")"
    )
