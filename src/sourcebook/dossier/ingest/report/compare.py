"""A report imported again: which drafts are as they were, which changed, which are new, which are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.text.folding import skeleton

# So alike are the words of one record before and after a correction; below, one is gone and another new.
ALIKE = 60.0


@dataclass(frozen=True)
class Compared:
    """(record, draft) that are the same, (record, draft) that changed, new drafts, records that are gone."""

    same: list[tuple[Plain, Plain]] = field(default_factory=list)
    changed: list[tuple[Plain, Plain]] = field(default_factory=list)
    new: list[Plain] = field(default_factory=list)
    gone: list[Plain] = field(default_factory=list)


def compare(records: Iterable[Plain], drafts: Iterable[Plain]) -> Compared:
    """What became of the records of an earlier import. Linear but for the few that are not found by key."""
    by_key = {plain["origin_key"]: plain for plain in records}
    result = Compared()
    open_drafts: dict[str, list[Plain]] = defaultdict(list)
    for draft in drafts:
        known = by_key.pop(draft["origin_key"], None)
        if known is not None:
            result.same.append((known, draft))
        else:
            open_drafts[category(draft)].append(draft)
    for old in by_key.values():
        best = _closest(old, open_drafts.get(category(old), []))
        if best is None:
            result.gone.append(old)
        else:
            open_drafts[category(old)].remove(best)
            result.changed.append((old, best))
    result.new.extend(draft for some in open_drafts.values() for draft in some)
    return result


def category(plain: Plain) -> str:
    """What the draft was read as: statement, event, figure, source, ..."""
    return str(plain["origin_key"]).split(":")[1]


def _closest(old: Plain, drafts: list[Plain]) -> Plain | None:
    words = _words(old)
    scored = [(fuzz.ratio(words, _words(draft)), -number) for number, draft in enumerate(drafts)]
    best = max(scored, default=(0.0, 0))
    return drafts[-best[1]] if best[0] >= ALIKE else None


def _words(plain: Plain) -> str:
    fields: Mapping[str, object] = plain["fields"]
    told = [fields.get(name) or "" for name in ("title", "words", "description", "text", "property")]
    names = [row["value"] for row in plain["parts"].get("names", ())]
    urls = [row["key"] for row in plain["parts"].get("urls", ())]
    return skeleton(" ".join(str(word) for word in [*told, *names, *urls]))
