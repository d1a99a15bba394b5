"""What counts as equal in the comparison, declared in `foldings.yaml` with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Folding:
    """Each run of some characters becomes one text; `why` that loses nothing that is read."""

    name: str
    why: str
    characters: re.Pattern[str]
    becomes: str


@cache
def foldings() -> tuple[Folding, ...]:
    """The declared foldings, in their order. Raises ValueError where one would touch what is read."""
    text = (files("sourcebook.publish.proof") / "foldings.yaml").read_text(encoding="utf-8")
    return tuple(_folding(one) for one in yaml.safe_load(text))


def fold(text: str, by: Sequence[Folding] | None = None) -> str:
    """The text as it is compared."""
    for folding in foldings() if by is None else by:
        text = folding.characters.sub(folding.becomes, text)
    return text.strip(" ")


def _folding(declared: dict[str, str]) -> Folding:
    characters = declared["characters"]
    if not re.fullmatch(r"\[[^\]^][^\]]*\]", characters):
        raise ValueError(
            f"foldings.yaml: {declared['name']} must name its characters as a class, such as [\\t ]"
        )
    touched = next((char for char in re.findall(characters, _every_character()) if _is_read(char)), None)
    if touched is not None:
        raise ValueError(f"foldings.yaml: {declared['name']} folds {touched}, which is read")
    return Folding(declared["name"], declared["why"], re.compile(characters + "+"), declared["becomes"])


@cache
def _every_character() -> str:
    return "".join(map(chr, range(0x110000)))


def _is_read(char: str) -> bool:
    return not char.isspace() and char.isprintable()
