"""Links in forms: found while one types, asked for where several are meant, made on the spot; offices of the day."""

from __future__ import annotations

import pytest
from tests.dossier.write.making import actor, make
from tests.workbench.editing.filling import ROOT, fields, opened, row, send
from tests.workbench.editing.test_making import made
from tests.workbench.holding import Browsers, Held, hold, queries, read, viewer_of

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Account, Codebook, Dossier, Record
from sourcebook.dossier.seen import as_system, viewing


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def test_records_are_found_while_one_types(held: Held, as_: Browsers) -> None:
    client = as_("reader")
    page = read(client, "/forms/find?q=oren+da&kind=actor&spot=actor/person")
    assert f'data-id="{held["speaker"]}"' in page and 'data-id="new:actor/person"' in page
    assert held["said"] not in page
    assert held["speaker"] in read(client, "/forms/find?q=Даск&kind=actor"), "by another of its names"
    assert held["witness"] not in read(client, "/forms/find?q=mira&kind=actor")
    assert held["witness"] in read(as_("reviewer"), "/forms/find?q=mira&kind=actor")
    assert queries(client, "/forms/find?q=oren&kind=actor") <= 15


def test_words_that_mean_one_record_are_enough(held: Held, as_: Browsers) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/claim/")
    plain = made(send(client, "/new/claim/", sent, f__best="3", **{"f.claimant~": "oren dask"}))
    assert plain["fields"]["claimant"] == held["speaker"]


def test_where_several_are_meant_the_form_asks(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        make(actor("Oren Dask", level="team"), why="another one")
    client = as_("contributor")
    sent = opened(client, "/new/claim/")
    response = send(client, "/new/claim/", sent, f__best="3", **{"f.claimant~": "Oren Dask"})
    page = response.content.decode()
    assert response.status_code == 422 and "Which one is “Oren Dask”?" in page
    again = {**fields(page), "f.claimant!": held["speaker"]}
    assert made(client.post(f"{ROOT}/new/claim/", again))["fields"]["claimant"] == held["speaker"]


def test_a_person_and_a_place_are_made_on_the_spot(held: Held, as_: Browsers) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/statement/")
    one = row(sent, "speakers")
    typed = {f"{one}.actor": "new:actor/person", f"{one}.actor~": "Tavo Brenik", "f.place": "new:place/settlement",
             "f.place~": "Upper Selm", "f.text": "No."}  # fmt: skip
    plain = made(client.post(f"{ROOT}/new/statement/", {**sent, **typed}))
    with as_system():
        [person, place] = by_ids([plain["parts"]["speakers"][0]["actor"], plain["fields"]["place"]])
    assert person["parts"]["names"][0]["value"] == "Tavo Brenik" and person["status"] == "draft"
    assert place["fields"]["form"] == "settlement"


def test_what_cannot_be_saved_makes_nothing_on_the_spot_either(held: Held, as_: Browsers) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/claim/")
    typed = {"f.claimant": "new:actor/person", "f.claimant~": "Tavo Brenik", "f.low": "9", "f.best": "3"}
    response = client.post(f"{ROOT}/new/claim/", {**sent, **typed})
    page = response.content.decode()
    assert response.status_code == 422 and "low, best and high must rise" in page
    assert fields(page)["f.claimant~"] == ["Tavo Brenik"]
    with as_system():
        assert not Record.objects.filter(label="Tavo Brenik").exists()


def test_the_office_of_the_day_is_found_not_typed(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    tie = empty_plain(
        "relation", subject=held["speaker"], title="Minister of Roads", when="2030-01-01/2032-01-01"
    )
    with viewing(viewer_of(dossier, people["keeper"])):
        make(tie, why="a list")
    client = as_("contributor")
    offered = read(client, f"/forms/offices?actor={held['speaker']}&when=8+February+2031")
    assert f'value="{tie["id"]}"' in offered and "Minister of Roads" in offered
    assert tie["id"] not in read(client, f"/forms/offices?actor={held['speaker']}&when=2040")
    sent = opened(client, "/new/statement/")
    one = row(sent, "speakers")
    typed = {
        f"{one}.actor": held["speaker"],
        f"{one}.actor~": "Oren Dask",
        "f.when": "8 February 2031",
        "f.text": "No.",
    }
    plain = made(client.post(f"{ROOT}/new/statement/", {**sent, **typed}))
    assert plain["parts"]["speakers"][0]["office"] == tie["id"]


def test_sent_twice_it_is_made_once(as_: Browsers) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/event/")
    first = made(send(client, "/new/event/", sent, f__description="shots"))
    assert made(send(client, "/new/event/", sent, f__description="shots"))["id"] == first["id"]
    with as_system():
        assert Record.objects.filter(kind="event").count() == 1


def test_an_address_that_another_source_has_is_told_beside_it(held: Held, as_: Browsers) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/source/")
    typed = {**sent, f"{row(sent, 'urls')}.url": "https://gazette.example/18", "f.title": "the same"}
    response = client.post(f"{ROOT}/new/source/", typed)
    assert response.status_code == 422 and "is the address of another source" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "tag"), [("Armenian", "hy"), ("հայերեն", "hy"), ("en-US", "en-US"), ("persian", "fa")]
)
def test_a_language_is_named_not_coded(as_: Browsers, typed: str, tag: str) -> None:
    client = as_("contributor")
    sent = opened(client, "/new/watch/")
    assert (
        made(send(client, "/new/watch/", sent, f__outlet="Radio", f__language=typed))["fields"]["language"]
        == tag
    )


