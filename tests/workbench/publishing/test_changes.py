"""An edition goes to partners in Word; each change that comes back is taken, left or asked about, and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.workbench.publishing.making import (
    ROOT,
    SLUG,
    Held,
    edition,
    partners,
    post,
    publishable,
    queries,
    read,
    told,
)
from tests.workbench.publishing.partners import ROAD, SILENT, back, sent

from sourcebook.dossier.desk.working import Hold
from sourcebook.dossier.editions import newest, save
from sourcebook.dossier.models import Account, Dossier, Edition, ProposedChange, Sending
from sourcebook.dossier.models.desk import WorkState
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.workbench.pages.words.work import send
from sourcebook.workbench.work import Told
from sourcebook.workbench.work.folders import made_folder

Browser = Callable[[str], Client]
BOTH = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return publishable(dossier, people["keeper"])


def _text() -> str:
    with as_system():
        return newest(edition()).content


def _states() -> list[str]:
    with as_system():
        return list(ProposedChange.objects.order_by("serial").values_list("state", flat=True))


def _two(mine: Client) -> None:
    """Two changes, a comment on the second, and a comment elsewhere."""
    file = sent(mine, "Centre of the Mill")
    file.replace(SILENT, "Nobody replied to him, and the market stayed open.", "Mira Tal")
    file.replace(ROAD, "The road to Saarn was opened again in May, and carts came through.", "Orvan Pell")
    file.comment("opened again in May", "Since when?", "Orvan Pell")
    assert back(mine, file).words == "2 changes are proposed."


def test_who_was_sent_what_and_until_when(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    work = post(
        mine, "words/send/", partner="Centre  of the Mill", until="2020-05-02", note="Look at the road."
    )
    assert work.state == WorkState.DONE
    page = read(mine, "words/")
    for words in ("Centre of the Mill", "2020-05-02", "nothing came back yet", "Look at the road.", "text 1"):
        assert words in page
    assert "Say whom it is for" in told(mine, "words/send/", partner=" ")
    page = told(mine, "words/send/", partner="X", until="soon", note="typed before")
    assert "write the day as 2031-05-02" in page and "typed before" in page
    assert as_("reader").post(f"{ROOT}words/send/", {"partner": "X"}).status_code == 403
    assert as_("reader").get(f"{ROOT}words/sent/1/").status_code == 403


def test_work_that_runs_again_sends_once(held: Held, as_: Browser) -> None:
    work = post(as_("keeper"), "words/send/", partner="Centre")
    with as_system():
        keeper = Account.objects.get(handle="keeper")

    # The worker was killed after it had noted the sending.
    told_ = Told(Hold(work.pk, work.tries))
    with viewing(Viewer(work.dossier_id, "keeper", keeper.pk, None)):
        send(told_, {"edition": SLUG, "partner": "Centre", "note": ""}, made_folder(work.pk))
        assert Sending.objects.count() == 1


def test_words_are_marked_and_comments_stand_at_their_change(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    _two(mine)
    page = read(mine, "words/changes/?change=1")
    assert "<del>answered</del><ins>replied to</ins>" in page.replace(
        "<ins>replied</ins> <ins>to</ins>", ""
    ) or ("<del>" in page and "<ins>" in page)
    assert "Mira Tal" in page and "Since when?" not in page.split("<aside")[0]
    assert "Since when?" in read(mine, "words/changes/?change=2").split("<aside")[0]


def test_a_change_is_taken_and_the_next_comes_by_itself(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    _two(mine)
    page = told(mine, "words/decide/", act="accept", number="1", text="1")
    assert "1 change taken into text 2." in page
    assert "Since when?" in page.split("<aside")[0]
    assert "Nobody replied to him" in _text() and "opened again in May" not in _text()
    page = told(mine, "words/decide/", act="reject", number="2", text="2", why="The gazette says April.")
    assert "1 change not taken." in page and "No change waits here." in page
    assert _states() == ["accepted", "rejected"]
    assert "The gazette says April." in read(mine, "words/changes/?change=2&state=decided")
    answer = mine.get(f"{ROOT}words/answer/1/")
    assert answer["Content-Disposition"] == f'attachment; filename="{SLUG}-centre-of-the-mill-answer.docx"'


@BOTH
def test_each_decision_is_taken_back(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    _two(mine)
    before = _text()
    page = told(mine, "words/decide/", act="accept", number="1", text="1")
    assert 'value="undo"' in page and 'name="number" value="1"' in page
    assert "1 change is open again." in told(mine, "words/decide/", act="undo", number="1", text="2")
    assert _text() == before and _states() == ["open", "open"]
    told(mine, "words/decide/", act="reject", number="2", text="3")
    told(mine, "words/decide/", act="undo", number="2", text="3")
    assert _states() == ["open", "open"]


def test_what_others_wrote_since_is_not_taken_back_with_it(
    held: Held, as_: Browser, dossier: Dossier, people: dict[str, Account]
) -> None:
    mine = as_("contributor")
    _two(mine)
    told(mine, "words/decide/", act="accept", number="1", text="1")
    with viewing(Viewer(dossier.pk, "keeper", people["keeper"].pk, None)):
        save(edition(), _text().replace("# The road", "# The long road"), "a better heading")
    page = told(mine, "words/decide/", act="undo", number="1", text="3")
    assert "a newer text was saved since" in page
    assert "The long road" in _text() and _states()[0] == "accepted"


@BOTH
def test_a_question_leaves_it_open(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    _two(mine)
    assert "Write what is to be asked" in told(mine, "words/decide/", act="ask", number="1", text="1")
    told(mine, "words/decide/", act="ask", number="1", text="1", why="Who told them?")
    page = read(mine, "words/changes/?state=asked")
    assert "Who told them?" in page and "Vela Contributor" in page
    assert _states() == ["open", "open"]


def test_all_that_nothing_stands_against_at_once(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    _two(mine)
    assert "Take all 2 that nothing stands against" in read(mine, "words/changes/")
    told(mine, "words/decide/", act="apart", number=["1", "2"], text="1")
    assert _states() == ["accepted", "accepted"]
    assert "2 changes are open again." in told(mine, "words/decide/", act="undo", number=["1", "2"], text="2")


def test_three_ways_side_by_side_and_own_words(
    held: Held, as_: Browser, dossier: Dossier, people: dict[str, Account]
) -> None:
    mine = as_("contributor")
    _two(mine)
    with viewing(Viewer(dossier.pk, "keeper", people["keeper"].pk, None)):
        save(edition(), _text().replace("Nobody answered him", "No one answered him"), "milder")
    page = read(mine, "words/changes/?state=against")
    for words in (
        "As it was sent",
        "Theirs (Centre of the Mill)",
        "Ours, text 2",
        "Take theirs",
        "Keep ours",
    ):
        assert words in page
    page = told(mine, "words/decide/", act="accept", number="1", text="2")
    assert "Still open" in page and _states()[0] == "open"
    own = "No one replied to him, and the market stayed open."
    page = told(mine, "words/decide/", act="words", number="1", text="1", words=own)
    assert "Somebody saved text 2 meanwhile" in page and own in page
    told(mine, "words/decide/", act="words", number="1", text="2", words=own)
    assert own in _text()


def test_two_partners_on_one_sentence(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    one = sent(mine, "Centre")
    other = sent(mine, "Initiative", 2)
    back(
        mine,
        one.replace(SILENT, "Nobody replied to him, and the market stayed open.", "Mira Tal"),
        "one.docx",
    )
    back(
        mine,
        other.replace(SILENT, "Nobody spoke to him, and the market stayed open.", "Lia Voss"),
        "two.docx",
    )
    page = read(mine, "words/changes/?change=1")
    assert "Another partner changed the same sentence." in page
    assert "Centre" in page and "Initiative" in page and "spoke to" in page
    assert "Take all" not in page


def test_the_same_file_is_not_taken_twice_and_no_other_file_at_all(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    content = sent(mine, "Centre").replace(SILENT, "Nobody replied.", "Mira Tal").written()
    for name, words in (("one.docx", "1 change is proposed."), ("two.docx", "taken in already")):
        assert words in post(mine, "words/take/", file=SimpleUploadedFile(name, content)).words
    bad = post(mine, "words/take/", file=SimpleUploadedFile("x.docx", b"%PDF-1.7 no Word file"))
    assert bad.state == WorkState.FAILED and len(_states()) == 1
    assert "Choose the Word file first" in told(mine, "words/take/")
    odd = told(mine, "words/take/", partner="a\x00b", file=SimpleUploadedFile("x.docx", b"PK"))
    assert "a character that cannot be kept" in odd and len(_states()) == 1


def test_lost_references_are_told(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    file = sent(mine, "Centre").remove("On 18 March 2024 the minister")
    back(mine, file)
    page = read(mine, "words/")
    assert "References that are not as they were" in page and "deleted without tracking" in page
    assert "It takes 1 reference out of the text." in read(mine, "words/changes/")


def test_a_draft_that_was_never_ours_becomes_an_edition(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    draft = sent(mine, "Centre").without_names().written()
    work = post(
        mine,
        "words/new/",
        slug="border-2031",
        partner="Lia Voss",
        file=SimpleUploadedFile("draft.docx", draft),
    )
    assert work.state == WorkState.DONE, work.result
    with as_system():
        assert Edition.objects.filter(slug="border-2031").exists()
    assert "Give the new edition a short name" in told(mine, "words/new/", slug="")


def test_a_file_is_erased_for_a_reason(held: Held, as_: Browser) -> None:
    mine = as_("contributor")
    _two(mine)
    keeper = as_("keeper")
    assert "wait for a decision" in told(keeper, "words/forget/1/", why="they asked")
    told(mine, "words/decide/", act="reject", number=["1", "2"], text="1")
    assert "Say why it is erased" in told(keeper, "words/forget/1/")
    assert "erased for good" in told(keeper, "words/forget/1/", why="they asked")
    assert "Mira Tal" not in read(keeper, "words/changes/?state=all")
    assert mine.post(f"{ROOT}words/forget/1/", {"why": "x"}).status_code == 403


@BOTH
def test_pages_take_few_queries(held: Held, as_: Browser, dossier: Dossier) -> None:
    partners(dossier)
    mine = as_("contributor")
    _two(mine)
    read(mine, "words/changes/")
    assert queries(mine, "words/") <= 15
    assert queries(mine, "words/changes/") <= 10
