"""Files that were sent and came back are erased for good where a person asked for it; bytes too, in the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.dossier.editions.exchanging import NAME, ids, send, take
from tests.dossier.editions.making import person

from sourcebook.dossier.editions import EditionRefused, forget, opened, save, texts
from sourcebook.dossier.editions.deciding import Decisions, decide
from sourcebook.dossier.editions.forgetting import forget_taking
from sourcebook.dossier.editions.sendings import content_of
from sourcebook.dossier.home import captures
from sourcebook.dossier.models import ChangeDecision, Dossier, Edition, ProposedChange, Sending, Taking
from sourcebook.dossier.seen import viewing
from sourcebook.dossier.vault import Store


@pytest.fixture
def annual(shared: Dossier) -> Iterator[Edition]:
    """A draft where transactions really end: bytes go only then."""
    with viewing(person(shared, "keeper")):
        yield opened("annual", "# Ardovia 2031\n", "begun")


def test_with_a_text_go_the_files_made_of_it_and_what_was_read_of_them(annual: Edition) -> None:
    save(annual, f"{NAME} saw it.", "")
    sent = send(annual, b"with the name")
    taking = take(annual, sent, b"edited by her", text=2, script={"text": NAME}, comments=[{"text": NAME}])
    kept = take(annual, None, b"of another text")
    save(annual, "A woman saw it.", "")
    with pytest.raises(
        EditionRefused, match=r"annual: 3 changes of what came back \(1\) wait for a decision"
    ):
        forget(annual, 2, "asked")
    assert texts(annual)[1].content
    decide(annual, Decisions(rejected=ids(taking), why=f"{NAME} agreed"))
    forget(annual, 2, "asked by letter")
    gone = Taking.objects.get(pk=taking.pk)
    assert (gone.script, gone.comments, gone.file_name, gone.sha256) == ({}, [], "", "")
    assert gone.remarks == [["erased", "Erased: asked by letter"]]
    rows = ProposedChange.objects.filter(taking=taking)
    assert set(rows.values_list("before", "after", "author", "state")) == {("", "", "", "rejected")}
    everything = [list(model.objects.values()) for model in (Sending, Taking, ProposedChange, ChangeDecision)]
    assert NAME not in str(everything)
    store = Store(captures())
    assert not store.has(sent.sha256) and not store.has(taking.sha256) and store.has(kept.sha256)
    with pytest.raises(EditionRefused, match="the bytes of this file were erased"):
        content_of(Sending.objects.get(pk=sent.pk))
    assert Taking.objects.get(pk=kept.pk).script and Sending.objects.get(pk=sent.pk).partner == "Lake Watch"


def test_with_a_text_goes_the_file_from_which_its_words_came(annual: Edition) -> None:
    taking = take(annual, None, script={"text": NAME})
    one, *rest = ids(taking)
    decide(annual, Decisions([one], rest, content=f"{NAME} saw it.", over=1))
    save(annual, "A woman saw it.", "")
    forget(annual, 2, "asked")
    assert Taking.objects.get(pk=taking.pk).script == {}


def test_a_file_can_be_forgotten_by_itself(annual: Edition) -> None:
    taking = take(annual, None, comments=[{"text": NAME}])
    with pytest.raises(EditionRefused, match="wait for a decision"):
        forget_taking(taking, "asked")
    decide(annual, Decisions(rejected=ids(taking)))
    with pytest.raises(EditionRefused, match="say --why: the reason is what stays"):
        forget_taking(taking, " ")
    forget_taking(taking, "asked")
    assert NAME not in str(list(Taking.objects.values()))
    assert not Store(captures()).has(taking.sha256)
