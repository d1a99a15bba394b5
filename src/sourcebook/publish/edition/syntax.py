"""The inline syntax of an edition: CommonMark's emphasis, links and escapes, and the references of ours.

`[@kind:key]` a reference, `[~@kind:key]` a silent one, `[=query]` a value, `[#id]` a number of another block,
`^[...]` a typed note, `[words]{lang=ru}` (or `{.em}`, `{.strong}`) words with a property. HTML, code and
entities are characters like others: what stands in the file is what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sourcebook.publish.edition.problems import Problem
from sourcebook.publish.edition.tree import (
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
    joined,
)

_OFF = (
    "code",
    "fence",
    "hr",
    "html_block",
    "lheading",
    "reference",
    "backticks",
    "autolink",
    "entity",
    "html_inline",
    "link",
)
_CROSS = re.compile(r"\[#([^\s\[\]{}]+)\]")
_VALUE = re.compile(r"\[=([^\[\]\n]+)\]")
_CITED = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]", re.DOTALL)
_CITE = re.compile(
    r"(?P<before>(?:\\.|[^@\\])*?)@(?P<kind>[a-z]+):(?P<key>[0-9A-Fa-f-]+)(?:,\s*(?P<after>.*))?", re.DOTALL
)
_PROPERTY = re.compile(r"\{(?:lang=(?P<language>[A-Za-z0-9-]+)|\.(?P<look>em|strong))\}")
_PARTS = re.compile(r"(?:\\.|[^;\\])+", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@cache
def parser() -> MarkdownIt:
    """The Markdown of editions."""
    made = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").disable(list(_OFF))
    made.core.ruler.disable(["inline", "text_join"])
    made.inline.ruler.before("image", "ours", _ours)
    made.inline.ruler.before("image", "property", _property)
    return made


def _ours(state: StateInline, silent: bool) -> bool:
    text, at = state.src, state.pos
    if text.startswith("^[", at):
        return _note(state, silent)
    if not text.startswith("[", at):
        return False
    for kind, pattern in (("cross", _CROSS), ("value", _VALUE)):
        found = pattern.match(text, at, state.posMax)
        if found:
            return _push(state, silent, kind, found[1], found.end())
    found = _CITED.match(text, at, state.posMax)
    if (found and re.search(r"(?<!\\)@[a-z]+:", found[1])) or text.startswith(("[@", "[~@"), at):
        end = found.end() if found else at + 2
        return _push(state, silent, "reference", found[1] if found else "", end)
    return False


def _push(state: StateInline, silent: bool, kind: str, content: str, end: int) -> bool:
    if not silent:
        state.push(kind, "", 0).content = content
    state.pos = end
    return True


def _note(state: StateInline, silent: bool) -> bool:
    start = state.pos + 2
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        _within(state, start, end, "note", {})
    state.pos = end + 1
    return True


def _property(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[", state.pos):
        return False
    start = state.pos + 1
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0:
        return False
    found = _PROPERTY.match(state.src, end + 1, state.posMax)
    if found:
        after, meta = found.end(), {"language": found["language"] or "", "look": found["look"] or ""}
        kind = "property"
    elif state.src.startswith("(", end + 1):
        # CommonMark's own rule refuses brackets of ours within the words.
        address = state.md.helpers.parseLinkDestination(state.src, end + 2, state.posMax)
        if not address.ok or not state.src.startswith(")", address.pos):
            return False
        after, meta, kind = address.pos + 1, {"url": address.str}, "link"
    else:
        return False
    if not silent:
        _within(state, start, end, kind, meta)
    state.pos = after
    return True


def _within(state: StateInline, start: int, end: int, kind: str, meta: dict[str, str]) -> None:
    """Tokens of what stands in brackets, between an opening and a closing one."""
    pos, most = state.pos, state.posMax
    opening = state.push(f"{kind}_open", "", 1)
    opening.meta = meta
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1)
    state.pos, state.posMax = pos, most


def inlines(content: str, line: int, problems: list[Problem]) -> tuple[Inline, ...]:
    """The inlines of a text; what cannot be read is added to `problems` and left out."""
    tokens: list[Token] = []
    parser().inline.parse(content, parser(), {}, tokens)
    return _Builder(tokens, line, problems).built()


class _Builder:
    """Puts the nested inlines together from the flat tokens."""

    def __init__(self, tokens: Sequence[Token], line: int, problems: list[Problem]) -> None:
        self._tokens = tokens
        self._line = line
        self._problems = problems
        self._at = 0

    def built(self, until: str = "") -> tuple[Inline, ...]:
        found: list[Inline] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == until:
                break
            one = self._one(token)
            if one is not None:
                found.append(one)
        return joined(found)

    def _one(self, token: Token) -> Inline | None:
        match token.type:
            case "text" | "text_special":
                return Text(token.content) if token.content else None
            case "softbreak" | "hardbreak":
                return Text(" ")
            case "em_open" | "strong_open":
                return Emphasis(self.built(token.type.replace("open", "close")), token.type == "strong_open")
            case "link_open":
                return Link(self.built("link_close"), token.meta["url"])
            case "note_open":
                return Note(self.built("note_close"))
            case "property_open":
                inner = self.built("property_close")
                if token.meta["language"]:
                    return Foreign(inner, token.meta["language"])
                return Emphasis(inner, token.meta["look"] == "strong")
            case "cross":
                return Cross(token.content)
            case "value":
                return Value(token.content.strip())
            case "reference":
                return self._reference(token.content)
        self._problem("markdown", f"{token.content or token.type}: an image stands in a paragraph of its own")
        return None

    def _reference(self, content: str) -> Reference | None:
        cites = []
        silent = content.startswith("~")
        for part in _PARTS.findall(content.removeprefix("~")) or [""]:
            found = _CITE.fullmatch(part.strip())
            if found is None:
                self._problem(
                    "reference", f"[{content}] cannot be read; write [@statement:3f2a91c0, p. 4; @source:...]"
                )
                return None
            before, after = (_ESCAPED.sub(r"\1", (found[name] or "").strip()) for name in ("before", "after"))
            cites.append(Cite(found["kind"], found["key"].casefold(), before, after))
        return Reference(tuple(cites), silent)

    def _problem(self, rule: str, message: str) -> None:
        self._problems.append(Problem(rule, message, self._line))
