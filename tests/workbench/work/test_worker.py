"""A worker that is killed, stopped, or not alone: work ends, once, and nothing of it happens twice."""

from __future__ import annotations

import os
import signal

from django.db import connection
from tests.workbench.work.conftest import Shared, kill

from sourcebook.dossier.desk import working
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.work.folders import files_of, folder_of, lay_cancel, step_of


def test_work_is_done_and_tells_how_far_it_is(shared: Shared) -> None:
    work = shared.begin(name="a", steps=6, pause=0.3, effect=1, leaves="told.txt")
    with shared.worker():
        seen = shared.until(work, lambda one: one.done > 1)
        assert (seen.state, seen.of) == ("running", 6) and seen.words.startswith("step")
        done = shared.ended(work)
    assert (done.state, done.words, done.tries) == ("done", "All was done.", 1)
    assert done.result["lines"] == ["one line", "another"]
    assert (files_of(work.pk) / "told.txt").read_text() == "what came of it"
    assert shared.made() == 1


def test_a_worker_killed_in_the_middle_leaves_it_to_the_next(shared: Shared) -> None:
    work = shared.begin(name="a", steps=6, pause=0.25, effect=2)
    with shared.worker() as first:
        shared.until(work, lambda one: one.done > 1)
        kill(first)
    assert shared.now(work).state == "running"
    with shared.worker():
        done = shared.ended(work)
    assert (done.state, done.tries) == ("done", 2)
    assert (shared.made(), shared.ran()) == (2, ["a", "a"])


def test_killed_within_its_transaction_it_has_no_effect_and_is_done_again(shared: Shared) -> None:
    work = shared.begin(name="a", effect=3, die="within")
    with shared.worker() as first:
        assert first.wait(40) == 9
    assert shared.made() == 0
    with shared.worker():
        assert shared.ended(work).state == "done"
    assert shared.made() == 3


def test_killed_after_its_transaction_it_is_done_and_not_done_again(shared: Shared) -> None:
    work = shared.begin(name="a", effect=3, die="after")
    with shared.worker() as first:
        assert first.wait(40) == 9
    assert (shared.now(work).state, shared.made()) == ("done", 3)
    other = shared.begin(name="b", effect=1)
    with shared.worker():
        shared.ended(other)
    assert (shared.made(), shared.ran()) == (4, ["a", "b"])


def test_work_that_kills_its_workers_is_told_as_failed(at_home: Shared) -> None:
    work = at_home.begin(name="a", effect=1, die="within")
    with as_system(), writing():
        # As two workers before it ended.
        Work.objects.filter(pk=work.pk).update(tries=2)
    with at_home.worker() as process:
        assert process.wait(40) == 9
    with at_home.worker():
        failed = at_home.ended(work)
    assert (failed.state, failed.result["fault"], failed.tries) == ("failed", "died", 3)
    assert at_home.made() == 0


def test_two_workers_do_each_work_once(shared: Shared) -> None:
    works = [shared.begin(name=f"w{number}", effect=1) for number in range(12)]
    with shared.worker(), shared.worker():
        assert {shared.ended(work).state for work in works} == {"done"}
    assert sorted(shared.ran()) == sorted(f"w{number}" for number in range(12))
    assert shared.made() == 12


def test_one_of_two_takes_work(shared: Shared) -> None:
    work = shared.begin(name="a")
    taken = working.take(work.pk, "one")
    assert taken is not None and working.take(work.pk, "other") is None
    assert taken[1].tries == 1


def test_a_worker_thought_dead_changes_nothing_any_more(shared: Shared) -> None:
    work = shared.begin(name="a")
    taken = working.take(work.pk, "first")
    assert taken is not None
    assert working.orphans(lambda name, beat: False, 3) == [work.pk]
    again = working.take(work.pk, "second")
    assert again is not None
    try:
        working.end(taken[1], WorkState.DONE, "late", {})
        raise AssertionError("it said something of work that another holds")
    except working.Lost:
        pass
    working.end(again[1], WorkState.DONE, "in time", {})
    assert shared.now(work).words == "in time"


def test_stopped_with_its_parent_it_gives_work_back(at_home: Shared) -> None:
    work = at_home.begin(name="a", steps=40, pause=0.2, effect=1)
    with at_home.worker() as process:
        at_home.until(work, lambda one: one.done > 1)
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
        process.wait(20)
    left = at_home.now(work)
    assert (left.state, left.tries, at_home.made()) == ("waiting", 0, 0)


