"""The sentence patterns of a language: `patterns/<language>.yaml`, which researchers may read and change.

Every language has the same keys; what is missing, unknown or has a wrong slot is refused when it is loaded,
with the file and the place. Months, connectives, verbs, headings and standing texts are patterns too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sourcebook.publish.drafting.slots import DATES, HEADINGS, PICTURES, STANDING, TEMPLATES
from sourcebook.publish.drafting.template import PatternError, Template, read

_FOLDER = Path(__file__).parent / "patterns"
_TABLES = (
    "quotation", "listing", "articles", "dates", "absent", "unnamed", "verbs", "verb_by", "places",
    "outcomes", "parts", "types", "languages", "occasions", "templates", "headings", "captions", "standing",
)  # fmt: skip
_AS_THEY_ARE = (
    "quotation", "listing", "articles", "absent", "unnamed", "verb_by", "outcomes", "parts", "types",
    "languages", "headings", "captions",
)  # fmt: skip
_LISTS = {"months": 12, "early_mid_late": 3, "intact": 1}
_QUOTATION = frozenset({"open", "close", "between"})
_LIST = frozenset({"comma", "last"})
_ARTICLES = frozenset({"a", "an", "the", "vowels", "own"})
_ABSENT = frozenset({"unknown", "none", "not-stated", "withheld", ""})
_UNNAMED = frozenset({"one", "several", "source", "place", "occasion", "figure"})
_VERB_BY = frozenset({"instrument", "source", "speaker"})
_OUTCOMES = frozenset({"complied", "partly", "not-complied", "unclear", "pending"})
_PARTS = frozenset({"witness", "participant", "organiser", "detainee", "other"})


@dataclass(frozen=True)
class Patterns:
    """All patterns of one language. Verbs are (of one, of several); occasions are (nouns, template).

    `unnamed` is what stands for somebody, or for something, that is recorded and kept from the public.
    """

    language: str
    months: tuple[str, ...]
    early_mid_late: tuple[str, ...]
    intact: frozenset[str]
    quotation: Mapping[str, str]
    listing: Mapping[str, str]
    articles: Mapping[str, Any]
    absent: Mapping[str, str]
    unnamed: Mapping[str, str]
    verbs: Mapping[str, tuple[str, str]]
    verb_by: Mapping[str, Mapping[str, str]]
    outcomes: Mapping[str, str]
    parts: Mapping[str, str]
    types: Mapping[str, str]
    languages: Mapping[str, str]
    occasions: tuple[tuple[frozenset[str], Template], ...]
    places: Mapping[str, Template]
    dates: Mapping[str, Template]
    templates: Mapping[str, Template]
    headings: Mapping[str, str]
    captions: Mapping[str, str]
    standing: Mapping[str, Template]

    def listed(self, words: list[str]) -> str:
        """Words as a list: "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        return self.listing["comma"].join(words[:-1]) + self.listing["last"] + words[-1]


def languages() -> tuple[str, ...]:
    """The languages that have patterns."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def patterns(language: str = "en") -> Patterns:
    """The patterns of a language (BCP 47; the region is left out). Raises PatternError."""
    path = _FOLDER / f"{language.partition('-')[0]}.yaml"
    if not path.is_file():
        raise PatternError(
            f"no sentence patterns for the language {language!r}; there are {', '.join(languages())}"
        )
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise PatternError(f"{path.name}: not readable YAML: {' '.join(str(error).split())}") from None
    return build(content, path.name)


def build(content: object, name: str) -> Patterns:
    """Patterns out of the content of a file, checked. Raises PatternError."""
    if not isinstance(content, dict):
        raise PatternError(f"{name}: must be a table")
    _same_keys(content, frozenset({"language", *_TABLES, *_LISTS}), name)
    lists = {key: _list(content[key], length, f"{name}, {key}") for key, length in _LISTS.items()}
    for key, wanted in {
        "quotation": _QUOTATION, "listing": _LIST, "articles": _ARTICLES, "absent": _ABSENT,
        "unnamed": _UNNAMED, "verb_by": _VERB_BY, "outcomes": _OUTCOMES, "parts": _PARTS,
        "headings": HEADINGS, "captions": PICTURES,
    }.items():  # fmt: skip
        _same_keys(content[key], wanted, f"{name}, {key}")
    for key, needed in {"occasions": "else", "places": "other", "types": "other", "verbs": "said"}.items():
        if not isinstance(content[key], dict) or needed not in content[key]:
            raise PatternError(f"{name}, {key}: {needed!r} is missing, which stands for all others")
    verbs = {key: _verb(value, f"{name}, verbs, {key}") for key, value in content["verbs"].items()}
    _known_verbs(content["verb_by"], verbs, name)
    return Patterns(
        language=content["language"],
        months=lists["months"],
        early_mid_late=lists["early_mid_late"],
        intact=frozenset(lists["intact"]),
        **{key: content[key] for key in _AS_THEY_ARE},
        verbs=verbs,
        occasions=tuple(_occasion(key, value, name) for key, value in content["occasions"].items()),
        places=_read_all(content["places"], None, frozenset({"place"}), f"{name}, places"),
        dates=_read_all(content["dates"], DATES, frozenset(), f"{name}, dates"),
        templates=_read_all(content["templates"], TEMPLATES, frozenset(), f"{name}, templates"),
        standing=_read_all(content["standing"], STANDING, frozenset(), f"{name}, standing"),
    )


def _same_keys(given: object, wanted: frozenset[str], where: str) -> None:
    if not isinstance(given, dict):
        raise PatternError(f"{where}: must be a table")
    if missing := sorted(wanted - set(given)):
        raise PatternError(f"{where}: {missing[0]!r} is missing")
    if unknown := sorted(set(map(str, given)) - wanted):
        raise PatternError(f"{where}: {unknown[0]!r} is unknown; it may have {', '.join(sorted(wanted))}")


def _list(given: object, length: int, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or len(given) < length or not all(isinstance(one, str) for one in given):
        raise PatternError(f"{where}: must be a list of {length} words")
    return tuple(given)


def _verb(given: object, where: str) -> tuple[str, str]:
    if isinstance(given, str):
        return given, given
    one, many = _list(given, 2, where)[:2]
    return one, many


def _known_verbs(by: Mapping[str, Mapping[str, str]], verbs: Mapping[str, Any], name: str) -> None:
    for what, rules in by.items():
        for word, verb in rules.items():
            if verb not in verbs:
                raise PatternError(f"{name}, verb_by, {what}, {word}: {verb!r} is none of {', '.join(verbs)}")


def _occasion(nouns: str, pattern: str, name: str) -> tuple[frozenset[str], Template]:
    template = read(pattern, f"{name}, occasions, {nouns}", frozenset({"occasion", "a", "the"}))
    return frozenset(nouns.split()), template


def _read_all(
    given: object, slots: Mapping[str, frozenset[str]] | None, same: frozenset[str], where: str
) -> dict[str, Template]:
    if not isinstance(given, dict):
        raise PatternError(f"{where}: must be a table")
    if slots is not None:
        _same_keys(given, frozenset(slots), where)
    found = {}
    for key, pattern in given.items():
        if not isinstance(pattern, str):
            raise PatternError(f"{where}, {key}: must be text")
        found[key] = read(pattern, f"{where}, {key}", same if slots is None else slots[key])
    return found
