"""The sent file and the returned one compared, in the blocks of the edition that was sent.

Three layers: what was sent; what stands in the returned file with its tracked changes rejected (the
difference is untracked, and of who saved it last); what stands with them accepted (each of its own author).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sourcebook.publish.word.comparing import refusing
from sourcebook.publish.word.comparing.blocks import New, Old
from sourcebook.publish.word.comparing.carried import carried
from sourcebook.publish.word.comparing.drafts import Atom, Drafting
from sourcebook.publish.word.comparing.fating import comments_placed, fates_of
from sourcebook.publish.word.comparing.found import Compared, How
from sourcebook.publish.word.comparing.grouping import Group, grouped
from sourcebook.publish.word.comparing.items import said
from sourcebook.publish.word.comparing.loom import Woven
from sourcebook.publish.word.comparing.marking import Marks
from sourcebook.publish.word.comparing.noting import Notes
from sourcebook.publish.word.comparing.numbering import note_numbers, places
from sourcebook.publish.word.comparing.recognising import marks_typed_over, without_label
from sourcebook.publish.word.comparing.relocating import free_prefix, relocated
from sourcebook.publish.word.comparing.returned import news_of, said_of
from sourcebook.publish.word.comparing.scripting import Placing, scripted
from sourcebook.publish.word.comparing.sent import (
    is_contents,
    olds_of,
    side_of_new,
    side_of_old,
)
from sourcebook.publish.word.comparing.starts import Starts
from sourcebook.publish.word.comparing.still import is_as_sent, is_head_kept
from sourcebook.publish.word.comparing.weaving import Weaving
from sourcebook.publish.word.flow import Flow, Mark, Start
from sourcebook.publish.word.opened import Revision, WordText

_NO_ANCHORS = "the file has none of the anchors that were sent: its paragraphs were matched by their words"

_UNREAD = "the file is damaged: {} paragraphs or rows that could not be read in it were left as they are"


def compare(base: WordText, theirs: WordText, flow: Flow) -> Compared:
    """What was changed in a file that came back.

    `base` is the kept file as it was read, `theirs` the returned one, `flow` the edition that was sent. The
    keys of the script are places in `flow.blocks`; its changes are numbered in the order of the text.
    """
    return _Comparing(base, theirs, flow).compared()


@dataclass
class _Comparing:
    base: WordText
    theirs: WordText
    flow: Flow
    refused: list[str] = field(default_factory=list)
    recognised: list[str] = field(default_factory=list)
    keys: dict[int, list[int]] = field(default_factory=dict)
    unread: int = 0

    def __post_init__(self) -> None:
        base, theirs = self.base, self.theirs
        self.olds = olds_of(base, self.flow)
        self.news = [new for new in carried(news_of(theirs)) if not is_contents(new.style, _start(new))]
        # An editor without styles for contents leaves them as paragraphs: then they have to be known.
        kept = not any(is_contents(block.style, block.start) for block in theirs.blocks)
        self.lines = [
            place for place, old in enumerate(self.olds) if kept or not is_contents(old.style, old.read)
        ]
        self.drafting = Drafting(Revision(theirs.last_author, theirs.modified))
        self.marks = Marks(
            _marks(self.flow, base),
            frozenset(_names(theirs, self.news)),
            {name: said(bit.token for bit in bits) for name, bits in base.notes.items()},
            {
                name: said(bit.token for bit in bits if not bit.inserted)
                for name, bits in theirs.notes.items()
            },
        )
        self.starts = Starts(False, {block.start.grid for block in self.flow.blocks})
        self.woven = Woven(len(self.flow.blocks))
        self.weaving = Weaving(self.woven, self.drafting, self.marks, self.starts)
        self.placing = Placing(self.drafting)
        self.numbers = note_numbers(self.flow)
        self.places = places(self.flow)

    def compared(self) -> Compared:
        olds = [self.olds[place] for place in self.lines]
        groups = grouped([side_of_old(old) for old in olds], [side_of_new(new) for new in self.news])
        pairs = [
            ([olds[one] for one in group.first], [self.news[two] for two in group.second]) for group in groups
        ]
        self.starts.known(
            (old.read, _start(new)) for its, news in pairs for old in its[:1] for new in news[:1]
        )
        self._sent_grids(pairs)
        label = ""
        for its, news in pairs:
            label = self._group(its, news, label)
        self._untouched()
        notes = Notes(base=self.base, theirs=self.theirs, flow=self.flow, weaving=self.weaving)
        notes.weave()
        prefix = free_prefix("o", [*self.marks.known, *self.theirs.notes])
        moves = relocated(self.woven, self.marks.known, prefix)
        words = dict(notes.new(moves.copies))
        moved = self.placing.moved({old.key: old for old in olds if old.key is not None and not old.fixed})
        row = [key for keys, _ in self.placing.row for key in keys]
        made = scripted(self.flow, self.woven, row, moved, words)
        return Compared(
            made.script,
            fates_of(self.flow, self.woven, moves, made.where, self.numbers, self.marks),
            comments_placed(self.theirs, self.woven, self.keys, made),
            tuple(self.refused),
            tuple(self.recognised),
            tuple(self._aligned(groups)),
            tuple(self._remarks()),
        )

    def _sent_grids(self, pairs: Iterable[tuple[Sequence[Old], Sequence[New]]]) -> None:
        """Tables by the names that the edition gives them, not those of the sent file."""
        names = {
            old.read.grid: old.start.grid
            for its, _ in pairs
            for old in its
            if old.start.kind == "row" and old.key is not None
        }
        self.starts.grids = {found: names.get(sent, sent) for found, sent in self.starts.grids.items()}

    def _group(self, olds: Sequence[Old], news: Sequence[New], label: str) -> str:
        """Compares a group; the label that the last numbered block has."""
        if not news and not any(old.elements for old in olds):
            # A picture, or a block that says nothing: no reader of Word files sees it.
            return label
        if any(old.fixed for old in olds) or (not olds and _start(news[0]).kind == "fixed"):
            self._refuse(olds, news)
            return label
        if not news:
            if not self.theirs.whole:
                self.unread += len(olds)
                return label
            for old in olds:
                self.weaving.deleted(old)
            return label
        typed = self._typed_label(olds, news[0], label)
        still = len(olds) == len(news) == 1 and self._is_still(olds[0], news[0])
        if still:
            self.weaving.still(olds[0])
            keys = [old.key for old in olds if old.key is not None]
        elif olds:
            for old in olds:
                self.marks.recognise(old.elements, news)
            self.weaving.group(olds, news)
            keys = [old.key for old in olds if old.key is not None]
        else:
            keys = [self.weaving.added(news[0])]
        for key in keys if not still else ():
            self._typed_marks(self.woven.atoms[key], self.places[key] if olds else "")
        self.placing.row.append((keys, news[0]))
        self.keys |= dict.fromkeys((source for new in news for source in new.sources), keys)
        return next((old.label for old in olds if old.label), "") or typed or label

    def _is_still(self, old: Old, new: New) -> bool:
        """Whether nobody touched a block of the edition."""
        if new.tokens is None or not is_head_kept(new) or not is_as_sent(old.row, new.tokens, old.tokens):
            return False
        return self.starts.restyled(old.read, _start(new), old.start) in (None, old.start)

    def _refuse(self, olds: Sequence[Old], news: Sequence[New]) -> None:
        if any(is_contents(old.style, old.read) for old in olds):
            return
        if olds and news:
            self.refused += refusing.changed(olds, news, self.drafting.saved)
        elif olds:
            self.refused.append(refusing.deleted(olds[0], self.drafting.saved))
        else:
            self.refused.append(refusing.added(news[0], self.drafting.saved))

    def _typed_label(self, olds: Sequence[Old], new: New, before: str) -> str:
        """The label that somebody typed at the beginning of a block, if so; it is taken off."""
        if _start(new).kind not in ("paragraph", "item"):
            return ""
        own = [old.label for old in olds[:1]]
        labels = [label for label in (*own, new.label, *([] if olds else [before])) if label]
        if not labels:
            return ""
        typed = without_label(new, labels, olds[0].said if olds else ())
        if typed:
            new.said = said_of(new)
            key = olds[0].key if olds else None
            place = self.places[key] if key is not None else "a new paragraph"
            self.recognised.append(
                f"{place}: “{typed}” was typed before it; its number is made, and was kept"
            )
        return typed

    def _typed_marks(self, atoms: list[Atom], place: str) -> None:
        for number in marks_typed_over(atoms, self.numbers):
            self.recognised.append(
                f"{place}: the mark of note {number} was typed over with its number; the note was kept"
            )

    def _untouched(self) -> None:
        """What the edition has and the comparison did not come to: it stays as it is."""
        for key, block in enumerate(self.flow.blocks):
            if key not in self.woven.atoms:
                self.woven.still.setdefault(key, (block.start, *block.tokens))

    def _aligned(self, groups: Iterable[Group]) -> Iterator[tuple[int | None, How | None]]:
        found: dict[int, tuple[int | None, How | None]] = {}
        for group in groups:
            for one in group.first:
                place = self.news[group.second[0]].sources[0] if group.second else None
                found[self.lines[one]] = place, group.how
        for place in range(len(self.olds)):
            yield found.get(place, (None, None))

    def _remarks(self) -> Iterator[str]:
        if any(block.anchors for block in self.base.blocks) and not any(
            block.anchors for block in self.theirs.blocks
        ):
            yield _NO_ANCHORS
        if self.unread:
            yield _UNREAD.format(self.unread)


def _start(new: New) -> Start:
    assert isinstance(new.head.token, Start)
    return new.head.token


def _names(text: WordText, news: Iterable[New]) -> Iterator[str]:
    """The names of all marks in a file, but those that an editor left where a tracked move began."""
    for new in news:
        for token in new.tokens or [item.token for item in new.items]:
            if isinstance(token, Mark):
                yield token.name
                within = (bit.token for bit in text.notes.get(token.name, ()))
                yield from (mark.name for mark in within if isinstance(mark, Mark))


def _marks(flow: Flow, base: WordText) -> dict[str, Mark]:
    """The marks of the edition by name, with what the sent file prints for them; silent ones have none."""
    told = {
        bit.token.name: bit.token.printed
        for bits in (*(block.bits for block in base.blocks), *base.notes.values())
        for bit in bits
        if isinstance(bit.token, Mark)
    }
    return {
        token.name: replace(token, printed=told.get(token.name, ""))
        for row in (*(block.tokens for block in flow.blocks), *flow.notes.values())
        for token in row
        if isinstance(token, Mark) and token.name
    }
