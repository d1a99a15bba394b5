"""A dossier with a vault and what is sealed in it, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client
from tests.dossier.write.making import capture, make, source
from tests.workbench.holding import ROOT, viewer_of

from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.vault import Argon2, Store, create_vault
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.levels import set_level, withhold
from sourcebook.workbench.opened import Openings, keeping

PASSPHRASE = "six words that dice have chosen"
WITNESS, PLACE_TOLD, BEFORE = "Mira Quellinda", "the cellar below the mill", "a first guess at the mill"
NOTE, TEXT, BYTES = (
    "her sister knows",
    "She named Captain Orvath twice.",
    b"<p>leaflet of the cellar</p>" * 5000,
)


@dataclass
class Clock:
    """Two clocks that stand still until the test moves them."""

    steady: float = 1000.0
    wall: float = 2_000_000_000.0

    def __call__(self) -> tuple[float, float]:
        return self.steady, self.wall

    def forward(self, seconds: float) -> None:
        """Both go on."""
        self.steady += seconds
        self.wall += seconds


@dataclass
class Sealed:
    """What is sealed, by its ids; `clear` is not, but one field of `half` is."""

    event: str
    copy: str
    clear: str
    half: str
    words: tuple[str, ...] = field(default=(WITNESS, PLACE_TOLD, BEFORE, NOTE, TEXT))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def openings(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Openings]:
    """The memory of the open vaults, by the test's clock."""
    made = Openings(clock, watched=False)
    monkeypatch.setattr(keeping, "OPENINGS", made)
    yield made


def seal_all(dossier: Dossier, keeper: Account) -> Sealed:
    """A dossier gets a vault, and records in it are sealed."""
    vault = create_vault(PASSPHRASE, Argon2(memory_kib=64, passes=1, lanes=1))
    with as_system(), writing():
        Dossier.objects.filter(pk=dossier.pk).update(vault=vault.to_json())
    with viewing(viewer_of(dossier, keeper)):
        event = empty_plain("event", type="threat", when="2031-03-20", description=BEFORE)
        clear = empty_plain(
            "event", type="killing", when="2031-03-19", description="shots at the Selm bridge"
        )
        half = empty_plain("statement", text="It was dark.", translator=WITNESS)
        page = source("https://gazette.example/18")
        copy = capture(page["id"], TEXT, sha256=Store(captures()).put(BYTES).sha256, file_name="leaflet.html")
        make(event, clear, half, page, copy, texts=(TEXT,), why="told")
        edit(
            [Edit(event["id"], {"fields/description": f"{PLACE_TOLD}, as {WITNESS} told", "note": NOTE})],
            "told again",
        )
        set_level([event["id"], copy["id"]], "sealed", "she is in danger")
        withhold(half["id"], "translator", "sealed", "she is in danger")
    return Sealed(event["id"], copy["id"], clear["id"], half["id"])


@pytest.fixture
def sealed(dossier: Dossier, people: dict[str, Account]) -> Sealed:
    return seal_all(dossier, people["keeper"])


def opens(client: Client, passphrase: str = PASSPHRASE, to: str = "") -> int:
    """Gives the passphrase; the status of the answer."""
    return client.post(f"{ROOT}/sealed/", {"passphrase": passphrase, "next": to}).status_code


@pytest.fixture
def opened(as_: Callable[[str], Client], sealed: Sealed) -> Client:
    """The keeper's browser, in which what is sealed is open."""
    client = as_("keeper")
    assert opens(client) == 302
    return client
