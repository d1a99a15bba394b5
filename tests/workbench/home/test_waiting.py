"""What waits, how far the dossier covers its time, what keeps the next edition: each with where it leads."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.dossier.write.making import make, statement
from tests.workbench.holding import ROOT, Browsers, Held, hold, queries, read, viewer_of

from sourcebook.dossier.coverage import OLD, coverage, dues
from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import (
    Account,
    Dossier,
    Edition,
    EditionText,
    Membership,
    Organisation,
    Work,
)
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.write.status import advance
from sourcebook.workbench.pages.home.chart import chart_of

AT = datetime(2031, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def held(dossier: Dossier, people: dict[str, Account]) -> Held:
    return hold(dossier, people["keeper"])


def test_an_empty_dossier_says_how_to_begin(people: dict[str, Account], as_: Browsers) -> None:
    page = read(as_("keeper"), "/")
    assert "First steps" in page and "/new/source/" in page and "Begin" not in page


def test_drafts_lead_to_the_queue_or_for_others_to_the_list(held: Held, as_: Browsers) -> None:
    page = read(as_("reviewer"), "/")
    assert "First steps" not in page and "10 drafts to review" in page
    assert f'href="{ROOT}/review/?kind=claim"><b>3</b> claims' in page
    page = read(as_("reader"), "/")
    assert f'href="{ROOT}/records/?status=draft&amp;kind=claim"><b>2</b> claims' in page


def test_what_was_sent_back_to_me(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    with viewing(viewer_of(dossier, people["contributor"], "contributor")):
        [mine] = make(
            empty_plain("event", type="threat", when="2031-05-02", description="stones at the mill")
        )
    assert "that came back" not in read(as_("contributor"), "/")
    with viewing(viewer_of(dossier, people["reviewer"], "reviewer")):
        advance([mine], "review", "read")
        advance([mine], "reopen", "the day is wrong")
    page = read(as_("contributor"), "/")
    assert "Your drafts that came back" in page and "stones at the mill" in page
    assert "that came back" not in read(as_("keeper"), "/")


def test_long_work_of_mine_that_ended(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    now = datetime.now(UTC)
    with as_system():
        for name, days in (("report.docx", 0), ("old.docx", 9)):
            Work.objects.create(
                dossier=dossier, account=people["contributor"], kind="report", title=f"Bring in {name}",
                once=name, state="done", made_at=now, ended_at=now - timedelta(days=days),
            )  # fmt: skip
    page = read(as_("contributor"), "/")
    assert "Bring in report.docx" in page and "/work/" in page and "old.docx" not in page
    assert "Bring in report.docx" not in read(as_("reviewer"), "/")


def test_what_keeps_the_next_edition(
    held: Held, as_: Browsers, dossier: Dossier, people: dict[str, Account]
) -> None:
    with as_system():
        edition = Edition.objects.create(dossier=dossier, slug="report-2031", made_at=AT)
    assert "no text is saved yet" in read(as_("reader"), "/")
    with as_system():
        EditionText.objects.create(edition=edition, serial=1, content="# Ardovia", at=AT)
    assert "the text is not frozen yet" in read(as_("reader"), "/")
    with as_system():
        partner = Organisation.objects.create(name="Open Archive of Selm")
        second = Account.objects.create(handle="second", name="Second", organisation=partner)
        Membership.objects.create(dossier=dossier, account=second, role="publisher")
        Edition.objects.create(dossier=dossier, slug="report-2032", made_at=AT + timedelta(1), state="frozen")
    assert "Open Archive of Selm has not signed off" in read(as_("reader"), "/")


def _said(dossier: Dossier, keeper: Account, *days: str, **own: str) -> list[str]:
    with viewing(viewer_of(dossier, keeper)):
        return make(*(statement(f"said on {day}", when=day, **own) for day in days))


def test_months_without_a_statement_are_named_and_whether_anybody_watched(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    _said(dossier, people["keeper"], "2031-01-05", "2031-01-20", "2031-06-01", "../2031-06-14", "")
    page = read(as_("reader"), "/coverage/")
    assert "5 statements" in page and "2 without a date" in page and "no watch is recorded" in page
    assert "Nothing recorded and nothing watched:</strong> 2031-02 – 2031-05" in page
    with viewing(viewer_of(dossier, people["keeper"])):
        make(empty_plain("watch", outlet="Ilmer Zeitung", period="2031-03-10/2031-04-02", criteria="all"))
    page = read(as_("reader"), "/coverage/")
    assert "Nothing recorded and nothing watched:</strong> 2031-02, 2031-05" in page
    assert "Watched, and no statement found:</strong> 2031-03 – 2031-04" in page and "1 watch" in page
    assert re.search(r'since=2031-01&amp;until=2031-01">2</a>', page)
    with viewing(viewer_of(dossier, people["reader"], "reader")):
        chart = chart_of(coverage())
    assert [bar.month.statements for bar in chart.bars] == [2, 0, 0, 0, 0, 1]
    assert chart.most == 2 and chart.bars[0].height > chart.bars[5].height > 0


def test_counts_by_source_lead_to_the_list(held: Held, as_: Browsers) -> None:
    page = read(as_("reader"), "/coverage/")
    assert f"kind=statement&amp;source={held['source']}" in page and "1 of 1" in page


def test_nobody_learns_of_hidden_statements_by_counts_that_were_kept(
    dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    ids = _said(dossier, people["keeper"], "2031-01-05", "2031-02-05")
    assert "2 statements" in read(as_("reader"), "/coverage/")
    from sourcebook.dossier.write.levels import set_level

    with viewing(viewer_of(dossier, people["keeper"])):
        set_level(ids[:1], "restricted", "danger")
    assert "1 statement," in read(as_("reader"), "/coverage/") + "," or "1 statement " in read(
        as_("reader"), "/coverage/"
    )
    assert "2 statements" in read(as_("keeper"), "/coverage/")
    assert "2 statements" not in read(as_("reader"), "/coverage/")


def test_follow_ups_that_are_due(dossier: Dossier, people: dict[str, Account], as_: Browsers) -> None:
    today = date(2031, 12, 1)
    keeper = viewer_of(dossier, people["keeper"])
    none, old, fresh, over = _said(
        dossier, people["keeper"], "2031-01-01", "2031-01-02", "2031-01-03", "2031-01-04", form="measure"
    )
    _said(dossier, people["keeper"], "2031-01-05")
    with viewing(keeper):
        make(
            empty_plain(
                "followup", target=old, outcome="pending", as_of=(today - OLD - timedelta(1)).isoformat()
            ),
            empty_plain("followup", target=fresh, outcome="pending", as_of="2031-02-01"),
            empty_plain("followup", target=fresh, outcome="partly", as_of=(today - OLD).isoformat()),
            empty_plain("followup", target=over, outcome="complied", as_of="2031-02-01"),
        )
        found = dues(today)
    assert [one.record for one in found.first] == [none, old]
    assert (found.number, found.of) == (2, 4) and found.first[1].outcome == "pending"
    page = read(as_("reader"), "/")
    assert "of 4 measures and recommendations" in page and "said on 2031-01-01" in page


def test_few_queries_with_everything_there_is(
    held: Held, dossier: Dossier, people: dict[str, Account], as_: Browsers
) -> None:
    test_what_keeps_the_next_edition(held, as_, dossier, people)
    _said(
        dossier, people["keeper"], *(f"203{n % 8}-0{n % 9 + 1}-1{n % 9}" for n in range(60)), form="measure"
    )
    assert queries(as_("reviewer"), "/") <= 15
    assert queries(as_("reviewer"), "/coverage/") <= 15
