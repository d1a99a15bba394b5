"""The atoms of one block, group of blocks, or note, set down token by token with their conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sourcebook.publish.word.comparing.blocks import Old
from sourcebook.publish.word.comparing.drafts import Atom, Conditions, Draft
from sourcebook.publish.word.comparing.items import BLANK, START_KEY, Element, Item, deleter
from sourcebook.publish.word.comparing.looks import dressed, looks_otherwise
from sourcebook.publish.word.comparing.loom import Loom
from sourcebook.publish.word.comparing.marking import printed_otherwise
from sourcebook.publish.word.comparing.stepping import Step, edges, is_added, steps
from sourcebook.publish.word.flow import Mark, Start, Token
from sourcebook.publish.word.opened import Revision
from sourcebook.publish.word.script import ChangeKind
from sourcebook.publish.word.tokens import cut


@dataclass
class Row:
    """Atoms of one group as they are set down. `always` are conditions of all of them."""

    loom: Loom
    olds: Sequence[Old]
    carried: Revision | None
    target: list[Atom] = field(default_factory=list)
    whole: Draft | None = None
    always: Conditions = field(default_factory=list)
    within: Conditions = field(default_factory=list)
    hunks: dict[int, Draft] = field(default_factory=dict)
    edges: frozenset[int] = frozenset()

    def put(self, token: Token | Start, when: Conditions, comments: tuple[str, ...] = ()) -> Atom:
        """Sets down a token with its conditions, each once."""
        every: Sequence[tuple[Draft, bool]] = ()
        if when or self.always or self.within:
            every = list(dict.fromkeys((*self.always, *self.within, *when)))
        atom = Atom(token, every, comments)
        self.target.append(atom)
        return atom

    def begin(self, old: Old, head: Item | None) -> None:
        """The start of a block of the sent text, with what became of its kind."""
        assert old.key is not None
        self.target = self.loom.woven.atoms.setdefault(old.key, [])
        by = deleter(head.when) if head is not None else None
        when: Conditions = []
        if by is not None and self.whole is None:
            when = [(self.loom.drafting.whole("joined", by), False)]
        self._styled(old, head, when)
        self.rest(self.olds.index(old), 0)

    def _styled(self, old: Old, head: Item | None, when: Conditions) -> None:
        """The start in each of its kinds: as sent, as it was changed, as a tracked change made it."""
        forms: list[tuple[Start, Draft]] = []
        if head is not None:
            for form, by in ((head.was or head.token, None), (head.token, head.restyled)):
                assert isinstance(form, Start)
                other = self.loom.starts.restyled(old.read, form, old.start) or old.start
                if other != (forms[-1][0] if forms else old.start):
                    forms.append((other, self._restyle(by)))
        later = [(draft, False) for _, draft in forms]
        self.put(old.start, [*when, *later], head.comments if head is not None else ())
        for place, (start, draft) in enumerate(forms):
            self.put(start, [*when, (draft, True), *later[place + 1 :]])

    def _restyle(self, by: Revision | None) -> Draft:
        drafting = self.loom.drafting
        return drafting.whole("restyled", by) if by else drafting.untracked("restyled", self.carried)

    def rest(self, owner: int, at: int) -> None:
        """What the edition has at a place and the file has not: silent references, above all."""
        old = self.olds[owner]
        while at < len(old.tokens) and at not in old.mapped:
            self.put(old.tokens[at], [])
            at += 1

    def weave(self, elements: Sequence[Element], items: Sequence[Item], inside: bool = False) -> None:
        """Everything after the start."""
        row = [Step(None, item, None) for item in items] if inside else steps(elements, items)
        self.edges = edges(row)
        for place, step in enumerate(row):
            if step.is_still:
                self._still(step)
            elif step.element is not None:
                self._old(step.element, step)
            elif step.item is not None:
                self._new(step.item, step.hunk, is_added(row, place) if step.item.key == START_KEY else False)

    def _still(self, step: Step) -> None:
        """A word that nobody touched, as most are."""
        element, item = step.element, step.item
        assert element is not None and item is not None
        self.loom.drafting.untouched()
        if element.key != BLANK:
            self.loom.drafting.unchanged_look()
        old, end = self.olds[element.owner], element.end
        if end != element.begin + 1 or self.always or self.within:
            self.keep(element, [], item.comments)
            return
        self.target.append(Atom(old.tokens[element.begin], (), item.comments))
        if end not in old.mapped:
            self.rest(element.owner, end)

    def _old(self, element: Element, step: Step) -> None:
        item = step.item
        if isinstance(element.token, Start):
            self.within = []
            if item is not None:
                self.begin(self.olds[element.owner], item)
                return
            old = self.olds[element.owner]
            self.target = self.loom.woven.atoms.setdefault(old.key if old.key is not None else -1, [])
            self.put(old.start, [(self._edge("joined", step.hunk), False)])
            self.rest(element.owner, 0)
            return
        if item is None:
            self.keep(element, [(self._draft("text", step.hunk), False)])
            return
        when = self._tracked(item)
        if not when:
            self.loom.drafting.untouched()
        self._same(element, item, when)

    def _same(self, element: Element, item: Item, when: Conditions) -> None:
        """A token that stayed, with what became of its look, or of the characters that a mark printed."""
        before, after = element.token, item.was or item.token
        if isinstance(before, Mark) and isinstance(item.token, Mark):
            self._mark(element, before, item, when)
            return
        drafting, exact = self.loom.drafting, self.loom.starts.exact
        forms: list[tuple[Token | Start, Draft]] = []
        if looks_otherwise(before, after, exact):
            forms.append((after, drafting.look(self.carried or drafting.saved, self.carried is not None)))
        if item.restyled is not None and looks_otherwise(after, item.token):
            forms.append((item.token, drafting.look(item.restyled, True)))
        if not forms:
            if element.key != BLANK:
                drafting.unchanged_look()
            self.keep(element, when, item.comments)
            return
        later = [(draft, False) for _, draft in forms]
        tokens = self.olds[element.owner].tokens[element.begin : element.end]
        for token in tokens:
            self.put(token, [*when, *later], item.comments)
        for place, (like, draft) in enumerate(forms):
            for token in tokens:
                self.put(
                    dressed(token, like, exact), [*when, (draft, True), *later[place + 1 :]], item.comments
                )
        self.rest(element.owner, element.end)

    def _mark(self, element: Element, before: Mark, item: Item, when: Conditions) -> None:
        """A mark with what was written over it, untracked and then tracked."""
        assert isinstance(item.token, Mark)
        earlier = item.was if isinstance(item.was, Mark) else item.token
        forms: list[tuple[Mark, Draft]] = []
        if printed_otherwise(before, earlier):
            forms.append((earlier, self.loom.drafting.untracked("reference", self.carried)))
        if item.restyled is not None and printed_otherwise(earlier, item.token):
            forms.append((item.token, self.loom.drafting.whole("reference", item.restyled)))
        later = [(draft, False) for _, draft in forms]
        self.keep(element, [*when, *later], item.comments)
        for place, (form, draft) in enumerate(forms):
            self.loom.woven.over[before.name] = form.printed
            for word in cut(form.printed, form.look):
                self.put(word, [*when, (draft, True), *later[place + 1 :]])

    def keep(self, element: Element, when: Conditions, comments: tuple[str, ...] = ()) -> None:
        """A token of the sent text under conditions, and what the edition has right behind it."""
        if element.end == element.begin:
            return
        for token in self.olds[element.owner].tokens[element.begin : element.end]:
            atom = self.put(token, when, comments)
            if isinstance(token, Mark) and token.name:
                self.loom.woven.traces.setdefault(token.name, atom)
        self.rest(element.owner, element.end)

    def _new(self, item: Item, hunk: int | None, added: bool) -> None:
        # The rest of a block behind one that was put into it, by the same author, comes and goes with that.
        when = self._tracked(item, start=("added" if added else "split"))
        if isinstance(item.token, Start):
            self.within = []
            if hunk is not None or not item.when:
                when = [(self._edge("added" if added else "split", hunk), True), *when]
            kind = self.loom.starts
            start = (
                kind.added(item.token)
                if added or not self.olds
                else kind.halved(self.olds[0].start, item.token)
            )
            self.put(start, when)
            if added:
                self.within = [one for one in when if one[1]]
            return
        if hunk is not None:
            when = [(self._draft("text", hunk), True), *when]
        elif not when:
            self.loom.drafting.untouched()
        token = item.token
        if isinstance(token, Mark):
            if self.loom.marks.typed_over(token):
                # Taken elsewhere and written over: what stands there now is no longer the reference.
                self.loom.woven.over[token.name] = token.printed
                for word in cut(token.printed, token.look):
                    self.put(word, when, item.comments)
                return
            token = self.loom.marks.token(token)
        atom = self.put(token, when, item.comments)
        if isinstance(token, Mark) and token.name:
            self.loom.woven.put_in[token.name].append(atom)

    def _edge(self, kind: ChangeKind, hunk: int | None) -> Draft:
        """The untracked change of where a block begins: its own, or with the blanks that went with it."""
        if hunk is not None and hunk in self.edges:
            draft = self._draft(kind, hunk)
            draft.kind = kind
            return draft
        return self.loom.drafting.untracked(kind, self.carried)

    def _draft(self, kind: ChangeKind, hunk: int | None) -> Draft:
        """The untracked change of a stretch."""
        if hunk is None:
            return self.loom.drafting.untracked(kind, self.carried)
        if hunk not in self.hunks:
            self.hunks[hunk] = self.loom.drafting.untracked(kind, self.carried)
        return self.hunks[hunk]

    def _tracked(self, item: Item, start: ChangeKind = "split") -> Conditions:
        """The conditions of tracked changes; those of the author of the whole block are the whole's."""
        found: Conditions = []
        drafting = self.loom.drafting
        for revision, wanted in item.when:
            whole = self._of_whole(revision, wanted)
            if whole is not None:
                found.append((whole, wanted))
            elif isinstance(item.token, Start):
                found.append((drafting.whole(start if wanted else "joined", revision), wanted))
                drafting.untouched()
            else:
                found.append((drafting.run(revision), wanted))
        return found

    def _of_whole(self, revision: Revision, wanted: bool) -> Draft | None:
        for draft, needed in (*self.always, *self.within):
            if needed is wanted and draft.tracked and draft.revision.author == revision.author:
                return draft
        return None
