"""Who saw what: noted by itself, read by keepers, changed by nobody."""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError
from django.test import Client
from tests.workbench.conftest import PASSWORD
from tests.workbench.holding import Held, hold, queries, read

from sourcebook.dossier.access import sightings
from sourcebook.dossier.access.sightings import Noted, forget
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.seen.compiler import OutsideTheWritePath
from sourcebook.dossier.write.make import now
from sourcebook.workbench.frame import ledger
from sourcebook.workbench.frame.ledger import Ledger
from sourcebook.workbench.frame.sighting import seen
from sourcebook.workbench.pages.log.words import ACTS

LOG = "/d/ardovia/log/"


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def lines(client: Client, **asked: str) -> list[str]:
    """The lines of the log as a person reads them."""
    page = client.get(LOG, asked)
    assert page.status_code == 200
    found = re.search(r'id="lines">(.*?)</ol>', page.content.decode(), re.S)
    items = re.findall(r"<li>(.*?)</li>", found[1], re.S) if found else []
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in items]


def test_records_files_searches_and_refusals_are_noted_by_themselves(
    as_: Callable[[str], Client], held: Held
) -> None:
    reader, keeper = as_("reader"), as_("keeper")
    reader.get(f"/d/ardovia/records/{held['said']}/")
    reader.get("/d/ardovia/records/export.csv")
    reader.get("/d/ardovia/search/?q=Mira+Quell")
    reader.post("/d/ardovia/people/invite/")
    reader.get(f"/d/ardovia/records/{held['witness']}/")
    told = [re.sub(r"^\S+ \S+ ", "", line) for line in lines(keeper) if "Vela Reader" in line]
    assert [re.sub(r"^Vela Reader ", "", line) for line in told][:5] == [
        "was refused Mira Quell record 404",
        "was refused people-invite 403",
        "searched search",
        "took out a file export of a list",
        next(line for line in [re.sub(r"^Vela Reader ", "", one) for one in told] if line.startswith("saw ")),
    ]
    assert sum("saw " in line for line in told) == 1


def test_the_words_of_a_search_are_not_kept(
    as_: Callable[[str], Client], held: Held, fresh_ledger: Ledger
) -> None:
    as_("reader").get("/d/ardovia/search/?q=Mira+Quell")
    fresh_ledger.settle()
    with as_system():
        kept = list(Sighting.objects.filter(act="searched").values_list("detail", "about"))
    assert kept == [("", None)]


def test_to_load_a_page_anew_is_one_sighting(
    as_: Callable[[str], Client], held: Held, fresh_ledger: Ledger
) -> None:
    for who in ("reader", "reader", "reviewer"):
        as_(who).get(f"/d/ardovia/records/{held['said']}/")
    fresh_ledger.settle()
    with as_system():
        assert Sighting.objects.filter(act="saw", about=held["said"]).count() == 2


