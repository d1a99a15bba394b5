"""Drafts become numbered changes, each told as a person sees it: before, after, and in its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sourcebook.publish.word.comparing.drafts import Atom, Draft
from sourcebook.publish.word.comparing.numbering import beginning
from sourcebook.publish.word.flow import PLAIN, Cell, Mark, Start, Token, Word
from sourcebook.publish.word.script import Change, ChangeKind, Op
from sourcebook.publish.word.sentences import sentences
from sourcebook.publish.word.tokens import word

# Kinds whose words are only named by their first ones.
_WHOLE = ("moved", "split", "joined")
# A sentence goes no further than this many tokens to both sides of its change.
_AROUND = 300


@dataclass
class Rows:
    """All atoms in the order of the text: rows of blocks by key and of notes by name, as (key, note)."""

    rows: list[tuple[int, str, list[Atom]]]
    drafts: list[Draft] = field(default_factory=list)

    def number(self, moved: Mapping[int, Draft]) -> None:
        """Gives the drafts their numbers, in the order of the text; `moved` are moves by keys of blocks."""
        for key, _, atoms in self.rows:
            for draft in (
                *([moved[key]] if key in moved else []),
                *(d for atom in atoms for d, _ in atom.when),
            ):
                if not draft.number:
                    self.drafts.append(draft)
                    draft.number, draft.key = len(self.drafts), key


def ops_of(atoms: Iterable[Atom]) -> tuple[Op, ...]:
    """Atoms as the ops of a script."""
    return tuple(
        Op(atom.token, tuple((draft.number, wanted) for draft, wanted in atom.when))
        if atom.when
        else still_op(atom.token)
        for atom in atoms
    )


def still_op(token: Token | Start) -> Op:
    """The op of a token that nobody touched; that of a plain word is made once."""
    return _plain_op(token.text) if isinstance(token, Word) and token.look is PLAIN else Op(token)


@lru_cache(maxsize=65536)
def _plain_op(text: str) -> Op:
    return Op(word(text))


@dataclass
class Telling:
    """Tells changes. `numbers` are those of notes, `words` what notes say, `where` names a key or note."""

    numbers: Mapping[str, int]
    words: Mapping[str, Sequence[Token]]
    where: Callable[[int, str], str]

    def changes(self, rows: Rows, moved: Mapping[int, Draft]) -> tuple[Change, ...]:
        """The changes of all drafts, in the order of their numbers."""
        held = _all_held(rows, moved)
        return tuple(self._change(draft, held[draft]) for draft in rows.drafts)

    def sentences(self, rows: Rows) -> dict[Draft, tuple[str, str]]:
        """The sentence around each draft that has one, as it stands and as it becomes."""
        return {
            draft: self._around(draft, held[0])
            for draft, held in _all_held(rows, {}).items()
            if draft.kind not in _WHOLE
        }

    def _change(self, draft: Draft, held: Sequence[_Held]) -> Change:
        key, note = draft.key, draft.note
        kind = self._kind(draft, held)
        before, after = self._words(draft, held)
        sentence = becomes = ""
        if kind in _WHOLE and not (kind == "moved" and any(one.places for one in held)):
            before, after = beginning(self._text(_block(held[0], draft, False))), ""
        elif kind in _WHOLE:
            before, after = before or after, ""
        else:
            sentence, becomes = self._around(draft, held[0])
        return Change(
            draft.number, kind, draft.revision.author, draft.revision.date, draft.tracked, key,
            self.where(key, note), before, after, sentence, becomes, note,
        )  # fmt: skip

    def _kind(self, draft: Draft, held: Sequence[_Held]) -> ChangeKind:
        """A change of words of which only marks are, or words typed over a value, is one of references."""
        if draft.kind != "text":
            return draft.kind
        sides: dict[bool, list[Token | Start]] = {False: [], True: []}
        for one in held:
            for place, wanted in one.places:
                token = one.row.atoms[place].token
                if not (isinstance(token, Word) and not token.text.strip()):
                    sides[wanted].append(token)
        marks = [token for its in sides.values() for token in its if isinstance(token, Mark)]
        others = [token for token in sides[True] if not isinstance(token, Mark)]
        if not marks or len(marks) + len(others) < len(sides[False]) + len(sides[True]):
            return "text"
        over = bool(sides[False]) and all(mark.name not in self.numbers for mark in marks)
        return "reference" if over or not others else "text"

    def _words(self, draft: Draft, held: Sequence[_Held]) -> tuple[str, str]:
        """The words taken out and put in."""
        return self._side(draft, held, False), self._side(draft, held, True)

    def _side(self, draft: Draft, held: Sequence[_Held], wanted: bool) -> str:
        found = []
        for one in held:
            atoms = [one.row.atoms[place] for place, needed in one.places if needed is wanted]
            # A word that two changed has a form of each alone, and one of both.
            alone = [atom for atom in atoms if _alone(atom, draft)]
            found.append(self._text(atom.token for atom in alone or atoms).strip())
        return " … ".join(filter(None, found))

    def _around(self, draft: Draft, held: _Held) -> tuple[str, str]:
        places = [place for place, _ in held.places]
        if not places:
            return "", ""
        low, high = held.row.sentence(places[0], places[-1])
        row = held.row.atoms[low:high]
        context = _context(held, draft)
        return (
            self._text(_standing(row, context)).strip(),
            self._text(_standing(row, context | {draft})).strip(),
        )

    def _text(self, tokens: Iterable[Token | Start]) -> str:
        return "".join([token.text if isinstance(token, Word) else self._piece(token) for token in tokens])

    def _piece(self, token: Token | Start) -> str:
        match token:
            case Cell():
                return "\t"
            case Mark() if token.name in self.numbers:
                return f"[{self.numbers[token.name]}]"
            case Mark() if self.words.get(token.name):
                return f"[{self._text(self.words[token.name]).strip()}]"
            case Mark():
                return token.printed
            case _:
                return ""


@dataclass(eq=False)
class _Row:
    """The atoms of a block or note, and the sentences that stand if nothing is accepted."""

    atoms: Sequence[Atom]
    note: str
    _base: list[int] | None = None
    _ends: list[int] | None = None

    def sentence(self, low: int, high: int) -> tuple[int, int]:
        """The places from and up to which the sentences around these places go."""
        if self._base is None or self._ends is None:
            self._base = [
                place
                for place, atom in enumerate(self.atoms)
                if not isinstance(atom.token, Start)
                and not (atom.when and any(wanted for _, wanted in atom.when))
            ]
            tokens: list[Token] = [
                token for place in self._base if not isinstance(token := self.atoms[place].token, Start)
            ]
            self._ends = [end for _, end in sentences(tokens, bool(self.note))]
        if not self._base:
            return 0, len(self.atoms)
        first, last = bisect_left(self._base, low), bisect_right(self._base, high) - 1
        before = bisect_right(self._ends, min(first, len(self._base) - 1))
        after = min(bisect_right(self._ends, max(last, min(first, len(self._base) - 1))), len(self._ends) - 1)
        begin = self._base[self._ends[before - 1]] if before else 0
        end = self._base[self._ends[after]] if self._ends[after] < len(self._base) else len(self.atoms)
        # Where nothing ends a sentence, what is near will do.
        begin, end = max(begin, low - _AROUND), min(end, high + 1 + _AROUND)
        return min(begin, low), max(end, high + 1)


@dataclass(eq=False)
class _Held:
    """The atoms of one row that stand under a draft: their places, and whether it must be accepted."""

    row: _Row
    key: int
    places: list[tuple[int, bool]] = field(default_factory=list)


def _all_held(rows: Rows, moved: Mapping[int, Draft]) -> dict[Draft, list[_Held]]:
    """What stands under each draft, row by row; of a moved block the row itself."""
    held: dict[Draft, list[_Held]] = defaultdict(list)
    for key, note, atoms in rows.rows:
        row = _Row(atoms, note)
        for place, atom in enumerate(atoms):
            for draft, wanted in atom.when:
                its = held[draft]
                if not its or its[-1].row is not row:
                    its.append(_Held(row, key))
                its[-1].places.append((place, wanted))
        if key in moved and not note:
            held[moved[key]].append(_Held(row, key))
    return held


def _context(held: _Held, draft: Draft) -> frozenset[Draft]:
    """Other changes that must be accepted for this one to show: of the block that it stands in."""
    rows = [
        {other for other, wanted in held.row.atoms[place].when if wanted and other is not draft}
        for place, _ in held.places
    ]
    return frozenset(set.intersection(*rows)) if rows else frozenset()


def _standing(row: Sequence[Atom], accepted: frozenset[Draft]) -> Iterator[Token | Start]:
    return (
        atom.token
        for atom in row
        if not atom.when or all((draft in accepted) is wanted for draft, wanted in atom.when)
    )


def _alone(atom: Atom, draft: Draft) -> bool:
    """Whether a form of a word is that of this change alone, not of this and another."""
    if not isinstance(atom.token, Word):
        return True
    forms = [other for other, wanted in atom.when if wanted and other is not draft and other.kind == "text"]
    return not forms or draft.kind != "text"


def _block(held: _Held, draft: Draft, wanted: bool) -> Iterator[Token | Start]:
    """What follows the start that a change puts in or takes out; of a moved block, all of it."""
    places = [place for place, _ in held.places if isinstance(held.row.atoms[place].token, Start)]
    row = held.row.atoms[places[0] if places else 0 :]
    for place, atom in enumerate(row):
        if place and isinstance(atom.token, Start):
            break
        if not any(needed and other is not draft for other, needed in atom.when):
            yield atom.token
