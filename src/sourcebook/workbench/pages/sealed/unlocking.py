"""A passphrase is tried: counted before, one at a time, and noted whatever comes of it."""

from __future__ import annotations

import threading

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from sourcebook.dossier.vault import VaultError, WrongPassphrase
from sourcebook.dossier.write.make import vault_of
from sourcebook.workbench.accounts.limits import within_limit
from sourcebook.workbench.frame import Request
from sourcebook.workbench.frame.sighting import REFUSED, seen
from sourcebook.workbench.opened import keep, may_open

OPENED = "opened sealed"
_CANNOT, _TOO_OFTEN = 422, 429
# To work on a passphrase takes much memory on purpose: one at a time.
_ONE = threading.Lock()


def unlocked(request: Request) -> tuple[str, int]:
    """Tries the passphrase that was sent and keeps the open vault: ("", 200), or why not and the status.

    Raises PermissionDenied.
    """
    if not may_open(request.viewer):
        raise PermissionDenied(_("Your role in this dossier does not open what is sealed."))
    # Counted before it is tried: of many tries at once none is free.
    if not within_limit(request, "open"):
        seen(request, REFUSED, detail=_("too many passphrases were tried"))
        return _("Too many passphrases were tried. Wait five minutes, then try again."), _TOO_OFTEN
    vault = vault_of(request.viewer.within)
    if vault is None:
        return _("Nobody has chosen a passphrase for this dossier yet."), _CANNOT
    try:
        with _ONE:
            keys = vault.unlock(request.POST.get("passphrase", ""))
    except WrongPassphrase as error:
        seen(request, REFUSED, detail=_("a wrong passphrase"))
        return str(error), _CANNOT
    except VaultError as error:
        seen(request, REFUSED, detail=_("the passphrase was not tried"))
        return str(error), _CANNOT
    keep(request, keys)
    seen(request, OPENED)
    return "", 200