def test_no_page_takes_a_query_more_for_it(
    as_: Callable[[str], Client], held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address = as_("reader"), f"/records/{held['said']}/"
    noting = queries(client, address)
    monkeypatch.setattr("sourcebook.workbench.frame.sighting._note", lambda *given: None)
    assert queries(client, address) == noting


def test_others_read_what_is_noted_of_themselves(as_: Callable[[str], Client], held: Held) -> None:
    reader, reviewer = as_("reader"), as_("reviewer")
    reader.get(f"/d/ardovia/records/{held['said']}/")
    reviewer.get(f"/d/ardovia/records/{held['said']}/")
    for asked in ({}, {"act": "saw"}, {"record": held["said"]}):
        told = lines(reader, **asked)
        assert told and all("Vela Reader" in line for line in told), asked
    with as_system():
        other = Account.objects.get(handle="reviewer")
    assert all("Vela Reader" in line for line in lines(reader, person=str(other.pk)))


def test_what_was_changed_stands_in_the_same_line_of_time(as_: Callable[[str], Client], held: Held) -> None:
    keeper = as_("keeper")
    told = lines(keeper, record=held["shots"])
    assert any("changed 1 record" in line and "ask the mill" not in line for line in told)
    assert any("to be asked" in line for line in told)
    assert all("saw" not in line for line in lines(keeper, act="changed"))
    page = read(keeper, f"/records/{held['shots']}/")
    assert f"/d/ardovia/log/?record={held['shots']}" in page
    assert "Who saw this" not in read(as_("reader"), f"/records/{held['shots']}/")


def test_what_cannot_be_asked_is_told(as_: Callable[[str], Client], held: Held) -> None:
    for asked, told in (
        ({"record": "x"}, "no id of a record"), ({"since": "yesterday"}, "Write the day as"),
        ({"act": "' OR 1=1 --"}, "no such act"), ({"person": "you"}, "no such person"),
    ):  # fmt: skip
        page = as_("keeper").get(LOG, asked)
        assert page.status_code == 200 and told in page.content.decode(), asked
        assert as_("keeper").get(f"{LOG}export.csv", asked).status_code == 404
    assert as_("keeper").get(LOG, {"after": "never"}).status_code == 404
    assert as_("keeper").get(LOG, {"after": "2031-03-18T00:00:00_x"}).status_code == 404


def test_days_narrow_it(as_: Callable[[str], Client], held: Held) -> None:
    keeper, today = as_("keeper"), now().date()
    assert lines(keeper, since=today.isoformat(), until=today.isoformat())
    assert not lines(keeper, since=(today + timedelta(days=1)).isoformat())
    assert not lines(keeper, until=(today - timedelta(days=1)).isoformat())
    assert lines(keeper, until="9999-12-31")


def test_a_long_log_is_read_to_its_end_and_each_line_once(
    as_: Callable[[str], Client], dossier: Dossier, people: dict[str, Account], held: Held
) -> None:
    at = now()
    with as_system():
        Sighting.objects.bulk_create(
            Sighting(
                dossier=dossier, account=people["reader"], act="saw", page="record", detail=f"n{n}",
                # Many in the same moment, and no two pages may share one or lose it.
                at=at - timedelta(seconds=n // 40),
            )
            for n in range(250)
        )  # fmt: skip
    keeper, found, address = as_("keeper"), list[str](), f"{LOG}?act=saw"
    for _ in range(5):
        page = keeper.get(address).content.decode()
        found += re.findall(r">(n\d+)<", page)
        onward = re.search(r'href="(/d/ardovia/log/\?[^"]*after=[^"]+)"', page)
        if not onward:
            break
        address = onward[1].replace("&amp;", "&")
    assert sorted(found) == sorted(f"n{n}" for n in range(250))
    assert queries(keeper, "/log/") <= 15
    rows = list(csv.reader(io.StringIO(_file(keeper, "act=saw").removeprefix("\ufeff"))))
    assert len(rows) == 251 and rows[0][:3] == ["at", "who", "act"]


def _file(client: Client, asked: str) -> str:
    answer: Any = client.get(f"{LOG}export.csv?{asked}")
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content).decode()


def test_no_cell_of_the_file_is_a_formula(
    as_: Callable[[str], Client], people: dict[str, Account], held: Held
) -> None:
    with as_system():
        people["reader"].name = '=HYPERLINK("http://evil.example")'
        people["reader"].save()
    as_("reader").get(f"/d/ardovia/records/{held['said']}/")
    rows = list(csv.reader(io.StringIO(_file(as_("keeper"), "act=saw").removeprefix("\ufeff"))))
    assert len(rows) > 1 and not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_nobody_changes_a_line(dossier: Dossier, people: dict[str, Account]) -> None:
    keeper = people["keeper"]
    with viewing(Viewer(dossier.pk, "keeper", keeper.pk)):
        Sighting.objects.create(dossier=dossier, account=keeper, act="saw", page="record", at=now())
        with pytest.raises(OutsideTheWritePath):
            Sighting.objects.update(act="nothing")
        with pytest.raises(OutsideTheWritePath):
            Sighting.objects.all().delete()


def test_no_text_of_the_program_changes_one_but_the_retention() -> None:
    root = Path(sightings.__file__).parents[2]
    found = [
        path.name
        for path in root.rglob("*.py")
        if re.search(
            r"Sighting\.objects[^\n]*\.(update|delete|bulk_update|update_or_create)\(",
            path.read_text("utf-8"),
        )
    ]
    assert found == ["sightings.py"]


def test_what_is_old_is_dropped_by_those_who_run_the_program(dossier: Dossier) -> None:
    from django.core.management import CommandError, call_command

    with as_system():
        for days in (1, 400, 900):
            Sighting.objects.create(
                dossier=dossier, act="saw", page="record", at=now() - timedelta(days=days)
            )
        call_command("forget_sightings", "--days", "365")
        assert Sighting.objects.count() == 1
        with pytest.raises(CommandError, match="90 days"):
            call_command("forget_sightings", "--days", "1")
    assert forget(now() - timedelta(days=4000)) == 0


def test_who_comes_in_and_who_fails_to_is_noted(
    as_: Callable[[str], Client], people: dict[str, Account], held: Held
) -> None:
    client = as_("anyone")
    client.post("/account/login/", {"login": "reader", "password": "a guess at it"})
    client.post("/account/login/", {"login": "nobody-here", "password": "a guess at it"})
    client.post("/account/login/", {"login": "reader", "password": PASSWORD})
    client.post("/account/logout/")
    told = [line for line in lines(as_("keeper")) if "Vela Reader" in line]
    assert [re.sub(r"^\S+ \S+ Vela Reader ", "", line) for line in told] == [
        "logged out", "logged in", "a log-in with their name failed"
    ]  # fmt: skip
    with as_system():
        assert not Sighting.objects.filter(detail__contains="guess").exists()


def test_a_page_is_shown_although_nothing_can_be_noted(
    as_: Callable[[str], Client], held: Held, fresh_ledger: Ledger, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def full(noted: object) -> int:
        raise DatabaseError("database or disk is full: INSERT Mira Quell")

    monkeypatch.setattr(ledger, "write", full)
    assert as_("reader").get(f"/d/ardovia/records/{held['said']}/").status_code == 200
    assert fresh_ledger.write_some() is False
    assert "sightings cannot be written now" in caplog.text and "Mira" not in caplog.text
    monkeypatch.undo()
    monkeypatch.setattr(ledger, "LEDGER", fresh_ledger)
    assert fresh_ledger.write_some() is True
    with as_system():
        assert Sighting.objects.filter(act="saw", about=held["said"]).count() == 1


def test_what_waits_too_long_goes_and_the_log_says_how_many(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, dossier: Dossier
) -> None:
    monkeypatch.setattr(ledger, "MOST", 5)
    quiet = Ledger(threaded=False)
    for _ in range(8):
        quiet.note(Noted("saw", "record", now(), None, dossier.pk))
    quiet.settle()
    with as_system():
        assert Sighting.objects.count() == 5
    assert "3 sightings are lost" in caplog.text


def test_one_that_cannot_be_does_not_take_the_others_along(
    monkeypatch: pytest.MonkeyPatch, dossier: Dossier
) -> None:
    # In one transaction of a test a database judges foreign keys at its end: here as at a commit.
    good, bad = (
        Noted("saw", "record", now(), None, dossier.pk),
        Noted("saw", "record", now(), None, uuid.uuid4()),
    )
    saved = Sighting.save

    def checked(self: Sighting, *given: Any, **named: Any) -> None:
        if self.dossier_id != dossier.pk:
            raise IntegrityError("no such dossier")
        saved(self, *given, **named)

    def together(*given: Any, **named: Any) -> None:
        raise IntegrityError("no such dossier")

    monkeypatch.setattr(Sighting, "save", checked)
    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_create", together)
    assert sightings.write([good, bad, good]) == 2


def test_a_page_may_say_more(as_: Callable[[str], Client], held: Held) -> None:
    client = as_("reader")
    request = client.get("/d/ardovia/").wsgi_request
    seen(request, "took out", held["copy"], "page 3")
    assert any("page 3" in line for line in lines(client, act="took out"))


def test_every_act_fits_its_column() -> None:
    assert all(len(act) <= 20 for act in ACTS)
