"""Long work is done, and what came of it is handed out, for what its person may see and do by then."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client
from tests.dossier.write.making import make, source
from tests.workbench.holding import viewer_of

from sourcebook.dossier.models import Account, Dossier, Membership, Record
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame import Request
from sourcebook.workbench.work import Outcome, Told, begin, kinds
from sourcebook.workbench.work.folders import files_of
from sourcebook.workbench.work.process import work_off

Browsers = Callable[[str], Client]
WORK = "/d/ardovia/work/"
Begin = Callable[..., Work]


def give(account: Account, role: str) -> None:
    with as_system(), writing():
        Membership.objects.filter(account=account).update(role=role)


@pytest.fixture
def start(dossier: Dossier, people: dict[str, Account], monkeypatch: pytest.MonkeyPatch) -> Begin:
    """Begins work as a reviewer: it does `meanwhile`, and then what the test says."""
    importlib.import_module("sourcebook.workbench.work.kinds")
    kinds.kind_named("bring-source")

    def begun(does: Callable[[Told, Path], Outcome]) -> Work:
        def done(told: Told, given: Mapping[str, Any], folder: Path) -> Outcome:
            return does(told, folder)

        monkeypatch.setitem(kinds._KINDS, "trial", kinds.LongWork("trial", "create", "A trial", done))
        viewer = viewer_of(dossier, people["reviewer"], "reviewer")
        with viewing(viewer):
            return begin(cast(Request, SimpleNamespace(viewer=viewer)), "trial", {})

    return begun


def now(work: Work) -> Work:
    with as_system():
        return Work.objects.get(pk=work.pk)


def test_work_stops_at_its_next_step_once_its_person_has_another_role(
    start: Begin, people: dict[str, Account]
) -> None:
    def does(told: Told, folder: Path) -> Outcome:
        give(people["reviewer"], "reader")
        told.step(1, 2, "the second half")
        raise AssertionError("it went on")

    work = start(does)
    work_off()
    assert now(work).state == "failed" and "was changed meanwhile" in now(work).words


def test_its_effect_is_rolled_back_where_the_role_was_taken_just_before_the_end(
    start: Begin, people: dict[str, Account]
) -> None:
    def does(told: Told, folder: Path) -> Outcome:
        with told.ending() as ended:
            make(source("https://gazette.example/late"), why="a trial")
            give(people["reviewer"], "reader")
            return ended(Outcome("All was done."))

    work = start(does)
    work_off()
    assert now(work).state == "failed"
    with as_system():
        assert not Record.objects.exists()


def _file(told: Told, folder: Path) -> Outcome:
    (folder / "list.html").write_text("<script>what a reviewer sees</script>", "utf-8")
    return Outcome("All was done.", files=["list.html"], lines=["Mira Quell: stays as it was"])


def test_what_came_of_it_is_not_handed_to_who_sees_less_by_now(
    start: Begin, people: dict[str, Account], as_: Browsers
) -> None:
    work = start(_file)
    work_off()
    mine, address = as_("reviewer"), f"{WORK}{work.pk}/files/list.html"
    assert (
        mine.get(address).status_code == 200
        and "Mira Quell" in mine.get(f"{WORK}{work.pk}/").content.decode()
    )
    give(people["reviewer"], "contributor")
    refused = mine.get(address)
    assert refused.status_code == 302 and refused["Location"] == f"{WORK}{work.pk}/"
    page = mine.get(f"{WORK}{work.pk}/").content.decode()
    assert "Mira Quell" not in page and "list.html" not in page
    give(people["reviewer"], "publisher")
    assert mine.get(address).status_code == 200
    assert as_("keeper").get(address).status_code == 200


def test_a_file_of_work_is_of_no_type_that_a_browser_opens_or_runs(start: Begin, as_: Browsers) -> None:
    work = start(_file)
    work_off()
    answer = as_("reviewer").get(f"{WORK}{work.pk}/files/list.html")
    assert (
        answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert answer["Content-Disposition"].startswith("attachment") and files_of(work.pk).is_dir()
