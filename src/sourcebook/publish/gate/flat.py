"""A paragraph as the gate reads it: its typed characters, and where references, values and notes stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sourcebook.publish.edition import (
    Cite,
    Cross,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    Paragraph,
    Reference,
    Text,
    Value,
)


@dataclass(frozen=True, slots=True)
class At:
    """A reference at an offset of the text: the records it names; `silent`: it is of the whole paragraph."""

    offset: int
    cites: tuple[Cite, ...] = ()
    silent: bool = False


@dataclass
class Flat:
    """The text of a paragraph with its list. A value stands in it as "#", a cross-reference as "§"."""

    text: str = ""
    references: list[At] = field(default_factory=list)

    def cites_within(self, start: int, end: int) -> list[Cite]:
        """What is referred to between two offsets, and by the paragraph as a whole."""
        found = [one for one in self.references if one.silent or start < one.offset <= end]
        return [cite for one in found for cite in one.cites]

    def covered(self, start: int, end: int) -> bool:
        """Whether a reference stands between two offsets, at the end included, or for the paragraph."""
        return any(one.silent or start < one.offset <= end for one in self.references)


def flat(paragraph: Paragraph) -> Flat:
    """The paragraph and its items, each item on a line of its own."""
    found = Flat()
    _add(found, paragraph.children)
    for item in paragraph.items:
        found.text += "\n" if found.text else ""
        _add(found, item.children)
    return found


def flat_of(children: Sequence[Inline]) -> Flat:
    """Inlines alone."""
    found = Flat()
    _add(found, children)
    return found


def _add(found: Flat, children: Iterable[Inline]) -> None:
    for one in children:
        match one:
            case Text(text):
                found.text += text
            case Emphasis(inner) | Foreign(inner) | Link(inner):
                _add(found, inner)
            case Reference(cites, silent):
                found.references.append(At(len(found.text), cites, silent))
            case Note(inner):
                inside = flat_of(inner)
                cites = tuple(cite for one_ in inside.references for cite in one_.cites)
                if cites:
                    found.references.append(At(len(found.text), cites))
            case Value(query):
                found.text += "#"
                cites = (
                    (Cite("claim", query.removeprefix("claim:").split()[0]),)
                    if query.startswith("claim:")
                    else ()
                )
                found.references.append(At(len(found.text), cites))
            case Cross():
                found.text += "§"
                found.references.append(At(len(found.text)))
