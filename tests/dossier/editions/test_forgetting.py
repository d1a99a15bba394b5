"""What a text of an edition said can be erased; where names of erased people still stand is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.dossier.editions.making import frozen, page
from tests.dossier.write.making import actor, make

from sourcebook.dossier.editions import (
    EditionRefused,
    correct,
    forget,
    freeze,
    newest,
    publish,
    save,
    texts,
)
from sourcebook.dossier.editions.releasing import release
from sourcebook.dossier.models import Edition, EditionText
from sourcebook.dossier.seen import NotAllowed, Viewer, viewing
from sourcebook.dossier.write.erasing import erase

BUILD = "a" * 64
NAME = "Anta Levash"


def test_the_editions_that_still_name_somebody_are_told(annual: Edition) -> None:
    [person] = make(actor(NAME))
    save(annual, f"# Ardovia\n\n{NAME} saw it.\n", f"{NAME} agreed")
    save(annual, "# Ardovia\n", "")
    freeze(annual, frozen(BUILD))
    publish(annual, BUILD, [("paragraph", "b1", f"{NAME} saw it.")])
    capture = page()
    release([capture], f"{NAME} agreed")
    found = {(one.record, one.where, one.name) for one in erase([person], "asked")}
    edition = str(annual.pk)
    assert found == {
        (edition, "edition annual: editiontext.content", NAME),
        (edition, "edition annual: editiontext.why", NAME),
        (edition, "edition annual: edition.lines", NAME),
        (capture, "release.why", NAME),
    }


def test_an_older_text_is_erased_and_its_number_stays(annual: Edition) -> None:
    save(annual, f"{NAME} saw it.", f"{NAME} agreed")
    save(annual, "A woman saw it.", "")
    forget(annual, 2, "asked by letter")
    assert [(one.serial, one.content, one.why) for one in texts(annual)] == [
        (1, "# Ardovia 2031\n", "begun"),
        (2, "", "Erased: asked by letter"),
        (3, "A woman saw it.", ""),
    ]
    assert NAME not in str(list(EditionText.objects.values()))
    assert save(annual, "More.", "").serial == 4


def test_the_text_that_counts_stays(annual: Edition) -> None:
    with pytest.raises(EditionRefused, match="annual: text 1 is the one that counts: save one without the"):
        forget(annual, 1, "asked")
    freeze(annual, frozen(BUILD))
    publish(annual, BUILD, [("paragraph", "b1", "said")])
    with pytest.raises(
        EditionRefused, match="annual: text 1 is the one that counts: correct the edition fir"
    ):
        forget(annual, 1, "asked")
    assert newest(annual).content == "# Ardovia 2031\n"


def test_of_a_corrected_edition_what_was_printed_goes_too(annual: Edition) -> None:
    freeze(annual, frozen(BUILD))
    publish(annual, BUILD, [("paragraph", "b1", f"{NAME} saw it.")])
    new = correct(annual, "a name")
    save(new, "without it", "")
    forget(new, 1, "asked")
    freeze(new, frozen(BUILD))
    publish(new, BUILD, [("paragraph", "b1", "A woman saw it.")])
    forget(annual, 1, "asked")
    kept = Edition.objects.get(pk=annual.pk)
    assert (kept.lines, newest(kept).content) == ([], "")
    assert Edition.objects.get(pk=new.pk).lines == [["paragraph", "b1", "A woman saw it."]]


def test_a_text_that_is_none_and_a_missing_reason_are_told(annual: Edition) -> None:
    with pytest.raises(EditionRefused, match="annual has no text 7; `sourcebook edition texts` shows them"):
        forget(annual, 7, "asked")
    with pytest.raises(EditionRefused, match="say --why: the reason is what stays"):
        forget(annual, 1, " ")


@pytest.mark.parametrize("role", ["reader", "contributor", "reviewer", "publisher"])
def test_only_a_keeper_erases(annual: Edition, member: Callable[..., Viewer], role: str) -> None:
    save(annual, "other", "")
    with viewing(member(role)), pytest.raises(NotAllowed):
        forget(annual, 1, "asked")
    assert texts(annual)[0].content == "# Ardovia 2031\n"
