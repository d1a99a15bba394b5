"""Which parts of a record are in the dossier and not on its public side: told by their names alone."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.dossier.exchange.foreign.listed import rules
from sourcebook.publish.material import Plain

# Of a row of these parts it may be that nobody is left in it.
_PERSONS = ("speakers", "addressees", "involvements")
# What a library program keeps in its fields is cut down by a list of its own: that is no secret.
_NOT_TOLD = frozenset({"csl"})


def hidden_parts(whole: Plain, shown: Plain) -> frozenset[str]:
    """The names of the parts of a record that its public side lacks (see `Material.hidden`).

    `whole` is the record as the team has it, `shown` what `prepared` gave of it. Of rows that were taken out
    to protect a minor nothing is told.
    """
    listed = {path.partition(".")[0] for path in rules()["kinds"][whole["kind"]]} - _NOT_TOLD
    found = {
        name for name in listed & shown["fields"].keys() if _lost(whole["fields"], shown["fields"], name)
    }
    for one in whole["withheld"]:
        head, row, _ = one["field"].partition("/")
        if one["level"] != "public" and head in listed:
            found.update((head, head + row))
        elif one["level"] != "public" and head == "evidence":
            found.add("sources")
    if whole["parts"].get("names") and not shown["parts"].get("names"):
        found.add("names")
    if "claimant_words" in found and not shown["fields"]["claimant"]:
        found.add("claimant")
    for part in _PERSONS:
        found.update(_hidden_in(part, whole, shown))
    if _lacks_sources(whole, shown, listed):
        found.add("sources")
    return frozenset(found)


def _lost(whole: Plain, shown: Plain, name: str) -> bool:
    return whole.get(name) not in (None, "", [], {}) and shown.get(name) in (None, "", [], {})


def _hidden_in(part: str, whole: Plain, shown: Plain) -> Iterator[str]:
    left = {row["id"]: row for row in shown["parts"].get(part, ())}
    for row in whole["parts"].get(part, ()):
        mine = left.get(row["id"])
        if mine is None:
            continue
        named = mine["actor"] or mine["words"].strip()
        if not named and (row["actor"] or row["words"].strip()):
            yield from (part, f"{part}/{row['id']}")
        for column in ("office", "attributed_to"):
            if _lost(row, mine, column):
                yield from (column, f"{part}/{row['id']}/{column}")


def _lacks_sources(whole: Plain, shown: Plain, listed: set[str]) -> bool:
    """Whether evidence for what the public may have leads to what the public side does not lead to."""
    left = {row["basis"] or row["layer"] for row in shown["evidence"]}
    for row in whole["evidence"]:
        head = row["field"].removeprefix("parts/").partition("/")[0]
        target = row["basis"] or row["layer"] or row["on_file"]
        if target and target not in left and (not head or head == "part" or head in listed):
            return True
    return False
