"""Open changes are decided: what is accepted becomes one new text, what cannot be taken unseen stays open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sourcebook.dossier.editions import EditionRefused
from sourcebook.dossier.editions.deciding import Decisions, decide
from sourcebook.dossier.models import EditionText
from sourcebook.dossier.seen import current
from sourcebook.publish.circulating.listing import Listed, Open
from sourcebook.publish.circulating.pending import NONE, Pending
from sourcebook.publish.edition import Edition
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.edition.writing import written
from sourcebook.publish.word.applying import applied
from sourcebook.publish.word.comparing import compare_flows
from sourcebook.publish.word.flowing import edition_of, flow_of
from sourcebook.publish.word.merging import Merged, merged
from sourcebook.publish.word.wording import reworded


@dataclass(frozen=True)
class Wanted:
    """What is to be done with some changes: accept, reject or reopen them, and why.

    `theirs`: where the same sentence was changed meanwhile, theirs takes the place of ours. `words` are own
    words for the sentence of the one change. `references`: also changes that take references out. `named`:
    they were named one by one, so also those that another partner's changes meet.
    """

    act: str
    rows: Sequence[Listed]
    why: str = ""
    theirs: bool = False
    words: str | None = None
    references: bool = False
    named: bool = False


@dataclass
class Done:
    """What became of them, by number.

    `asking` stay open since somebody changed the same sentence, `losing` since they take references out.
    """

    act: str
    slug: str
    text: EditionText | None = None
    taken: list[int] = field(default_factory=list)
    there: list[int] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)
    reopened: list[int] = field(default_factory=list)
    asking: list[int] = field(default_factory=list)
    losing: list[int] = field(default_factory=list)
    references: int = 0

    def told(self) -> Iterator[str]:
        """What was done, in lines for a person."""
        if self.taken or self.there:
            serial = self.text.serial if self.text else 0
            yield f"{self.slug}, text {serial}: {_count(self.taken)} taken{_numbers(self.taken)}"
        if self.there:
            yield f"{_count(self.there)} said what the text says already{_numbers(self.there)}"
        if self.references:
            yield f"this took {self.references} reference{'s' if self.references > 1 else ''} out of the text"
        if self.rejected:
            yield f"{self.slug}: {_count(self.rejected)} not taken{_numbers(self.rejected)}"
        if self.reopened:
            yield f"{self.slug}: {_count(self.reopened)} open again{_numbers(self.reopened)}"
        if self.asking:
            yield (
                f"{_count(self.asking)} still open, others changed the sentence{_numbers(self.asking)}; "
                "look with `sourcebook changes show N`, then accept N --theirs, accept N --text WORDS, or "
                "reject N"
            )
        if self.losing:
            yield (
                f"{_count(self.losing)} still open, references would go{_numbers(self.losing)}; name them by "
                "number, or accept with --references"
            )

    def plain(self) -> dict[str, Any]:
        """The same for programs."""
        names = ("taken", "there", "rejected", "reopened", "asking", "losing", "references")
        serial = self.text.serial if self.text else None
        return {"edition": self.slug, "text": serial, **{name: getattr(self, name) for name in names}}


def decided(found: Open, wanted: Wanted) -> Done:
    """Does what is wanted, all in one step, or nothing.

    Accepted changes that ask stay open unless `theirs` or own words are given. Raises NotAllowed;
    EditionRefused where the edition is no draft, or where somebody saved or decided meanwhile; EditionError
    where the text that comes of it cannot be written.
    """
    current().must("edit")
    done = Done(wanted.act, found.edition.slug)
    ids = [one.row.pk for one in wanted.rows]
    match wanted.act:
        case "reject":
            decide(found.edition, Decisions(rejected=ids, why=wanted.why))
            done.rejected = [one.number for one in wanted.rows]
        case "reopen":
            decide(found.edition, Decisions(reopened=ids, why=wanted.why))
            done.reopened = [one.number for one in wanted.rows]
        case _:
            _accept(found, wanted, done)
    return done


def _accept(found: Open, wanted: Wanted, done: Done) -> None:
    if found.edition.state != "draft":
        raise EditionRefused(
            f"{found.edition.slug} is {found.edition.state}: changes are taken into a draft; "
            "a frozen one is reopened, a published one corrected"
        )
    unseen = not (wanted.named or wanted.theirs)
    done.asking = [one.number for one in wanted.rows if unseen and one.state == "meets"]
    done.losing = [one.number for one in wanted.rows if one.loses and not (wanted.references or wanted.named)]
    rows = [one for one in wanted.rows if one.number not in {*done.asking, *done.losing}]
    text = found.now.text
    accepted: list[Listed] = []
    for name, some in groupby(rows, key=lambda one: str(one.row.taking.serial)):
        of_file = list(some)
        result = _merged(found.files[name], text, of_file, wanted)
        for one in of_file:
            if one.row.change in result.left:
                done.asking.append(one.number)
                continue
            (done.there if one.row.change in result.same else done.taken).append(one.number)
            accepted.append(one)
        text = parse(written(edition_of(result.flow, found.now.text.front, text)))
    if not accepted:
        return
    done.references = sum(one.loses for one in accepted if one.number in done.taken)
    decisions = Decisions(
        accepted=[one.row.pk for one in accepted],
        why=wanted.why,
        content=written(text),
        over=found.serial,
        told=_told(accepted),
        wordings={one.row.pk: wanted.words for one in accepted} if wanted.words is not None else {},
    )
    done.text = decide(found.edition, decisions)


def _merged(file: Pending, text: Edition, rows: Sequence[Listed], wanted: Wanted) -> Merged:
    """The text with some changes of a file; what others took in this very step is ours by now."""
    theirs = file.theirs
    ids = frozenset(one.row.change for one in rows)
    if wanted.words is not None:
        [change] = ids
        theirs = reworded(theirs, change, wanted.words)
    ours = compare_flows(applied(theirs, NONE), flow_of(text))
    return merged(theirs, ours, ids, ids if wanted.theirs or wanted.words is not None else NONE)


def _told(rows: Sequence[Listed]) -> str:
    """Why the text was saved: how many changes, whose, of which file."""
    parts = []
    for name, some in groupby(rows, key=lambda one: one.row.taking.file_name):
        of_file = list(some)
        authors = ", ".join(dict.fromkeys(one.author or "somebody not named" for one in of_file))
        parts.append(f"{_count([one.number for one in of_file])} by {authors} taken from {name}")
    return "; ".join(parts)


def _count(numbers: Sequence[int]) -> str:
    return f"{len(numbers)} change{'' if len(numbers) == 1 else 's'}"


def _numbers(numbers: Sequence[int]) -> str:
    """The numbers as a person writes them: " (4, 7-9)"; "" for none."""
    if not numbers:
        return ""
    ranges: list[list[int]] = []
    for one in sorted(numbers):
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    return f" ({', '.join(str(a) if a == b else f'{a}-{b}' for a, b in ranges)})"
