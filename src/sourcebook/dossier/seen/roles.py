"""The roles, read from `roles.yaml` and checked.

A misspelt level or act must stop the program, not open a door.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LEVELS = {"public": 0, "team": 1, "restricted": 2, "sealed": 3}
LEVEL_NAMES = tuple(LEVELS)
# The world at large; the other roles are those of `models.Role`.
WORLD = "public"
# Not a role that anybody has: the program's own work, which sees everything.
SYSTEM = "system"
# Nor this one: somebody who comes in, or chooses a dossier, and is in none yet.
DOOR = "door"
_FIELDS = {"sees", "own", "may"}


class RolesError(ValueError):
    """`roles.yaml` says something that cannot be; the message says what and where."""


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What a role sees of everybody's records and of its own organisation's, and what it may do."""

    sees: int
    own: int
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Roles:
    """All roles, and for each act the words in which it is refused."""

    roles: Mapping[str, RoleRule]
    acts: Mapping[str, str]


@lru_cache(maxsize=1)
def roles() -> Roles:
    """The roles of the program. Raises RolesError."""
    return read_roles((Path(__file__).parent / "roles.yaml").read_text("utf-8"))


def read_roles(text: str) -> Roles:
    """Roles from YAML as in `roles.yaml`. Raises RolesError with each fault on a line of its own."""
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RolesError(f"roles.yaml: not YAML: {error}") from error
    if not isinstance(read, dict) or set(read) != {"roles", "acts"}:
        raise RolesError("roles.yaml: must have `roles` and `acts`, and nothing else")
    acts, found, faults = read["acts"], read["roles"], list[str]()
    if not isinstance(acts, dict) or not all(isinstance(words, str) for words in acts.values()):
        raise RolesError("roles.yaml: acts: must be words for each act")
    if not isinstance(found, dict) or WORLD not in found:
        raise RolesError(f"roles.yaml: roles: must be a mapping that has the role {WORLD}")
    if SYSTEM in found:
        faults.append(
            f"roles.yaml: roles: {SYSTEM}: that is the program itself; call the role something else"
        )
    if DOOR in found:
        faults.append(
            f"roles.yaml: roles: {DOOR}: that is who is in no dossier; call the role something else"
        )
    for name, role in found.items():
        faults += [f"roles.yaml: roles: {name}: {fault}" for fault in _faults(role, acts)]
    if faults:
        raise RolesError("\n".join(faults))
    return Roles(
        {
            name: RoleRule(LEVELS[role["sees"]], LEVELS[role["own"]], frozenset(role["may"]))
            for name, role in found.items()
        },
        acts,
    )


def _faults(role: Any, acts: Mapping[str, str]) -> list[str]:
    if not isinstance(role, dict) or set(role) != _FIELDS:
        return [f"must have {', '.join(sorted(_FIELDS))}, and nothing else"]
    faults = [
        f"{field}: no such level {role[field]!r}; it is one of {', '.join(LEVELS)}"
        for field in ("sees", "own")
        if not isinstance(role[field], str) or role[field] not in LEVELS
    ]
    if not isinstance(role["may"], list):
        return [*faults, f"may: must be a list of acts, not {role['may']!r}"]
    faults += [
        f"may: no such act {act!r}; it is one of {', '.join(acts)}"
        for act in role["may"]
        if not isinstance(act, str) or act not in acts
    ]
    if not faults and LEVELS[role["own"]] < LEVELS[role["sees"]]:
        faults.append(f"own: {role['own']} is less than what it sees of everybody's, {role['sees']}")
    return faults
