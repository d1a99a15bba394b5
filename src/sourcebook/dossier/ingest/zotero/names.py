"""Names of a CSL item as one line each: "Family, Given", particles and suffixes in their place."""

from __future__ import annotations

from typing import Any


def name_line(name: Any) -> str:
    """A CSL name as one line; "" for what is none.

    "van der Berg, Anna", "Berg, Anna von", "Oral, Nihat, Jr.", and a body's name as it stands.
    """
    if isinstance(name, str):
        return _one(name)
    if not isinstance(name, dict):
        return ""
    if name.get("literal"):
        return _one(name["literal"])
    family = f"{_one(name.get('non-dropping-particle'))} {_one(name.get('family'))}".strip()
    given = f"{_one(name.get('given'))} {_one(name.get('dropping-particle'))}".strip()
    return ", ".join(part for part in (family, given, _one(name.get("suffix"))) if part)


def name_of_line(line: str) -> dict[str, str]:
    """The CSL name that a line says: two parts at a comma, else a name without parts."""
    family, comma, given = line.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": line}


def said_by_lines(names: list[Any]) -> bool:
    """Whether the lines of these names say all that the names do, so that they need not be kept twice."""
    return all(isinstance(name, dict) and name_of_line(name_line(name)) == name for name in names)


def _one(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
