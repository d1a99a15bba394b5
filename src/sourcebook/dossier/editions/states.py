"""From draft to frozen, signed off by each partner, published; and corrected by an edition that follows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from sourcebook.dossier.editions.saving import EditionRefused, newest, opened
from sourcebook.dossier.models import Account, Edition, Membership, Organisation, Record, SignOff
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write.make import now

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Frozen:
    """What is frozen: the hash of text and records, and the version of each record referred to."""

    build: str
    rests_on: Mapping[str, int] = field(default_factory=dict)


def freeze(edition: Edition, frozen: Frozen) -> None:
    """Closes a draft: its text cannot be changed, and a record that changes is noticed.

    Raises NotAllowed, EditionRefused.
    """
    current().must("publish")
    _from(edition, "draft", "frozen")
    _move(edition, state="frozen", build=frozen.build, rests_on=dict(frozen.rests_on))


def reopen(edition: Edition) -> None:
    """Makes a frozen or signed edition a draft again; the partners' words for its build count no longer."""
    current().must("publish")
    _from(edition, "frozen", "opened", also=("signed",))
    _move(edition, state="draft", build="", rests_on={})


def sign(edition: Edition) -> list[str]:
    """The viewer's organisation signs off what is frozen; gives the partners whose word is still missing.

    Raises NotAllowed, EditionRefused: for somebody without an organisation, and where a record that the text
    refers to has changed since it was frozen.
    """
    viewer = current()
    viewer.must("publish")
    _from(edition, "frozen", "signed off", also=("signed",))
    if viewer.organisation is None:
        raise EditionRefused("whoever signs off does so for an organisation; `sourcebook people` gives one")
    unchanged(edition)
    with transaction.atomic():
        SignOff.objects.get_or_create(
            edition=edition,
            organisation_id=viewer.organisation,
            build=edition.build,
            defaults={"who_id": viewer.account, "at": now()},
        )
        missing = waiting_for(edition)
        if not missing:
            _move(edition, state="signed")
    return missing


def partners_of(dossier: uuid.UUID) -> dict[str, str]:
    """The organisations that take part in a dossier: their names by id, in alphabetical order."""
    with as_system():
        members = Membership.objects.filter(dossier_id=dossier).values_list("account_id", flat=True)
        taking_part = Account.objects.filter(pk__in=list(members), is_active=True).exclude(organisation=None)
        ids = set(taking_part.values_list("organisation_id", flat=True))
        rows = Organisation.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name")
        return {str(pk): name for pk, name in rows}


def waiting_for(edition: Edition) -> list[str]:
    """The partners who have not signed off this build."""
    signed = SignOff.objects.filter(edition=edition, build=edition.build)
    having = {str(pk) for pk in signed.values_list("organisation_id", flat=True)}
    return [name for pk, name in partners_of(edition.dossier_id).items() if pk not in having]


def unchanged(edition: Edition) -> None:
    """Raises EditionRefused where a record that the frozen text refers to is not as it was."""
    now_there = {
        str(pk): version
        for pk, version in Record.objects.filter(pk__in=list(edition.rests_on)).values_list("pk", "version")
    }
    changed = sorted(pk for pk, version in edition.rests_on.items() if now_there.get(pk) != version)
    if changed:
        raise EditionRefused(
            f"{edition.slug}: {len(changed)} records changed since it was frozen ({', '.join(changed[:3])}): "
            "open it again, look, freeze it again"
        )


def publish(edition: Edition, build: str, lines: Lines) -> None:
    """Marks an edition as published, with what was printed. One team alone may publish without signing off.

    Raises NotAllowed, EditionRefused: where partners have not signed, or the build is not the frozen one.
    """
    current().must("publish")
    missing = waiting_for(edition) if len(partners_of(edition.dossier_id)) > 1 else []
    if missing:
        raise EditionRefused(f"{edition.slug}: not signed off by {', '.join(missing)}")
    _from(edition, "frozen", "published", also=("signed",))
    if build != edition.build:
        raise EditionRefused(f"{edition.slug}: text or records are not those that were frozen: open it again")
    with transaction.atomic():
        _move(
            edition,
            state="published",
            lines=[list(line) for line in lines],
            published_by_id=current().account,
            published_at=now(),
        )
        if edition.corrects_id:
            old = Edition.objects.get(pk=edition.corrects_id)
            _move(old, state="corrected")


def correct(edition: Edition, why: str) -> Edition:
    """A new draft that takes the place of a published edition; what it changes will be printed in it.

    Raises NotAllowed, EditionRefused.
    """
    current().must("publish")
    _from(edition, "published", "corrected")
    if not why.strip():
        raise EditionRefused("a correction needs a reason, which is printed: say --why")
    count = Edition.objects.filter(
        dossier_id=edition.dossier_id, slug__startswith=f"{edition.slug}-c"
    ).count()
    with transaction.atomic():
        new = opened(f"{edition.slug}-c{count + 1}", newest(edition).content, why)
        _move(new, corrects_id=edition.pk)
    return new


def _from(edition: Edition, state: str, act: str, also: tuple[str, ...] = ()) -> None:
    edition.refresh_from_db()
    if edition.state not in (state, *also):
        raise EditionRefused(f"{edition.slug} is {edition.state}; only a {state} edition can be {act}")


def _move(edition: Edition, **values: object) -> None:
    for name, value in values.items():
        setattr(edition, name, value)
    with writing():
        edition.save(update_fields=list(values), force_update=True)
