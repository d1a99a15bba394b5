"""date-id-order."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.clock import apart, written
from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report, host
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.article_ids import Misfit, Page, misfits
from sourcebook.checks.url_dates import disagreeing, url_dates


class DateIdOrder(Rule):
    """A page's number on its site does not fit its date.

    ## What it does
    Puts the cited pages of each site in the order of their numbers (".../news/48274", "?p=1501"). Where the
    dates follow the numbers for nearly all pages, one that falls out of line is reported, with its neighbours
    and the day expected between them.

    ## Why it matters
    Sites count their pages up as they publish them. The number is a clock that nobody sets by hand, and it
    finds wrong dates that look right, without any network.

    ## Example
    Fails: "/news/310" of 2 May, "/news/320" of 9 March, "/news/330" of 20 May
    Passes: "/news/310" of 2 May, "/news/320" of 9 May, "/news/330" of 20 May

    ## False alarms
    A page that was drafted long before it was published, or an old document put online later. Sites whose
    numbers have nothing to do with time are recognised by their disorder and left alone. A page whose address
    bears a date of its own is left to `date-url`.

    ## Options
    `days`: from how many days of difference it is an error (20).
    `least`: fewer days than these are not reported (7).
    """

    name = "date-id-order"
    family = "dates"
    severity = "error"
    options = {"days": 20, "least": 7}

    def find(self, report: Report) -> Iterator[Finding]:
        """Pages out of the order of their host."""
        folders = frozenset(report.words("dates")["upload folders"])
        for misfit in misfits(report.cited):
            source = misfit.page.cited[0].source
            if disagreeing(source.date, url_dates(source.urls, folders)):
                continue
            if abs(misfit.off) < int(self.option["least"]):
                continue
            page = misfit.page
            beside = [neighbour for neighbour in (misfit.before, misfit.after) if neighbour]
            numbers = dict.fromkeys(one.note for one in page.cited)
            yield self.finding(
                _message(misfit, beside),
                report.source_side(page.cited[0]),
                *(report.source_side(neighbour.cited[0]) for neighbour in beside),
                severity="error" if abs(misfit.off) >= int(self.option["days"]) else "info",
                paragraphs=dict.fromkeys(label for number in numbers for label in report.citing(number)),
                notes=numbers,
            )


def _message(misfit: Misfit, beside: list[Page]) -> str:
    page = misfit.page
    site = host(page.cited[0].first_url or "")
    around = " and ".join(f"{one.number} is of {written(one.day)}" for one in beside)
    expected = f"about {written(misfit.expected)} would be expected" if misfit.expected else "out of order"
    return (
        f"{site} numbers its pages as time goes on: {around}. So {page.number}, dated {written(page.day)}, "
        f"is {apart(misfit.off)} off ({expected}). Open the page and correct its date."
    )
