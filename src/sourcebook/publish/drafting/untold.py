"""What a draft leaves out because the public may not have it: counted and told to the team, with what to do.

The reasons are those of `Material.refused`. Records above the level of the team are counted nowhere: not
everybody of the team knows that they are there.
"""

from __future__ import annotations

from collections import Counter

from sourcebook.publish.material import Material

DRAFT = "a draft"
REVIEWED = "reviewed but not published"
OF_LEVEL = "of level {level}, not for the public"
OF_TEAM = OF_LEVEL.format(level="team")
# Of what lies above, not even the level is told: not everybody of the team knows of it.
ABOVE = "not for the public"
PROTECTED = "kept from the public, to protect a person"
NOT_KNOWN = "a person not known to act in public"
_KEPT = frozenset({OF_TEAM, ABOVE, PROTECTED, NOT_KNOWN})


def kept_back(material: Material) -> dict[str, int]:
    """How many published records are kept back: "team" for their level, "person" to protect one."""
    reasons = Counter(material.refused.values())
    return {"team": reasons[OF_TEAM], "person": reasons[PROTECTED] + reasons[NOT_KNOWN]}


def holds_back(material: Material) -> bool:
    """Whether any published record, or a part of one, is kept from the public."""
    return bool(material.hidden) or not _KEPT.isdisjoint(material.refused.values())


def left_out(material: Material, commands: bool = True) -> list[str]:
    """What a draft of this material leaves out and why, a line each for the team; none where it has all.

    Without `commands` the words say nothing of a terminal: for people who do not sit at one.
    """
    reasons = Counter(material.refused.values())
    drafts = sum(reasons[why] + reasons[f"{why}, {OF_TEAM}"] for why in (DRAFT, REVIEWED))
    told = [
        (
            _told(reasons[OF_TEAM], "published record is", "published records are")
            + " of level team, not for the public",
            ": `sourcebook level public --status published` changes that",
        ),
        (_told(drafts, "record is", "records are") + " not published", ": see `sourcebook review`"),
        (
            _told(reasons[NOT_KNOWN] + _unnamed(material), "person is", "persons are")
            + " not known to act in public and not named",
            ": `sourcebook edit ID public=public` where they do",
        ),
        (
            _told(reasons[PROTECTED], "published record is", "published records are")
            + " kept back to protect a person",
            "",
        ),
    ]
    lines = [words + command if commands else words for words, command in told]
    lines += [
        _told(count, "public record is", "public records are") + f" told without {what} not public"
        for part, what in _PARTS.items()
        if (count := sum(part in parts for parts in material.hidden.values()))
    ]
    return [line for line in lines if not line.startswith("0 ")]


# Each goes before "not public".
_PARTS = {
    "sources": "a source, which is",
    "speakers": "the name of a speaker, which is",
    "claimant": "whoever gives a figure, who is",
    "involvements": "the name of somebody involved, which is",
    "attributed_to": "whoever says who did it, who is",
    "place": "the place, which is",
    "text": "the words, which are",
}


def _unnamed(material: Material) -> int:
    """Persons who stand under a pseudonym alone since nobody said that they act in public."""
    actors = (material.records[id] for id, parts in material.hidden.items() if "names" in parts)
    return sum(one["fields"].get("public") == "unknown" and one["kind"] == "actor" for one in actors)


def _told(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
