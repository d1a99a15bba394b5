"""A small dossier of Ardovia that can be published: a speech with its copy, an edition that cites it, partners."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.dossier.write.making import SPEECH, capture, evidence, layer_of, make, source, statement

from sourcebook.dossier.editions import opened
from sourcebook.dossier.home import captures
from sourcebook.dossier.models import Account, Dossier, Edition, Membership, Organisation
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.vault import Store
from sourcebook.workbench.work.process import work_off

SLUG = "annual-2031"
ROOT = f"/d/ardovia/editions/{SLUG}/"
QUOTED = "Every hill will be ours again."
TEXT = f"""---
title: Ardovia in 2031
period: '2024'
date: '2031-05-02'
language: en
house: report
---

# The road

On 18 March 2024 the minister of roads said: “{QUOTED}”[@statement:KEY]

Nobody answered him, and the market stayed open.

The road to Saarn was opened again, and carts came through.

# Methodology {{.annex}}

![Methodology](table:methodology)
"""
BAD = "\n\nThe guard of the mill said: “We shall burn it all down on Sunday.”[@statement:KEY]\n"
PASSWORD = "nine blue kettles on a hill"
PARTNERS = ("Observatory", "Centre", "Initiative")


@dataclass(frozen=True)
class Held:
    """The ids of what was made, and the text of the edition."""

    statement: str
    source: str
    copy: str
    text: str


def publishable(dossier: Dossier, keeper: Account, content: str = TEXT) -> Held:
    """Makes records and edition as the keeper."""
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk, keeper.organisation_id)):
        stored = Store(captures()).put(SPEECH.encode())
        gazette = source("https://gazette.example/18", published="2024-03-18")
        copy = capture(
            gazette["id"],
            sha256=stored.sha256,
            size=stored.size,
            media_type="text/html",
            file_name="speech.html",
        )
        said = statement(QUOTED, note="")
        layer = layer_of(copy)
        said["evidence"] = [evidence(field, layer, QUOTED) for field in ("", "text", "when")]
        said["evidence"] += [
            evidence(f"speakers/{row['id']}", layer, QUOTED) for row in said["parts"]["speakers"]
        ]
        for plain in (gazette, copy, said):
            plain.update(level="public", status="published")
        make(gazette, copy, said, why="from the Gazette")
        text = content.replace("KEY", said["id"])
        opened(SLUG, text, "first text")
    return Held(said["id"], gazette["id"], copy["id"], text)


def partners(dossier: Dossier) -> dict[str, Account]:
    """A publisher of each of three organisations, by its name."""
    made = {}
    with as_system():
        for name in PARTNERS:
            group = Organisation.objects.create(name=name)
            account = Account.objects.create(handle=name.lower(), name=f"P of {name}", organisation=group)
            Membership.objects.create(dossier=dossier, account=account, role="publisher")
            made[name] = account
    return made


def edition() -> Edition:
    """The edition as the database has it."""
    with as_system():
        return Edition.objects.get(slug=SLUG)


def last_work() -> Work:
    """The newest work, after all that waits was done."""
    work_off()
    with as_system():
        return Work.objects.order_by("-made_at").first() or Work(id=uuid.uuid4())


def post(client: Client, address: str, **form: object) -> Work:
    """Sends a form, and does the work that it begins."""
    response = client.post(f"{ROOT}{address}", form)
    assert response.status_code == 302, response.status_code
    assert "/work/" in response["Location"], response["Location"]
    return last_work()


def told(client: Client, address: str, **form: object) -> str:
    """Sends a form that begins no work; the page that follows."""
    response = client.post(f"{ROOT}{address}", form, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def read(client: Client, address: str = "publish/") -> str:
    """A page of the edition that opens."""
    response = client.get(f"{ROOT}{address}")
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        read(client, address)
    return len(asked)
