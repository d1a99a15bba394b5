"""What is withheld though nobody decides it: links to what not all may see, evidence for what is sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.registry import KINDS, PARTS
from sourcebook.dossier.seen.viewer import LEVEL_NAMES, LEVELS
from sourcebook.dossier.write.links import Target


def settle_links(plains: Iterable[Plain], known: Mapping[str, Target]) -> None:
    """Withholds each link whose target is not seen by all who see the record, and gives back the others.

    A reader must not learn from an id that there is a record they may not see. Of a part the whole row goes,
    since it says who it is in words too, and with it what the record is called in lists and found by. What is
    evidence for something sealed is sealed.
    """
    for plain in plains:
        if plain["level"] == "sealed" or plain.get("closed"):
            continue
        kept = [one for one in plain["withheld"] if one["why"] != "link" or one.get("closed")]
        taken = {one["field"] for one in kept}
        for field, target in _hidden(plain, known):
            if field not in taken:
                taken.add(field)
                level = LEVEL_NAMES[target.level]
                kept.append({"field": field, "level": level, "owner": target.owner, "why": "link"})
        values = [one for one in kept if not one["field"].startswith("evidence/")]
        sealed = [one for one in values if one["level"] == "sealed"]
        for row in plain["evidence"]:
            over = next((one for one in sealed if is_under(row["field"], one["field"])), None)
            if over and f"evidence/{row['id']}" not in taken:
                kept.append(evidence_entry(row["id"], over["owner"], over["why"]))
        plain["withheld"] = sorted(kept, key=lambda one: one["field"])


def _hidden(plain: Plain, known: Mapping[str, Target]) -> Iterator[tuple[str, Target]]:
    """Fields, parts and evidence with a link that not all may see who see the record."""
    for column in KINDS[plain["kind"]].table.links:
        target = known.get(plain["fields"].get(column.name) or "")
        if target is not None and _is_above(target, plain):
            yield column.name, target
    for part, rows in plain["parts"].items():
        links = PARTS[part].links
        for row in rows if links else ():
            above = [
                target
                for column in links
                if (target := known.get(row[column.name] or "")) is not None and _is_above(target, plain)
            ]
            if above:
                yield f"{part}/{row['id']}", max(above, key=lambda target: target.level)
    for row in plain["evidence"]:
        # Below that the gate hides it; it says nothing in lists, and is not searched.
        target = known.get(row["basis"] or "")
        if target is not None and target.level == LEVELS["sealed"]:
            yield f"evidence/{row['id']}", target


def _is_above(target: Target, plain: Plain) -> bool:
    mine = LEVELS[plain["level"]]
    other = target.owner if target.level >= LEVELS["restricted"] else None
    return target.level > mine or (target.level == mine and other not in (None, plain["owner"]))


def is_under(field: str, withheld: str) -> bool:
    """Whether evidence for `field` ("text", "parts/names/<id>/value") is for what is withheld."""
    field = field.removeprefix("parts/")
    return field == withheld or field.startswith(f"{withheld}/")


def evidence_entry(evidence: str, owner: str | None, why: str = "evidence") -> Plain:
    """A piece of evidence, withheld because what it is for, or from, is sealed."""
    return {
        "field": f"evidence/{evidence}",
        "level": "sealed",
        "owner": owner,
        "why": "link" if why == "link" else "evidence",
    }
