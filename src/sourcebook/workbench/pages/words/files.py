"""The Word files of an edition: what was sent to whom, what came of it, what came back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Count

from sourcebook.dossier.editions.sendings import sendings_of
from sourcebook.dossier.models import Edition, ProposedChange, Sending, Taking

# What became of a reference, where something became of it.
_FATES = ("moved", "changed", "pending", "lost")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that was sent, and which files came of it."""

    sending: Sending
    back: Sequence[int]

    @property
    def late(self) -> bool:
        """Whether the day is over and nothing came back."""
        until = self.sending.until
        return until is not None and not self.back and until < datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that is not as it was."""

    fate: str
    where: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class BackFile:
    """A file that came back: how many changes there are by state, comments, references, remarks by sort."""

    taking: Taking
    changes: Mapping[str, int]
    comments: int
    fates: Mapping[str, int]
    references: Sequence[Reference]
    remarks: Mapping[str, Sequence[str]]

    @property
    def ours(self) -> bool:
        """Whether it was made of something that was sent; else the edition was made of it."""
        return self.taking.sending is None or bool(self.taking.sending.build)

    @property
    def total(self) -> int:
        """How many changes it proposes."""
        return sum(self.changes.values())


@dataclass(frozen=True, slots=True)
class Files:
    """Both, the newest first."""

    sent: Sequence[SentFile]
    back: Sequence[BackFile]

    @property
    def open(self) -> int:
        """How many changes wait."""
        return sum(one.changes.get("open", 0) for one in self.back)


def files_of_edition(edition: Edition) -> Files:
    """The files; three queries."""
    counts: dict[object, dict[str, int]] = defaultdict(dict)
    rows = ProposedChange.objects.filter(edition=edition).order_by()
    for taking, state, number in rows.values_list("taking_id", "state").annotate(Count("pk")):
        counts[taking][state] = number
    every = Taking.objects.filter(edition=edition).select_related("who", "sending").defer("script")
    takings = list(every.order_by("-serial"))
    back: dict[object, list[int]] = defaultdict(list)
    for one in takings:
        back[one.sending_id].append(one.serial)
    # The base of a draft that was never ours was sent to nobody.
    sent = [_sent(one, back[one.pk]) for one in reversed(sendings_of(edition)) if one.build]
    return Files(sent, [_back(one, counts[one.pk]) for one in takings])


def _sent(one: Sending, back: Sequence[int]) -> SentFile:
    return SentFile(one, sorted(back))


def _back(one: Taking, changes: Mapping[str, int]) -> BackFile:
    fates = Counter(each["fate"] for each in one.references)
    other = [
        Reference(each["fate"], each["where"], each["before"], each["now"])
        for each in one.references
        if each["fate"] in _FATES
    ]
    remarks: dict[str, list[str]] = defaultdict(list)
    for sort, line in one.remarks:
        remarks[sort].append(line)
    return BackFile(one, changes, len(one.comments), fates, other, dict(remarks))
