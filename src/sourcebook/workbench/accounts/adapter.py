"""What of django-allauth is otherwise here: nobody signs up who was not invited, and no mail is needed.

Mail, where the server has it, tells that a password or factor was changed, and nothing else: no link, no
code, no name of a dossier or of who works on it.

Log-ins that fail are counted for the name and the address they come from; and for the name alone, so that
many computers together do not guess more than a hundred times an hour.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from sourcebook.workbench.accounts import mailing
from sourcebook.workbench.accounts.browser import known_here

_GUESSES = {"guesses": "100/h/key"}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The adapter."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves: a keeper gives a role."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Tells of a change, in our words, by a thread of its own; all else that might be mailed is not."""
        mailing.tell(template_prefix, email)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts a try. Raises ValidationError where there were too many."""
        super().pre_authenticate(request, **credentials)
        login = str(credentials.get("email") or credentials.get("username") or "").casefold()
        self._guess = None
        if not known_here(request, login):
            self._guess = ratelimit.consume(
                request, app="sourcebook", action="guesses", config=_GUESSES, key=login
            )
            if self._guess is None:
                raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Somebody elsewhere who guesses at a name does not shut its owner out.
        mine: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{mine}|{ratelimit.get_ip(request)}"

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        guess = getattr(self, "_guess", None)
        if guess is not None:
            guess.rollback()
