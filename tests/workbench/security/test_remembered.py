"""What the program remembers of a dossier is told to nobody who may not see it, and not after that changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.dossier.write.making import actor, capture, evidence, layer_of, make, source
from tests.workbench.holding import ROOT, viewer_of

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing
from sourcebook.dossier.write.levels import set_level

Browsers = Callable[[str], Client]
# Pages that count or rank, and keep what they counted: as they are opened, and as they take parts in.
PAGES = (
    "/", "/coverage/", "/timeline/", "/timeline/?by=actor", "/map/", "/board/", "/board/?by=actor",
    "/records/?kind=statement", "/forms/find?q=Mira&kind=actor", "/forms/find?q=", "/search/?q=Quell", "/review/",
)  # fmt: skip


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> dict[str, Any]:
    """A measure that Mira Quell ordered, and the source that tells it; all seen by the team."""
    mira, gazette = actor("Mira Quell"), source("https://quell.example/1", title="The Quell Gazette")
    copy = capture(gazette["id"], file_name="quell.html")
    said = empty_plain(
        "statement", form="measure", when="2031-03-18", text="Every hill: so ordered Quell.", language="en",
        speakers=[{"actor": mira["id"], "words": "Mira Quell"}],
    )  # fmt: skip
    said["evidence"] = [evidence("text", layer_of(copy), "Every hill will be ours again.")]
    with viewing(viewer_of(dossier, people["keeper"])):
        make(mira, gazette, copy, said)
    return {"mira": mira["id"], "gazette": gazette["id"], "copy": copy["id"], "said": said["id"]}


def pages(client: Client) -> str:
    shown = ""
    for address in PAGES:
        answer = client.get(f"{ROOT}{address}", headers={"hx-request": "true"} if "forms" in address else {})
        assert answer.status_code in (200, 302, 403), (address, answer.status_code)
        # What was searched for stands in its field.
        shown += answer.content.decode().replace('value="Quell"', "").replace("“Quell”", "")
    return shown


def told(shown: str, held: dict[str, Any]) -> list[str]:
    names = ["Mira Quell", "Quell Gazette", "so ordered Quell", *held.values()]
    return [name for name in names if name in shown]


def test_what_a_keeper_had_counted_is_not_what_a_reader_sees(
    held: dict[str, Any], dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    keeper, reader = as_("keeper"), as_("reader")
    assert told(pages(keeper), held) and told(pages(reader), held)
    with viewing(viewer_of(dossier, people["keeper"])):
        set_level(list(held.values()), "restricted", "in danger")
    assert told(pages(keeper), held)
    assert told(pages(reader), held) == []
    assert told(pages(keeper), held)
    assert told(pages(reader), held) == []


def test_who_lost_a_role_sees_less_at_once(
    held: dict[str, Any], dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    from tests.workbench.security.test_long_work import give

    with viewing(viewer_of(dossier, people["keeper"])):
        set_level(list(held.values()), "restricted", "in danger")
    browser = as_("reviewer")
    assert told(pages(browser), held)
    give(people["reviewer"], "reader")
    assert told(pages(browser), held) == []
