"""What stands in time and place, for all tests of the views."""

from __future__ import annotations

import pytest
from tests.workbench.views.standing import Stood, stand

from sourcebook.dossier.models import Account, Dossier


@pytest.fixture
def stood(dossier: Dossier, people: dict[str, Account]) -> Stood:
    """Ids of the records, by what they are called."""
    return stand(dossier, people["keeper"])