def test_a_language_that_there_is_not_is_told(as_: Browsers) -> None:
    client = as_("contributor")
    response = send(client, "/new/watch/", opened(client, "/new/watch/"), f__language="Martian tongue")
    assert response.status_code == 422 and "no language known here" in response.content.decode()


def test_themes_are_put_and_taken_off_from_the_codebooks(dossier: Dossier, as_: Browsers, held: Held) -> None:
    with as_system():
        content = {
            "codes": [{"code": "threat", "label": "A threat"}, {"code": "othering", "label": "Othering"}]
        }
        Codebook.objects.create(dossier=dossier, name="hate", version="1", content=content)
    client, address = as_("contributor"), f"/records/{held['shots']}/edit/"
    wrong = send(client, address, opened(client, address), **{"t.new": "hate/joy"})
    assert wrong.status_code == 422 and "in no codebook" in wrong.content.decode()
    assert send(client, address, opened(client, address), **{"t.new": "A threat"}).status_code == 302
    with as_system():
        assert [one["code"] for one in by_ids([held["shots"]])[0]["themes"]] == ["threat"]
    sent = opened(client, address)
    assert sent["t"] == ["hate/threat"]
    assert client.post(f"{ROOT}{address}", {**sent, "t": []}).status_code == 302
    with as_system():
        assert by_ids([held["shots"]])[0]["themes"] == []


def test_a_link_begins_a_form(held: Held, as_: Browsers) -> None:
    sent = opened(as_("contributor"), f"/new/claim/?about={held['shots']}&property=killed")
    assert sent["f.about"] == [held["shots"]] and sent["f.about~"] == ["shots at the Selm bridge"]
    assert sent["f.property"] == ["killed"]


def test_a_coding_is_of_the_newest_version_and_of_who_makes_it(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    with as_system():
        for version in ("9", "10"):
            content = {"codes": [{"code": "threat", "label": "A threat"}]}
            Codebook.objects.create(dossier=dossier, name="hate", version=version, content=content)
    client = as_("contributor")
    plain = made(
        send(client, "/new/coding/", opened(client, "/new/coding/"), f__codebook="hate", f__code="threat")
    )
    assert plain["fields"]["codebook_version"] == "10"
    assert plain["fields"]["coder"] == str(people["contributor"].pk)


def test_a_preserved_copy_is_brought_in_with_its_bytes(as_: Browsers) -> None:
    response = as_("contributor").get(f"{ROOT}/new/capture/")
    assert response.status_code == 302 and response.headers["Location"].endswith("/bring/")
