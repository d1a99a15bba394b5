"""Addresses at the origin of evidence: which host it is, and who may see what there for how long."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from allauth.core.internal.sessionkit import get_session_user
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core import signing
from django.http import HttpRequest

from sourcebook.dossier.models import Membership
from sourcebook.dossier.seen import Viewer, at_the_door, viewing

# How long an address is good, in seconds.
GOOD_FOR = 600
_SALT = "sourcebook.evidence"
_HOST = re.compile(r"(?P<name>[\w.\[\]:-]*?)(?::(?P<port>\d{1,5}))?")


class NotGood(ValueError):
    """An address that is none, or is no longer good."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What an address lets through: one copy, for one person, in a frame of one workbench, and as long as the
    `session` lasts in which it was given: that is encrypted, for addresses come into logs."""

    capture: str
    dossier: str
    account: str
    workbench: str
    session: str


def origin_of(request: HttpRequest) -> str:
    """The origin of evidence as this browser reaches it; "" on a server that has none."""
    host: str = settings.EVIDENCE_HOST
    if not host:
        return ""
    port = _parts(request)[1] if settings.LOCAL else ""
    return f"{request.scheme}://{host}{f':{port}' if port else ''}"


def is_here(request: HttpRequest) -> bool:
    """Whether this request came to the host of evidence."""
    host: str = settings.EVIDENCE_HOST
    return bool(host) and _parts(request)[0] == host.partition(":")[0]


def _parts(request: HttpRequest) -> tuple[str, str]:
    """The host that was asked for, in small letters, and its port."""
    found = _HOST.fullmatch(request.META.get("HTTP_HOST", ""))
    return (found["name"].lower().rstrip("."), found["port"] or "") if found else ("", "")


def address_of(request: HttpRequest, capture: str, what: str = "") -> str:
    """The address of a copy for who looks, good for some minutes; "" where there is no such origin.

    `what` is "" to show it, "file" to take it out.
    """
    origin = origin_of(request)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not origin:
        return ""
    workbench = f"{request.scheme}://{request.get_host()}"
    session = _locked().encrypt((request.session.session_key or "").encode()).decode()
    given = [capture, viewer.within.hex, viewer.person.hex, workbench, session]
    return f"{origin}/{signing.dumps(given, salt=_SALT, compress=True)}/{what}"


def pass_of(token: str) -> Pass:
    """What a token lets through. Raises NotGood."""
    try:
        return Pass(*signing.loads(token, salt=_SALT, max_age=GOOD_FOR))
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise NotGood("this address is no longer good") from error


def viewer_of(given: Pass) -> Viewer:
    """The person of a pass in the role that they have now. Raises NotGood for who has none any more, or has
    logged out since."""
    account = UUID(given.account)
    with viewing(at_the_door(account)):
        if not _lasts(given.session, account):
            raise NotGood("the session in which this address was given has ended")
        mine: Any = Membership.objects.filter(account_id=account, dossier_id=UUID(given.dossier))
        member = mine.filter(account__is_active=True).select_related("account").first()
    if member is None:
        raise NotGood("this person has no part in the dossier any more")
    return Viewer(member.dossier_id, member.role, account, member.account.organisation_id)


def _lasts(session: str, account: UUID) -> bool:
    """Whether this session is still open, and of this person."""
    try:
        key = _locked().decrypt(session.encode()).decode()
    except InvalidToken:
        return False
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_session_user(store) if key else None
    return user is not None and user.pk == account


def _locked() -> Fernet:
    secret = hashlib.sha256(f"{_SALT}.session {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))
