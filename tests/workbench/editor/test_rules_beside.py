"""The rules over the report as printed, beside the text: put right, let stand; and who else is at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.workbench.editor.writing_home import Kept
from tests.workbench.holding import ROOT, queries, read, viewer_of

from sourcebook.dossier.editions import newest, texts
from sourcebook.dossier.models import Account, Dossier, Organisation
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.publish import galleys
from sourcebook.workbench.pages.editor.present import DESK
from sourcebook.workbench.work.process import work_off

Browsers = Callable[[str], Client]
AT = "/editions/report-2031/"
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    galleys.let_go()
    DESK.clear()
    yield


def _save(client: Client, at: int, typed: str, serial: int) -> str:
    given = {"serial": str(serial), "at": str(at), "typed": typed}
    return client.post(f"{ROOT}{AT}save/", given, headers=HTMX).content.decode()


def _looked(client: Client, section: str) -> str:
    """The findings of a chapter once the rules are through."""
    client.post(f"{ROOT}{AT}look/?section={section}", headers=HTMX)
    work_off()
    return read(client, f"{AT}findings/?section={section}")


def test_what_a_rule_offers_is_put_right_and_can_be_gone_back_from(
    report: Kept, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    client = as_("contributor")
    link = "https://gazette.example/19?utm_source=post"
    _save(client, 4, f"The road to Selm was closed.^[Gazette, Roads, 19 March 2031, <{link}>.]", 1)
    page = _looked(client, "roads")
    assert 'href="/check/rules/?rule=url-tracking#url-tracking"' in page
    assert re.search(r'<del dir="auto">\S*utm_source=post</del>', page), page
    keys = re.findall(r'name="key" value="(\w+)"', page)
    assert len(keys) == 1
    # A text that is not the newest any more is not put right unseen.
    given = {"serial": "1", "at": "4", "key": keys[0]}
    assert client.post(f"{ROOT}{AT}apply/", given, headers=HTMX).status_code == 422
    answer = client.post(f"{ROOT}{AT}apply/", {**given, "serial": "2"}, headers=HTMX)
    assert answer.status_code == 200 and "Put right as text 3" in answer.content.decode()
    with viewing(viewer_of(dossier, people["keeper"])):
        assert "https://gazette.example/19>" in newest(report.edition).content
        why = texts(report.edition)[-1].why
    assert why.startswith("url-tracking: ") and "utm_source" in why
    # It is one more text, so the list of texts leads back.
    client.post(f"{ROOT}{AT}texts/back/", {"serial": "2", "over": "3"})
    with viewing(viewer_of(dossier, people["keeper"])):
        assert "utm_source=post" in newest(report.edition).content
    assert as_("reader").post(f"{ROOT}{AT}apply/", given).status_code == 403


def test_an_error_may_stand_for_a_reason_with_a_name(
    report: Kept, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with as_system():
        people["publisher"].organisation = Organisation.objects.create(name="Lake Watch")
        people["publisher"].save()
    assert "May stand" not in read(as_("contributor"), f"{AT}findings/?section=roads")
    client = as_("publisher")
    page = read(client, f"{AT}findings/?section=roads")
    assert "sentence-unreferenced" in page and "May stand" in page and 'name="back" value="5"' in page
    given = {"rule": "sentence-unreferenced", "why": "The day is known to all.", "back": "5"}
    answer = client.post(f"{ROOT}{AT}publish/override/", given)
    assert answer.headers["Location"].endswith(f"{AT}?at=5#piece-5")
    with viewing(viewer_of(dossier, people["keeper"])):
        content = newest(report.edition).content
        last = texts(report.edition)[-1]
    assert "The day is known to all." in content and "Lake Watch" in content
    assert last.who is not None and last.who.handle == "publisher"


def test_rules_that_did_not_run_say_so_and_can_be_run_again(
    report: Kept, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sourcebook.workbench.pages.editor import looking

    def broken(*given: object) -> None:
        raise LookupError("the words of a rule are missing")

    client = as_("contributor")
    with monkeypatch.context() as once:
        once.setattr(looking, "look", broken)
        page = _looked(client, "roads")
    assert "did not run" in page and 'hx-trigger="load delay' not in page
    assert "did not run" not in _looked(client, "roads")


def test_who_else_has_it_open_and_where_they_write(report: Kept, as_: Browsers) -> None:
    mira, other = as_("contributor"), as_("keeper")
    assert "Vela" not in read(mira, f"{AT}present/")
    assert "Vela Contributor has it open" in read(other, f"{AT}present/")
    read(mira, f"{AT}form/?at=4")
    assert queries(mira, f"{AT}present/?at=4") <= 8
    told = read(other, f"{AT}present/")
    assert "Vela Contributor is in paragraph 3" in told and "?block=" in told
    # The form is closed: the sign goes with the next word of the page.
    read(mira, f"{AT}present/")
    assert "Vela Contributor has it open" in read(other, f"{AT}present/")
    DESK.clock = lambda: 1e12
    try:
        assert "Contributor" not in read(other, f"{AT}present/")
    finally:
        DESK.clock = type(DESK)().clock


def test_ones_own_other_window_is_told_as_that(report: Kept, as_: Browsers) -> None:
    client = as_("contributor")
    old = "The road to Selm was closed. The mill stood empty."
    _save(client, 4, old.replace("closed", "shut"), 1)
    page = _save(client, 4, old.replace("closed", "open"), 1)
    assert "You, in another window, changed the same sentence" in page
    assert "Vela Contributor changed" not in page
    assert "Vela Contributor changed the same sentence" in _save(
        as_("keeper"), 4, old.replace("closed", "blocked"), 1
    )
