"""The pages of long work: what each sees of it, how it is stopped, tried again, and fetched."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client
from tests.workbench.holding import queries, viewer_of

from sourcebook.dossier.desk import working
from sourcebook.dossier.models import Account, Dossier, Membership, Record
from sourcebook.dossier.models.desk import Work
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame import Request
from sourcebook.workbench.work import Underway, begin
from sourcebook.workbench.work.folders import Step, cancel_lies, files_of, keep_step
from sourcebook.workbench.work.process import work_off

Browsers = Callable[[str], Client]
WORK = "/d/ardovia/work/"


@pytest.fixture
def start(dossier: Dossier, people: dict[str, Account]) -> Callable[..., Work]:
    """Begins a probe as somebody."""

    def begun(who: str = "contributor", once: str = "", **given: Any) -> Work:
        viewer = viewer_of(dossier, people[who], who)
        with viewing(viewer):
            return begin(cast(Request, SimpleNamespace(viewer=viewer)), "probe", given, once=once)

    return begun


def _page(client: Client, work: Work) -> str:
    return client.get(f"{WORK}{work.pk}/").content.decode()


def test_work_is_shown_with_what_came_of_it(start: Callable[..., Work], as_: Browsers) -> None:
    work, mine = start(steps=2, leaves="told.txt"), as_("contributor")
    assert "Waits for other work to end." in _page(mine, work) and 'hx-trigger="every 1s"' in _page(
        mine, work
    )
    work_off()
    page = _page(mine, work)
    assert "All was done." in page and "another" in page and 'href="/d/ardovia/records/"' in page
    assert "hx-trigger" not in page
    file = mine.get(f"{WORK}{work.pk}/files/told.txt")
    assert b"".join(file.streaming_content) == b"what came of it"  # type: ignore[attr-defined]
    assert "attachment" in file["Content-Disposition"]


def test_its_progress_is_asked_until_it_ended_and_not_longer(
    start: Callable[..., Work], as_: Browsers
) -> None:
    work, mine = start(), as_("contributor")
    assert mine.get(f"{WORK}{work.pk}/progress").status_code == 200
    work_off()
    assert mine.get(f"{WORK}{work.pk}/progress").status_code == 286


def test_how_far_it_is_comes_from_its_folder_while_its_transaction_runs(
    start: Callable[..., Work], as_: Browsers
) -> None:
    work = start()
    assert working.take(work.pk, "a worker") is not None
    keep_step(work.pk, Step(3, 4, "writing the rows"))
    page = _page(as_("contributor"), work)
    assert "writing the rows" in page and "3 of 4" in page and 'value="75"' in page


def test_others_see_nothing_of_it_and_a_keeper_all(start: Callable[..., Work], as_: Browsers) -> None:
    work = start(leaves="told.txt")
    work_off()
    for other in ("reader", "reviewer", "publisher"):
        client = as_(other)
        for address in ("", "progress", "files/told.txt"):
            answer = client.get(f"{WORK}{work.pk}/{address}")
            assert answer.status_code in (302, 286) and b"done" not in answer.content
        assert client.post(f"{WORK}{work.pk}/again").status_code == 302
        assert "A probe" not in client.get(WORK).content.decode()
    assert "All was done." in _page(as_("keeper"), work)
    assert "Vela Contributor" in as_("keeper").get(WORK).content.decode()


def test_only_what_it_names_can_be_fetched(start: Callable[..., Work], as_: Browsers) -> None:
    work = start(leaves="told.txt")
    work_off()
    (files_of(work.pk) / "other.txt").write_text("not named")
    for name in ("other.txt", "../step", "%2e%2e/step", "..%2f..%2f..%2fsourcebook.sqlite3"):
        assert as_("contributor").get(f"{WORK}{work.pk}/files/{name}").status_code in (302, 404)


@pytest.mark.parametrize(
    ("then", "told"), [("fault", "row 3: no such day"), ("bug", "The program failed here")]
)
def test_a_failure_is_one_clear_line(start: Callable[..., Work], as_: Browsers, then: str, told: str) -> None:
    work = start(then=then, name="Mira Quell")
    work_off()
    page = _page(as_("contributor"), work)
    assert told in page and "Try again" in page
    assert not [word for word in ("Traceback", "TypeError", "probing.py", "Quell") if word in page]
    assert ("write 2031-03-18" in page) == (then == "fault")


def test_what_failed_can_be_tried_again_with_what_was_sent(start: Callable[..., Work], as_: Browsers) -> None:
    work = start(then="fault")
    work_off()
    (files_of(work.pk) / "sent.csv").write_text("a,b")
    answer = as_("contributor").post(f"{WORK}{work.pk}/again")
    with as_system():
        [fresh] = Work.objects.exclude(pk=work.pk)
    assert answer["Location"] == f"{WORK}{fresh.pk}/"
    assert (files_of(fresh.pk) / "sent.csv").read_text() == "a,b"
    assert (fresh.kind, fresh.given, fresh.state) == ("probe", work.given, "waiting")


def test_what_waits_is_stopped_at_once_and_what_runs_at_its_next_step(
    start: Callable[..., Work], as_: Browsers
) -> None:
    waiting, mine = start(name="a"), as_("contributor")
    mine.post(f"{WORK}{waiting.pk}/stop")
    assert "Stopped before anything was done." in _page(mine, waiting)
    running = start(name="b")
    assert working.take(running.pk, "a worker") is not None
    mine.post(f"{WORK}{running.pk}/stop")
    assert cancel_lies(running.pk) and "Stopping…" in _page(mine, running)


def test_the_role_counts_that_somebody_has_when_it_is_done(
    start: Callable[..., Work], as_: Browsers, people: dict[str, Account]
) -> None:
    lowered, gone = start(name="a", effect=1), start("reviewer", name="b", effect=1)
    before = records()
    with as_system(), writing():
        Membership.objects.filter(account=people["contributor"]).update(role="reader")
        Membership.objects.filter(account=people["reviewer"]).delete()
    work_off()
    assert "not allowed for the role reader" in _page(as_("keeper"), lowered)
    assert "no part in the dossier any more" in _page(as_("keeper"), gone)
    assert records() == before


def records() -> int:
    with as_system():
        return Record.objects.count()


def test_a_second_click_gives_the_same_work(start: Callable[..., Work]) -> None:
    assert start(once="publish").pk == start(once="publish").pk
    with as_system():
        assert Work.objects.count() == 1
    with pytest.raises(Underway):
        start("reviewer", once="publish")
    work_off()
    again = start("reviewer", once="publish")
    with as_system():
        assert Work.objects.count() == 2 and again.state == "waiting"


def test_who_may_not_do_it_begins_nothing(start: Callable[..., Work]) -> None:
    with pytest.raises(PermissionError, match="not allowed for the role reader"):
        start("reader")
    with as_system():
        assert not Work.objects.exists()


def test_the_list_takes_few_queries_however_long_it_is(start: Callable[..., Work], as_: Browsers) -> None:
    for number in range(60):
        start(name=str(number))
    taken = queries(as_("contributor"), "/work/")
    print(f"work: {taken} queries")
    assert taken <= 15
    assert queries(as_("contributor"), f"/work/{start().pk}/") <= 15
