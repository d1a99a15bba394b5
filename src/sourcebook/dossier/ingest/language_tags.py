"""The language that a library or a sheet names, as a tag (BCP 47): "en-US", "EN", "English", "русский"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

_TAG = re.compile(
    r"[a-z]{2,3}(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?(?:[-_][a-z0-9]{5,8})*", re.IGNORECASE
)
_SHAPES = {2: str.upper, 4: str.title}


def language_tag(value: str) -> str | None:
    """The tag of a language as somebody wrote it; None where it is neither a tag nor a known name."""
    said = " ".join(value.casefold().split())
    named = _names().get(said)
    if named:
        return named
    if not _TAG.fullmatch(value.strip()):
        return None
    first, *rest = re.split("[-_]", value.strip())
    return "-".join([first.lower(), *(_SHAPES.get(len(piece), str.lower)(piece) for piece in rest)])


@cache
def _names() -> dict[str, str]:
    path = Path(__file__).with_name("language_names.yaml")
    listed: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))
    return {name: tag for tag, names in listed.items() for name in names}
