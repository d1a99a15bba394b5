"""The title and the language of a document: from what the file says of itself, else from its first lines."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import sourcebook.reading.lexicon as lexicon
from sourcebook.languages import languages_with, words
from sourcebook.reading.pandoc.labels import printed_label
from sourcebook.reading.pandoc.line import Line
from sourcebook.reading.pandoc.opening import is_above_all, opens_all, words_of
from sourcebook.reading.pandoc.run import Node
from sourcebook.reading.pandoc.writing import Layer, Written, write_inlines
from sourcebook.text.folding import skeleton

# Where zipped documents keep the title that their author gave them.
_PROPERTIES = ("docProps/core.xml", "meta.xml")
_FRONT_KEYS = ("subtitle", "author", "date", "abstract", "rights")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# The title is looked for among so many lines.
_FRONT = 12
_FILE_NAME = re.compile(r"[^/]*\.(?:docx?|odt|rtf|pdf|html?|indd|md|txt|tex|wpd|pages|qxd)")


def title_in(meta: dict[str, Node], lines: list[Line], marked: bool) -> str | None:
    """The title: of the metadata, of a line in the title's style, or the heading that stands before all.

    `marked` says that the file marks its headings; where they were told by their look, the first one is not
    sure enough to be a title.
    """
    first = next((n for n, line in enumerate(lines[:_FRONT]) if line.kind == "heading"), None)
    above = words_of(lines[first]) if first is not None and is_above_all(lines, first) else ""
    opening = above
    if first is not None and not above and marked and opens_all(lines, first):
        opening = words_of(lines[first])
    said = _text_of(meta.get("title"))
    if said and not _says_nothing(said):
        # A page's title has the site's name, too; its one highest heading has not.
        return above if len(above) > 8 and skeleton(above) in skeleton(said) else said
    own = skeleton(_text_of(meta.get("property")) or "")
    named = next((line.text for line in lines[:_FRONT] if own and skeleton(line.text) == own), None)
    if named:
        return " ".join(named.split())
    styled = next((line.text for line in lines[:_FRONT] if line.role == "title" and line.text), None)
    if styled:
        return " ".join(styled.split())
    if opening:
        return opening
    bold = next((line.text for line in lines[:_FRONT] if _is_bold(line)), None)
    return " ".join(bold.split()) if bold else None


def _says_nothing(said: str) -> bool:
    """Whether a title is what a program or a template put there: "Untitled", "x", the name of a file."""
    text = skeleton(said).strip()
    letters = sum(c.isalpha() for c in text)
    if letters < 2 or (text.isascii() and letters < 3):
        return True
    fillers = words("titles", "all", Path(lexicon.__file__).parent)
    begins = any(text.startswith(skeleton(word)) for word in fillers["begin"])
    return begins or text in map(skeleton, fillers["whole"]) or _FILE_NAME.fullmatch(text) is not None


def without_title(lines: list[Line], title: str | None) -> list[Line]:
    """The lines without the heading that is the title; headings below it move up."""
    if title is None:
        return lines
    wanted = skeleton(title)
    at = next(
        (
            n
            for n, line in enumerate(lines[:_FRONT])
            if (line.kind == "heading" or line.role == "title" or n == 0)
            and wanted in (skeleton(line.text), skeleton(words_of(line)))
        ),
        None,
    )
    if at is None:
        return lines
    rest = [*lines[:at], *_moved_up(lines[at], lines[at + 1 :])]
    used = sorted({line.level for line in rest if line.kind == "heading"})
    ranks = {level: rank for rank, level in enumerate(used, 1)}
    return [replace(line, level=ranks[line.level]) if line.kind == "heading" else line for line in rest]


def _moved_up(title: Line, after: list[Line]) -> list[Line]:
    """The lines below a title, with the headings up to the next one of its level raised to this level."""
    if title.kind != "heading":
        return after
    headings = [n for n, line in enumerate(after) if line.kind == "heading"]
    end = next((n for n in headings if after[n].level <= title.level), len(after))
    step = min((after[n].level for n in headings if n < end), default=title.level) - title.level
    return [
        replace(line, level=line.level - step) if n < end and line.kind == "heading" else line
        for n, line in enumerate(after)
    ]


def property_title(data: bytes) -> dict[str, str] | None:
    """The title in a zipped document's properties, as pandoc would give it; None where it has none.

    Templates leave titles of other documents there: it counts only where the document shows it, too.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = next((name for name in _PROPERTIES if name in archive.namelist()), None)
        xml = archive.read(part) if part else b""
    if not xml or re.search(rb"<!(?:DOCTYPE|ENTITY)", xml):
        return None
    try:
        title = ElementTree.fromstring(xml).find(f".//{_TITLE}")
    except ElementTree.ParseError:
        return None
    return {"t": "MetaString", "c": title.text} if title is not None and title.text else None


def language_in(meta: dict[str, Node]) -> str | None:
    """The language that the file declares, as a code of two letters; None where it is none that is known."""
    said = (_text_of(meta.get("lang")) or _text_of(meta.get("language")) or "").lower()
    code = said.split("-")[0].split("_")[0]
    return code if code in languages_with("dates") else None


def front_blocks(meta: dict[str, Node]) -> list[Node]:
    """The rest of a title page that a file keeps as data, as blocks, subtitle first."""
    return [block for key in _FRONT_KEYS if key in meta for block in _blocks_of(meta[key])]


def _blocks_of(value: Node) -> list[Node]:
    kind, content = value.get("t"), value.get("c")
    if kind == "MetaString":
        return [{"t": "Para", "c": [{"t": "Str", "c": content}]}]
    if kind == "MetaInlines":
        return [{"t": "Para", "c": content}]
    if kind == "MetaList":
        return [block for part in content for block in _blocks_of(part)]
    if kind == "MetaMap":
        return _blocks_of(content["name"]) if "name" in content else []
    return list(content) if kind == "MetaBlocks" else []


def _text_of(value: Node) -> str | None:
    """The text of a piece of pandoc's metadata."""
    if not isinstance(value, dict):
        return None
    kind, content = value.get("t"), value.get("c")
    if kind == "MetaString":
        return str(content).strip() or None
    if kind == "MetaList" and content:
        return _text_of(content[0])
    if kind == "MetaBlocks" and content:
        return _text_of({"t": "MetaInlines", "c": content[0].get("c")})
    if kind != "MetaInlines" or not isinstance(content, list):
        return None
    written = Written(Layer())
    write_inlines(written, content)
    return " ".join(written.finish().text.split()) or None


def _is_bold(line: Line) -> bool:
    """Whether a line is in bold and no paragraph."""
    text = line.text
    letters = sum(e.end - e.start for e in line.passage.emphasis if e.kind == "bold")
    paragraph = printed_label(text) is not None or text.endswith((".", ":", ";"))
    set_apart = line.role in ("caption", "aside", "contents")
    return (
        line.kind == "text"
        and not set_apart
        and len(text) > 8
        and letters >= len(text) * 0.9
        and not paragraph
    )
