"""Work in the words of its page: how far it is, what came of it, and what to do."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sourcebook.dossier.home import home
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.roles import LEVELS, roles
from sourcebook.workbench.work.folders import Step, cancel_lies, files_of, step_of

# Bytes; with less, nobody can write down how work goes on.
_LITTLE = 2_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of work as it is shown."""

    work: Work
    open: bool
    step: Step
    words: str
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, int], ...]
    stopping: bool
    full: bool

    @property
    def failed(self) -> bool:
        """Whether it failed."""
        return self.work.state == WorkState.FAILED

    @property
    def percent(self) -> int | None:
        """How much of it is done, None where nobody knows."""
        return min(100, 100 * self.step.done // self.step.of) if self.step.of else None


def shown(work: Work) -> Shown:
    """Work as it is shown; what it says while its transaction holds the database lies in its folder."""
    running = work.state == WorkState.RUNNING
    is_open = running or work.state == WorkState.WAITING
    step = Step(work.done, work.of, work.words)
    if running:
        step = step_of(work.pk) or step
    result = {} if is_open or not may_have(work) else work.result
    return Shown(
        work,
        is_open,
        step,
        state_words(work, step),
        tuple(result.get("lines", ())),
        tuple((label, href) for label, href in result.get("links", ())),
        tuple(_files(work, result.get("files", ()))),
        is_open and (work.cancel_asked or cancel_lies(work.pk)),
        is_open and shutil.disk_usage(home()).free < _LITTLE,
    )


def may_have(work: Work) -> bool:
    """Whether what came of work is still for who looks: made in a role that saw more, it is not."""
    viewer = current()
    if viewer.sees >= max(LEVELS.values()):
        return True
    role, organisation = work.result.get("sight") or ("", "")
    if role not in roles().roles:
        return False
    then = roles().roles[role]
    same = organisation == str(viewer.organisation or "")
    of_own = viewer.own if same else viewer.sees
    return viewer.sees >= then.sees and (not organisation or of_own >= then.own)


def state_words(work: Work, step: Step) -> str:
    """What is said of work in one line."""
    if work.state == WorkState.WAITING:
        return (
            _("Waits for other work to end.")
            if not work.tries
            else _("Waits to be taken up again: the process that did it ended.")
        )
    if work.state == WorkState.RUNNING:
        return step.words or _("Begins.")
    if work.state == WorkState.FAILED and work.result.get("fault") == "died":
        return _(
            "The process that did this ended several times without a word, as happens where it takes too "
            "much memory. Nothing half done was kept. Try it in parts."
        )
    if work.state == WorkState.CANCELLED and not work.words:
        return _("Stopped before anything was done.") if not work.begun_at else _("Stopped.")
    return work.words or _("Done.")


def _files(work: Work, names: list[str]) -> list[tuple[str, int]]:
    """The files that are still there, with their sizes."""
    paths = [(name, files_of(work.pk) / name) for name in names]
    return [(name, path.stat().st_size) for name, path in paths if path.is_file()]
