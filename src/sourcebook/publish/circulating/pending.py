"""The files of which changes wait for a decision: each as a script of what is open, beside what others did.

What was accepted of a file is part of its base by now, what was rejected is no part of it any more.
"""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.dossier.editions import newest
from sourcebook.dossier.models import Edition as Kept
from sourcebook.dossier.models import ProposedChange, Taking
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.tree import Edition
from sourcebook.publish.word.applying import applied, settled
from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.dropping import without
from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.flowing import flow_of
from sourcebook.publish.word.keeping import script_of
from sourcebook.publish.word.script import Script

NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Newest:
    """The newest text: its number, as an edition, as a flow."""

    serial: int
    text: Edition
    flow: Flow


@dataclass(frozen=True)
class Pending:
    """A file with open changes.

    `theirs` holds these alone, `ours` what leads from the same base to the newest text.
    """

    taking: Taking
    theirs: Script
    ours: Script

    @property
    def name(self) -> str:
        """The file among others of the edition."""
        return str(self.taking.serial)


def newest_of(edition: Kept) -> Newest:
    """The newest text of an edition."""
    last = newest(edition)
    text = parse(last.content)
    return Newest(last.serial, text, flow_of(text))


def pending(edition: Kept, now: Newest) -> list[Pending]:
    """The files of an edition with open changes, oldest first."""
    rows = ProposedChange.objects.filter(edition=edition)
    open_ = set(rows.filter(state="open").values_list("taking_id", flat=True))
    states: dict[object, dict[int, str]] = {}
    for taking, change, state in rows.filter(taking__in=open_).values_list("taking_id", "change", "state"):
        states.setdefault(taking, {})[change] = state
    takings = Taking.objects.filter(pk__in=open_).select_related("who", "sending").order_by("serial")
    return [_of(taking, states[taking.pk], now) for taking in takings]


def _of(taking: Taking, states: dict[int, str], now: Newest) -> Pending:
    script = script_of(taking.script)
    accepted = frozenset(change for change, state in states.items() if state == "accepted")
    rejected = frozenset(change for change, state in states.items() if state == "rejected")
    theirs = without(settled(script, accepted), rejected)
    return Pending(taking, theirs, compare_flows(applied(theirs, NONE), now.flow))
