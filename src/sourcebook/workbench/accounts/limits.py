"""How often something may be asked for, counted for all processes together in the cache of the database.

By django-allauth's counters. Limits of logging in are its own (settings `ACCOUNT_RATE_LIMITS`).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpRequest, HttpResponseBase

from sourcebook.workbench.frame.errors import too_many

# What: how many, within which time, counted for whom.
LIMITS = {
    "invite": "60/h/user",
    "invited": "30/m/ip",
    "check": "120/h/user",
    "upload": "300/h/user",
    "export": "300/h/user",
    # The passphrase of what is sealed: each try counts, the right one too.
    "open": "5/5m/user,20/h/user",
}


def within_limit(request: HttpRequest, what: str) -> bool:
    """Counts one; whether it is still within the limit. Raises KeyError for what has none.

    Where nothing can be counted, on a full disk, it is within: what is asked for says itself what is wrong.
    """
    config = {what: LIMITS[what]}
    used = ratelimit.consume(request, app="sourcebook", action=what, config=config, limit_get=True)
    return used is not None or not cache.add(f"counts:{uuid.uuid4().hex}", 1, 1)


def limited(what: str, methods: str = "GET POST") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Puts a limit on a view: beyond it 429 and one clear line. It stands below the rule of the page.

    What is sent by other methods than `methods` is not counted.
    """

    def around(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def counted(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
            if request.method in methods.split() and not within_limit(request, what):
                return too_many(request)
            answer: HttpResponseBase = view(request, *given, **named)
            return answer

        return counted

    return around


def within_minute(what: str, minute: int, number: int) -> int | None:
    """How often something was in a minute, of all processes together, once `number` more are counted.

    None where it cannot be counted just now: somebody else is counting, or a long import holds the file of
    the database. Who asked is not made to wait for that; they count again a little later.
    """
    key = f"minute:{what.replace(' ', '-')}:{minute}"
    if not number:
        return int(cache.get(key, 0))
    try:
        with ratelimit.cache_lock(key) as held:
            if not held:
                return None
            total = int(cache.get(key, 0)) + number
            cache.set(key, total, 120)
            return total
    except OperationalError:
        return None
