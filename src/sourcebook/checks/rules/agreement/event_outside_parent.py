"""event-outside-parent."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import days_of, rough
from sourcebook.checks.known.records import Event
from sourcebook.checks.rule import DossierRule


class EventOutsideParent(DossierRule):
    """An act has a date outside that of the event it is part of.

    ## What it does
    Compares the date of each event with that of the event it is part of. Reports those that have no day in
    common. Dates that are those of the evidence ("found destroyed on 4 June") are left out.

    ## Why it matters
    Either a date is wrong, or the act belongs to another event and is counted there.

    ## Example
    Fails: a detention on 9 May 2031 within a raid of 3 May 2031
    Passes: a detention on 3 May 2031 within a raid of 2 to 4 May 2031

    ## False alarms
    Consequences that are kept as parts: a death in hospital a week after the attack.
    """

    name = "event-outside-parent"
    family = "agreement"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such event."""
        for event in dossier.each(Event):
            parent = dossier.get(event.parent, Event)
            if parent is None or "evidence" in (event.date_role, parent.date_role):
                continue
            days, around = days_of(event.when), days_of(parent.when)
            if days and around and not days.meets(around):
                yield self.finding(
                    f"Dated {event.when}, but part of an event of {parent.when}. Correct the date, or what "
                    "it is part of.",
                    dossier.side(event, "when", event.when),
                    dossier.side(parent, "when", parent.when),
                    uncertain=rough(event.when, parent.when),
                )
