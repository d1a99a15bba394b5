"""A workbench whose temporary folder and data are the test's own, so that all that is left there is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.workbench.opening import Served, served, told


@dataclass(frozen=True)
class Place:
    """Where the program may leave something: its data, its home folder, the folder for temporary files."""

    data: Path
    home: Path
    temporary: Path

    def left(self) -> dict[str, int]:
        """Every file and folder but those of the database and of the process for long work, with the size of each."""
        work = self.data / "work"
        return {
            str(path): path.stat().st_size if path.is_file() else 0
            for folder in (self.data, self.home, self.temporary)
            for path in sorted(folder.rglob("*"))
            if not path.name.startswith("sourcebook.sqlite3")
            and path != work
            and not path.is_relative_to(work / "workers")
        }

    def holds(self, words: str) -> list[str]:
        """The files in which these words stand, the database and its journal among them."""
        every = [p for f in (self.data, self.home, self.temporary) for p in f.rglob("*") if p.is_file()]
        return [str(path) for path in every if words.encode() in path.read_bytes()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("computer")
    found = Place(root / "data", root / "home", root / "temporary")
    for folder in (found.home, found.temporary):
        folder.mkdir()
    return found


@pytest.fixture(scope="module")
def workbench(place: Place) -> Iterator[Served]:
    own = {"TMPDIR": str(place.temporary), "HOME": str(place.home)}
    told(place.data, "init", "ardovia", "--title", "Ardovia", **own)
    with served(place.data, **own) as running:
        yield running
