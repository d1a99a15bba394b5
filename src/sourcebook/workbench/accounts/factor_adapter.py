"""What of the second factors of django-allauth is otherwise here: their seeds are kept encrypted."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from sourcebook.workbench.accounts import sealing


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The adapter."""

    def encrypt(self, text: str) -> str:
        """What is kept of a seed."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed again. Raises Unreadable."""
        return sealing.unsealed(encrypted_text)
