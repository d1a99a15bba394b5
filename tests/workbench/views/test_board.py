"""The board: what was asked of whom, what became of it as somebody asserts, what is due first."""

from __future__ import annotations

import re

from tests.dossier.write.making import make
from tests.workbench.holding import ROOT, Browsers, queries, read, viewer_of
from tests.workbench.views.standing import Stood

from sourcebook.dossier.coverage import dues
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Account, Dossier
from sourcebook.dossier.seen import viewing


def _orders(page: str) -> list[str]:
    return re.findall(r'<article class="order.*?</article>', page, re.S)


def test_what_nobody_followed_comes_first_then_the_longest_neglected(stood: Stood, as_: Browsers) -> None:
    first, second = _orders(read(as_("reader"), "/board/"))
    assert "publish the names" in first and "Nothing is recorded since 2019-01-02." in first
    assert "open the road" in second and "Border Monitor" in second and "Ministry of Stones" in second


def test_assertions_that_do_not_agree_stand_beside_each_other(stood: Stood, as_: Browsers) -> None:
    order = _orders(read(as_("reader"), "/board/"))[1]
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", order))
    assert "contested" in told
    assert re.search(r"not complied with 2020-08-02 according to Border Monitor", told)
    assert re.search(r"complied with 2020-07-30 according to Ministry of Stones", told)


def test_the_board_and_the_home_call_the_same_things_due(
    stood: Stood, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        make(
            empty_plain("followup", target=stood["names"], outcome="complied", as_of="2020", asserted_by=stood["monitor"]),
            why="told",
        )  # fmt: skip
        number = dues().number
    page = read(as_("reader"), "/board/?due=1")
    assert number == len(_orders(page)) == 1 and "open the road" in page


def test_grouped_by_who_was_asked_or_who_asked(stood: Stood, as_: Browsers) -> None:
    page = read(as_("reader"), "/board/")
    assert re.search(
        rf'who={stood["ministry"]}"[^>]*><bdi dir="auto">Ministry of Stones</bdi>.*?2<', page, re.S
    )
    assert len(_orders(read(as_("reader"), f"/board/?who={stood['ministry']}&form=measure"))) == 1
    assert not _orders(read(as_("reader"), f"/board/?who={stood['monitor']}"))
    assert len(_orders(read(as_("reader"), f"/board/?by=body&who={stood['monitor']}"))) == 2


def test_a_follow_up_is_added_from_there_by_those_who_may(stood: Stood, as_: Browsers) -> None:
    address = f"{ROOT}/new/followup/?target={stood['road']}"
    assert f'href="{address}"' in read(as_("contributor"), "/board/")
    assert "/new/followup/" not in read(as_("reader"), "/board/")
    assert "open the road" in read(as_("contributor"), address.removeprefix(ROOT))


def test_it_takes_few_queries_and_has_pages(
    stood: Stood, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people["keeper"])):
        make(
            *(empty_plain("statement", form="measure", when="2031", text=f"order {n}") for n in range(40)),
            why="a list",
        )
    browser = as_("reader")
    assert queries(browser, "/board/") <= 15
    page = read(browser, "/board/")
    assert len(_orders(page)) == 30 and len(page) < 150_000
    assert len(_orders(read(browser, "/board/?page=2"))) == 12
    assert browser.get(f"{ROOT}/board/?page=9").status_code == 404