def test_told_to_stop_with_nothing_to_do_it_stops_at_once(at_home: Shared) -> None:
    work = at_home.begin(name="a")
    with at_home.worker() as process:
        at_home.ended(work)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not list((at_home.home / "work" / "workers").iterdir())


def test_somebody_stops_it(at_home: Shared) -> None:
    work = at_home.begin(name="a", steps=100, pause=0.2, effect=1)
    with at_home.worker():
        at_home.until(work, lambda one: one.done > 1)
        lay_cancel(work.pk)
        stopped = at_home.ended(work)
    assert (stopped.state, at_home.made()) == ("cancelled", 0)
    at_home.until(work, lambda _: not folder_of(work.pk).exists())


def test_it_is_stopped_and_seen_while_its_transaction_holds_the_database(shared: Shared) -> None:
    work = shared.begin(name="a", effect=60, slow=0.2)
    with shared.worker():
        shared.until(work, _writing)
        lay_cancel(work.pk)
        assert shared.ended(work).state == "cancelled"
    assert shared.made() == 0


def _writing(work: Work) -> bool:
    step = step_of(work.pk)
    return step is not None and step.words == "writing" and step.done > 1


def test_what_comes_to_no_step_is_stopped_by_force(at_home: Shared) -> None:
    work = at_home.begin(name="a", then="hang")
    with at_home.worker(PROBE_PATIENCE="1") as process:
        at_home.until(work, lambda one: one.state == "running")
        lay_cancel(work.pk)
        assert process.wait(40) == 3
    with at_home.worker():
        assert at_home.ended(work).state == "cancelled"
    assert at_home.ran() == ["a"]


def test_what_the_database_forgot_of_the_queue_is_done_all_the_same(at_home: Shared) -> None:
    from django_tasks_db.models import DBTaskResult

    work = at_home.begin(name="a")
    DBTaskResult.objects.all().delete()
    with at_home.worker():
        assert at_home.ended(work).state == "done"


def test_a_full_disk_is_told_and_nothing_is_lost(at_home: Shared) -> None:
    """Without being root no disk can be filled: the process may write no larger file instead."""
    with at_home.worker(PROBE_LARGEST=str(64 << 20)):
        failed = at_home.ended(at_home.begin(name="a", then="fill", megabytes=80, effect=1))
        assert failed.state == "failed" and failed.words.startswith("The disk is full")
        assert at_home.ended(at_home.begin(name="b", effect=1)).state == "done"
    assert at_home.made() == 1


def test_a_full_disk_under_the_database_is_told_and_nothing_is_lost(at_home: Shared) -> None:
    work = at_home.begin(name="a", effect=1, large=6)
    with at_home.worker(PROBE_LARGEST=str((at_home.home / "sourcebook.sqlite3").stat().st_size + 200_000)):
        failed = at_home.ended(work)
    assert failed.state == "failed" and failed.words.startswith("The disk is full"), failed.words
    assert at_home.made() == 0


def test_a_database_that_restarts_costs_a_try_and_no_work(on_a_server: Shared) -> None:
    work = on_a_server.begin(name="a", steps=20, pause=0.2, effect=1)
    with on_a_server.worker():
        on_a_server.until(work, lambda one: one.done > 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        done = on_a_server.ended(work)
    assert (done.state, on_a_server.made()) == ("done", 1)


def test_nothing_of_a_dossier_is_in_the_queue(at_home: Shared) -> None:
    from django_tasks_db.models import DBTaskResult

    works = [
        at_home.begin(name="Mira Quell", effect=1),
        at_home.begin(name="x", then="fault"),
        at_home.begin(name="Mira Quell", then="bug"),
    ]
    with at_home.worker() as process:
        for work in works:
            at_home.ended(work)
        os.kill(process.pid, signal.SIGTERM)
        said = process.communicate(timeout=120)[0].decode()
    rows = list(DBTaskResult.objects.all())
    assert sorted(row.args_kwargs["args"][0] for row in rows) == sorted(str(work.pk) for work in works)
    assert {(row.return_value, row.traceback, str(row.args_kwargs["kwargs"])) for row in rows} == {
        (None, "", "{}")
    }
    assert "TypeError" in said and "Quell" not in said
