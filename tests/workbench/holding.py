"""A dossier with one of each that lists, search and record pages must show or hide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.dossier.write.making import SPEECH, actor, capture, evidence, layer_of, make, source

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.kinds.plain import whole_part
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import Viewer, viewing
from sourcebook.dossier.write import Edit, edit

QUOTED = "Every hill will be ours again."
ARABIC = "كل تل سيكون لنا من جديد"
Held = dict[str, str]
Browsers = Callable[[str], Client]
ROOT = "/d/ardovia"


def viewer_of(dossier: Dossier, account: Account, role: str = "keeper") -> Viewer:
    """A member as the program binds them."""
    return Viewer(dossier.pk, role, account.pk, account.organisation_id)


def hold(dossier: Dossier, keeper: Account) -> Held:
    """Makes the records as the keeper; their ids by what they are called here."""
    with viewing(viewer_of(dossier, keeper)):
        return _made()


def _made() -> Held:
    speaker, witness = actor("Oren Dask", "Орен Даск"), actor("Mira Quell", level="restricted")
    gazette = source("https://gazette.example/18", published="2031-03-18")
    copy = capture(gazette["id"], file_name="gazette.html")
    said = empty_plain(
        "statement", when="2031-03-18", text=QUOTED, language="en", translation=ARABIC,
        translation_language="ar",
        speakers=[{"actor": speaker["id"], "words": "Oren Dask"}, {"actor": witness["id"], "words": "Mira Quell"}],
        absent={"place": "not-stated", "instrument": "none", "addressees": "unknown", "case": "withheld"},
    )  # fmt: skip
    said["evidence"] = [evidence("text", layer_of(copy), QUOTED)]
    theme = {"codebook": "hate", "version": "1", "code": "othering", "put_at": "2031-04-01T09:00:00Z"}
    said["themes"] = [{"id": whole_part("names", {})["id"], "put_by": None, **theme}]
    shots = empty_plain("event", type="killing", when="2031-03-19", description="shots at the Selm bridge")
    letter = empty_plain(
        "event", type="threat", when="2031-03-20", description="a letter to the mill", level="restricted"
    )
    few = _claim(shots["id"], 2, claimant_words="the police")
    many = _claim(shots["id"], 5, claimant=speaker["id"])
    secret = _claim(shots["id"], 9, claimant=witness["id"], level="restricted")
    named = {
        "speaker": speaker, "witness": witness, "source": gazette, "copy": copy, "said": said, "shots": shots,
        "letter": letter, "few": few, "many": many, "secret": secret,
    }  # fmt: skip
    make(*named.values(), why="told by two papers")
    edit([Edit(shots["id"], {"fields/when": "2031-03-21"})], why="the coroner says so")
    edit([Edit(shots["id"], {"fields/place": None, "note": "ask the mill"})], why="to be asked")
    return {name: plain["id"] for name, plain in named.items()}


def _claim(about: str, number: int, **own: Any) -> dict[str, Any]:
    return empty_plain("claim", about=about, property="killed", best=number, rule="at least", **own)


def more_of(dossier: Dossier, keeper: Account, number: int) -> None:
    """So many events more, one a day."""
    with viewing(viewer_of(dossier, keeper)):
        make(
            *(
                empty_plain("event", type="threat", when=f"20{20 + n // 28:02}-02-{n % 28 + 1:02}", description=f"threat {n} at the bridge")
                for n in range(number)
            ),
            why="a list",
        )  # fmt: skip


def read(client: Client, address: str) -> str:
    """A page of the dossier that opens."""
    response = client.get(f"{ROOT}{address}")
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as asked:
        read(client, address)
    return len(asked)


__all__ = ["ARABIC", "QUOTED", "ROOT", "SPEECH", "Browsers", "Held", "hold", "more_of", "queries", "read"]
