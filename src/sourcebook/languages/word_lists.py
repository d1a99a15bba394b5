"""Word lists as data: YAML files by language that a researcher can read, correct and extend.

`words("months", "en")` reads `<folder>/en/months.yaml` and, where SOURCEBOOK_WORDS names a folder of the
same layout, adds what stands there: lists are joined, mappings merged, the user's entry wins.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "words"
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML without its habit of reading the words "no", "on" and "yes" as truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in _Base.yaml_implicit_resolvers.items()
}


class WordsError(ValueError):
    """A word list that cannot be read; the message names the file and the line."""


@cache
def words(name: str, language: str, folder: Path = _FOLDER) -> dict[str, Any]:
    """The word list `name` of a language; an empty mapping where the language has none.

    Raises WordsError where a file is not valid YAML or holds no mapping.
    """
    found = _read(folder / language / f"{name}.yaml")
    own = os.environ.get("SOURCEBOOK_WORDS")
    if own:
        found = _merge(found, _read(Path(own) / language / f"{name}.yaml"))
    return found


def languages_with(name: str, folder: Path = _FOLDER) -> tuple[str, ...]:
    """The languages that have a word list of this name."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{name}.yaml")))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        content = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WordsError(f"{path}: not a readable word list: {' '.join(str(error).split())}") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise WordsError(f"{path}: a word list is a mapping of names to lists; this holds a {type(content)}")
    return content


def _merge(base: object, own: object) -> Any:  # noqa: ANN401 - YAML holds anything
    if isinstance(base, dict) and isinstance(own, dict):
        return {key: _merge(base.get(key), own.get(key)) for key in {**base, **own}}
    if isinstance(base, list) and isinstance(own, list):
        return base + [item for item in own if item not in base]
    return base if own is None else own
