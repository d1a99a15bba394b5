"""Gathers the words of the interface out of our templates and Python, in the order of the files.

Python is parsed; a template is turned by Django itself into calls of gettext, which are then read. GNU's
programs are not needed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# Which arguments of a call are what is looked up: (context, words, plural), -1 where there is none.
_CALLS = {
    "_": (-1, 0, -1), "gettext": (-1, 0, -1), "gettext_lazy": (-1, 0, -1), "gettext_noop": (-1, 0, -1),
    "ngettext": (-1, 0, 1), "ngettext_lazy": (-1, 0, 1),
    "pgettext": (0, 1, -1), "pgettext_lazy": (0, 1, -1), "npgettext": (0, 1, 2), "npgettext_lazy": (0, 1, 2),
}  # fmt: skip
_CALL = re.compile(rf"(?<![\w.])({'|'.join(sorted(_CALLS, key=len, reverse=True))})\(")
_LITERAL = re.compile(r"""\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Message:
    """Words to be translated, with their plural and context where there are any, and the file they are in."""

    words: str
    plural: str
    context: str
    file: str


def messages(folder: Path) -> list[Message]:
    """The messages of a folder; words that stand in several files are several messages."""
    found: list[Message] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".py":
            found += _of_python(path.read_text("utf-8"), name)
        elif path.suffix == ".html":
            found += _of_template(path.read_text("utf-8"), name)
    return found


def _of_python(text: str, file: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        given = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        if name in _CALLS and (
            made := _message(name, [one if isinstance(one, str) else None for one in given], file)
        ):
            yield made


def _of_template(text: str, file: str) -> Iterator[Message]:
    called = templatize(text, origin=file)
    for met in _CALL.finditer(called):
        given: list[str | None] = []
        at = met.end()
        while literal := _LITERAL.match(called, at):
            given.append(ast.literal_eval(f"({literal[1]})"))
            at = literal.end()
        if made := _message(met[1], given, file):
            yield made


def _message(name: str, given: list[str | None], file: str) -> Message | None:
    context, words, plural = (given[at] if 0 <= at < len(given) else None for at in _CALLS[name])
    return Message(words, plural or "", context or "", file) if words else None
