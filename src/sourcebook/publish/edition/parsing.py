"""The edition's Markdown file, read: blocks with their lines, and every problem with its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sourcebook.publish.edition.front import split
from sourcebook.publish.edition.problems import EditionError, Problem
from sourcebook.publish.edition.syntax import inlines, parser
from sourcebook.publish.edition.tree import (
    Block,
    Edition,
    Grid,
    Heading,
    Inline,
    Item,
    Paragraph,
    Picture,
    Quotation,
)

CLASSES = frozenset(("front", "annex", "summary", "conclusions", "recommendations", "unlisted"))
_ATTRIBUTES = re.compile(r"(?:^|(?<=\s)|(?<=\)))(?<!\\)\{((?:[#.][^\s{}#.]+)(?:\s+[#.][^\s{}#.]+)*)\}\s*$")
_PICTURE = re.compile(r"!\[((?:\\.|[^\]\\])*)\]\(<?([^\s<>()]+)>?\)", re.DOTALL)
_LABEL = re.compile(r"(\([^\s()]{1,6}\)|[•–])\s+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def parse(text: str) -> Edition:
    """The edition of a Markdown file. Raises EditionError with every problem, each with its line."""
    front, body, before = split(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    found = _Blocks(parser().parse(body), before)
    blocks = tuple(found.all())
    if found.problems:
        raise EditionError(found.problems)
    return Edition(front, blocks)


class _Blocks:
    """Walks the block tokens once."""

    def __init__(self, tokens: Sequence[Token], before: int) -> None:
        self._tokens = tokens
        self._before = before
        self._at = 0
        self.problems: list[Problem] = []
        self._ids: dict[str, int] = {}

    def all(self) -> list[Block]:
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            match token.type:
                case "heading_open":
                    found.append(self._heading(token))
                case "paragraph_open":
                    self._paragraph(token, found)
                case "bullet_list_open" | "ordered_list_open":
                    self._list(token, found)
                case "blockquote_open":
                    found.extend(self._quotation(token))
                case "table_open":
                    found.append(self._grid(token))
        return found

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _line(self, token: Token) -> int:
        return (token.map[0] + 1 if token.map else 0) + self._before

    def _problem(self, rule: str, message: str, line: int) -> None:
        self.problems.append(Problem(rule, message, line))

    def _inlines(self, content: str, line: int) -> tuple[Inline, ...]:
        return inlines(content, line, self.problems)

    def _heading(self, token: Token) -> Heading:
        line = self._line(token)
        content, id, classes = self._attributes(self._next().content, line, CLASSES)
        self._at += 1
        return Heading(int(token.tag[1:]), self._inlines(content, line), id, classes, line)

    def _paragraph(self, token: Token, found: list[Block]) -> None:
        line = self._line(token)
        raw = self._next().content
        self._at += 1
        content, id, classes = self._attributes(raw, line, frozenset(("numbered", "unnumbered")))
        picture = _PICTURE.fullmatch(content)
        if picture:
            found.append(Picture(picture[2], _ESCAPED.sub(r"\1", picture[1]), id, line))
        elif not content and id and found and isinstance(found[-1], Grid):
            last = found[-1]
            found[-1] = Grid(last.header, last.rows, id, last.line)
        else:
            numbered = "numbered" in classes if classes else None
            found.append(Paragraph(self._inlines(content, line), id, (), numbered, line))

    def _list(self, token: Token, found: list[Block]) -> None:
        ending = token.type.replace("open", "close")
        items: list[Item] = []
        while (inner := self._next()).type != ending:
            if inner.type in (
                "bullet_list_open",
                "ordered_list_open",
                "blockquote_open",
                "table_open",
                "heading_open",
            ):
                self._problem(
                    "markdown", "a list in a list: write its items one after the other", self._line(inner)
                )
                self._skip(inner)
            elif inner.type == "inline":
                line = self._line(inner)
                label = _LABEL.match(inner.content)
                content = inner.content[label.end() :] if label else inner.content
                items.append(Item(self._inlines(content, line), label[1] if label else "", line))
        last = found[-1] if found else None
        if isinstance(last, Paragraph) and not last.items:
            found[-1] = Paragraph(last.children, last.id, tuple(items), last.numbered, last.line)
        else:
            found.append(Paragraph((), "", tuple(items), None, self._line(token)))

    def _skip(self, opening: Token) -> None:
        depth = 1
        while depth:
            depth += self._next().nesting

    def _quotation(self, token: Token) -> Iterator[Quotation]:
        while (inner := self._next()).type != "blockquote_close":
            if inner.type == "inline":
                line = self._line(inner)
                yield Quotation(self._inlines(inner.content, line), line)
            elif inner.type not in ("paragraph_open", "paragraph_close"):
                self._problem("markdown", "only paragraphs stand in a quotation", self._line(inner))
                if inner.nesting == 1:
                    self._skip(inner)

    def _grid(self, token: Token) -> Grid:
        rows: list[list[tuple[Inline, ...]]] = []
        while (inner := self._next()).type != "table_close":
            if inner.type == "tr_open":
                rows.append([])
            elif inner.type == "inline":
                rows[-1].append(self._inlines(inner.content, self._line(inner) or self._line(token)))
        head = tuple(rows[0])
        return Grid(head if any(head) else (), tuple(map(tuple, rows[1:])), "", self._line(token))

    def _attributes(self, raw: str, line: int, known: frozenset[str]) -> tuple[str, str, frozenset[str]]:
        found = _ATTRIBUTES.search(raw)
        if found is None:
            return raw, "", frozenset()
        words = found[1].split()
        ids = [word[1:] for word in words if word.startswith("#")]
        classes = frozenset(word[1:] for word in words if word.startswith("."))
        for word in sorted(classes - known):
            self._problem("markdown", f".{word} is none of {', '.join(sorted(known))}", line)
        if len(ids) > 1:
            self._problem("markdown", f"two ids on one block: {', '.join(ids)}", line)
        for id in ids[:1]:
            if id in self._ids:
                self._problem("markdown", f"the id {id} stands on line {self._ids[id]} already", line)
            self._ids.setdefault(id, line)
        return raw[: found.start()].rstrip(), ids[0] if ids else "", classes & known
