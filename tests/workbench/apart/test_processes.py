"""Whatever a parser does with a file costs one answer: the next task is done, and nothing is left of the other."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.workbench.apart.conftest import is_there
from tests.workbench.apart.misbehaving import Told

from sourcebook.text import Passage, Piece
from sourcebook.workbench.apart import pool
from sourcebook.workbench.apart.errors import Busy, GivenUp
from sourcebook.workbench.apart.plain import NotPlain, as_plain, of_plain
from sourcebook.workbench.apart.pool import done, streamed
from sourcebook.workbench.apart.remembered import unless_given_up
from sourcebook.workbench.apart.tasks import Task

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux tells it")
_HERE = "tests.workbench.apart.misbehaving"


def task(name: str, seconds: float = 60, memory: int = 1 << 30, **more: Any) -> Task:
    return Task(f"{_HERE}:{name}", seconds, memory, **more)


def until(happens: Any) -> None:
    """Waits until something is so; that it never is shows in the time that a test may take."""
    while not happens():
        time.sleep(0.02)


def test_a_value_comes_back_as_it_was_and_what_is_one_thing_stays_one() -> None:
    twice = Passage("Nobody answered.", (Piece(0, 16, 4, 16, 1),))
    value = (
        {"a": (1, None, 2.5), 3: {4, 5}}, frozenset({"b"}), b"\x00\xff" * 300_000, date(2031, 3, 18), Path("/a"),
        uuid4(), [twice, twice], "ⴰ\ud800\x00",
    )  # fmt: skip
    found = done(task("same"), value)
    assert found == value and found[6][0] is found[6][1]
    with pytest.raises(NotPlain):
        as_plain(threading.Lock())


@pytest.mark.parametrize(
    "told",
    [
        None, 3, {}, {"classes": [], "value": ["o", 0]}, {"classes": ["os:system"], "value": ["n", 0, "ls"]},
        {"classes": ["sourcebook.workbench.apart.child:Child"], "value": ["o", 0]},
        {"classes": ["sourcebook.workbench.apart.child:subprocess"], "value": ["o", 0]},
        {"classes": ["sourcebook.nowhere:Thing"], "value": 1}, {"classes": [], "value": ["r", 5]},
        {"classes": [], "value": ["b", 9]}, {"classes": [], "value": []}, {"classes": [], "value": {"a": 1}},
        {"classes": [], "value": ["d", 1]}, {"classes": [], "value": ["D", "nonsense"]},
    ],
)  # fmt: skip
def test_an_answer_in_another_form_makes_nothing(told: Any) -> None:
    with pytest.raises(NotPlain):
        of_plain(told, [])


def test_one_process_does_one_task_after_the_other_and_another_takes_its_place_in_time() -> None:
    pids = {done(task("where"))[0] for _ in range(150)}
    assert len(pids) == 1 and pool.pids() == sorted(pids)
    later = {done(task("where"))[0] for _ in range(80)}
    assert len(later - pids) == 1 and len(pool.pids()) == 1


def test_a_parent_that_has_much_itself_keeps_its_process() -> None:
    much = bytearray(b"\x01") * (500 << 20)
    pids = {done(task("where"))[0] for _ in range(3)}
    assert len(pids) == 1 and len(much) == 500 << 20


@linux
def test_it_has_no_open_file_of_ours_no_django_and_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCEBOOK_SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere")
    with (tmp_path / "open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        _pid, folder, files, django, known = done(task("where"))
    # The three of every process, the pipe of the answers, and the folder that is just being listed.
    assert files[:3] == [0, 1, 2] and len(files) <= 5
    assert django == []
    assert not [name for name in known if "SECRET" in name or "DATABASE" in name or "HOME" in name[:-4]]
    assert Path(folder).is_dir() and Path(folder).stat().st_mode & 0o077 == 0
    pool.end_all()
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("name", "seconds", "why"),
    [
        ("loops", 2, "late"), ("searches", 2, "late"), ("crashes", 60, "ended"), ("ends", 60, "ended"),
        ("fails", 60, "ended"),
    ],
)  # fmt: skip
def test_what_loops_or_crashes_costs_one_answer(name: str, seconds: float, why: str) -> None:
    before = done(task("where"))[0]
    with pytest.raises(GivenUp) as given_up:
        done(task(name, seconds))
    assert given_up.value.why == why and "\n" not in str(given_up.value)
    assert "words of the file" not in str(given_up.value)
    after, folder, *_rest = done(task("where"))
    assert after != before and pool.pids() == [after] and Path(folder).is_dir()
    if sys.platform == "linux":
        assert not is_there(before)


@pytest.mark.skipif(sys.platform == "darwin", reason="no limit on memory there")
def test_what_eats_memory_costs_one_answer() -> None:
    before = done(task("where"))[0]
    with pytest.raises(GivenUp) as given_up:
        done(task("swells", memory=1 << 29))
    assert given_up.value.why == "memory"
    assert done(task("where"))[0] != before


def test_errors_that_are_known_come_back_with_their_words_and_the_process_stays() -> None:
    before = done(task("where"))[0]
    with pytest.raises(Told, match=r"^page 3: it is torn$"):
        done(task("told", raises=(KeyError, Told)), "page 3: it is torn")
    assert done(task("where"))[0] == before


def test_what_a_parser_prints_is_no_answer() -> None:
    assert done(task("prints"), "a") == "a"
    assert done(task("same"), "b") == "b"


def test_two_are_done_at_once_and_who_waits_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadPoolExecutor(3) as threads:
        both = [threads.submit(done, task("meets"), tmp_path, *pair) for pair in (("a", "b"), ("b", "a"))]
        assert [each.result() for each in both] == ["a", "b"]
        assert len(pool.pids()) == 2
        monkeypatch.setattr(pool, "_WAITS", 0.1)
        both = [threads.submit(done, task("meets"), tmp_path, mine, "end") for mine in ("c", "d")]
        until(lambda: (tmp_path / "c").exists() and (tmp_path / "d").exists())
        with pytest.raises(Busy):
            done(task("same"), 1)
        # What takes long has processes of its own.
        assert done(task("same", lane="long"), 1) == 1
        (tmp_path / "end").touch()
        assert [each.result() for each in both] == ["c", "d"]
    assert done(task("same"), 2) == 2


def test_one_that_was_killed_while_it_waited_is_not_used_again() -> None:
    before = done(task("where"))[0]
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert done(task("where"))[0] != before


@linux
def test_what_it_started_and_wrote_goes_with_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        begun = threads.submit(done, task("starts_another"), tmp_path)
        until((tmp_path / "pids").exists)
        pid, other, made = (tmp_path / "pids").read_text().split()
        assert is_there(int(pid)) and is_there(int(other)) and Path(made).exists()
        pool.end_all()
        with pytest.raises(GivenUp):
            begun.result()
    until(lambda: not is_there(int(pid)) and not is_there(int(other)))
    assert not Path(made).exists() and not Path(made).parent.exists()


def test_steps_are_told_and_a_fault_of_who_hears_them_ends_the_task() -> None:
    steps: list[str] = []
    assert done(task("counts", tells=True), 3, progress=steps.append) == 3
    assert steps == ["step 0", "step 1", "step 2"]
    before = done(task("where"))[0]

    def stops(step: str) -> None:
        raise Told(step)

    with pytest.raises(Told, match="step 0"):
        done(task("counts", tells=True), 3, progress=stops)
    assert done(task("where"))[0] != before


def test_what_is_yielded_comes_one_after_the_other_and_may_be_left() -> None:
    assert list(streamed(task("yields"), 1000)) == list(range(1000))
    assert list(streamed(task("yields"), 0)) == []
    before = done(task("where"))[0]
    some = streamed(task("yields"), 1000)
    assert next(some) == 0
    some.close()  # type: ignore[attr-defined]
    assert done(task("where"))[0] != before


def test_what_was_given_up_is_not_tried_again_at_once() -> None:
    tried: list[int] = []

    def does() -> None:
        tried.append(1)
        raise GivenUp("late", 15)

    told = []
    for _ in range(3):
        with pytest.raises(GivenUp) as given_up:
            unless_given_up(("a", "page"), does)
        told.append(str(given_up.value))
    assert len(tried) == 1 and set(told) == {"reading it was given up after 15 seconds"}
    assert unless_given_up(("another", "page"), lambda: 1) == 1
