"""A codebook out of its YAML file, checked: every code has a name, a definition and an example."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sourcebook.dossier.kinds.values import text_problem

_HERE = Path(__file__).parent
_SLUG = re.compile(r"[^\W_]+(-[^\W_]+)*")
_NEEDED = {"name": 80, "version": 40, "title": 300, "source": 2000}
_OF_A_CODE = {"code": 120, "label": 200, "definition": 4000, "example": 4000}
# What of a text people may have hidden until they ask for it (`dossier/blurring.py`).
BLURS = ("hateful", "graphic")
_LARGEST = 2_000_000


class CodebookError(ValueError):
    """A file that is no codebook; the message names the file, the place and the reason."""


def load_codebook(path: Path) -> dict[str, Any]:
    """The content of a codebook: name, version, title, source, note and codes.

    Raises CodebookError, OSError.
    """
    if path.stat().st_size > _LARGEST:
        raise CodebookError(f"{path}: larger than {_LARGEST:,} bytes: a codebook is a short text")
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        told = " ".join(str(error).split())
        raise CodebookError(f"{path}: cannot be read as YAML ({told})") from None
    for where, reason in _problems(content):
        raise CodebookError(f"{path}: {where}: {reason}")
    return {
        **{name: content[name].strip() for name in _NEEDED},
        "note": str(content.get("note") or "").strip(),
        "codes": [{name: str(value).strip() for name, value in code.items()} for code in content["codes"]],
    }


def _problems(content: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(content, dict):
        yield "file", "must be a table with name, version, title, source and codes"
        return
    yield from _texts(content, _NEEDED, {"note", "codes"}, "")
    if not isinstance(content.get("name"), str) or not _SLUG.fullmatch(content["name"]):
        yield "name", "must be words of letters and digits joined by hyphens"
    codes = content.get("codes")
    if not isinstance(codes, list) or not codes:
        yield "codes", "must be a list of at least one code"
        return
    for number, code in enumerate(codes, 1):
        at = f"code {number}"
        if not isinstance(code, dict):
            yield at, "must be a table with code, label, definition and example"
            continue
        yield from _texts(code, _OF_A_CODE, {"group", "blur"}, f"{at}, ")
        if "blur" in code and code["blur"] not in BLURS:
            yield f"{at}, blur", f"is one of {', '.join(BLURS)}, or left out"
        if not isinstance(code.get("code"), str) or not _SLUG.fullmatch(code["code"]):
            yield f"{at}, code", "must be words of letters and digits joined by hyphens"
    names = [code["code"] for code in codes if isinstance(code, dict) and isinstance(code.get("code"), str)]
    for name, times in Counter(names).items():
        if times > 1:
            yield f"code {name}", f"stands {times} times: a code means one thing"


def _texts(
    table: dict[Any, Any], needed: dict[str, int], more: set[str], at: str
) -> Iterator[tuple[str, str]]:
    for name in table:
        if name not in needed and name not in more:
            yield f"{at}{name}", f"is none of {', '.join([*needed, *sorted(more)])}"
    for name, longest in needed.items():
        value = table.get(name)
        if value is None or value == "":
            yield f"{at}{name}", "is missing"
        elif not isinstance(value, str):
            yield f"{at}{name}", f'must be text: write {name}: "{value}"'
        elif len(value) > longest:
            yield f"{at}{name}", f"longer than {longest} characters"
        elif problem := text_problem(value):
            yield f"{at}{name}", problem


def shipped() -> list[dict[str, Any]]:
    """The codebooks that come with the program, by name: choices, none of them the default."""
    return [load_codebook(path) for path in sorted(_HERE.glob("*.yaml"))]


def shipped_path(name: str) -> Path | None:
    """The file of a shipped codebook; None for a name that is none."""
    return next((path for path in sorted(_HERE.glob("*.yaml")) if path.stem == name), None)
