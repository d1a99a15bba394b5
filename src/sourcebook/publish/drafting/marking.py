"""Marks of notes in a paragraph: each record is cited once, and what it says besides rests on it silently.

A record without a source that may be cited has no mark: the paragraph refers to it silently and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.edition.tree import Cite, Inline, Item, Note, Paragraph, Reference, joined


def marked(
    children: Inlines, items: tuple[Item, ...], may_be_cited: Callable[[Cite], bool]
) -> tuple[Inlines, tuple[Item, ...]]:
    """The inlines of a paragraph with each record marked once, where it is first cited; a silent reference at
    their end for what is left: records told more than once, in the list, or without a source.
    """
    seen: dict[Cite, None] = {}
    silent: dict[Cite, None] = {}

    def once(inlines: Inlines) -> Inlines:
        return joined(list(_once(inlines, seen, silent, may_be_cited)))

    kept = once(children)
    listed = tuple(Item(once(item.children), item.label) for item in items)
    if items:
        silent.update(seen)
    return (*kept, Reference(tuple(silent), silent=True)) if silent else kept, listed


def _once(
    inlines: Inlines, seen: dict[Cite, None], silent: dict[Cite, None], may_be_cited: Callable[[Cite], bool]
) -> Iterator[Inline]:
    for one in inlines:
        if isinstance(one, Note):
            seen.update(dict.fromkeys(cites(one.children)))
            yield one
        elif not isinstance(one, Reference):
            yield one
        elif one.silent:
            silent.update(dict.fromkeys(one.cites))
        else:
            silent.update(dict.fromkeys(cite for cite in one.cites if cite in seen or not may_be_cited(cite)))
            new = tuple(cite for cite in one.cites if cite not in seen and may_be_cited(cite))
            seen.update(dict.fromkeys(new))
            if new:
                yield Reference(new)


def cites(inlines: Inlines) -> Iterator[Cite]:
    """Every citation in inlines, those of notes too."""
    for one in inlines:
        if isinstance(one, Reference):
            yield from one.cites
        elif isinstance(one, Note):
            yield from cites(one.children)


def cited_in(paragraph: Paragraph) -> Iterator[Cite]:
    """Every citation of a paragraph, those of its items and notes too."""
    for inlines in (paragraph.children, *(item.children for item in paragraph.items)):
        yield from cites(inlines)
