"""What tokens say, whatever their marks are named: the same put in by two people is the same.

A mark of the base is itself wherever it stands; one that was put in is what it refers to, or the words of its
note.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable

from sourcebook.publish.edition import Note
from sourcebook.publish.word.flow import Mark, Start, Token, Word
from sourcebook.publish.word.script import Script, stands


class Saying:
    """Says what the tokens of one script say."""

    def __init__(self, script: Script, known: Collection[str]) -> None:
        """`known` are the names of the marks of the base."""
        self._script = script
        self._known = known
        self._all = frozenset(change.id for change in script.changes)

    def one(self, token: Token | Start, within: frozenset[str] = frozenset()) -> Hashable:
        """What one token says; compared, never shown."""
        if not isinstance(token, Mark) or not token.name:
            return token
        if token.name in self._known:
            return "mark", token.name, token.look
        if token.marked is not None and not isinstance(token.marked, Note):
            return "new", token.marked, token.look
        if token.name in within:
            return "note", token.look
        ops = self._script.notes.get(token.name, ())
        inner = within | {token.name}
        words = [op.token for op in ops if stands(op.when, self._all)]
        return "note", token.look, self.row(words, inner)

    def row(
        self, tokens: Iterable[Token | Start], within: frozenset[str] = frozenset()
    ) -> tuple[Hashable, ...]:
        """What a row of tokens says; the same however its words were cut."""
        found: list[Hashable] = []
        last: Word | None = None
        for token in tokens:
            if isinstance(token, Word):
                if last is not None and last.look == token.look:
                    last = Word(last.text + token.text, last.look)
                    found[-1] = last
                else:
                    last = token
                    found.append(token)
                continue
            last = None
            found.append(self.one(token, within))
        return tuple(found)
