"""The text of the valley in a dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workbench.holding import viewer_of
from tests.workbench.reader.valley import Held, hold

from sourcebook.dossier.ingest.passage.kept import forget_all
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account], tmp_path: Path) -> Held:
    """Their ids; nothing is remembered of a text that another test read."""
    forget_all()
    with viewing(viewer_of(dossier, people["keeper"])):
        return hold(tmp_path)
