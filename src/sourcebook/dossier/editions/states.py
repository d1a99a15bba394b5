"""From draft to frozen, signed off by each partner, published; and corrected by an edition that follows.

Each step is one transaction in which nobody else writes in the dossier: what was checked holds when it ends.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from sourcebook.dossier.editions.partners import needs_signing, partners_of, waiting_for
from sourcebook.dossier.editions.saving import EditionRefused, held, newest, opened
from sourcebook.dossier.models import Edition, Record, SignOff
from sourcebook.dossier.seen import current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.links import in_parts
from sourcebook.dossier.write.make import now

__all__ = [
    "Frozen",
    "Lines",
    "correct",
    "freeze",
    "partners_of",
    "publish",
    "reopen",
    "sign",
    "unchanged",
    "waiting_for",
]

Lines = Sequence[Sequence[str]]
_SERIES = re.compile(r"-c\d+\Z")
_LONGEST = 80
# What to do with an edition that is in another state than the act needs.
_FIRST = {
    "draft": "freeze it first",
    "frozen": "reopen it to change it",
    "signed": "reopen it to change it",
    "published": "what is published is not changed; correct it",
    "corrected": "another edition took its place; go on with that one",
}


@dataclass(frozen=True)
class Frozen:
    """What is frozen: the hash of text and records, and the version of each record referred to.

    `text` is the serial of the text that the hash was made of, where whoever calls knows it: a text that was
    saved meanwhile is then not frozen unseen.
    """

    build: str
    rests_on: Mapping[str, int] = field(default_factory=dict)
    text: int | None = None


def freeze(edition: Edition, frozen: Frozen) -> None:
    """Closes a draft: its text cannot be changed, and a record that changes is noticed.

    Raises NotAllowed, EditionRefused.
    """
    current().must("publish")
    with transaction.atomic():
        _from(edition, "frozen", "draft")
        last = newest(edition).serial
        if frozen.text not in (None, last):
            raise EditionRefused(
                f"{edition.slug}: somebody saved text {last} meanwhile; look at it, freeze again"
            )
        _as_they_were(edition, frozen.rests_on, "records changed meanwhile", "freeze again")
        _move(edition, state="frozen", build=frozen.build, rests_on=dict(frozen.rests_on))


def reopen(edition: Edition) -> None:
    """Makes a frozen or signed edition a draft again. The partners' words stay, for the build they gave them
    to: they count again only where the same text and records are frozen again.

    Raises NotAllowed, EditionRefused.
    """
    current().must("publish")
    with transaction.atomic():
        _from(edition, "reopened", "frozen", "signed")
        _move(edition, state="draft", build="", rests_on={})


def sign(edition: Edition) -> list[str]:
    """The viewer's organisation signs off what is frozen; gives the partners whose word is still missing.

    Raises NotAllowed, EditionRefused: for somebody without an organisation, and where a record that the text
    refers to has changed since it was frozen.
    """
    viewer = current()
    viewer.must("publish")
    with transaction.atomic():
        _from(edition, "signed off", "frozen", "signed")
        if viewer.organisation is None:
            raise EditionRefused(
                "whoever signs off does so for an organisation; `sourcebook people` gives one"
            )
        unchanged(edition)
        SignOff.objects.get_or_create(
            edition=edition,
            organisation_id=viewer.organisation,
            build=edition.build,
            defaults={"who_id": viewer.account, "at": now()},
        )
        missing = waiting_for(edition)
        state = "frozen" if missing else "signed"
        if state != edition.state:
            # Also back: a partner who came later has not signed yet.
            _move(edition, state=state)
    return missing


def unchanged(edition: Edition) -> None:
    """Raises EditionRefused where a record that the frozen text refers to is not as it was."""
    _as_they_were(
        edition, edition.rests_on, "records changed since it was frozen", "reopen it, look, freeze it again"
    )


def _as_they_were(edition: Edition, versions: Mapping[str, int], what: str, then: str) -> None:
    there: dict[str, int] = {}
    for some in in_parts(versions):
        rows = Record.objects.filter(pk__in=some, dossier_id=edition.dossier_id)
        there.update((str(pk), version) for pk, version in rows.values_list("pk", "version"))
    changed = sorted(pk for pk, version in versions.items() if there.get(pk) != version)
    if changed:
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise EditionRefused(f"{edition.slug}: {what} ({', '.join(changed[:3])}{more}): {then}")


def publish(edition: Edition, build: str, lines: Lines) -> None:
    """Marks an edition as published, with what was printed. One team alone may publish without signing off.

    Raises NotAllowed, EditionRefused: where partners have not signed, or the build is not the frozen one, or
    another correction was faster.
    """
    current().must("publish")
    with transaction.atomic():
        _from(edition, "published", "frozen", "signed")
        if build != edition.build:
            raise EditionRefused(
                f"{edition.slug}: text or records are not those that were frozen: reopen it, freeze it again"
            )
        missing = needs_signing(edition)
        if missing:
            raise EditionRefused(
                f"{edition.slug}: not signed off by {', '.join(missing)}; a publisher of each does so with "
                "`sourcebook edition sign`"
            )
        unchanged(edition)
        _take_the_place(edition)
        _move(
            edition,
            state="published",
            lines=[list(line) for line in lines],
            published_by_id=current().account,
            published_at=now(),
        )


def _take_the_place(edition: Edition) -> None:
    """Of the edition that this one corrects."""
    if edition.corrects_id is None:
        return
    old = Edition.objects.defer("lines", "rests_on").get(pk=edition.corrects_id)
    if old.state != "published":
        raise EditionRefused(f"{edition.slug}: {old.slug} was corrected by another edition; correct that one")
    _move(old, state="corrected")


def correct(edition: Edition, why: str) -> Edition:
    """A new draft that takes the place of a published edition; what it changes will be printed in it.

    Raises NotAllowed, EditionRefused.
    """
    current().must("publish")
    if not why.strip():
        raise EditionRefused("a correction needs a reason, which is printed: say --why")
    with transaction.atomic():
        _from(edition, "corrected", "published")
        begun = Edition.objects.filter(corrects_id=edition.pk).values_list("slug", flat=True).first()
        if begun:
            raise EditionRefused(f"{edition.slug}: {begun} corrects it already; go on with that one")
        new = opened(_next(edition), newest(edition).content, why)
        _move(new, corrects_id=edition.pk)
    return new


def _next(edition: Edition) -> str:
    """The short name of a correction: annual-c1, and annual-c2 for the correction of that."""
    root = _SERIES.sub("", edition.slug)
    every = Edition.objects.filter(dossier_id=edition.dossier_id)
    taken = set(every.filter(slug__startswith=root[:70]).values_list("slug", flat=True))
    names = (f"{root[: _LONGEST - len(end)]}{end}" for end in (f"-c{n}" for n in itertools.count(1)))
    return next(name for name in names if name not in taken)


def _from(edition: Edition, act: str, *states: str) -> None:
    held(edition)
    if edition.state not in states:
        raise EditionRefused(
            f"{edition.slug} is {edition.state}, and only a {' or '.join(states)} edition can be {act}: "
            f"{_FIRST[edition.state]}"
        )


def _move(edition: Edition, **values: object) -> None:
    for name, value in values.items():
        setattr(edition, name, value)
    with writing():
        edition.save(update_fields=list(values), force_update=True)
