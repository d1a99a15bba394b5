"""The whole way with a published report: read, imported, drafted anew, checked, published, compared.

The caller binds a viewer in a dossier that holds nothing else; the verb `rebuild` makes one in a temporary
home.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sourcebook.dossier.exchange.bag import new_folder
from sourcebook.dossier.ingest.report import import_report
from sourcebook.publish.building import STEPS, Made, Wanted, make
from sourcebook.publish.citing import style_names
from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.writing import written
from sourcebook.publish.gathering import gather
from sourcebook.publish.material import Material
from sourcebook.publish.own_words.edition import front_of, own_words
from sourcebook.publish.package import build, zipped
from sourcebook.publish.printing import Given
from sourcebook.publish.rebuild.comparing import Compared, compared
from sourcebook.publish.rebuild.page import page
from sourcebook.publish.rebuild.sources import resting
from sourcebook.reading import read

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What came of it: the comparison, and the folder."""

    compared: Compared
    folder: Path


def rebuild(path: Path, out: Path, date: str, house: str = "", progress: Progress | None = None) -> Outcome:
    """Rebuilds a report into a new folder: the report in three formats, edition, package, and the comparison.

    `date` (ISO 8601) is the day on all of it. Without a `house` the form of notes is taken that gives most of
    the report's own notes back. Raises ReadingError, EditionError, NotProved, PackageError;
    then nothing is there.
    """
    seconds: dict[str, float] = {}
    began = time.perf_counter()

    def step(name: str) -> None:
        nonlocal began
        now = time.perf_counter()
        if seconds:
            seconds[list(seconds)[-1]] = now - began
        seconds[name] = 0.0
        began = now
        if progress:
            progress(name)

    step("reading")
    reading = read(path)
    step("importing")
    import_report(path, reading=reading)
    material = gather(already_public=True)
    step("the report's own words with its records")
    houses = [house] if house else style_names()
    rests = resting(reading, material)
    document, citations = reading.document, reading.citations
    tried = [
        own_words(document, citations, material, front_of(document, path.stem, one, date), rests)
        for one in houses
    ]
    # Where none fits better, the commonest form.
    done = max(tried, key=lambda one: (sum(note.recovered for note in one.notes), one.house == "report"))
    # Nobody shall take it for the report itself.
    front = replace(done.edition.front, subtitle=f"Rebuilt from {path.name} for comparison")
    done.edition = Edition(front, done.edition.blocks)
    made = _made(done.edition, material, lambda what: step(what) if what in STEPS else None)
    step("comparing")
    texts = {name: [line.text for line in lines] for name, lines in made.back.items()}
    found = compared(reading, done, material, made, texts, seconds)
    step("writing")
    with new_folder(out) as target:
        root = target.root
        root.chmod(0o755)
        for name, content in made.files.items():
            (root / name).write_bytes(content)
        (root / "edition.md").write_text(written(done.edition), encoding="utf-8")
        build(root / "package", made.printed, made.files, material, written(done.edition))
        zipped(root / "package", root / "package.zip")
        step("end")
        seconds.pop("end")
        (root / "comparison.html").write_text(page(found, path.name), encoding="utf-8")
        told = {**found.plain(), "seconds": {}}
        (root / "comparison.json").write_text(
            json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
    return Outcome(found, out)


def _made(edition: Edition, material: Material, progress: Progress) -> Made:
    """The files. What the gate finds in somebody else's report is told, and blocks nothing."""
    wanted = Wanted(Given(date=edition.front.date), draft=True, lenient=True, notice=edition.front.subtitle)
    return make(edition, material, wanted, progress)
