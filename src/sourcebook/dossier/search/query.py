"""What people type, read as a query. Anything is one: what cannot be understood is searched for as words.

    water hill          both words          water OR hill    either (also `water | hill`)
    "dry hill"          the words together  -hill            without the word; -"dry hill"
    hil*                words that begin so

OR binds closer than the space: `water OR well hill` is (water or well) and hill. Quotation marks of every
language do. A word that folds to several ("co-operation") is searched for as a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcebook.dossier.search.fold import words

# More than anybody types; what comes after is left out.
MOST_TERMS = 32
LONGEST_WORD = 100
_FEW_LETTERS = 3
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″❝❞〝〞＂", '"'))
_PIECE = re.compile(r'(?P<without>[-−])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_OR = frozenset(("OR", "|", "||"))
_AND = frozenset(("AND", "&", "&&", "+"))


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand together; of the last one only the beginning where `prefix`."""

    words: tuple[str, ...]
    prefix: bool = False


# All of these terms.
Together = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Of each group one of its alternatives, and none of `without`."""

    groups: tuple[tuple[Together, ...], ...] = ()
    without: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.without)

    @property
    def telling(self) -> bool:
        """Whether texts can be ranked by it: not by beginnings of words in two or three letters alone."""
        return any(
            not term.prefix or len(term.words) > 1 or len(term.words[0]) > _FEW_LETTERS
            for term in self.sought
        )

    @property
    def sought(self) -> list[Term]:
        """Every term that a text may be found by."""
        return [term for group in self.groups for together in group for term in together]


def parse(typed: str) -> Query:
    """The query that somebody typed; an empty one where there is no word in it. Never raises."""
    groups: list[tuple[Together, ...]] = []
    without: list[Term] = []
    either = False
    for piece in _PIECE.finditer(typed.translate(QUOTES)):
        text = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        if piece["word"] is not None and piece[0] in _OR:
            either = bool(groups)
            continue
        if piece["word"] is not None and piece[0] in _AND:
            continue
        term = _term(text)
        if term is None:
            continue
        if piece["without"]:
            without.append(term)
        elif either:
            groups[-1] = (*groups[-1], (term,))
        else:
            groups.append(((term,),))
        either = False
        if sum(map(len, groups)) + len(without) == MOST_TERMS:
            break
    return Query(tuple(groups), tuple(without))


def _term(text: str) -> Term | None:
    found = words(text)[:MOST_TERMS]
    if not found:
        return None
    cut = len(found[-1]) > LONGEST_WORD
    prefix = cut or text.rstrip().endswith("*")
    return Term(tuple(word[:LONGEST_WORD] for word in found), prefix)
