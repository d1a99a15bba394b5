"""Every text of an edition stays; nobody's text is lost because somebody else saved too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossier.editions.making import frozen

from sourcebook.dossier.editions import (
    EditionRefused,
    edition_of,
    freeze,
    newest,
    opened,
    reopen,
    save,
    texts,
)
from sourcebook.dossier.models import Edition
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.seen.compiler import writing


def test_it_works(annual: Edition, keeper: Viewer) -> None:
    save(annual, "# Ardovia 2031\n\nThe hills.\n", "a chapter", over=1)
    told = [(one.serial, one.why, one.who_id, one.content) for one in texts(annual)]
    assert told == [
        (1, "begun", keeper.account, "# Ardovia 2031\n"),
        (2, "a chapter", keeper.account, "# Ardovia 2031\n\nThe hills.\n"),
    ]
    assert newest(annual).serial == 2


def test_the_same_text_is_not_saved_twice(annual: Edition) -> None:
    assert save(annual, "# Ardovia 2031\n", "again").serial == 1
    assert save(annual, "B", "").serial == 2
    # Somebody saved meanwhile what I have too: nothing is in the way.
    assert save(annual, "B", "", over=1).serial == 2
    assert save(annual, "# Ardovia 2031\n", "back").serial == 3
    assert len(texts(annual)) == 3


def test_who_began_from_an_older_text_is_told_and_nothing_is_saved(annual: Edition) -> None:
    save(annual, "theirs", "", over=1)
    with pytest.raises(EditionRefused) as refused:
        save(annual, "mine", "", over=1)
    assert str(refused.value) == (
        "annual: somebody saved text 2 meanwhile, this one began from 1; "
        "take theirs out, bring both together, save again"
    )
    assert [one.content for one in texts(annual)][-1] == "theirs"


@pytest.mark.parametrize("state", ["frozen", "signed", "published", "corrected"])
def test_only_a_draft_takes_a_text(annual: Edition, state: str) -> None:
    with writing():
        Edition.objects.filter(pk=annual.pk).update(state=state)
    with pytest.raises(EditionRefused, match=f"annual is {state}: a frozen one is reopened"):
        save(annual, "other", "")


@pytest.mark.parametrize("slug", ["", "a b", "../up", "-a", "a/b", "x" * 81, "a\n"])
def test_a_short_name_is_one_word(keeper: Viewer, slug: str) -> None:
    with pytest.raises(EditionRefused, match="a short name has up to 80 letters"):
        opened(slug, "text")
    assert not Edition.objects.exists()


def test_a_name_is_taken_once(annual: Edition) -> None:
    with pytest.raises(EditionRefused, match="there is an edition annual already"):
        opened("annual", "text")
    assert opened("տարեկան-2031", "text").slug == "տարեկան-2031"


def test_what_no_file_can_keep_is_refused(annual: Edition) -> None:
    for content, why in (("a\x00b", ""), ("\ud800", ""), ("fine", "a\x00")):
        with pytest.raises(EditionRefused, match="annual: the text holds a NUL"):
            save(annual, content, why)
    with pytest.raises(EditionRefused, match="NUL"):
        opened("other", "\x00")
    assert len(texts(annual)) == 1 and not Edition.objects.filter(slug="other").exists()


def test_an_edition_is_found_by_its_name_else_the_newest(annual: Edition) -> None:
    opened("second", "text")
    assert edition_of("annual") == annual
    assert edition_of(None).slug == "second"
    with pytest.raises(EditionRefused, match="there is no edition third; there is: second, annual"):
        edition_of("third")


def test_where_there_is_none_it_says_how_to_begin(keeper: Viewer) -> None:
    with pytest.raises(EditionRefused, match=r"^there is no edition; there is: none; begin with `source"):
        edition_of(None)


@pytest.mark.parametrize(("role", "may"), [("reader", False), ("contributor", True), ("reviewer", True)])
def test_who_writes_drafts(annual: Edition, member: Callable[..., Viewer], role: str, may: bool) -> None:
    with viewing(member(role)):
        assert newest(edition_of("annual")).content == "# Ardovia 2031\n"
        if may:
            assert save(annual, "more", "").serial == 2
            assert opened("own", "text").state == "draft"
            return
        with pytest.raises(NotAllowed):
            save(annual, "more", "")
        with pytest.raises(NotAllowed):
            opened("own", "text")


def test_the_number_of_queries_does_not_grow(annual: Edition) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            edition_of("annual")
            assert all(one.who is not None and one.at for one in texts(annual))
            save(annual, f"text {Edition.objects.count()}-{len(texts(annual))}", "")
            freeze(annual, frozen())
        return len(queries)

    few = asked()
    reopen(annual)
    for number in range(20):
        save(annual, f"{number}", "")
        opened(f"more-{number}", "text")
    assert asked() == few
