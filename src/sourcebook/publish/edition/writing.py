"""The edition's Markdown file, written: `parse(written(edition))` is the same edition again.

One block a line, so that a comparison of two files shows paragraphs; nothing is wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sourcebook.publish.edition.front import written as front_written
from sourcebook.publish.edition.tree import (
    Block,
    Cite,
    Cross,
    Edition,
    Emphasis,
    Foreign,
    Grid,
    Heading,
    Inline,
    Item,
    Link,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    Text,
    Value,
)

# "_" inside a word is no mark; "!" is one before a bracket alone.
_SPECIAL = re.compile(r"[\\*\[\]{}^]|(?<![^\W_])_|_(?![^\W_])|!(?=\[|$)|@(?=[a-z]+:)")
_AT_START = re.compile(r"([#>+\-=~]|\d{1,9}(?=[.)]))")
_CITED = re.compile(r"[\\\[\];@*]|^[#=~]")
_LABELLED = re.compile(r"\(|[•–]")


def written(edition: Edition) -> str:
    """The file."""
    parts = [front_written(edition.front)]
    parts += [f"{_block(block)}\n" for block in edition.blocks]
    return "\n".join(parts)


def _block(block: Block) -> str:
    match block:
        case Heading():
            marks = "#" * block.level
            text = _line(block.children)
            # At the end of a heading it would be CommonMark's closing sign.
            text = f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text
            return f"{marks} {text}{_attributes(block.id, sorted(block.classes))}".rstrip()
        case Paragraph():
            numbered = {None: [], True: ["numbered"], False: ["unnumbered"]}[block.numbered]
            lines = (
                [f"{_line(block.children)}{_attributes(block.id, numbered)}".strip()]
                if block.children or block.id
                else []
            )
            return "\n\n".join([*lines, "\n".join(map(_item, block.items))] if block.items else lines)
        case Quotation():
            return f"> {_line(block.children)}"
        case Grid():
            return _grid(block)
        case Picture():
            caption = re.sub(r"([\\\[\]])", r"\\\1", block.caption)
            return f"![{caption}]({block.target}){_attributes(block.id)}"


def _item(item: Item) -> str:
    text = _line(item.children)
    if item.label:
        return f"- {item.label} {text}"
    # What is no label must not become one.
    return f"- \\{text}" if _LABELLED.match(text) and text[0] == "(" else f"- {text}"


def _grid(grid: Grid) -> str:
    width = max([len(grid.header), *(len(row) for row in grid.rows)])

    def row(cells: Sequence[tuple[Inline, ...]]) -> str:
        texts = [inline_text(cell).replace("|", "\\|") for cell in cells]
        return f"| {' | '.join([*texts, *([''] * (width - len(texts)))])} |"

    lines = [row(grid.header), f"|{' --- |' * width}", *map(row, grid.rows)]
    return "\n".join(lines) + (f"\n\n{{#{grid.id}}}" if grid.id else "")


def _attributes(id: str, classes: Iterable[str] = ()) -> str:
    words = [*([f"#{id}"] if id else []), *(f".{one}" for one in classes)]
    return f" {{{' '.join(words)}}}" if words else ""


def _line(children: Sequence[Inline]) -> str:
    text = inline_text(children)
    start = _AT_START.match(text)
    if start and not text.startswith("\\"):
        number = start[1]
        text = f"{number}\\{text[len(number) :]}" if number[0].isdigit() else f"\\{text}"
    return text


def inline_text(children: Sequence[Inline]) -> str:
    """Inlines as Markdown, in one line."""
    found = ""
    for number, one in enumerate(children):
        after = children[number + 1] if number + 1 < len(children) else None
        found += _inline(one, found[-1:], after)
    return found


def _inline(one: Inline, before: str, after: Inline | None) -> str:
    match one:
        case Text(text):
            return _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split("\n")))
        case Emphasis(children, strong):
            return _emphasis(children, strong, before, after)
        case Foreign(children, language):
            return f"[{_bracketed(children)}]{{lang={language}}}"
        case Link(children, url):
            return f"[{_bracketed(children)}](<{_url(url)}>)"
        case Reference(cites, silent):
            return f"[{'~' if silent else ''}{'; '.join(map(_cite, cites))}]"
        case Note(children):
            return f"^[{inline_text(children)}]"
        case Cross(target):
            return f"[#{target}]"
        case Value(query):
            return f"[={query}]"


def _bracketed(children: Sequence[Inline]) -> str:
    """Inlines that follow a bracket: no first character of theirs may make a reference of it."""
    text = inline_text(children)
    typed = children and isinstance(children[0], Text)
    return f"\\{text}" if typed and text[:1] in ("@", "=", "#", "~") else text


def _url(url: str) -> str:
    return re.sub(r"([\\<>])", r"\\\1", url)


def _emphasis(children: Sequence[Inline], strong: bool, before: str, after: Inline | None) -> str:
    inner = inline_text(children)
    plain = len(children) == 1 and isinstance(children[0], Text)
    # Where a star would not open or close (CommonMark's flanking rules), brackets do.
    simple = plain and inner[:1].isalnum() and inner[-1:].isalnum() and before not in ("*", "\\")
    if simple and not isinstance(after, Emphasis):
        stars = "**" if strong else "*"
        return f"{stars}{inner}{stars}"
    return f"[{_bracketed(children)}]{{.{'strong' if strong else 'em'}}}"


def _cite(cite: Cite) -> str:
    before, after = (_CITED.sub(lambda found: f"\\{found[0]}", text) for text in (cite.before, cite.after))
    return f"{before}{' ' if before else ''}@{cite.kind}:{cite.key}{', ' if after else ''}{after}"
