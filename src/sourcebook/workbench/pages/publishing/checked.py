"""The last check of an edition that the viewer had made: what the gate found, and of which text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sourcebook.dossier.models import Edition, Revision
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import current
from sourcebook.publish.gate.telling import Told, as_plain, of_plain
from sourcebook.workbench.work.folders import files_of

# The kinds of long work on an edition, by what they are called in `once`.
KINDS = ("edition-check", "edition-freeze", "edition-sign", "edition-publish")
FINDINGS = "findings.json"
PREVIEW = ("report.pdf", "report.docx", "report.html")
_LATELY = 12
# So many findings of a rule are shown, and so many where all of them are asked for.
_FIRST, _ALL = 5, 500


def once_of(kind: str, edition: Edition) -> str:
    """What must not be done twice at a time."""
    return f"{kind} {edition.slug}"


@dataclass(frozen=True)
class Rule:
    """The findings of one rule that weigh the same; `whole` where all of them are asked for."""

    name: str
    weight: str
    aside: bool
    found: Sequence[Told]
    whole: bool = False

    @property
    def shown(self) -> Sequence[Told]:
        """Those that are shown: the first ones, or all of them where they were asked for."""
        return self.found[: _ALL if self.whole else _FIRST]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.found) - len(self.shown)


@dataclass(frozen=True)
class Checked:
    """What was found in text `text`; `stale` where text or records have changed since.

    `sources` are the ids of the sources that the report cites, `files` the previews that can be taken away,
    `named` the rule of which all findings are asked for.
    """

    work: Work
    text: int
    at: datetime
    stale: bool
    found: Sequence[Told] = ()
    sources: Sequence[str] = ()
    unused: Sequence[str] = ()
    files: Sequence[str] = ()
    counts: dict[str, int] = field(default_factory=dict)
    named: str = ""

    def rules(self, *weights: str) -> list[Rule]:
        """The findings of these weights, by rule."""
        some = [one for one in self.found if one.weight in weights]
        grouped = groupby(some, key=lambda one: (one.rule, one.weight))
        return [_rule(name, weight, list(its), name == self.named) for (name, weight), its in grouped]

    @property
    def blocks(self) -> int:
        """How many findings block."""
        return sum(one.weight == "blocks" for one in self.found)


def _rule(name: str, weight: str, found: list[Told], whole: bool) -> Rule:
    return Rule(name, weight, found[0].aside, found, whole)


def works_on(edition: Edition) -> list[Work]:
    """The viewer's own work on an edition of the last time, newest first; one query."""
    mine = Work.objects.filter(dossier_id=edition.dossier_id, account_id=current().person)
    rows = mine.filter(once__in=[once_of(kind, edition) for kind in KINDS])
    return list(rows.order_by("-made_at")[:_LATELY])


def last_check(works: Sequence[Work], serial: int) -> Checked | None:
    """The newest of this work that says what the gate found; `serial` is the number of the newest text."""
    for work in works:
        path = files_of(work.pk) / FINDINGS
        if work.state in (WorkState.DONE, WorkState.FAILED) and path.is_file():
            return _read(work, path, serial)
    return None


def _read(work: Work, path: Path, serial: int) -> Checked:
    said: dict[str, Any] = json.loads(path.read_text("utf-8"))
    begun = work.begun_at or work.made_at
    changed = Revision.objects.filter(dossier_id=work.dossier_id, at__gt=begun).exists()
    return Checked(
        work,
        said["text"],
        work.ended_at or begun,
        said["text"] != serial or changed,
        of_plain(said["found"]),
        said["sources"],
        said["unused"],
        [name for name in PREVIEW if name in work.result.get("files", ())],
        said["counts"],
    )


def keep(folder: Path, serial: int, found: Sequence[Told], **more: Any) -> None:
    """Writes what the gate found into the folder of the work."""
    said = {"text": serial, "found": as_plain(found), "sources": [], "unused": [], "counts": {}, **more}
    (folder / FINDINGS).write_text(json.dumps(said, ensure_ascii=False) + "\n", "utf-8")
