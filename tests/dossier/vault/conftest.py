"""A vault that opens fast: the weakest Argon2 there is."""

from __future__ import annotations

import pytest

from sourcebook.dossier.vault import Argon2, OpenVault, Vault, create_vault

PASSPHRASE = "sycamore lantern goat 41"
FAST = Argon2(memory_kib=8, passes=1, lanes=1)


@pytest.fixture(scope="session")
def fast() -> Argon2:
    """Parameters for tests only."""
    return FAST


@pytest.fixture(scope="session")
def vault() -> Vault:
    """The vault of a dossier about Ardovia."""
    return create_vault(PASSPHRASE, FAST)


@pytest.fixture(scope="session")
def opened(vault: Vault) -> OpenVault:
    """The same vault, open."""
    return vault.unlock(PASSPHRASE)


@pytest.fixture(scope="session")
def other() -> OpenVault:
    """The vault of somebody else."""
    return create_vault(PASSPHRASE, FAST).unlock(PASSPHRASE)
