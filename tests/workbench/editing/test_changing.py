"""A record is changed in a form; two people who do so at once lose nothing; what is withheld or sealed stays."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from tests.workbench.editing.filling import ROOT, fields, opened, row, send
from tests.workbench.editing.test_making import TYPED, made
from tests.workbench.holding import QUOTED, Browsers, Held, hold, queries, read, viewer_of

from sourcebook.dossier.kinds import KINDS, Plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Account, Dossier, Evidence, Revision
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.write.levels import withhold
from sourcebook.workbench.forms.layout import NOT_MADE


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def now(record: str) -> Plain:
    with as_system():
        [plain] = by_ids([record])
    return plain


def newest() -> str:
    with as_system():
        return str(Revision.objects.order_by("-at").values_list("pk", flat=True)[0])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in NOT_MADE])
def test_each_kind_is_made_changed_and_put_back(as_: Browsers, kind: str) -> None:
    client = as_("reviewer")
    typed = opened(client, f"/new/{kind}/")
    for name, text in TYPED[kind].items():
        part, _dot, column = name.partition(".")
        typed[name if part == "f" else f"{row(typed, part)}.{column}"] = [text]
    before = made(send(client, f"/new/{kind}/", typed))
    sent = opened(client, f"/records/{before['id']}/edit/")
    assert send(client, f"/records/{before['id']}/edit/", sent).status_code == 302
    assert now(before["id"])["version"] == 1, "saved as it was, nothing differs"
    response = send(client, f"/records/{before['id']}/edit/", sent, h__note="ask the mill", why="to be asked")
    assert response.status_code == 302
    assert now(before["id"])["note"] == "ask the mill"
    page = read(client, f"/undo/{newest()}/")
    assert "ask the mill" in page
    assert client.post(f"{ROOT}/undo/{newest()}/", {"why": "a slip"}).status_code == 302
    after = now(before["id"])
    assert after["version"] == 3 and {**after, "version": 1} == before


def test_a_reason_is_asked_before_a_change_is_taken_back(held: Held, as_: Browsers) -> None:
    response = as_("reviewer").post(f"{ROOT}/undo/{newest()}/", {"why": " "})
    assert response.status_code == 422 and "Say why" in response.content.decode()
    assert as_("contributor").get(f"{ROOT}/undo/{newest()}/").status_code == 403


def test_what_was_built_upon_is_not_taken_back(held: Held, as_: Browsers) -> None:
    client = as_("reviewer")
    sent = opened(client, f"/records/{held['shots']}/edit/")
    send(client, f"/records/{held['shots']}/edit/", sent, f__description="shots at the gate")
    first = newest()
    sent = opened(client, f"/records/{held['shots']}/edit/")
    send(client, f"/records/{held['shots']}/edit/", sent, f__description="shots at the mill")
    response = client.post(f"{ROOT}/undo/{first}/", {"why": "a slip"})
    assert response.status_code == 409
    assert (
        "Somebody built upon it since" in response.content.decode()
        and "shots at the mill" in response.content.decode()
    )


def test_two_people_change_one_record_and_nothing_is_lost(held: Held, as_: Browsers) -> None:
    one, other, address = as_("reviewer"), as_("contributor"), f"/records/{held['shots']}/edit/"
    mine, theirs = opened(one, address), opened(other, address)
    assert (
        send(other, address, theirs, f__description="shots at the gate", f__type="attack").status_code == 302
    )
    response = send(
        one, address, mine, f__description="shots at the mill", f__words="they fired", why="two papers"
    )
    assert response.status_code == 409
    page = response.content.decode()
    for words in (
        "shots at the Selm bridge",
        "shots at the gate",
        "shots at the mill",
        "attack",
        "they fired",
    ):
        assert words in page, words
    kept = conflict_fields(page)
    kept["keep.fields/description"] = ["mine"]
    assert one.post(f"{ROOT}{address}", kept).status_code == 302
    plain = now(held["shots"])
    assert plain["fields"]["description"] == "shots at the mill"
    assert plain["fields"]["type"] == "attack" and plain["fields"]["words"] == "they fired"


def test_of_a_conflict_theirs_may_stay(held: Held, as_: Browsers) -> None:
    one, other, address = as_("reviewer"), as_("contributor"), f"/records/{held['shots']}/edit/"
    mine, theirs = opened(one, address), opened(other, address)
    send(other, address, theirs, f__description="shots at the gate")
    kept = conflict_fields(
        send(one, address, mine, f__description="shots at the mill", h__note="a note").content.decode()
    )
    third = opened(other, address)
    send(other, address, third, f__words="they fired")
    again = one.post(f"{ROOT}{address}", {**kept, "keep.fields/description": "theirs"})
    assert again.status_code == 409, "somebody changed it once more meanwhile"
    kept = {**conflict_fields(again.content.decode()), "keep.fields/description": ["theirs"]}
    assert one.post(f"{ROOT}{address}", kept).status_code == 302
    plain = now(held["shots"])
    assert plain["fields"]["description"] == "shots at the gate" and plain["note"] == "a note"
    assert plain["fields"]["words"] == "they fired"


def conflict_fields(page: str) -> dict[str, list[str]]:
    """What the page of a conflict sends again."""
    return fields(page.replace('<form method="post">', '<form class="record">'))


def test_one_field_is_changed_in_its_place(held: Held, as_: Browsers) -> None:
    client = as_("contributor")
    address = f"/records/{held['shots']}/edit/when/"
    page = client.get(f"{ROOT}{address}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page and 'name="f.when"' in page and 'name="f.type"' not in page
    response = send(client, address, fields(page), f__when="since May 2031")
    assert response.headers["Location"].endswith(f"/records/{held['shots']}/#field-when")
    assert now(held["shots"])["fields"]["when"] == "2031-05/.."
    assert now(held["shots"])["fields"]["type"] == "killing"


def test_what_the_program_keeps_is_not_typed(held: Held, as_: Browsers) -> None:
    client = as_("keeper")
    assert client.get(f"{ROOT}/records/{held['copy']}/edit/sha256/").status_code == 403
    assert client.get(f"{ROOT}/records/{held['copy']}/edit/mood/").status_code == 404
    sent = opened(client, f"/records/{held['copy']}/edit/")
    assert (
        send(client, f"/records/{held['copy']}/edit/", sent, f__file_name="gazette-18.html").status_code
        == 302
    )
    plain = now(held["copy"])
    assert plain["fields"]["file_name"] == "gazette-18.html" and len(plain["parts"]["layers"]) == 1


def test_who_does_not_see_a_field_changes_the_others_and_not_it(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        withhold(held["shots"], "when", "restricted", why="the family asks")
    client, address = as_("contributor"), f"/records/{held['shots']}/edit/"
    sent = opened(client, address)
    assert sent["f.when"] == [""]
    assert send(client, address, sent, f__description="shots at the mill").status_code == 302
    plain = now(held["shots"])
    assert plain["fields"]["when"] == "2031-03-21" and plain["fields"]["description"] == "shots at the mill"
    refused = send(client, address, opened(client, address), f__when="2031-04")
    assert refused.status_code == 422 and "is withheld from the role contributor" in refused.content.decode()


def test_somebody_hidden_among_the_speakers_stays(held: Held, as_: Browsers) -> None:
    client, address = as_("contributor"), f"/records/{held['said']}/edit/"
    sent = opened(client, address)
    assert len(sent["p.speakers"]) == 1
    assert send(client, address, sent, f__instrument="Order 4").status_code == 302
    assert len(now(held["said"])["parts"]["speakers"]) == 2


def test_why_a_field_is_empty_is_four_different_things(held: Held, as_: Browsers) -> None:
    client, address = as_("contributor"), f"/records/{held['said']}/edit/"
    sent = opened(client, address)
    assert (sent["a.place"], sent["a.instrument"], sent["a.addressees"], sent["a.case"]) == (
        ["not-stated"], ["none"], ["unknown"], ["withheld"],
    )  # fmt: skip
    send(client, address, sent, f__case="Case 7", a__place="unknown")
    assert now(held["said"])["absent"] == {"place": "unknown", "instrument": "none", "addressees": "unknown"}


def test_evidence_is_found_in_the_copy_or_told_not_to_be(held: Held, as_: Browsers) -> None:
    client, address = as_("contributor"), f"/records/{held['shots']}/edit/evidence/"
    sent = fields(send(client, address, opened(client, address), do="add.e").content.decode())
    new = sent["e"][-1]
    typed = {
        f"e.{new}.exact": "Nobody will stop them.",
        f"e.{new}.source~": "The Kelmet Gazette",
        f"e.{new}.for": ["type", "when"],
    }
    response = client.post(f"{ROOT}{address}", {**sent, **typed})
    assert response.status_code == 422
    page = response.content.decode()
    assert "not in the preserved copy" in page and "Nobody will stop them." in page
    typed[f"e.{new}.exact"] = "Nobody will stop us."
    assert client.post(f"{ROOT}{address}", {**fields(page), **typed}).status_code == 302
    rows = now(held["shots"])["evidence"]
    assert {one["field"] for one in rows} == {"type", "when"}
    assert all(
        one["state"] == "anchored" and one["layer"] and one["exact"] == "Nobody will stop us." for one in rows
    )
    sent = opened(client, address)
    assert len(sent["e"]) == 1, "one quotation is one piece, whatever it is for"
    assert client.post(f"{ROOT}{address}", {**sent, f"e.{sent['e'][0]}.for": ["type"]}).status_code == 302
    assert [one["field"] for one in now(held["shots"])["evidence"]] == ["type"]
    sent = opened(client, address)
    gone = fields(send(client, address, sent, do=f"remove.e.{sent['e'][0]}").content.decode())
    assert client.post(f"{ROOT}{address}", gone).status_code == 302
    with as_system():
        assert not Evidence.objects.filter(record_id=held["shots"]).exists()


def test_words_that_are_in_no_copy_stay_where_somebody_says_so(held: Held, as_: Browsers) -> None:
    client, address = as_("contributor"), f"/records/{held['shots']}/edit/evidence/"
    sent = fields(send(client, address, opened(client, address), do="add.e").content.decode())
    new = sent["e"][-1]
    typed = {
        f"e.{new}.exact": "They fired.",
        f"e.{new}.source": held["source"],
        f"e.{new}.source~": "The Kelmet Gazette",
        f"e.{new}.keep": "1",
    }
    assert client.post(f"{ROOT}{address}", {**sent, **typed}).status_code == 302
    [row_, *_rest] = now(held["shots"])["evidence"]
    assert (
        row_["basis"] == held["source"] and row_["exact"] == "They fired." and row_["state"] == "untargeted"
    )


def test_the_quotation_of_a_statement_is_kept_when_its_evidence_is_looked_at(
    held: Held, as_: Browsers
) -> None:
    client, address = as_("contributor"), f"/records/{held['said']}/edit/"
    before = now(held["said"])["evidence"]
    page = read(client, address)
    assert f"<mark>{QUOTED}</mark>" in page
    assert send(client, address, fields(page), f__label="a").status_code == 302
    assert now(held["said"])["evidence"] == before


@pytest.mark.parametrize("name", ["said", "shots", "few", "speaker", "source", "copy"])
def test_the_forms_ask_little(held: Held, as_: Browsers, name: str) -> None:
    for tail in ("edit/", "edit/evidence/", "status/"):
        if name != "copy" or tail != "edit/evidence/":
            assert queries(as_("keeper"), f"/records/{held[name]}/{tail}") <= 15, tail


@pytest.mark.parametrize(
    ("came_from", "goes"),
    [
        ("/d/ardovia/review/?at=1", "/d/ardovia/review/?at=1"),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
        ("/\\elsewhere.example", ""),
    ],
)
def test_who_came_from_the_queue_goes_back_to_it_and_nobody_elsewhere(
    as_: Browsers, held: Held, came_from: str, goes: str
) -> None:
    address = f"/records/{held['shots']}/edit/"
    sent = opened(as_("reviewer"), f"{address}?{urlencode({'next': came_from})}")
    assert sent.get("next", [""]) == [goes]
    response = send(as_("reviewer"), address, {**sent, "next": [came_from]}, h__note="ask", why="to be asked")
    assert response["Location"] == goes or (not goes and held["shots"] in response["Location"])
