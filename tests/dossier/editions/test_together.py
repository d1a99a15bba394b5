"""Two people who lead one edition on at the same moment: one is first, and the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection
from tests.dossier.editions.making import frozen, page, person, state

from sourcebook.dossier.editions import (
    EditionRefused,
    freeze,
    opened,
    publish,
    reopen,
    save,
    sign,
    texts,
)
from sourcebook.dossier.editions.releasing import release
from sourcebook.dossier.models import Dossier, Edition, Release, SignOff
from sourcebook.dossier.seen import Viewer, viewing

BUILD = "a" * 64


def at_once(*acts: tuple[Viewer, Callable[[], object]]) -> list[str]:
    """Does all at the same moment; gives "done" or the reason for each."""
    together = threading.Barrier(len(acts))
    told = [""] * len(acts)

    def do(number: int) -> None:
        viewer, act = acts[number]
        with viewing(viewer):
            together.wait()
            try:
                act()
                told[number] = "done"
            except EditionRefused as refused:
                told[number] = str(refused)
            finally:
                connection.close()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def own(edition: Edition) -> Edition:
    """The edition as another process has it."""
    return Edition.objects.get(pk=edition.pk)


def test_of_two_who_save_the_second_is_told(shared: Dossier) -> None:
    people = [person(shared, "contributor") for _ in range(4)]
    with viewing(people[0]):
        annual = opened("annual", "begun")
        mine = [own(annual) for _ in people]

    def act(number: int) -> Callable[[], object]:
        return lambda: save(mine[number], f"text of {number}", "", over=1)

    told = at_once(*((who, act(number)) for number, who in enumerate(people)))
    assert sorted(one == "done" for one in told) == [False, False, False, True]
    assert all("somebody saved text 2 meanwhile" in one for one in told if one != "done")
    with viewing(people[0]):
        assert [one.content for one in texts(annual)] == ["begun", f"text of {told.index('done')}"]


def test_saves_that_ask_for_nothing_are_all_kept(shared: Dossier) -> None:
    people = [person(shared, "contributor") for _ in range(4)]
    with viewing(people[0]):
        annual = opened("annual", "begun")
        mine = [own(annual) for _ in people]

    def act(number: int) -> Callable[[], object]:
        return lambda: save(mine[number], f"text of {number}", "")

    assert at_once(*((who, act(number)) for number, who in enumerate(people))) == ["done"] * 4
    with viewing(people[0]):
        assert [one.serial for one in texts(annual)] == [1, 2, 3, 4, 5]


def test_a_name_is_given_once(shared: Dossier) -> None:
    people = [person(shared, "contributor") for _ in range(3)]
    told = at_once(*((who, lambda: opened("annual", "text")) for who in people))
    assert told.count("done") == 1
    assert sum("there is an edition annual already" in one for one in told) == 2


def test_it_is_published_once(shared: Dossier) -> None:
    people = [person(shared, "publisher", "Lake Watch") for _ in range(3)]
    with viewing(people[0]):
        annual = opened("annual", "begun")
        freeze(annual, frozen(BUILD))
        mine = [own(annual) for _ in people]

    def act(number: int) -> Callable[[], object]:
        return lambda: publish(mine[number], BUILD, [("paragraph", "b", str(number))])

    told = at_once(*((who, act(number)) for number, who in enumerate(people)))
    assert told.count("done") == 1
    assert sum("annual is published, and only a frozen or signed" in one for one in told) == 2
    with viewing(people[0]):
        kept = own(annual)
        first = told.index("done")
        assert (kept.lines[0][2], kept.published_by_id) == (str(first), people[first].account)


def test_nobody_signs_what_somebody_reopens(shared: Dossier) -> None:
    lake, mill = (person(shared, "publisher", name) for name in ("Lake Watch", "Archive of the Mill"))
    for number in range(4):
        with viewing(lake):
            one = opened(f"edition-{number}", "begun")
            freeze(one, frozen(BUILD))
            sign(one)
            theirs, mine = own(one), own(one)
        told = at_once((mill, lambda theirs=theirs: sign(theirs)), (lake, lambda mine=mine: reopen(mine)))  # type: ignore[misc]
        assert told[1] == "done"
        assert told[0] == "done" or f"edition-{number} is draft, and only a frozen" in told[0]
        assert state(one) == "draft", "whoever was first, it is open again"
        with viewing(lake):
            words = SignOff.objects.filter(edition=one)
            assert words.count() == 1 + (told[0] == "done")
            assert not words.filter(build="").exists()


def test_all_partners_who_sign_at_once_make_it_signed(shared: Dossier) -> None:
    people = [
        person(shared, "publisher", name) for name in ("Lake Watch", "Archive of the Mill", "Road Desk")
    ]
    with viewing(people[0]):
        annual = opened("annual", "begun")
        freeze(annual, frozen(BUILD))
        mine = [own(annual) for _ in people]
    told = at_once(*((who, lambda one=one: sign(one)) for who, one in zip(people, mine, strict=True)))
    assert told == ["done"] * 3
    assert state(annual) == "signed"


def test_a_capture_that_two_release_is_released_once(shared: Dossier) -> None:
    people = [person(shared, "publisher") for _ in range(3)]
    with viewing(people[0]):
        capture = page()
    assert at_once(*((who, lambda: release([capture], "looked at")) for who in people)) == ["done"] * 3
    with viewing(people[0]):
        assert Release.objects.filter(capture__pk=capture).count() == 1
