"""A script as plain JSON, and back: so it is kept beside the file that it was read of, and a later version of
the program numbers nothing anew.

Words that stand under the same changes and look the same are one text, so that a name can be found in it.
What is not said has its default; `when` is the changes that must be accepted, those that must not with a
minus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from typing import Any

from sourcebook.publish.edition import (
    Cite,
    Cross,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    Reference,
    Text,
    Value,
)
from sourcebook.publish.word.flow import PLAIN, Cell, Look, Mark, Marked, Start, Token, Word
from sourcebook.publish.word.script import Change, Op, Script, When
from sourcebook.publish.word.tokens import cut

Plain = dict[str, Any]


class NotKept(ValueError):
    """JSON that is no script: it was written by another version, or damaged."""


def kept(script: Script) -> Plain:
    """A script as JSON knows it."""
    return {
        "order": [[key, _when(when)] for key, when in script.order],
        "ops": {str(key): _ops(its) for key, its in script.ops.items()},
        "notes": {name: _ops(its) for name, its in script.notes.items()},
        "changes": [_said(change) for change in script.changes],
    }


def script_of(plain: Mapping[str, Any]) -> Script:
    """The script that `kept` wrote down. Raises NotKept."""
    try:
        return Script(
            tuple((key, _as_when(when)) for key, when in plain["order"]),
            {int(key): tuple(_as_ops(its)) for key, its in plain["ops"].items()},
            {name: tuple(_as_ops(its)) for name, its in plain["notes"].items()},
            tuple(Change(**change) for change in plain["changes"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotKept(
            f"what was read of this file cannot be understood any more ({error}): take it again"
        ) from (error)


def _said(one: Change | Start | Look) -> Plain:
    """The fields of a dataclass that are not what they are by default."""
    return {
        field.name: value for field in fields(one) if (value := getattr(one, field.name)) != field.default
    }


def _when(when: When) -> list[int]:
    return [change if wanted else -change for change, wanted in when]


def _as_when(plain: Sequence[int]) -> When:
    return tuple((abs(one), one > 0) for one in plain)


def _ops(ops: Iterable[Op]) -> list[Plain]:
    return list(_written(ops))


def _written(ops: Iterable[Op]) -> Iterator[Plain]:
    for (when, look), some in groupby(ops, _alike):
        under: Plain = {"when": _when(when)} if when else {}
        if look is None:
            yield from ({**_one(op.token), **under} for op in some)
            continue
        tokens = [op.token for op in some if isinstance(op.token, Word)]
        texts = [token.text for token in tokens]
        joined = "".join(texts)
        # What is not cut as the program cuts (halves of a word that were typed at two times) stays so.
        text: Any = joined if cut(joined, look) == tuple(tokens) else texts
        yield {"text": text, **_look(look), **under}


def _alike(op: Op) -> tuple[When, Look | None]:
    return op.when, op.token.look if isinstance(op.token, Word) else None


def _look(look: Look) -> Plain:
    return {"look": _said(look)} if look != PLAIN else {}


def _one(token: Token | Start) -> Plain:
    match token:
        case Cell():
            return {"cell": True}
        case Mark():
            printed = {"printed": token.printed} if token.printed else {}
            marked = {"marked": _marked(token.marked)} if token.marked else {}
            return {"mark": token.name, **marked, **printed, **_look(token.look)}
        case Start():
            return {
                "start": {**_said(token), **({"classes": sorted(token.classes)} if token.classes else {})}
            }
        case Word():
            raise AssertionError("words are written together")


def _marked(marked: Marked) -> Plain:
    match marked:
        case Reference(cites, silent):
            told = [[one.kind, one.key, one.before, one.after] for one in cites]
            return {"cites": told, **({"silent": True} if silent else {})}
        case Note(children):
            return {"note": [_inline(one) for one in children]}
        case Cross(target):
            return {"cross": target}
        case Value(query):
            return {"value": query}


def _inline(one: Inline) -> str | Plain:
    match one:
        case Text(text):
            return text
        case Emphasis(children, strong):
            return {"strong" if strong else "emphasis": [_inline(inner) for inner in children]}
        case Foreign(children, language):
            return {"in": language, "words": [_inline(inner) for inner in children]}
        case Link(children, url):
            return {"to": url, "words": [_inline(inner) for inner in children]}
        case _:
            return _marked(one)


def _as_inlines(plains: Iterable[Any]) -> tuple[Inline, ...]:
    return tuple(map(_as_inline, plains))


def _as_inline(plain: Any) -> Inline:  # noqa: ANN401 - JSON holds anything
    match plain:
        case str():
            return Text(plain)
        case {"emphasis": words}:
            return Emphasis(_as_inlines(words))
        case {"strong": words}:
            return Emphasis(_as_inlines(words), strong=True)
        case {"in": language, "words": words}:
            return Foreign(_as_inlines(words), language)
        case {"to": url, "words": words}:
            return Link(_as_inlines(words), url)
    marked = _as_marked(plain)
    assert marked is not None
    return marked


def _as_marked(plain: Plain | None) -> Marked | None:
    if plain is None:
        return None
    if "cites" in plain:
        return Reference(tuple(Cite(*one) for one in plain["cites"]), plain.get("silent", False))
    if "note" in plain:
        return Note(_as_inlines(plain["note"]))
    return Cross(plain["cross"]) if "cross" in plain else Value(plain["value"])


def _as_ops(plains: Iterable[Plain]) -> Iterator[Op]:
    for plain in plains:
        when = _as_when(plain.get("when", ()))
        look = Look(**plain["look"]) if "look" in plain else PLAIN
        if "text" in plain:
            text = plain["text"]
            words = cut(text, look) if isinstance(text, str) else [Word(one, look) for one in text]
            yield from (Op(word, when) for word in words)
        elif "cell" in plain:
            yield Op(Cell(), when)
        elif "start" in plain:
            start = plain["start"]
            yield Op(Start(**{**start, "classes": frozenset(start.get("classes", ()))}), when)
        else:
            marked = _as_marked(plain.get("marked"))
            yield Op(Mark(plain["mark"], marked, look, plain.get("printed", "")), when)
