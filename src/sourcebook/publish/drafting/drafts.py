"""The whole first draft of an edition, by an outline. The same records give the same draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.dates import bounds
from sourcebook.publish.drafting.arranging import Arranging, Group
from sourcebook.publish.drafting.outlines import Outline, Section
from sourcebook.publish.drafting.outlines import outline as outline_of
from sourcebook.publish.drafting.queries import count, parse
from sourcebook.publish.drafting.standing import say, standing
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Block, Edition, Front, Heading, Paragraph, Picture, Text
from sourcebook.publish.material import Material

# As much of a theme's code as an id needs.
_KEY = 60
_ENDING = frozenset({"annex", "conclusions", "recommendations"})


def draft(material: Material, front: Front, outline: Outline | str) -> Edition:
    """The first draft of an edition: sections by an outline, under each the paragraphs of its records.

    `outline` is one that was built, or its name: "annual", "heritage", "incident event:3f2a91c0". Time and
    memory grow with the number of records. Raises OutlineError, PatternError (a language without patterns),
    DateError (a period that is no EDTF), NoSuchRecord (an event that is not published).
    """
    plan = outline_of(outline) if isinstance(outline, str) else outline
    if plan.subject:
        material.get("event", plan.subject)
    writer = Writer.of(material, front, front.language)
    arranged = Arranging(writer, bounds(front.period) if front.period else None)
    arranged.arrange(plan)
    name = plan.name + (f" event:{plan.subject}" if plan.subject else "")
    blocks = tuple(
        block for section in _with_other(plan, arranged) for block in _blocks(section, 1, plan, arranged)
    )
    return Edition(replace(front, outline=name), blocks)


def _with_other(plan: Outline, arranged: Arranging) -> Iterator[Section]:
    """The sections, with one for what no other takes: before the conclusions, or before the annexes."""
    waiting = bool(arranged.groups.get("other"))
    for section in plan.sections:
        if waiting and section.classes & _ENDING:
            waiting = False
            yield Section("other", heading="other")
        yield section
    if waiting:
        yield Section("other", heading="other")


def _blocks(section: Section, level: int, plan: Outline, arranged: Arranging) -> Iterator[Block]:
    writer = arranged.writer
    inner: list[Block] = []
    for kind in section.text:
        inner += standing(kind, plan, arranged)
    for target in section.charts:
        if _has_data(target, writer):
            id = f"{section.id}-{target.partition(':')[2]}"
            inner.append(Picture(target, writer.patterns.captions[target], id))
    for group in arranged.groups.get(section.id, ()):
        inner += _group(group, section, level)
    for other in section.sections:
        inner += _blocks(other, level + 1, plan, arranged)
    if not inner and section.empty == "say":
        inner.append(Paragraph(say(writer, "empty"), numbered=False))
    if inner:
        title = section.title or writer.patterns.headings[section.heading]
        yield Heading(level, (Text(title),), section.id, section.classes)
        yield from inner


def _group(group: Group, section: Section, level: int) -> Iterator[Block]:
    if group.title:
        key = "".join(c if c.isalnum() else "-" for c in group.key.casefold()[:_KEY]).strip("-") or "none"
        title = group.title[:1].upper() + group.title[1:]
        yield Heading(level + 1, (Text(title),), f"{section.id}-{key}")
    yield from group.paragraphs


def _has_data(target: str, writer: Writer) -> bool:
    """Whether a chart or table has anything to show: one without data is not drafted."""
    material = writer.material
    match target:
        case "chart:statements-by-theme":
            return any(material.themes.get(record["id"]) for record in material.of_kind.get("statement", ()))
        case "chart:statements-by-month":
            return any(record["fields"]["when"] for record in material.of_kind.get("statement", ()))
        case "chart:events-timeline":
            return any(
                record["fields"]["when"] and record["fields"]["type"] != "occasion"
                for record in material.of_kind.get("event", ())
            )
        case "map:places":
            return any(record["fields"]["geometry"] for record in material.of_kind.get("place", ()))
        case "table:statements":
            return count(parse("statement"), material) > 0
        case "table:events":
            return count(parse("event"), material) > 0
        case "table:figures":
            return count(parse("claim"), material) > 0
    return True
