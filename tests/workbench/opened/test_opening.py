"""What is sealed opens in the browser: what is shown then, and what is noted of it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.test import Client
from tests.workbench.holding import ROOT, queries, read
from tests.workbench.opened.conftest import (
    BEFORE,
    NOTE,
    PASSPHRASE,
    PLACE_TOLD,
    WITNESS,
    Sealed,
    opens,
)

from sourcebook.dossier.models.access import Sighting
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame.ledger import Ledger

Browsers = Callable[[str], Client]
_BAR = "What is sealed is open"


def _noted(ledger: Ledger) -> list[tuple[str, str]]:
    ledger.settle()
    with as_system():
        return list(Sighting.objects.order_by("at", "id").values_list("act", "detail"))


def test_a_sealed_record_offers_a_keeper_to_open_it(as_: Browsers, sealed: Sealed) -> None:
    page = read(as_("keeper"), f"/records/{sealed.event}/")
    assert f"/sealed/?next={ROOT}/records/{sealed.event}/" in page and "Open what is sealed" in page
    assert not [word for word in sealed.words if word in page]
    asked = read(as_("keeper"), f"/sealed/?next={ROOT}/records/{sealed.event}/")
    assert 'type="password"' in asked and 'autocomplete="off"' in asked and 'method="post"' in asked


def test_with_the_passphrase_the_record_is_shown_and_a_bar_says_that_it_is_open(
    as_: Browsers, sealed: Sealed
) -> None:
    keeper = as_("keeper")
    back = f"{ROOT}/records/{sealed.event}/"
    answer = keeper.post(f"{ROOT}/sealed/", {"passphrase": PASSPHRASE, "next": back})
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    page = read(keeper, f"/records/{sealed.event}/")
    assert PLACE_TOLD in page and WITNESS in page and NOTE in page
    assert _BAR in page and "Close again" in page
    assert _BAR in read(keeper, "/")


def test_the_title_of_the_page_tells_nothing_since_browsers_keep_it(opened: Client, sealed: Sealed) -> None:
    for address in ("", "history/", "edit/", "status/"):
        page = read(opened, f"/records/{sealed.event}/{address}")
        title = page[page.index("<title>") : page.index("</title>")]
        assert PLACE_TOLD in page or NOTE in page
        assert not [word for word in sealed.words if word in title], address


def test_its_history_says_what_it_said_before(opened: Client, sealed: Sealed) -> None:
    page = read(opened, f"/records/{sealed.event}/history/")
    assert BEFORE in page and "told again" in page


def test_a_field_that_is_sealed_is_shown_in_its_place(as_: Browsers, opened: Client, sealed: Sealed) -> None:
    address = f"/records/{sealed.half}/"
    assert WITNESS in read(opened, address)
    closed = read(as_("keeper"), address)
    assert WITNESS not in closed and "Something of it is sealed" in closed
    assert WITNESS not in read(as_("reviewer"), address)


def test_all_that_is_sealed_is_listed(opened: Client, as_: Browsers, sealed: Sealed) -> None:
    page = read(opened, "/sealed/")
    for record in (sealed.event, sealed.copy, sealed.half):
        assert f"/records/{record}/" in page
    assert PLACE_TOLD in page and f"/records/{sealed.clear}/" not in page


def test_no_answer_with_it_is_kept_on_the_way(opened: Client, sealed: Sealed) -> None:
    for address in (
        f"/records/{sealed.event}/",
        f"/records/{sealed.event}/history/",
        "/sealed/",
        f"/records/{sealed.half}/",
    ):
        answer = opened.get(f"{ROOT}{address}")
        assert answer.headers["Cache-Control"] == "no-store, private", address
        assert answer.headers["X-Accel-Buffering"] == "no"
    assert opened.get(f"{ROOT}/").headers["Cache-Control"] == "no-store"


def test_the_passphrase_is_in_no_address_and_no_page(as_: Browsers, sealed: Sealed) -> None:
    keeper = as_("keeper")
    assert keeper.get(f"{ROOT}/sealed/?passphrase={PASSPHRASE}").status_code == 200
    assert _BAR not in read(keeper, "/")
    answer = keeper.post(f"{ROOT}/sealed/", {"passphrase": "not the one that dice chose"})
    assert answer.status_code == 422
    assert "not the one that dice chose" not in answer.content.decode()
    assert "does not open this vault" in answer.content.decode()


def test_after_some_wrong_passphrases_not_even_the_right_one_is_tried(as_: Browsers, sealed: Sealed) -> None:
    cache.clear()
    keeper = as_("keeper")
    assert [opens(keeper, f"wrong number {n} of them") for n in range(5)] == [422] * 5
    assert opens(keeper) == 429
    # Nor from another session of theirs.
    assert opens(as_("keeper")) == 429


def test_the_log_has_who_opened_saw_and_closed_it_and_what_was_refused(
    as_: Browsers, sealed: Sealed, fresh_ledger: Ledger
) -> None:
    keeper, publisher = as_("keeper"), as_("publisher")
    fresh_ledger.settle()
    with as_system(), writing():
        Sighting.objects.all().delete()
    opens(keeper, "a wrong one, and long")
    opens(keeper)
    read(keeper, f"/records/{sealed.event}/")
    read(keeper, f"/records/{sealed.event}/")
    keeper.post(f"{ROOT}/sealed/close/")
    opens(publisher)
    noted = _noted(fresh_ledger)
    assert noted == [
        ("was refused", "a wrong passphrase"),
        ("opened sealed", ""),
        ("saw sealed", ""),
        ("closed sealed", ""),
        ("was refused", "403"),
    ]
    page = read(as_("keeper"), "/log/")
    assert "opened what is sealed" in page and "saw what is sealed" in page


def test_the_log_tells_nothing_of_what_it_says(opened: Client, sealed: Sealed, fresh_ledger: Ledger) -> None:
    read(opened, f"/records/{sealed.event}/")
    read(opened, "/sealed/")
    told = str(_noted(fresh_ledger))
    assert not [word for word in sealed.words if word in told]


def test_search_and_lists_do_not_look_into_it(opened: Client, sealed: Sealed) -> None:
    for address in ("/search/?q=cellar", "/records/", "/records/?q=cellar", "/timeline/", "/review/"):
        page = opened.get(f"{ROOT}{address}", follow=True).content.decode()
        assert PLACE_TOLD not in page and WITNESS not in page, address


def test_the_pages_stay_within_their_queries(opened: Client, sealed: Sealed) -> None:
    assert queries(opened, f"/records/{sealed.event}/") <= 15
    assert queries(opened, f"/records/{sealed.copy}/") <= 15
    assert queries(opened, "/sealed/") <= 15
