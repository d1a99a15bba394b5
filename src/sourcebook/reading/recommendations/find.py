"""Where recommendations stand: lists under a heading or a sentence that announces them, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sourcebook.reading.analysis import Context
from sourcebook.reading.document import ItemList, Paragraph
from sourcebook.reading.recommendations.addressees import is_actor, split_actors
from sourcebook.reading.recommendations.parse import parse, voiced
from sourcebook.reading.recommendations.words import Words, words_of
from sourcebook.text import Passage

_LIST_START = re.compile(r"\n?\(?(?:a|i|1)\)\s")


class Place(NamedTuple):
    """A text that may be a recommendation: its label, passage, headings, lead, and how it was found."""

    label: str
    within: str | None
    passage: Passage
    section: tuple[str, ...]
    paragraph: int | None
    lead: str
    cue: str


def places(context: Context) -> Iterator[Place]:
    """Items of lists first where there are any; else paragraphs, in order of reading."""
    words = words_of(context.language)
    document = context.document
    listed = [
        (found, lead) for found in document.lists if (lead := _announced(found, context, words)) is not None
    ]
    of_paragraph: dict[int, list[tuple[ItemList, str]]] = {}
    for found, lead in listed:
        of_paragraph.setdefault(-1 if found.paragraph is None else found.paragraph, []).append((found, lead))
    with_lists = {found.section for found, _ in listed}
    items = {item.passage.source_span() for found in document.lists for item in found.items}
    yield from _items(of_paragraph.get(-1, []), context)
    for paragraph in document.paragraphs:
        if paragraph.index in of_paragraph:
            yield from _items(of_paragraph[paragraph.index], context)
        elif paragraph.span not in items and (cue := _may_ask(paragraph, with_lists, words)):
            lead = _addressed_heading(paragraph.section, words, context.language)
            yield Place(
                paragraph.label or "", None, paragraph.passage, paragraph.section, paragraph.index, lead, cue
            )


def _items(lists: list[tuple[ItemList, str]], context: Context) -> Iterator[Place]:
    for found, lead in lists:
        paragraph = None if found.paragraph is None else context.document.paragraphs[found.paragraph]
        for item in found.items:
            yield Place(
                item.label,
                paragraph.label if paragraph else None,
                item.passage,
                found.section,
                found.paragraph,
                lead,
                "item of a list",
            )


def in_section(section: tuple[str, ...], words: Words) -> bool:
    """Whether a heading says that recommendations follow."""
    return any(words.headings.search(title) and not words.not_headings.search(title) for title in section)


def _announced(found: ItemList, context: Context, words: Words) -> str | None:
    """The sentence before a list of recommendations, or "" under such a heading; None for other lists."""
    lead = ""
    if found.paragraph is not None:
        view = context.views[found.paragraph]
        text = view.text
        start = text.find(found.items[0].passage.text[:60]) if found.items else -1
        before = _LIST_START.sub("", text[:start] if start > 0 else text).rstrip("( \n\tai1)")
        lead = before[-600:]
    asks = lead.rstrip().endswith(":") and _asking(lead, words)
    if asks or in_section(found.section, words):
        return (
            lead
            if lead.rstrip().endswith(":")
            else _addressed_heading(found.section, words, context.language)
        )
    if lead.rstrip().endswith(":") and _items_ask(found, context.language):
        return lead
    return None


def _items_ask(found: ItemList, language: str) -> bool:
    """Whether most items of a list ask somebody by name for something ("The Council should ...")."""
    asked = [parse(item.passage.text, language, [], imperative=False) for item in found.items]
    asking = [one for one in asked if one.cue == "modal" and one.addressees]
    return len(asking) > 1 and len(asking) * 2 > len(asked)


def _asking(lead: str, words: Words) -> bool:
    last = re.split(r"(?<=[.;])\s+(?=[^\W\d_a-z])", lead.strip())[-1]
    match = words.asks_that.search(last) or words.asks.search(last)
    if match:
        return words.own_voice.match(last) is not None or match.start() == 0
    return words.modal.search(last) is not None and is_actor_of(last, words)


def is_actor_of(last: str, words: Words) -> bool:
    """Whether the subject before the modal names an actor."""
    match = words.modal.search(last)
    return bool(match) and (words.actor.search(last[: match.start()]) is not None if match else False)


def _may_ask(paragraph: Paragraph, with_lists: set[tuple[str, ...]], words: Words) -> str | None:
    text = paragraph.text
    if paragraph.kind == "quotation":
        return None
    if in_section(paragraph.section, words):
        if paragraph.section in with_lists:
            return None
        return "paragraph of recommendations" if words.modal.search(text) or _voice(text, words) else None
    return "own voice" if _voice(text, words) else None


def _voice(text: str, words: Words) -> bool:
    """Whether a sentence asks in the document's own voice, in the present tense."""
    for match in (*words.asks_that.finditer(text), *words.asks.finditer(text)):
        start = max(text.rfind(". ", 0, match.start()) + 2, text.rfind("\n", 0, match.start()) + 1, 0)
        start = 0 if start == 1 else start
        before = text[start : match.start()].strip(" ,")
        if before and voiced(before, words):
            return True
    return False


def _addressed_heading(section: tuple[str, ...], words: Words, language: str) -> str:
    """The nearest heading, where it says whom: "To the Government of X"."""
    for title in reversed(section):
        match = words.to.match(title.strip())
        if match and is_actor(title.strip()[match.end() :], language):
            return title.strip()
        to = re.search(
            r"(?:recommendations?|recomendaciones|appeals?)\s+(?:to|for|a|al|para)\s+", title, re.IGNORECASE
        )
        if to:
            return "To " + title[to.end() :]
    return ""


def lead_addressees(lead: str, words: Words, language: str) -> list[str]:
    """Whom the sentence or heading before a list asks."""
    bare = lead.strip().rstrip(":").strip()
    if not bare:
        return []
    to = words.to.match(bare)
    if to and len(bare) < 200 and "." not in bare:
        return split_actors(bare[to.end() :], language)
    last = re.split(r"(?<=[.;])\s+(?=[^\W\d_a-z])", bare)[-1]
    for pattern in (words.asks_that, words.asks):
        match = pattern.search(last)
        if match:
            rest = re.sub(r"\s+(?:to|should|must|a|que|que:)$", "", last[match.end() :].strip())
            rest = re.split(r",\s+(?:in|as|with|en|de)\s", rest, maxsplit=1)[0]
            return split_actors(rest, language) if rest and is_actor(rest, language) else []
    modal = words.modal.search(last)
    if modal and is_actor(last[: modal.start()].strip(" ,"), language):
        return split_actors(last[: modal.start()].strip(" ,"), language)
    return split_actors(bare, language) if len(bare) < 120 and is_actor(bare, language) else []
