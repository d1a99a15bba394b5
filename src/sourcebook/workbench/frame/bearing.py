"""Programs come with a key in the header `Authorization: Bearer ...`; a session is nothing to them.

Since no cookie counts there, a page of another site cannot make a browser ask in somebody's name.
"""

from __future__ import annotations

import threading
import time
from collections import Counter

from django.http import HttpRequest, HttpResponse

from sourcebook.dossier.access.tokens import Bearer, bearer_of
from sourcebook.workbench.accounts.limits import within_minute
from sourcebook.workbench.frame.problem import problem

# Requests a minute: of one key, and wrong keys from one address.
EACH_MINUTE = 600
_WRONG_EACH_MINUTE = 60


class Counts:
    """How often something was in the minute that runs, of all processes together.

    Not every reading writes: what one process counted goes to the common counter with the first request of a
    minute, and then in portions. So a process may let through one portion more than it knows of.
    """

    def __init__(self, portion: int = 20) -> None:
        self._lock = threading.Lock()
        self._portion = portion
        self._minute = 0
        # What all together had at the last exchange, and what came here since.
        self._known: dict[str, int] = {}
        self._since: Counter[str] = Counter()

    def more(self, what: str, number: int = 1, at_once: bool = False) -> int:
        """How often it was, with `number` more; `at_once` the others are told of it now."""
        minute = int(time.time() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute = minute
                self._known.clear()
                self._since.clear()
            self._since[what] += number
            since, known = self._since[what], self._known.get(what)
            if known is not None and since < self._portion and not (at_once and number):
                return known + since
            self._since[what] = 0
        total = within_minute(what, minute, since)
        with self._lock:
            if self._minute != minute:
                return number
            if total is None:
                self._since[what] += since
            self._known[what] = max(total or 0, self._known.get(what, 0))
            return self._known[what] + self._since[what]


COUNTS = Counts()


def bearer_or_answer(request: HttpRequest) -> Bearer | HttpResponse:
    """Who the key of a request stands for, or the answer that says why nobody."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        return _unknown("No key was given.", "Send the header Authorization: Bearer KEY.")
    wrong = f"api wrong {request.META.get('REMOTE_ADDR', '')}"
    if COUNTS.more(wrong, 0) >= _WRONG_EACH_MINUTE:
        return _too_many()
    bearer = bearer_of(key.strip())
    if bearer is None:
        COUNTS.more(wrong, at_once=True)
        return _unknown(
            "This key is not known, has ended or was withdrawn.", "Make a new one: Access for programs."
        )
    if COUNTS.more(f"api {bearer.token}") > EACH_MINUTE:
        return _too_many()
    return bearer


def without_second_factor() -> HttpResponse:
    """What a program is told whose person has no second factor, where the server asks for one."""
    return problem(
        403,
        "A second factor is asked of this person first.",
        "They set one up in the workbench, then this works.",
    )


def _unknown(title: str, detail: str) -> HttpResponse:
    answer = problem(401, title, detail)
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Sourcebook"'
    return answer


def _too_many() -> HttpResponse:
    answer = problem(429, "Too many requests.", f"{EACH_MINUTE} a minute are taken; wait a minute.")
    answer.headers["Retry-After"] = "60"
    return answer
