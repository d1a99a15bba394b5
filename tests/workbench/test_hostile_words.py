"""Markup in every field of every form and address: it is shown as the words that it is, and nothing breaks.

Made over every address: the names of fields are read from the program's own text.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.dossier.conftest import use_database
from tests.dossier.write.making import actor, make, source
from tests.workbench.holding import viewer_of
from tests.workbench.samples import SAMPLES

import sourcebook.workbench
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier, Organisation
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame import MEMBER
from sourcebook.workbench.frame.matrix import Address, addresses

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7|add:7}}\u202e\x00"
# What of it would be markup in a page.
RAW = ("<script>alert(1)", "<img src=x", "\"'><")
_TEXT = "\n".join(
    path.read_text("utf-8")
    for path in Path(sourcebook.workbench.__file__).parent.rglob("*")
    if path.suffix in (".py", ".html")
)
FIELDS = sorted(
    {
        name
        for name in re.findall(
            r"(?:GET|POST|given|sent)(?:\.get(?:list)?\(|\[)[\"'](\w+)[\"']|\bname=\"([\w-]+)\"", _TEXT
        )
        for name in name
        if name and name not in ("csrfmiddlewaretoken", "viewport")
    }
)
IN_DOSSIER = [
    each for each in addresses() if each.rule and each.rule.who == MEMBER and each.route.startswith("/d/")
]


@pytest.fixture
def database(databases: Callable[[str], dict[str, Any]]) -> Iterator[str]:
    """PostgreSQL refuses more than SQLite does: one database is enough, and it is that one."""
    use_database(databases("postgresql"))
    with transaction.atomic():
        yield "postgresql"
        transaction.set_rollback(True)


@pytest.fixture
def keeper_of(as_: Callable[[str], Client], dossier: Dossier, people: dict[str, Account]) -> Client:
    """The keeper's browser, in a dossier in which names are markup."""
    evil = EVIL.replace("\x00", "")
    with as_system(), writing():
        dossier.title = evil
        dossier.save()
        people["reader"].name = evil
        people["reader"].organisation = Organisation.objects.create(name=evil)
        people["reader"].save()
    with viewing(viewer_of(dossier, people["keeper"])):
        event = empty_plain("event", type="killing", when="2031-03-19", description=evil, note=evil)
        make(actor(evil), source("https://gazette.example/18", title=evil), event, why=evil)
    return as_("keeper")


def _safe(answer: Any, told: str) -> None:
    assert answer.status_code < 500, f"{told}: {answer.status_code}"
    if "html" not in answer.headers.get("Content-Type", "") or answer.streaming:
        return
    page = answer.content.decode()
    for raw in RAW:
        at = page.find(raw)
        assert at < 0, f"{told}: {page[max(0, at - 120) : at + 60]}"


def test_fields_are_found() -> None:
    assert {"q", "kind", "name", "role", "since", "why"} <= set(FIELDS)


@pytest.mark.parametrize("each", IN_DOSSIER, ids=lambda each: each.name)
def test_markup_is_shown_as_words(each: Address, keeper_of: Client, dossier: Dossier) -> None:
    assert each.rule is not None
    arguments = {name: SAMPLES[name](dossier) for name in each.arguments}
    address = reverse(each.name, kwargs=arguments)
    evil = dict.fromkeys(FIELDS, EVIL)
    for method in each.rule.methods:
        if method == "GET":
            _safe(keeper_of.get(address), f"GET {address}")
            _safe(keeper_of.get(address, evil), f"GET {address} with markup")
            for name in FIELDS:
                if f'name="{name}"' in _template_of(each):
                    _safe(keeper_of.get(address, {name: EVIL}), f"GET {address}?{name}=")
        else:
            _safe(keeper_of.post(address), f"POST {address}")
            _safe(keeper_of.post(address, evil), f"POST {address} with markup")
            _safe(keeper_of.post(address, {**evil, "version": "-1"}), f"POST {address} with a version")
            file = SimpleUploadedFile(f"{uuid.uuid4().hex}<script>alert(1)</script>.docx", b"PK\x03\x04 no")
            _safe(keeper_of.post(address, {**evil, "file": file}), f"POST {address} with a file")


def _template_of(each: Address) -> str:
    """The templates beside the view: which fields its form has."""
    room = each.name.split("-")[0]
    folder = Path(sourcebook.workbench.__file__).parent / "pages" / room
    return "\n".join(path.read_text("utf-8") for path in folder.glob("*.html")) if folder.is_dir() else ""
