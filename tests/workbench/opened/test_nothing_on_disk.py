"""A laptop is seized while, or after, what is sealed was open in the browser: its words are nowhere on the disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.dossier.write.conftest import own_home  # noqa: F401
from tests.dossier.write.test_bytes import Planter
from tests.workbench.conftest import BACKEND
from tests.workbench.holding import ROOT, read
from tests.workbench.opened import conftest as held
from tests.workbench.opened.test_changing import form_of

from sourcebook.dossier.models import Account, Dossier, Membership, Work
from sourcebook.dossier.seen import as_system
from sourcebook.workbench.frame.ledger import Ledger
from sourcebook.workbench.serving import running
from sourcebook.workbench.serving.tables import ready


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files of this test."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder


def test_what_was_opened_looked_at_changed_and_taken_out_stands_nowhere(
    own_home: Path,  # noqa: F811
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    fresh_ledger: Ledger,
) -> None:
    planter = Planter()
    for name in ("WITNESS", "PLACE_TOLD", "BEFORE", "NOTE"):
        monkeypatch.setattr(held, name, planter.word(name))
    monkeypatch.setattr(held, "TEXT", f"She named {planter.word('text')} twice.")
    monkeypatch.setattr(held, "BYTES", planter.word("bytes").encode() * 3000)
    passphrase = held.PASSPHRASE
    planter.planted["passphrase"] = passphrase.replace(" ", "é", 1)
    ready(local=True)
    with as_system():
        dossier = Dossier.objects.create(
            slug="ardovia", title="Ardovia", made_at=datetime(2031, 1, 5, tzinfo=UTC)
        )
        account = Account.objects.create(handle="keeper", name="Keeper")
        Membership.objects.create(dossier=dossier, account=account, role="keeper")
    sealed = held.seal_all(dossier, account)
    assert planter.left(own_home) == {}
    client = Client(headers={"host": "127.0.0.1:8000"})
    client.force_login(account, backend=BACKEND)
    held.opens(client, "a wrong one, and long")
    assert held.opens(client) == 302
    for address in ("", "history/", "edit/", "status/", "about/"):
        client.get(f"{ROOT}/records/{sealed.event}/{address}")
    assert held.NOTE in read(client, f"/records/{sealed.event}/")
    assert held.WITNESS in read(client, f"/records/{sealed.half}/")
    assert held.PLACE_TOLD in read(client, "/sealed/")
    form = form_of(read(client, f"/records/{sealed.event}/edit/"))
    form |= {"f.description": planter.word("typed"), "why": planter.word("why")}
    assert client.post(f"{ROOT}/records/{sealed.event}/edit/", form).status_code == 302
    assert planter.planted["typed"] in read(client, f"/records/{sealed.event}/")
    answer: Any = client.post(f"{ROOT}/sealed/{sealed.copy}/file/")
    assert b"".join(answer.streaming_content) == held.BYTES
    for address in (
        "/",
        "/records/",
        "/search/?q=mill",
        "/timeline/",
        "/log/",
        "/work/",
        f"/copies/{sealed.copy}/",
    ):
        client.get(f"{ROOT}{address}")
    fresh_ledger.settle()
    # As long as it is open, and afterwards.
    assert planter.left(own_home) == {} and planter.left(temporary) == {}
    client.post(f"{ROOT}/sealed/close/")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert planter.left(own_home) == {}
    with as_system():
        assert not Work.objects.exists()


def test_an_answer_waits_in_the_memory_and_not_in_a_file(own_home: Path) -> None:  # noqa: F811
    ready(local=True)
    server = running._listening("127.0.0.1", 0)
    try:
        # What waits is never more than the second: so nothing of it ever goes over into a file.
        assert server.adj.outbuf_overflow > server.adj.outbuf_high_watermark + (1 << 20)
    finally:
        server.close()
