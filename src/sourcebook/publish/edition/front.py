"""The front matter of an edition's file: YAML between two lines of dashes, every key known, none guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from sourcebook.publish.edition.problems import EditionError, Problem
from sourcebook.publish.edition.tree import Front, Override

_FENCED = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TEXTS = ("title", "subtitle", "period", "date", "language", "outline", "house")
_KEYS = (*_TEXTS, "abbreviations", "overrides")


def split(text: str) -> tuple[Front, str, int]:
    """(the front matter, the rest, how many lines stand before it). Raises EditionError."""
    found = _FENCED.match(text)
    if found is None:
        raise EditionError([_problem("the file must begin with front matter: ---, title: ..., ---", 1)])
    try:
        values = yaml.safe_load(found[1]) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise EditionError([_problem(f"the front matter is no YAML: {_first(error)}", line)]) from None
    if not isinstance(values, dict):
        raise EditionError([_problem("the front matter must be keys with values, such as title: ...", 2)])
    return _front(values, found[1]), text[found.end() :], text[: found.end()].count("\n")


def _first(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]


def _front(values: dict[str, Any], text: str) -> Front:
    problems = [
        _problem(f"{key!r} is none of {', '.join(_KEYS)}", _line(key, text))
        for key in values
        if key not in _KEYS
    ]
    texts = {key: _text(values[key]) for key in _TEXTS if values.get(key) is not None}
    if not texts.get("title"):
        problems.append(_problem("the front matter has no title", 1))
    short = values.get("abbreviations") or {}
    if not isinstance(short, dict):
        problems.append(
            _problem("abbreviations must be short: long, one a line", _line("abbreviations", text))
        )
        short = {}
    overrides = []
    for row in values.get("overrides") or ():
        wanted = {"rule", "reason", "organisation"}
        if (
            not isinstance(row, dict)
            or set(row) != wanted
            or not all(_text(row[key]).strip() for key in wanted)
        ):
            problems.append(
                _problem(
                    "an override needs rule, reason and organisation, nothing else", _line("overrides", text)
                )
            )
            continue
        overrides.append(Override(**{key: _text(row[key]) for key in wanted}))
    if problems:
        raise EditionError(problems)
    return Front(
        **texts,
        abbreviations={_text(key): _text(value) for key, value in short.items()},
        overrides=tuple(overrides),
    )


def _text(value: object) -> str:
    # YAML makes dates and numbers of what is typed as words.
    return value.isoformat() if isinstance(value, date) else str(value)


def _line(key: str, text: str) -> int:
    found = re.search(rf"^{re.escape(str(key))}\s*:", text, re.MULTILINE)
    return text[: found.start()].count("\n") + 2 if found else 1


def _problem(message: str, line: int) -> Problem:
    return Problem("front", message, line)


def written(front: Front) -> str:
    """The front matter as text, with both lines of dashes; keys without a value are left out."""
    values: dict[str, Any] = {key: getattr(front, key) for key in _TEXTS if getattr(front, key)}
    if front.abbreviations:
        values["abbreviations"] = dict(front.abbreviations)
    if front.overrides:
        values["overrides"] = [
            {"rule": one.rule, "reason": one.reason, "organisation": one.organisation}
            for one in front.overrides
        ]
    body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=float("inf"))
    return f"---\n{body}---\n"
