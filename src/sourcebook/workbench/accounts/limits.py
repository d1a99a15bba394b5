"""How often something may be asked for, counted for all processes together in the cache of the database.

By django-allauth's counters. Limits of logging in are its own (settings `ACCOUNT_RATE_LIMITS`).
"""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.http import HttpRequest

# What: how many, within which time, counted for whom.
LIMITS = {
    "invite": "60/h/user",
    "invited": "30/m/ip",
    "check": "120/h/user",
    "upload": "300/h/user",
    "export": "300/h/user",
}


def within_limit(request: HttpRequest, what: str) -> bool:
    """Counts one; whether it is still within the limit. Raises KeyError for what has none."""
    config = {what: LIMITS[what]}
    return (
        ratelimit.consume(request, app="sourcebook", action=what, config=config, limit_get=True) is not None
    )
