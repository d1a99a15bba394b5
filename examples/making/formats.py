"""The report as Markdown, DOCX, HTML and PDF, each with its table of contents, each the same at every run."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pypandoc
import typst

from examples.making.source import Block, headings, is_numbered, tree, words

TEMPLATE = Path(__file__).with_name("report.typ")
STYLE = Path(__file__).with_name("report.css")
# Pandoc stamps DOCX files with this time instead of now.
EPOCH = "1743465600"


def write(markdown: str, folder: Path, name: str) -> list[Path]:
    """Write `name`.md, .docx, .html and .pdf into a folder; returns their paths."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    paths = [folder / f"{name}.{ending}" for ending in ("md", "docx", "html", "pdf")]
    paths[0].write_text(_with_contents(markdown), "utf-8")
    _pandoc(_tree_with_contents(markdown, styled=True), "docx", paths[1])
    _pandoc(
        _tree_with_contents(markdown),
        "html5",
        paths[2],
        "--standalone",
        "--embed-resources",
        f"--css={STYLE}",
    )
    paths[3].write_bytes(typst.compile(typst_source(markdown).encode()))
    return paths


def _pandoc(parsed: dict[str, Any], to: str, path: Path, *options: str) -> None:
    pypandoc.convert_text(
        json.dumps(parsed), to, format="json", outputfile=str(path), extra_args=list(options)
    )


def _with_contents(markdown: str) -> str:
    """The source with its contents written out as a list of links."""
    lines = [
        f"{'    ' * (level - 1)}- [{words(inlines)}](#{identifier})"
        for level, identifier, inlines, listed in headings(tree(markdown)["blocks"])
        if listed
    ]
    return markdown.replace("::: contents\n:::", "\n".join(lines))


def _tree_with_contents(markdown: str, *, styled: bool = False) -> dict[str, Any]:
    """The tree with the imprint and the contents: links, one a line, in Word's own styles where `styled`."""
    parsed = tree(markdown)
    lines: list[Block] = []
    for level, identifier, inlines, listed in headings(parsed["blocks"]):
        if listed:
            link = {"t": "Link", "c": [["", [], []], inlines, [f"#{identifier}", ""]]}
            style = ["", [f"toc{level}"], [["custom-style", f"TOC {level}"]] if styled else []]
            lines.append({"t": "Div", "c": [style, [{"t": "Para", "c": [link]}]]})
    for block in parsed["blocks"]:
        if _is_contents(block):
            block["c"][1] = lines
    imprint = {"t": "Para", "c": [{"t": "Emph", "c": parsed["meta"]["rights"]["c"]}]}
    parsed["blocks"].insert(0, imprint)
    return parsed


def _is_contents(block: Block) -> bool:
    return block["t"] == "Div" and "contents" in block["c"][0][1]


def typst_source(markdown: str) -> str:
    """The report in Typst: pandoc's own writing in the house's template, numbers hanging."""
    parsed = tree(markdown)
    parsed["blocks"] = [piece for block in parsed["blocks"] for piece in _for_typst(block)]
    return str(
        pypandoc.convert_text(
            json.dumps(parsed), "typst-smart", format="json", extra_args=[f"--template={TEMPLATE}"]
        )
    )


def _for_typst(block: Block) -> list[Block]:
    if _is_contents(block):
        return [_raw("#contents()")]
    if not is_numbered(block):
        return [block]
    pieces: list[Block] = []
    for offset, item in enumerate(block["c"][1]):
        number = {"t": "RawInline", "c": ["typst", f"#number[{block['c'][0][0] + offset}.]"]}
        first = {"t": "Para", "c": [number, *item[0]["c"]]}
        pieces += [_raw("#[\n#show: hanging"), first, _raw("]")]
        for further in item[1:]:
            quoted = further["t"] == "BlockQuote"
            pieces += [further] if quoted else [_raw("#further["), further, _raw("]")]
    return pieces


def _raw(text: str) -> Block:
    return {"t": "RawBlock", "c": ["typst", text]}
