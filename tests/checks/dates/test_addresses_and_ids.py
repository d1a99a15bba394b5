"""Dates that addresses, page numbers and posts' identifiers carry, against the dates in the notes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.checks.making import found, reading_of

from sourcebook.checks.rules.dates.post_ids import posted_at
from sourcebook.checks.url_dates import url_dates

URLS = [
    ("20 June 2031", "kelmet-post.example/2031/05/20/taps-run-dry", "error"),
    ("20 May 2030", "kelmet-post.example/2031/05/20/taps-run-dry", "error"),
    ("3 April 2031", "ministry.example/news/briefing-2031-03-04", "error"),
    ("1 July 2031", "radio.example/2031/05/taps-run-dry", "error"),
    ("12 May 2031", "office.example/files/uploaded/report_19052031_v2.pdf", "warning"),
    ("12 May 2031", "office.example/wp-content/uploads/2030/11/report.pdf", "warning"),
    # One day: midnight. A month: the note says no more. An upload years later, or some days before.
    ("20 May 2031", "kelmet-post.example/2031/05/20/taps-run-dry", None),
    ("19 May 2031", "kelmet-post.example/2031/05/20/taps-run-dry", None),
    ("May 2031", "kelmet-post.example/2031/05/20/taps-run-dry", None),
    ("12 May 2027", "office.example/wp-content/uploads/2031/11/report.pdf", None),
    ("12 May 2031", "office.example/wp-content/uploads/2031/04/report.pdf", None),
    ("12 May 2031", "web.archive.org/web/20330101120000/https://post.example/2031/05/12/taps", None),
    ("12 May 2031", "hall.example/2031-05-20-congress/2031/05/12/opening", None),
    ("12 May 2031", "law.example/acts/2031-17", None),
    ("12 May 2031", "kelmet-post.example/news/20310", None),
]


@pytest.mark.parametrize(("date", "url", "severity"), URLS)
def test_date_in_address(date: str, url: str, severity: str | None) -> None:
    note = f"Kelmet Post, “Taps run dry”, {date}, <https://{url}> (accessed on 4 July 2033)."
    findings = found("date-url", reading_of("The taps ran dry.[^1]", notes=(note,)))
    assert [f.severity for f in findings] == ([severity] if severity else [])
    assert all(f.notes == (1,) and f.paragraphs == ("1",) for f in findings)


def test_days_and_months_in_addresses() -> None:
    paths = ["/a/2031/5/3/x", "/a/03.05.2031_x", "/a-20310503", "/2031/05/x", "/order/2031/1234", "/v1.10.20"]
    read = [tuple(d.edtf for d in url_dates([f"https://x.example{path}"], frozenset())) for path in paths]
    assert read == [("2031-05-03",), ("2031-05-03",), ("2031-05-03",), ("2031-05",), (), ()]


IN_ORDER = [("310", "2 May"), ("325", "9 May"), ("340", "20 May"), ("355", "1 June")]
ORDERS = [
    ([*IN_ORDER, ("330", "9 March")], [5], "error"),
    ([*IN_ORDER, ("330", "9 August")], [5], "error"),
    ([*IN_ORDER, ("330", "1 May")], [5], "info"),
    # The neighbour that fits the others better is in order, though both cannot be.
    ([("100", "2 January"), ("200", "2 March"), ("210", "8 January"), ("300", "2 May")], [3], "error"),
    ([*IN_ORDER, ("330", "12 May")], [], None),
    ([*IN_ORDER, ("330", "8 May")], [], None),
    ([("310", "2 May"), ("325", "9 March")], [], None),
    ([("1", "2 May"), ("2", "2 March"), ("3", "2 June"), ("4", "2 January")], [], None),
    ([("700", "2 May"), ("600", "2 June"), ("500", "2 July"), ("400", "2 August")], [], None),
    ([("310", "2 May"), ("325", "9 May"), ("340", "20 May"), ("7330", "9 March")], [], None),
]


@pytest.mark.parametrize(("pages", "wrong", "severity"), ORDERS)
def test_numbers_of_pages(pages: list[tuple[str, str]], wrong: list[int], severity: str | None) -> None:
    notes = tuple(
        f"Sellan Council, “Bulletin {n}”, {day} 2031, <https://council.example/en/news/{number}>"
        " (accessed on 4 July 2033)."
        for n, (number, day) in enumerate(pages)
    )
    text = " ".join(f"A bulletin came.[^{n}]" for n in range(1, len(notes) + 1))
    findings = found("date-id-order", reading_of(text, notes=notes))
    assert [f.notes[0] for f in findings] == wrong
    assert [f.severity for f in findings] == [severity] * len(wrong)


POSTS = [
    ("3 March 2031", "x.com/i/status/2693920950973366272", "warning"),
    ("13 March 2031", "x.com/i/status/2693920950973366272", "info"),
    ("12 March 2031", "x.com/i/status/2693920950973366272", None),
    ("12 March 2031", "twitter.com/i/status/2693920950973366272", None),
    ("12 May 2031", "bsky.app/profile/council.example/post/3r356tdyqk222", None),
    ("2 May 2031", "bsky.app/profile/council.example/post/3r356tdyqk222", "warning"),
    # Before the identifiers carried a time; another platform; no day.
    ("3 March 2010", "twitter.com/i/status/20097912345", None),
    ("3 March 2031", "messenger.example/i/status/2693920950973366272", None),
    ("March 2031", "x.com/i/status/2693920950973366272", None),
]


@pytest.mark.parametrize(("date", "url", "severity"), POSTS)
def test_identifiers_of_posts(date: str, url: str, severity: str | None) -> None:
    note = f"Sellan Council, “Post”, {date}, <https://{url}> (accessed on 4 July 2033)."
    findings = found("date-post-id", reading_of("The Council denied it.[^1]", notes=(note,)))
    assert [f.severity for f in findings] == ([severity] if severity else [])


def test_time_of_a_post() -> None:
    assert posted_at("https://x.com/i/status/2693920950973366272") == datetime(2031, 3, 12, 21, 3, tzinfo=UTC)
    assert posted_at("https://x.com/i/lists/2693920950973366272") is None
