"""An edition to begin with, two partners, and a database that several threads can use."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.dossier.editions.making import person
from tests.dossier.write.conftest import shared as shared

from sourcebook.dossier.editions import opened
from sourcebook.dossier.models import Dossier, Edition
from sourcebook.dossier.seen import Viewer


@dataclass(frozen=True)
class Partners:
    """Publishers of two organisations."""

    lake: Viewer
    mill: Viewer


@pytest.fixture
def partners(dossier: Dossier) -> Partners:
    return Partners(
        person(dossier, "publisher", "Lake Watch"), person(dossier, "publisher", "Archive of the Mill")
    )


@pytest.fixture
def annual(keeper: Viewer) -> Edition:
    """A draft with one text; the keeper is the viewer."""
    return opened("annual", "# Ardovia 2031\n", "begun")
