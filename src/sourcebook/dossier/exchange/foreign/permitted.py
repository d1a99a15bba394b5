"""Which records an audience may have at all, and without which of their values."""

from __future__ import annotations

from typing import Literal

from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.kinds.fetch import take_value
from sourcebook.dossier.kinds.labels import label_of

Audience = Literal["team", "public"]
_LEVELS: dict[Audience, tuple[str, ...]] = {"team": ("public", "team"), "public": ("public",)}


class NotForThem(ValueError):
    """A record that this audience must not have; nothing more is written. The message says which and why."""


def refusal(plain: Plain, audience: Audience) -> str:
    """Why an audience must not have a record, "" where it may."""
    if plain["level"] not in _LEVELS[audience] or plain.get("closed"):
        return f"its level is {plain['level']}"
    if audience == "public" and plain["status"] != "published":
        return f"it is not published ({plain['status']})"
    if audience == "public" and (plain["merged_into"] or plain["erased_at"]):
        return "it was merged into another, or erased"
    return ""


def must_be_allowed(plain: Plain, audience: Audience) -> None:
    """Raises NotForThem for a record that an audience must not have."""
    why = refusal(plain, audience)
    if why:
        raise NotForThem(
            f"{plain['kind']} {plain['id']}: {why}, which a file for the {audience} must not hold; "
            "leave it out of what is written"
        )


def without_withheld(plain: Plain, audience: Audience) -> None:
    """Takes out values withheld at a level above the audience's, and the evidence for them."""
    above = [one["field"] for one in plain["withheld"] if one["level"] not in _LEVELS[audience]]
    if not above:
        return
    for field in above:
        if "/" in field or field in plain["fields"]:
            take_value(plain, field)
    parts = {field.partition("/")[0] for field in above if "/" in field}
    plain["evidence"] = [
        row
        for row in plain["evidence"]
        if row["field"] not in parts and not any(_is_under(row["field"], field) for field in above)
    ]
    plain["label"], plain["summary"] = label_of(plain)


def _is_under(field: str, withheld: str) -> bool:
    """Whether evidence for `field` ("text", "parts/names/<id>/value") is for what is withheld."""
    field = field.removeprefix("parts/")
    return field == withheld or field.startswith(f"{withheld}/")
