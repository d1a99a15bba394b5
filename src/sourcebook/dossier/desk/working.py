"""Long work as rows: begun once, taken by one worker, told how far it is, ended once.

Who takes work holds it by a `Hold`: the number of the try. Each word about it is said by a compare-and-set
update on that number, so a worker that was thought dead and wakes up changes nothing any more (`Lost`). Where
the effect of the work is one transaction, `end` stands in that same transaction: killed at any moment, either
both happened or neither.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from sourcebook.dossier.models import Membership
from sourcebook.dossier.models.desk import Work, WorkState
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.make import now

OPEN = (WorkState.WAITING, WorkState.RUNNING)
ENDS = (WorkState.DONE, WorkState.FAILED, WorkState.CANCELLED)


class Underway(NotAllowed):
    """Somebody else has the same work done just now."""


class Lost(RuntimeError):
    """The work is somebody else's by now, or ended: who hears this does nothing more."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Which work is held, and by which try of it."""

    work: uuid.UUID
    tries: int


def begin(
    kind: str,
    title: str,
    given: Mapping[str, Any],
    once: str,
    pk: uuid.UUID,
    queued: Callable[[uuid.UUID], None],
    language: str = "en",
) -> Work:
    """Work for the viewer, `queued` in the same transaction; the one that waits or runs where there is one.

    A second click gives the same work. Raises Underway where it is another's and not seen by the viewer.
    """
    viewer = current()
    work = Work(
        pk=pk, dossier_id=viewer.within, account_id=viewer.person, kind=kind, title=title, given=dict(given),
        folder=str(pk), once=once[:200], made_at=now(), result={"language": language},
    )  # fmt: skip
    try:
        with as_system(), transaction.atomic():
            work.save(force_insert=True)
            queued(work.pk)
    except IntegrityError:
        same = Work.objects.filter(dossier_id=viewer.within, once=once[:200], state__in=OPEN)
        there = same.first()
        if there is not None:
            return there
        raise Underway("somebody else is having the same done just now; look again in some minutes") from None
    return work


def take(pk: uuid.UUID, by: str) -> tuple[Work, Hold] | None:
    """Takes work that waits, for one worker; None where it waits no more."""
    with as_system(), writing(), transaction.atomic():
        work = Work.objects.filter(pk=pk, state=WorkState.WAITING).first()
        if work is None:
            return None
        at = now()
        mine = Work.objects.filter(pk=pk, state=WorkState.WAITING, tries=work.tries)
        taken = mine.update(
            state=WorkState.RUNNING, tries=work.tries + 1, begun_at=at, beat=at, done=0, of=None, words="",
            result={**work.result, "by": by},
        )  # fmt: skip
        if not taken:
            return None
        return Work.objects.get(pk=pk), Hold(pk, work.tries + 1)


def viewer_of(work: Work) -> Viewer:
    """Who began the work, in the role they have now. Raises NotAllowed where they have none any more."""
    with as_system():
        mine = Membership.objects.filter(dossier_id=work.dossier_id, account__isnull=False)
        member = mine.filter(account=work.account, account__is_active=True).select_related("account").first()
    if member is None:
        raise NotAllowed("whoever began this has no part in the dossier any more")
    return Viewer(work.dossier_id, member.role, member.account_id, member.account.organisation_id)


def beat(hold: Hold, to_stop: bool = False) -> None:
    """Says that the work goes on, and whether somebody asked to stop it. Raises Lost."""
    _set(hold, beat=now(), **({"cancel_asked": True} if to_stop else {}))


def tell(hold: Hold, done: int, of: int | None, words: str) -> None:
    """Says how far the work is. Raises Lost."""
    _set(hold, beat=now(), done=done, of=of, words=words)


def end(hold: Hold, state: WorkState, words: str, result: Mapping[str, Any]) -> None:
    """Ends the work. Raises Lost."""
    _set(hold, state=state, words=words, result=dict(result), beat=now(), ended_at=now())


def give_back(hold: Hold, tried: bool = False) -> None:
    """Lets work wait again which a worker leaves; unless `tried`, this was no try of it. Raises Lost."""
    _set(hold, state=WorkState.WAITING, words="", beat=now(), tries=F("tries") - (0 if tried else 1))


def _set(hold: Hold, **values: Any) -> None:
    with as_system(), writing():
        mine = Work.objects.filter(pk=hold.work, state=WorkState.RUNNING, tries=hold.tries)
        if not mine.update(**values):
            raise Lost(f"work {hold.work} is not held any more")


def stop_waiting(pk: uuid.UUID) -> bool:
    """Ends work that the viewer sees and that waits; whether it did."""
    if not Work.objects.filter(pk=pk).exists():
        return False
    with as_system(), writing():
        waiting = Work.objects.filter(pk=pk, state=WorkState.WAITING)
        return bool(waiting.update(state=WorkState.CANCELLED, cancel_asked=True, ended_at=now()))


def orphans(alive: Callable[[str, datetime], bool], most: int) -> list[uuid.UUID]:
    """Work whose worker is gone is let wait again, and its ids given; `alive` is asked with worker and beat.

    Work that was to be stopped is stopped; work that ended `most` workers is told as failed.
    """
    again: list[uuid.UUID] = []
    with as_system(), writing():
        for work in Work.objects.filter(state=WorkState.RUNNING):
            if work.beat is not None and alive(work.result.get("by", ""), work.beat):
                continue
            # Said only if nobody took or ended it since it was looked at.
            was = Work.objects.filter(pk=work.pk, state=WorkState.RUNNING, tries=work.tries, beat=work.beat)
            if work.cancel_asked:
                was.update(state=WorkState.CANCELLED, ended_at=now())
            elif work.tries >= most:
                was.update(
                    state=WorkState.FAILED, ended_at=now(), words="", result={**work.result, "fault": "died"}
                )
            elif was.update(state=WorkState.WAITING, words=""):
                again.append(work.pk)
    return again


def waiting() -> list[uuid.UUID]:
    """What waits, the oldest first."""
    with as_system():
        rows = Work.objects.filter(state=WorkState.WAITING).order_by("made_at", "pk")
        return list(rows.values_list("pk", flat=True))


def ended_before(moment: datetime) -> list[uuid.UUID]:
    """Work that ended before a moment."""
    with as_system():
        rows = Work.objects.filter(state__in=ENDS, ended_at__lt=moment).order_by("ended_at")
        return list(rows.values_list("pk", flat=True))


def forget(pks: list[uuid.UUID]) -> None:
    """Takes away rows of work that ended."""
    with as_system(), writing():
        Work.objects.filter(pk__in=pks, state__in=ENDS).delete()


def ended_so(hold: Hold, state: WorkState) -> bool:
    """Whether the work was ended in this state by this try of it."""
    with as_system():
        return Work.objects.filter(pk=hold.work, state=state, tries=hold.tries).exists()


def is_there(pk: uuid.UUID) -> bool:
    """Whether there is such work."""
    with as_system():
        return Work.objects.filter(pk=pk).exists()
