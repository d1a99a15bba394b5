"""The methodology annex: what the report rests on, what was watched, which checks were set aside by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sourcebook.publish.citing import edtf_words
from sourcebook.publish.drafting.naming import Naming
from sourcebook.publish.drafting.untold import kept_back
from sourcebook.publish.edition import Override
from sourcebook.publish.material import Material, Plain
from sourcebook.publish.printed import Block, Paragraph, Region, Run, Table
from sourcebook.publish.printing.values import marked


def methodology(
    id: str,
    region: Region,
    material: Material,
    overrides: Sequence[Override],
    words: Mapping[str, str],
    language: str,
    keys: Sequence[str] = (),
) -> Iterator[Block]:
    """The blocks of the annex. Organisations are named in it, persons of the team never."""
    for number, text in enumerate(_texts(material, words, language), 1):
        yield Paragraph(f"{id}-{number}", (Run(text),), region)
    if keys:
        yield Paragraph(f"{id}-keys", (Run(words["method signed"].format(keys="; ".join(keys))),), region)
    if not overrides:
        yield Paragraph(f"{id}-checks", (Run(words["no overrides"]),), region)
        return
    header = tuple((Run(words[name]),) for name in ("rule", "reason", "organisation"))
    rows = tuple(
        tuple((Run(text),) for text in (one.rule, one.reason, one.organisation)) for one in overrides
    )
    yield Table(f"{id}-checks", (Run(words["reason"]),), header, rows, region=region)


def _texts(material: Material, words: Mapping[str, str], language: str) -> Iterator[str]:
    sources = [one for one in material.of_kind.get("source", ()) if one["id"] not in material.own]
    preserved = sum(
        1
        for one in sources
        if material.captures_of.get(one["id"]) or "captures" in material.hidden.get(one["id"], ())
    )
    records = sum(len(found) for kind, found in material.of_kind.items() if kind not in ("source", "capture"))
    naming = Naming(material)
    some_hidden = any(naming.hides_source(one) for one in material.records.values())
    yield words["method records of public" if some_hidden else "method records"].format(
        records=marked(records, words), sources=marked(len(sources), words), captures=marked(preserved, words)
    )
    yield from _kept_back(material, words)
    if material.codebooks:
        books = "; ".join(f"{name} {version}" for name, version in material.codebooks)
        yield words["method codebooks"].format(codebooks=books)
    else:
        yield words["method no codebooks"]
    names = material.policy.get("names")
    yield words["method names"].format(policy=_policy(names)) if names else words["method no names"]
    watched = [_watched(one, language) for one in material.of_kind.get("watch", ())]
    if watched:
        yield words["method watched"].format(watched="; ".join(watched))
    else:
        yield words["method not watched"]


def _kept_back(material: Material, words: Mapping[str, str]) -> Iterator[str]:
    """What is kept from the public: how many records and why, and how many parts of those told."""
    for why, count in kept_back(material).items():
        if count:
            yield words[f"method kept back {why}"].format(records=marked(count, words))
    counts = {
        part: sum(part in parts for parts in material.hidden.values())
        for part in (name.removeprefix("hidden ") for name in words if name.startswith("hidden "))
    }
    told = [f"{words[f'hidden {part}']}: {marked(count, words)}" for part, count in counts.items() if count]
    if told:
        yield words["method hidden"].format(hidden="; ".join(told))


def _policy(names: object) -> str:
    if isinstance(names, Mapping):
        return "; ".join(f"{key}: {value}" for key, value in sorted(names.items()))
    return ", ".join(map(str, names)) if isinstance(names, list | tuple) else str(names)


def _watched(record: Plain, language: str) -> str:
    """An outlet with its period and the criteria by which items were taken."""
    fields = record["fields"]
    period = f" ({edtf_words(fields['period'], language)})" if fields["period"] else ""
    criteria = f": {fields['criteria']}" if fields["criteria"] else ""
    return f"{fields['outlet'] or record['label']}{period}{criteria}"
