"""How far an edition is on its way, and which step is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sourcebook.dossier.editions.words import PartnersWord
from sourcebook.dossier.models import Edition
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.workbench.pages.publishing.checked import Checked

Step = Literal["check", "freeze", "sign", "publish", "done"]


@dataclass(frozen=True)
class Way:
    """`next` is the step that is to be taken; `running` the viewer's work on the edition that is not over."""

    edition: Edition
    serial: int
    checked: Checked | None
    partners: Sequence[PartnersWord]
    running: Work | None
    failed: Work | None

    @property
    def next(self) -> Step:
        """The step that is to be taken."""
        match self.edition.state:
            case "published" | "corrected":
                return "done"
            case "frozen" | "signed":
                return "sign" if self.needs_words and self.missing else "publish"
            case _:
                return "freeze" if self.passes else "check"

    @property
    def passes(self) -> bool:
        """Whether the newest text was checked, with records as they are, and nothing blocks."""
        return self.checked is not None and not self.checked.stale and not self.checked.blocks

    @property
    def draft(self) -> bool:
        """Whether the text can be changed still."""
        return self.edition.state == "draft"

    @property
    def closed(self) -> bool:
        """Whether it is frozen, signed off or not, and not published."""
        return self.edition.state in ("frozen", "signed")

    @property
    def out(self) -> bool:
        """Whether it is published, corrected since or not."""
        return self.edition.state in ("published", "corrected")

    @property
    def needs_words(self) -> bool:
        """Whether partners must sign: one team alone need not."""
        return len(self.partners) > 1

    @property
    def missing(self) -> Sequence[str]:
        """The partners whose word is missing."""
        return [one.name for one in self.partners if one.at is None]

    @property
    def mine(self) -> PartnersWord | None:
        """The word of the viewer's organisation."""
        return next((one for one in self.partners if one.mine), None)


def way_of(
    edition: Edition,
    serial: int,
    checked: Checked | None,
    partners: Sequence[PartnersWord],
    works: Sequence[Work],
) -> Way:
    """The way of an edition; `works` are the viewer's own, newest first."""
    running = next((one for one in works if one.state in (WorkState.WAITING, WorkState.RUNNING)), None)
    failed = works[0] if works and works[0].state == WorkState.FAILED else None
    return Way(edition, serial, checked, partners, running, failed)
