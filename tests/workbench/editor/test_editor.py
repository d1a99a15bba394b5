"""Editions are listed, begun, read, written: who may, what others saved meanwhile, and what stays closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.test import Client
from tests.workbench.editor.writing_home import Kept
from tests.workbench.holding import ROOT, queries, read, viewer_of

from sourcebook.dossier.editions import Frozen, freeze, newest, save, texts
from sourcebook.dossier.editions.grounds import state_of_grounds
from sourcebook.dossier.models import Account, Dossier, Edition, Record, Sighting
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.write import Edit, edit
from sourcebook.dossier.write.status import advance
from sourcebook.publish import galleys
from sourcebook.workbench.frame.ledger import Ledger
from sourcebook.workbench.work.process import work_off

Browsers = Callable[[str], Client]
AT = "/editions/report-2031/"


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    """No test is shown what another one printed."""
    galleys.let_go()
    yield


@pytest.fixture
def keeper(dossier: Dossier, people: dict[str, Account]) -> Iterator[None]:
    with viewing(viewer_of(dossier, people["keeper"])):
        yield


def _save(client: Client, at: int, typed: str, serial: int = 1, **more: str) -> tuple[int, str]:
    """A paragraph sent as the page sends it: status and answer."""
    given = {"serial": str(serial), "at": str(at), "typed": typed, **more}
    answer = client.post(f"{ROOT}{AT}save/", given, headers={"hx-request": "true"})
    return answer.status_code, answer.content.decode()


def _content(report: Kept) -> str:
    return newest(report.edition).content


def test_the_list_says_how_far_each_has_come(report: Kept, as_: Browsers) -> None:
    page = read(as_("reader"), "/editions/")
    assert "report-2031" in page and "Vela Keeper" in page and "begun" in page
    assert "Begin an edition" not in page
    assert "Begin an edition" in read(as_("contributor"), "/editions/")
    answer = as_("reader").get(f"{ROOT}/editions/report-1999/", follow=True)
    assert "There is no such edition" in answer.content.decode()


def test_a_chapter_prints_as_the_report_will(report: Kept, as_: Browsers) -> None:
    page = read(as_("reader"), f"{AT}?section=roads")
    assert "On 18 March, Oren Dask said: “Every hill will be ours again.”" in page
    assert 'href="#note-1"' in page and "Hills, 18 March 2031" in page
    assert 'As said in paragraph <a href="#dask">2</a>' in page and "Ibid" in page
    assert "at least 3" in read(as_("reader"), f"{AT}?section=summary")
    assert "Nothing is known of the mills" in read(as_("reader"), f"{AT}?at=9")
    assert "Nothing is known of the mills" in read(as_("reader"), f"{AT}?block=mills")
    assert "piece-tools" not in page and "Your role does not change it" in page


def test_few_queries(report: Kept, as_: Browsers) -> None:
    client = as_("contributor")
    # What is printed from is gathered once after each change, and names when the gate asks for them.
    read(client, f"{AT}?section=roads")
    read(client, f"{AT}findings/?section=roads")
    read(client, f"{AT}find/?q=hill")
    assert queries(client, "/editions/") <= 15
    for address in (
        "?section=roads",
        "findings/?section=roads",
        "present/?at=3",
        "form/?at=3",
        "find/?q=hill",
        "texts/?from=1&to=1",
        "head/",
    ):
        assert queries(client, f"{AT}{address}") <= 15, address


def test_one_paragraph_is_saved_and_all_others_stay(report: Kept, keeper: None, as_: Browsers) -> None:
    before = _content(report)
    status, page = _save(as_("contributor"), 4, "The road was shut.", why="the mayor said so")
    assert status == 200 and "Saved as text 2" in page and "The road was shut." in page
    old = "The road to Selm was closed. The mill stood empty."
    assert _content(report) == before.replace(old, "The road was shut.")
    [_, last] = texts(report.edition)
    assert (last.who.name if last.who else "", last.why) == ("Vela Contributor", "the mayor said so")
    # The same again is no new text.
    assert "Nothing was changed" in _save(as_("contributor"), 4, "The road was shut.", 2)[1]


def test_the_name_of_a_paragraph_stays_though_nobody_types_it(
    report: Kept, keeper: None, as_: Browsers
) -> None:
    form = as_("contributor").get(f"{ROOT}{AT}form/?at=3").content.decode()
    assert 'value="#dask"' in form and "{#dask}" not in form
    _save(as_("contributor"), 3, "Nobody spoke.", name="#dask")
    assert "Nobody spoke. {#dask}\n" in _content(report)


def test_paragraphs_are_added_moved_and_taken_out(report: Kept, keeper: None, as_: Browsers) -> None:
    client = as_("contributor")
    before = _content(report)
    _save(client, 4, "New here.\n\nAnd here.", after="1")
    assert "stood empty.\n\nNew here.\n\nAnd here.\n\nOn 19 March" in _content(report)
    _save(client, 5, "", 2)
    _save(client, 5, "", 3)
    assert _content(report) == before
    client.post(f"{ROOT}{AT}move/", {"serial": "4", "move": "2 up section"})
    assert _content(report).index("# Roads") < _content(report).index("# Summary")
    answer = client.post(f"{ROOT}{AT}move/", {"serial": "5", "move": "0 up"}, headers={"hx-request": "true"})
    assert answer.status_code == 422 and "nothing stands before" in answer.content.decode()


def test_what_two_people_wrote_is_brought_together(report: Kept, keeper: None, as_: Browsers) -> None:
    old = "The road to Selm was closed. The mill stood empty."
    _save(as_("reviewer"), 4, old.replace("empty", "quite empty"))
    _save(as_("reviewer"), 0, "# In short", 2, name="#summary .summary")
    # Made from the first text: another sentence of the same paragraph.
    status, page = _save(as_("contributor"), 4, old.replace("closed", "shut"))
    assert status == 200 and "together with what others saved" in page
    assert "The road to Selm was shut. The mill stood quite empty." in _content(report)
    assert "# In short" in _content(report)
    # The same sentence: nothing is saved, both sides are shown with their words marked.
    status, page = _save(as_("reviewer"), 4, old.replace("closed", "barred"))
    assert status == 409 and newest(report.edition).serial == 4
    assert "Vela Contributor changed the same sentence" in page
    assert "<ins>shut</ins>" in page and "<ins>barred</ins>" in page
    assert old.replace("closed", "barred") in page
    # What was decided goes on from the newest text.
    status, page = _save(as_("reviewer"), 4, "The road was barred.", 4)
    assert status == 200 and "The road was barred." in _content(report)


def test_what_another_took_out_is_not_lost(report: Kept, keeper: None, as_: Browsers) -> None:
    _save(as_("reviewer"), 4, "")
    status, page = _save(as_("contributor"), 4, "The road to Selm was shut.")
    assert status == 409 and "Vela Reviewer took this paragraph out" in page
    assert "The road to Selm was shut." in page
    # As the form in the answer would send it.
    status, _ = _save(as_("contributor"), 3, "The road to Selm was shut.", 2, after="1")
    assert status == 200
    assert "{#dask}\n\nThe road to Selm was shut.\n\nOn 19 March" in _content(report)


def test_what_is_wrong_is_said_and_what_was_typed_stays(report: Kept, keeper: None, as_: Browsers) -> None:
    status, page = _save(as_("contributor"), 4, "One [@statement] & two.")
    assert status == 422 and "line 1:" in page and "cannot be read" in page
    assert "One [@statement] &amp; two." in page and newest(report.edition).serial == 1
    status, page = _save(as_("contributor"), 4, "Twice.", name="#dask")
    assert status == 422 and "dask stands on line" in page
    status, page = _save(as_("contributor"), 99, "Nowhere.")
    assert status == 422 and "Nowhere." in page
    answer = as_("contributor").post(f"{ROOT}{AT}save/", {"typed": "x"})
    assert answer.status_code == 422 and "does not say which paragraph" in answer.content.decode()


def test_a_preview_prints_what_is_typed_and_tells_what_cannot_be(report: Kept, as_: Browsers) -> None:
    client = as_("contributor")

    def preview(typed: str, **more: str) -> str:
        given = {"serial": "1", "at": "4", "typed": typed, **more}
        return client.post(f"{ROOT}{AT}preview/", given).content.decode()

    shown = preview(f"So many: [=claim:{report.claim}].[@statement:{report.said}]")
    assert "So many: at least 3." in shown and "Ibid" in shown and ">2</span>" in shown
    assert "is a draft" in preview(f"A word.[@statement:{report.draft}]")
    assert "is no record of the dossier" in preview("A word.[@statement:00000000]")
    assert "cannot be read" in preview("A word.[@statement]")
    assert ">4.</span>" in preview("A new one.", after="1")
    assert "<script>" not in preview("<script>alert(1)</script>")
    assert newest_serial(report) == 1


def test_typing_fills_no_log(report: Kept, as_: Browsers, fresh_ledger: Ledger) -> None:
    given = {"serial": "1", "at": "4", "typed": "One more word."}
    assert as_("contributor").post(f"{ROOT}{AT}preview/", given).status_code == 200
    assert as_("contributor").post(f"{ROOT}{AT}preview/", {"typed": ""}).status_code != 500
    fresh_ledger.settle()
    with as_system():
        assert not Sighting.objects.filter(page="edition-preview").exists()


def newest_serial(report: Kept) -> int:
    with as_system():
        return newest(report.edition).serial


def test_a_reference_is_found_by_its_words(report: Kept, as_: Browsers) -> None:
    client = as_("contributor")
    found = read(client, f"{AT}find/?q=hill&kind=statement")
    assert f"[@statement:{report.said}]" in found and f"[~@statement:{report.said}]" in found
    assert f"“Every hill will be ours again.”[@statement:{report.said}]" in found
    assert "Hills, 18 March 2031" in found
    # What is not published is told, and cannot be put in.
    assert "Not published yet" in found and f"statement:{report.draft}]" not in found
    assert f"[=claim:{report.claim}]" in read(client, f"{AT}find/?q=police")
    assert "[#bridges]" not in read(client, f"{AT}find/?q=hill&kind=here")
    assert "[#dask]" in read(client, f"{AT}find/?q=hill&kind=here")
    assert "Nothing is found" in read(client, f"{AT}find/?q=xyzzy")


def test_findings_stand_at_their_paragraphs(report: Kept, as_: Browsers) -> None:
    page = read(as_("contributor"), f"{AT}findings/?section=roads")
    assert 'id="remarks-5"' in page and "has a date but no reference" in page
    assert 'data-refer="On 19 March 2031 nobody came to the bridge."' in page
    assert 'id="remarks-3"' not in page
    elsewhere = read(as_("contributor"), f"{AT}findings/?section=mills")
    assert "0 findings here" in elsewhere and "Roads" in elsewhere


def test_what_the_whole_check_found_stands_at_its_paragraph_too(report: Kept, as_: Browsers) -> None:
    client = as_("publisher")
    old = "Nothing is known of the mills of Selm , that is , of no mill ."
    _save(client, 9, f"{old} “It begins and nothing closes it.")
    page = read(client, f"{AT}findings/?section=mills")
    assert 'hx-post="/d/ardovia/editions/report-2031/look/' in page and "quote-unbalanced" not in page
    client.post(f"{ROOT}{AT}look/?section=mills", headers={"hx-request": "true"})
    assert "asked=1" in read(client, f"{AT}findings/?section=mills")
    work_off()
    page = read(client, f"{AT}findings/?section=mills")
    assert 'id="remarks-9"' in page and "quote-unbalanced" in page and "rules look at" not in page
    assert read(client, "/work/").count("The rules over") == 0
    # Another text, and it is no longer what was looked at.
    _save(client, 9, "Nothing is known.", 2)
    page = read(client, f"{AT}findings/?section=mills")
    assert "quote-unbalanced" not in page and "rules look at" in page


def test_what_is_frozen_is_read_only(report: Kept, keeper: None, as_: Browsers) -> None:
    freeze(report.edition, Frozen("b" * 64))
    page = read(as_("contributor"), f"{AT}?section=roads")
    assert "This edition is frozen" in page and "piece-tools" not in page and "Every hill" in page
    status, page = _save(as_("contributor"), 4, "Too late.")
    assert status == 422 and "a frozen one is reopened" in page and "Too late." in page
    assert as_("contributor").get(f"{ROOT}{AT}form/?at=4").status_code == 422
    assert newest(report.edition).serial == 1


def test_earlier_texts_are_compared_and_gone_back_to(report: Kept, keeper: None, as_: Browsers) -> None:
    before = _content(report)
    _save(as_("contributor"), 4, "The road was shut.")
    page = read(as_("contributor"), f"{AT}texts/?from=1&to=2")
    assert "<ins>shut</ins>" in page.replace("<ins>was shut</ins>", "<ins>shut</ins>") or "shut" in page
    assert "Every hill" not in page
    as_("contributor").post(f"{ROOT}{AT}texts/back/", {"serial": "1", "over": "2"})
    assert _content(report) == before and newest(report.edition).serial == 3
    assert texts(report.edition)[-1].why == "back to text 1"
    # Somebody saved since: nothing is thrown away unseen.
    answer = as_("contributor").post(f"{ROOT}{AT}texts/back/", {"serial": "2", "over": "2"}, follow=True)
    assert "somebody saved text 3 meanwhile" in answer.content.decode()


def test_title_and_form(report: Kept, keeper: None, as_: Browsers) -> None:
    client = as_("contributor")
    given = {
        "serial": "1",
        "title": "Ardovia in 2031",
        "period": "2031",
        "date": "2031-12-02",
        "language": "en",
    }
    client.post(f"{ROOT}{AT}head/", {**given, "house": "oscola"})
    assert "title: Ardovia in 2031\n" in _content(report) and "house: oscola" in _content(report)
    for wrong, told in (
        ({"title": ""}, "Title:"),
        ({"period": "spring"}, "Period:"),
        ({"date": "2.5."}, "Day:"),
    ):
        answer = client.post(f"{ROOT}{AT}head/", {**given, "serial": "2", **wrong})
        assert answer.status_code == 422 and told in answer.content.decode()


def test_an_edition_is_begun(report: Kept, keeper: None, as_: Browsers) -> None:
    client = as_("contributor")
    given = {"title": "Ardovia", "language": "en", "house": "report", "outline": "annual"}
    answer = client.post(f"{ROOT}/editions/", {**given, "name": "empty-2031", "source": "empty"}, follow=True)
    assert "Nothing is written yet" in answer.content.decode()
    status, page = _save_first(client)
    assert status == 200 and "The first words." in page
    answer = client.post(f"{ROOT}/editions/", {**given, "name": "drafted", "source": "records"}, follow=True)
    assert "Methodology" in answer.content.decode()
    assert Edition.objects.filter(slug="drafted").exists()
    for wrong, told in (
        ({"name": ""}, "Short name"),
        ({"name": "drafted"}, "already"),
        ({"name": "a b"}, "short name"),
        ({"name": "x", "period": "spring"}, "Period"),
    ):
        answer = client.post(f"{ROOT}/editions/", {**given, "source": "empty", **wrong})
        assert answer.status_code == 422 and told in answer.content.decode(), wrong


def test_a_report_on_one_incident_is_drafted_from_the_browser(
    report: Kept, keeper: None, as_: Browsers
) -> None:
    client = as_("contributor")
    event = str(Record.objects.get(kind="event").pk)
    given = {"title": "Selm", "language": "en", "house": "un", "outline": "incident", "source": "records"}
    for number, words in enumerate(("shots bridge", f"http://127.0.0.1:8000/d/ardovia/records/{event}/")):
        name = f"selm-{number}"
        answer = client.post(f"{ROOT}/editions/", {**given, "name": name, "event": words}, follow=True)
        assert answer.status_code == 200, answer.content.decode()
        kept = newest(Edition.objects.get(slug=name)).content
        assert f"incident event:{event}" in kept and "Selm bridge" in kept
    nobody = str(Record.objects.get(kind="source").pk)
    for words, told in (("", "Event: say which"), ("rain", "Event: none"), (nobody, "Event: none")):
        answer = client.post(f"{ROOT}/editions/", {**given, "name": "other", "event": words})
        page = answer.content.decode()
        assert answer.status_code == 422 and told in page and 'value="Selm"' in page, words
        assert '<option value="incident" selected>' in page


def test_a_new_edition_says_where_nothing_can_be_drafted_from(dossier: Dossier, as_: Browsers) -> None:
    assert "None is published and public yet" in read(as_("contributor"), "/editions/")


def test_the_marks_of_a_text_are_told_where_one_writes(report: Kept, keeper: None, as_: Browsers) -> None:
    client = as_("contributor")
    page = client.get(f"{ROOT}{AT}form/?at=0&after=1", headers={"hx-request": "true"}).content.decode()
    blocks = [unescape(one) for one in re.findall(r'data-insert-block="([^"]*)"', page)]
    counts = [unescape(one) for one in re.findall(r'data-insert="(\[=[^"]*)"', page)]
    assert len(blocks) > 8 and len(counts) == 2
    # What a button puts in is understood: none is refused as it stands.
    for serial, typed in enumerate(
        [*(f"There were {one} [~@claim:{report.claim}]." for one in counts), *blocks[2:]]
    ):
        status, answer = _save(client, 1, typed.replace("¦", ""), serial + 1, after="1")
        assert status == 200, (typed, answer)


def test_what_is_not_published_is_told_without_its_id(report: Kept, keeper: None, as_: Browsers) -> None:
    page = read(as_("contributor"), f"{AT}find/?q=theirs")
    assert "Not published yet" in page and "take the reference out" not in page
    assert f"statement:{report.draft}" not in page


def _save_first(client: Client) -> tuple[int, str]:
    given = {"serial": "1", "at": "-1", "typed": "# Begin\n\nThe first words.", "after": "1"}
    answer = client.post(f"{ROOT}/editions/empty-2031/save/", given, headers={"hx-request": "true"})
    return answer.status_code, answer.content.decode()


def test_what_is_held_goes_with_what_it_was_made_from(report: Kept, keeper: None, as_: Browsers) -> None:
    client = as_("contributor")
    assert "at least 3" in read(client, f"{AT}?section=summary")
    claim = next(pk for pk in _ids() if pk.startswith(report.claim))
    edit([Edit(claim, {"fields/best": 4})], why="the coroner says so")
    assert "at least 4" in read(client, f"{AT}?section=summary")
    said = next(pk for pk in _ids() if pk.startswith(report.said))
    advance([said], "withdraw", "it was somebody else")
    assert "withdrawn" in read(client, f"{AT}?section=roads")
    assert "withdrawn" in read(as_("reader"), f"{AT}?section=roads")


def _ids() -> list[str]:
    return [str(pk) for pk in Record.objects.values_list("pk", flat=True)]


def test_what_is_held_is_of_a_role_and_an_organisation(
    report: Kept, dossier: Dossier, people: dict[str, Account]
) -> None:
    states = set()
    for role in ("reader", "contributor", "keeper"):
        with viewing(viewer_of(dossier, people[role], role)):
            states.add(state_of_grounds())
    assert len(states) == 3


def test_a_text_that_cannot_be_read_is_shown_as_such(report: Kept, keeper: None, as_: Browsers) -> None:
    save(report.edition, "no front matter", "by hand")
    page = read(as_("contributor"), AT)
    assert "must begin with front matter" in page and "Earlier texts" in page
    assert _save(as_("contributor"), 0, "x", 2)[0] == 422
