"""Changes of what is made from records: listed, since they cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sourcebook.publish.word.comparing.blocks import New, Old
from sourcebook.publish.word.comparing.differing import hunks
from sourcebook.publish.word.comparing.items import BLANK, Item
from sourcebook.publish.word.comparing.numbering import beginning, quoted
from sourcebook.publish.word.flow import Cell, Mark, Start, Token, Word
from sourcebook.publish.word.opened import Revision

_MADE = "made from records"


def changed(olds: Sequence[Old], news: Sequence[New], saved: Revision) -> Iterator[str]:
    """What was changed in blocks that are made from records, a line each."""
    elements = [one for old in olds for one in old.elements]
    items = [item for new in news for item in new.items if not isinstance(item.token, Start)]
    final = [item for item in items if item.last]
    where = quoted(_MADE, _text(one.token for one in elements))
    tracked = [revision for item in items for revision, _ in item.when]
    for a, b, c, d in hunks([one.key for one in elements], [item.key for item in final]):
        before = _text(one.token for one in elements[a:b])
        after = _text(item.token for item in final[c:d])
        by = next((r for item in final[c:d] for r, _ in item.when), tracked[0] if tracked else saved)
        yield f"{where}: {_said(before, after)}{_by(by)}"


def deleted(old: Old, saved: Revision) -> str:
    """The line of a block that was taken out."""
    return f"{quoted(_MADE, _text(one.token for one in old.elements))}: taken out{_by(saved)}"


def added(new: New, saved: Revision) -> str:
    """The line of a block that was put into what is made from records."""
    by = next((revision for revision, _ in new.head.when), saved)
    return f"{quoted(_MADE, _items(new.items))}: put in{_by(by)}"


def _items(items: Sequence[Item]) -> str:
    return _text(item.token for item in items if item.last)


def _text(tokens: Iterator[Token | Start] | Sequence[Token | Start]) -> str:
    found = []
    for token in tokens:
        match token:
            case Word(text):
                found.append(text)
            case Cell():
                found.append(BLANK)
            case Mark():
                found.append(token.printed)
            case _:
                pass
    return "".join(found)


def _said(before: str, after: str) -> str:
    before, after = before.strip(), after.strip()
    if before and after:
        return f"“{before}” became “{after}”"
    return f"“{beginning(before)}” was taken out" if before else f"“{after}” was put in"


def _by(revision: Revision) -> str:
    named = ", ".join(filter(None, (revision.author, revision.date)))
    return f" ({named})" if named else ""
