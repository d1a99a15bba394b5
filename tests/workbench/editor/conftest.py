"""The edition of the tests."""

from __future__ import annotations

import pytest
from tests.workbench.editor.writing_home import Kept, kept

from sourcebook.dossier.models import Account, Dossier


@pytest.fixture
def report(dossier: Dossier, people: dict[str, Account]) -> Kept:
    """An edition of which records are published."""
    return kept(dossier, people["keeper"])
