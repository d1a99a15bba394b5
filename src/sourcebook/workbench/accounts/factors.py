"""Who has a second factor, and of whom the server asks for one.

`SOURCEBOOK_SECOND_FACTOR` names roles, with commas, or is "all": who has one of them in any dossier sets a
second factor up (an app, a passkey, a key) before they see anything else.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings

from sourcebook.dossier.models import Membership

# Recovery codes are for who lost their factor: alone they are none.
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def with_second_factor(accounts: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the accounts that have one; one query."""
    found = Authenticator.objects.filter(user_id__in=list(accounts), type__in=_FACTORS)
    return set(found.values_list("user_id", flat=True))


def lacks_one(account: uuid.UUID) -> bool:
    """Whether a second factor is asked of somebody and they have none; no query where none is asked for."""
    asked: frozenset[str] = settings.SECOND_FACTOR
    if not asked or with_second_factor([account]):
        return False
    mine = Membership.objects.filter(account_id=account)
    return mine.exists() if "all" in asked else mine.filter(role__in=asked).exists()
