"""The sent and the returned text woven into one: every token once, with the changes under which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sourcebook.publish.word.comparing.blocks import New, Old
from sourcebook.publish.word.comparing.drafts import Atom, Draft
from sourcebook.publish.word.comparing.items import START_KEY, Element, Item, deleter
from sourcebook.publish.word.comparing.loom import Loom
from sourcebook.publish.word.comparing.marking import expanded
from sourcebook.publish.word.comparing.row import Row
from sourcebook.publish.word.comparing.still import is_read, named
from sourcebook.publish.word.flow import Start, Token


@dataclass
class Weaving(Loom):
    """Weaves blocks and notes."""

    def group(self, olds: Sequence[Old], news: Sequence[New]) -> None:
        """Blocks of the sent text and what they became."""
        head, ghost = news[0].head, news[0].ghost
        if ghost is not None and head.restyled is None and _styled_alike(head.token, ghost):
            head = replace(head, token=olds[0].read)
        everything = all(new.gone for new in news)
        self.drafting.untouched()
        row = Row(self, olds, news[0].moved)
        if everything and (by := deleter(head.when)) is not None:
            row.whole = self.drafting.whole("deleted", by)
            row.always = [(row.whole, False)]
        elements = [one for place, old in enumerate(olds) for one in _owned(old, place)]
        items = [item for place, new in enumerate(news) for item in ([new.head] if place else []) + new.items]
        row.begin(olds[0], head)
        row.weave(expanded(elements, self.marks.present, self.marks.first), items)

    def still(self, old: Old) -> None:
        """A block of the edition that stands as it was sent."""
        assert old.key is not None
        self.passed(old.row, old.tokens)
        self.woven.still[old.key] = (old.start, *old.tokens)

    def passed(self, row: Sequence[Token], tokens: Sequence[Token]) -> None:
        """What nobody touched parts the changes before and behind it; its marks are where they were."""
        self.drafting.untouched()
        if is_read(row, self.starts.exact):
            self.drafting.unchanged_look()
        for mark in named(tokens):
            self.woven.traces.setdefault(mark.name, Atom(mark))

    def added(self, new: New) -> int:
        """A block that the sent text did not have; its key."""
        by = next((revision for revision, wanted in new.head.when if wanted), None)
        self.drafting.untouched()
        draft = self.drafting.whole("added", by) if by else self.drafting.untracked("added")
        key = self.woven.next_key
        self.woven.next_key += 1
        row = Row(self, (), None, self.woven.atoms.setdefault(key, []))
        row.whole = draft
        row.always = [(draft, True)]
        assert isinstance(new.head.token, Start)
        by, joined = deleter(new.head.when), list[tuple[Draft, bool]]()
        if by is not None and new.gone:
            row.always.append((self.drafting.whole("deleted", by), False))
        elif by is not None:
            joined.append((self.drafting.whole("joined", by), False))
        row.put(self.starts.added(new.head.token), joined, new.head.comments)
        row.weave([], new.items, inside=True)
        return key

    def deleted(self, old: Old) -> None:
        """A block that the returned text no longer has."""
        self.drafting.untouched()
        row = Row(self, (old,), None)
        row.always = [(self.drafting.untracked("deleted"), False)]
        row.begin(old, None)
        for one in old.elements:
            row.keep(one, [])

    def note(self, name: str, old: Old, items: Sequence[Item]) -> list[Atom]:
        """The words of a note; its atoms."""
        self.drafting.untouched()
        self.drafting.note = name
        atoms: list[Atom] = []
        row = Row(self, (old,), None, atoms)
        row.rest(0, 0)
        row.weave(expanded(list(_owned(old, 0)), self.marks.present, self.marks.first), items)
        self.drafting.note = ""
        return atoms


def _owned(old: Old, place: int) -> Iterable[Element]:
    """The elements of a block, its start before them if others come before it."""
    if place:
        yield Element(old.read, START_KEY, 0, 0, place)
    for one in old.elements:
        one.owner = place
        yield one


def _styled_alike(token: Token | Start, ghost: Start) -> bool:
    return isinstance(token, Start) and (token.kind, token.level) == (ghost.kind, ghost.level)
