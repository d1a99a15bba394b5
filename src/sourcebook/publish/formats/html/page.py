"""One self-contained page of the report: contents, numbered paragraphs, and under each what it rests on.

Nothing is fetched from outside. What is not the report's own text (contents, evidence, how to cite) stands in
elements marked `data-chrome`; every line of the report stands in one marked `data-line`, so that the text can
be taken back and compared. Without JavaScript nothing is lost.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from sourcebook.publish.formats.html.inline import Inline, address, fragment
from sourcebook.publish.formats.html.outline import levels, nested
from sourcebook.publish.formats.html.words import Words, day
from sourcebook.publish.printed import Block, Picture, Printed, Support, reading

_FOLDER = Path(__file__).parent
# What no HTML can hold: controls other than tab and line breaks, half a surrogate pair, non-characters.
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class NotPrintable(ValueError):
    """A report that no page can hold; the message says where and what to do."""


def write(printed: Printed, notice: str = "") -> bytes:
    """The page, UTF-8. `notice` is a line above the report ("Draft: not for circulation"); "" for none.

    Raises NotPrintable for characters that HTML cannot hold and for ids that two blocks have.
    """
    _refuse(printed)
    words = Words(printed.words, printed.language)
    script = (_FOLDER / "page.js").read_text("utf-8")
    page = _template().render(
        report=printed,
        notice=notice,
        w=words,
        inline=Inline(words),
        style=(_FOLDER / "page.css").read_text("utf-8"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        date=day(printed.date, printed.language),
        levels=levels(printed.blocks),
        contents=nested(printed.contents()),
        has_evidence=any(printed.evidence.get(block.id) for block in printed.blocks),
    )
    return page.encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        kind=_kind, image=_image, address=address, fragment=fragment, reading=reading, sources=_sources
    )
    return environment.get_template("page.html")


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _image(picture: Picture) -> str:
    """The picture as an address that holds it: an SVG in an `img` runs nothing and fetches nothing."""
    media, data = ("svg+xml", picture.svg.encode()) if picture.svg else ("png", picture.png)
    return f"data:image/{media};base64,{base64.b64encode(data).decode()}"


def _sources(support: Support, printed: Printed) -> list[str]:
    """The sources of a record: those named, then those of its passages' captures; each once."""
    captures = {passage.capture for passage in support.passages} - {""}
    by_capture = (
        id for id, cited in printed.sources.items() if any(kept.capture in captures for kept in cited.kept)
    )
    return [id for id in dict.fromkeys((*support.sources, *by_capture)) if id in printed.sources]


def _refuse(printed: Printed) -> None:
    for id, count in Counter(_ids(printed)).items():
        if count > 1:
            raise NotPrintable(f"two blocks have the id {id!r}: give one of them another")
    for line in printed.lines():
        bad = _NOT_HTML.search(line.text)
        if bad:
            raise NotPrintable(
                f"{line.kind} {line.id or line.text[:40]!r} holds U+{ord(bad.group()):04X}, which no page "
                f"can hold: take it out of the text (character {bad.start() + 1})"
            )


def _ids(printed: Printed) -> Iterable[str]:
    yield from (block.id for block in printed.blocks)
    yield from (f"note-{note.number}" for note in printed.notes)
