"""date-post-id."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sourcebook.checks.clock import day_of, written
from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Cited, Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.post_ids import posted_at

# Clocks on earth are at most so far behind and ahead of UTC.
_BEHIND, _AHEAD = timedelta(hours=-12), timedelta(hours=14)


class DatePostId(Rule):
    """The identifier of a post says another day than the note.

    ## What it does
    Some platforms (X, Bluesky) put the moment of posting into the identifier of each post. The rule reads it
    and compares its day, in UTC, with the date in the note. Where the two can be the same moment in different
    time zones, it is an information; where no time zone explains it, a warning.

    ## Why it matters
    The identifier cannot be mistyped without leading nowhere, and it cannot be edited. It is the best witness
    for the day of a post, and opponents can read it as well as we can.

    ## Example
    Fails: "3 March 2024, https://x.com/i/status/1767498266833846272" (posted on 12 March 2024)
    Passes: "12 March 2024, https://x.com/i/status/1767498266833846272"

    ## False alarms
    Local time: a post of the late evening in UTC is of the next day farther east. Say in the method section
    which time zone the dates of posts are in.
    """

    name = "date-post-id"
    family = "dates"
    severity = "info"

    def find(self, report: Report) -> Iterator[Finding]:
        """Cited posts whose identifiers tell another day than the notes."""
        for cited in report.cited:
            told = day_of(cited.source.date)
            times = [time for url in cited.source.urls if (time := posted_at(url))]
            if told is None or not times or any(time.date() == told for time in times):
                continue
            explained = any(_somewhere(told, time) for time in times)
            yield self._finding(report, cited, times[0], explained)

    def _finding(self, report: Report, cited: Cited, time: datetime, explained: bool) -> Finding:
        why = "A time zone may explain it: say which one you use" if explained else "No time zone explains it"
        return self.finding(
            f"The note dates the post {written(cited.source.date or '')}; its identifier says "
            f"{written(time.date())}, {time:%H:%M} UTC. {why}, or correct the date.",
            report.source_side(cited),
            severity="info" if explained else "warning",
            paragraphs=report.citing(cited.note),
        )


def _somewhere(told: date, time: datetime) -> bool:
    """Whether it was the day told, somewhere on earth, when the post was made."""
    return (time + _BEHIND).date() <= told <= (time + _AHEAD).date()
