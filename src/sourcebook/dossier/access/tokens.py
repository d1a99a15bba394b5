"""Keys with which programs read a dossier: made by a member, shown once, and worth what the member's role is.

Only SHA-256 of a key is kept: it has 256 bits of chance, so nothing slower is needed, and it is looked up by
that hash, so that how long a wrong one takes says nothing. A key ends by its day, by being withdrawn, and
with the person's part in the dossier.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sourcebook.dossier.models import ApiToken, Dossier, Membership
from sourcebook.dossier.seen import Viewer, as_system, current
from sourcebook.dossier.seen.compiler import writing

LONGEST_DAYS = 366
# Of one person in one dossier: those that are good.
MOST = 20
_KEY = re.compile(r"sourcebook_[\w-]{43}")
_HINT = 15
# A use within this time of the last is not noted anew.
_NOTED = timedelta(minutes=1)


class NotMade(ValueError):
    """A key that cannot be made; the message begins with the field it is about."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a key stands for just now, and which key it is."""

    viewer: Viewer
    dossier: Dossier
    token: uuid.UUID


def make(name: str, days: int) -> tuple[ApiToken, str]:
    """A key for the viewer, good for so many days; the key itself is given here and never again.

    Raises NotMade.
    """
    viewer, now = current(), datetime.now(UTC)
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise NotMade("name: say what the key is for, in 120 characters at most")
    if not 1 <= days <= LONGEST_DAYS:
        raise NotMade(f"days: a key is good for 1 to {LONGEST_DAYS} days")
    mine = ApiToken.objects.filter(account_id=viewer.person, withdrawn_at__isnull=True, expires_at__gt=now)
    if mine.count() >= MOST:
        raise NotMade(f"you have {MOST} keys already: withdraw one that nobody uses")
    key = f"sourcebook_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        dossier_id=viewer.within,
        account_id=viewer.person,
        name=name,
        hint=key[:_HINT],
        token_hash=_hash(key),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, key


def known() -> Sequence[ApiToken]:
    """The keys that the viewer may see: their own, and everybody's for who gives roles; the newest first."""
    return list(ApiToken.objects.select_related("account").order_by("withdrawn_at", "-made_at", "id")[:500])


def withdraw(token: uuid.UUID) -> ApiToken | None:
    """Ends a key, one's own or, for who gives roles, anybody's; None where there is none to be seen."""
    viewer = current()
    found = ApiToken.objects.filter(pk=token).first()
    if found is None or not (found.account_id == viewer.person or viewer.may("people")):
        return None
    if found.withdrawn_at is None:
        found.withdrawn_at = datetime.now(UTC)
        with writing():
            ApiToken.objects.filter(pk=token, withdrawn_at__isnull=True).update(
                withdrawn_at=found.withdrawn_at
            )
    return found


def bearer_of(key: str) -> Bearer | None:
    """Who a key stands for; None for one that is none or is no longer good. Two queries."""
    if not _KEY.fullmatch(key):
        return None
    now = datetime.now(UTC)
    with as_system():
        token = ApiToken.objects.filter(token_hash=_hash(key)).first()
        if token is None or token.withdrawn_at is not None or token.expires_at <= now:
            return None
        member = _member(token)
        if member is None:
            return None
        if token.used_at is None or now - token.used_at >= _NOTED:
            with writing():
                ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    viewer = Viewer(member.dossier_id, member.role, member.account_id, member.account.organisation_id)
    return Bearer(viewer, member.dossier, token.pk)


def _member(token: ApiToken) -> Any:
    account: Any = token.account_id
    mine = Membership.objects.filter(account_id=account, dossier_id=token.dossier_id)
    return mine.filter(account__is_active=True).select_related("account", "dossier").first()


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
