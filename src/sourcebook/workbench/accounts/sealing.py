"""What second factors are made from is kept encrypted: who has the database alone cannot make their codes.

The key is derived (HKDF) from the secret of the server, which is not in the database. What is kept is
"sealed." and, in base64, a byte that says which way it was done, a nonce, and what AES-256-GCM made of it.
Other secrets of the server (`SECRET_KEY_FALLBACKS`) still open what was sealed under them, so that it can be
changed. What lies there in clear, from before, is read as it is; `seal_again` seals it under the secret of
now.

On one's own computer the secret is made anew at each start, and all lies in one folder: there it stays clear.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

# Neither the letters of an app's seed nor those of recovery codes have a full stop among them.
_SEALED = "sealed."
_WAY = b"\x01"
_INFO = b"sourcebook second factors, 1"
_NONCE = 12
# Where a factor keeps what codes are made from; of passkeys only public keys are kept.
_SEEDS = ("secret", "seed")


class Unreadable(ValidationError, PermissionDenied):
    """A factor that was sealed under a secret which the server no longer has.

    In a form it is a fault beside the code, elsewhere the page is refused.
    """

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy(
                "The server has another secret by now, so this factor opens nothing. "
                "Those who run the server can take it off."
            )
        )


def seal(text: str) -> str:
    """What is kept of a seed."""
    if settings.LOCAL:
        return text
    nonce = os.urandom(_NONCE)
    made = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), _WAY)
    return _SEALED + base64.urlsafe_b64encode(_WAY + nonce + made).decode()


def unsealed(kept: str) -> str:
    """The seed again. Raises Unreadable; never gives anything else in its place."""
    return _opened(kept)[0]


def stale(kept: str) -> bool:
    """Whether it lies in clear, or under a secret that is to go. Raises Unreadable."""
    return not settings.LOCAL and not _opened(kept)[1]


def seal_again(factors: Iterable[Authenticator]) -> tuple[int, int]:
    """Seals under the secret of now what is not: how many factors were, and how many nobody can read."""
    sealed = unreadable = 0
    for factor in factors:
        try:
            if any(stale(kept) for kept in _kept(factor).values()):
                sealed += _again(factor.pk)
        except Unreadable:
            unreadable += 1
    return sealed, unreadable


@transaction.atomic
def _again(factor: Any) -> bool:
    # Locked, so that a recovery code that is used at this moment stays used.
    found = Authenticator.objects.select_for_update().filter(pk=factor).first()
    if found is None:
        return False
    found.data.update({name: seal(unsealed(kept)) for name, kept in _kept(found).items()})
    found.save(update_fields=["data"])
    return True


def _kept(factor: Authenticator) -> dict[str, str]:
    return {name: factor.data[name] for name in _SEEDS if name in factor.data}


def _opened(kept: str) -> tuple[str, bool]:
    """What was sealed, and whether under the secret of now."""
    if not kept.startswith(_SEALED):
        return kept, False
    try:
        raw = base64.urlsafe_b64decode(kept.removeprefix(_SEALED))
    except ValueError:
        raise Unreadable from None
    way, nonce, made = raw[:1], raw[1 : 1 + _NONCE], raw[1 + _NONCE :]
    if way != _WAY or len(made) < 16:
        raise Unreadable
    for secret in _secrets():
        try:
            text = AESGCM(_key(secret)).decrypt(nonce, made, way).decode()
        except InvalidTag:
            continue
        return text, secret == settings.SECRET_KEY
    raise Unreadable


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from settings.SECRET_KEY_FALLBACKS


@lru_cache(maxsize=16)
def _key(secret: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO).derive(secret.encode())
