"""Whose records become that are brought in: above the level of the team, those of who brings them in."""

from __future__ import annotations

from sourcebook.dossier.seen import NotAllowed, current
from sourcebook.dossier.seen.roles import LEVELS


def owner_at(level: str) -> str | None:
    """The organisation that records brought in at a level belong to; None for what the whole team sees.

    Raises NotAllowed where who brings them in would not see them afterwards.
    """
    viewer = current()
    if LEVELS[level] <= LEVELS["team"]:
        return None
    if not viewer.allows(LEVELS[level], viewer.organisation):
        raise NotAllowed(
            f"{level}: you would not see it again, since you are of no organisation here; "
            "choose team, or ask a keeper to say of which organisation you are"
        )
    return str(viewer.organisation) if viewer.organisation else None
