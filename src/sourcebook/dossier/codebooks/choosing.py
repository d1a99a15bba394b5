"""A dossier chooses a codebook and keeps its content: a code means tomorrow what it meant when it was put."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from sourcebook.dossier.codebooks.reading import CodebookError, load_codebook, shipped, shipped_path
from sourcebook.dossier.kinds.tables import moment
from sourcebook.dossier.models import Codebook
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.make import now


def choose_codebook(dossier: uuid.UUID, name_or_path: str | Path, why: str) -> Codebook:
    """Takes a codebook, one that is shipped or a file, into a dossier; it keeps who chose it, when and why.

    The same version again is the one that is there. Raises CodebookError for a name that is none, for a file
    that is no codebook, and for another content under a version that the dossier has; NotAllowed.
    """
    viewer = current()
    viewer.must("review")
    path = name_or_path if isinstance(name_or_path, Path) else shipped_path(name_or_path)
    if path is None and Path(name_or_path).is_file():
        path = Path(name_or_path)
    if path is None:
        known = ", ".join(book["name"] for book in shipped())
        raise CodebookError(f"there is no codebook {name_or_path}: name a file, or one of {known}")
    content = load_codebook(path)
    there = Codebook.objects.filter(
        dossier_id=dossier, name=content["name"], version=content["version"]
    ).first()
    if there is not None:
        known_content = {name: value for name, value in there.content.items() if name != "chosen"}
        if _meant(known_content) != _meant(content):
            raise CodebookError(
                f"{path}: version {content['version']} of {content['name']} is in the dossier with another "
                "content: give the changed one a new version"
            )
        return there
    chosen = {"by": str(viewer.account) if viewer.account else None, "at": moment(now()), "why": why}
    return Codebook.objects.create(
        dossier_id=dossier,
        name=content["name"],
        version=content["version"],
        content={**content, "chosen": chosen},
    )


def _meant(content: dict[str, Any]) -> dict[str, Any]:
    """A codebook without what only says how its words are shown."""
    codes = [{name: value for name, value in code.items() if name != "blur"} for code in content["codes"]]
    return {**content, "codes": codes}
