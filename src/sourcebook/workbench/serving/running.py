"""One run of the workbench: where it listens, and the link that opens it on one's own computer."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from waitress.server import create_server

from sourcebook.dossier.models import Account
from sourcebook.dossier.seen import as_system
from sourcebook.publish.swept import sweep
from sourcebook.workbench.accounts.link import LINKS
from sourcebook.workbench.serving.tables import ready

# The largest request in bytes: a report with its pictures, a library, a captured page.
LARGEST = 256 * 1024 * 1024
_THREADS = 8
# An answer waits in the memory, not in a file for a while: it may hold what was sealed. More than this never
# waits (`outbuf_high_watermark`, 16 MB).
_WAITS_IN_MEMORY = 64 * 1024 * 1024
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class CannotServe(ValueError):
    """The workbench cannot be opened there; the message says why and what to do."""


@dataclass(frozen=True)
class Running:
    """A server that listens and does not answer yet. `link` logs in, once; "" on a server."""

    server: Any
    address: str
    link: str

    def answer(self) -> None:
        """Answers until it is told to stop; what is being answered then is answered to the end."""
        self.server.run()


def prepared(host: str, port: int, handle: str) -> Running:
    """Makes the database ready and takes the port; `handle` is whose computer this is.

    Raises CannotServe, OlderDatabase.
    """
    local: bool = settings.LOCAL
    if local and host not in LOOPBACK:
        raise CannotServe(
            f"--host {host} opens this to others: set SOURCEBOOK_HOSTS and SOURCEBOOK_SECRET_KEY "
            "first, and put HTTPS in front (docs/workbench.md)"
        )
    # What a check left that was ended by force.
    sweep()
    ready(local)
    if local:
        _account(handle)
    server = _listening(host, port)
    address = f"http://{f'[{host}]' if ':' in host else host}:{server.effective_port}/"
    return Running(server, address, f"{address}open/{LINKS.issue(handle)}" if local else "")


def _listening(host: str, port: int) -> Any:
    from sourcebook.workbench.wsgi import application

    proxy = os.environ.get("SOURCEBOOK_PROXY", "")
    behind: dict[str, Any] = {}
    if proxy:
        # Only this address is believed about who asks, and by which scheme.
        behind = {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    try:
        return create_server(
            application,
            host=host,
            port=port,
            threads=_THREADS,
            ident=None,
            max_request_body_size=LARGEST,
            outbuf_overflow=_WAITS_IN_MEMORY,
            clear_untrusted_proxy_headers=True,
            **behind,
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(f"port {port} is taken: choose another with --port") from error
        raise CannotServe(f"{host}:{port}: {error.strerror or error}") from error


def _account(handle: str) -> None:
    """The account of this computer, made where there is none: without a password nobody logs in with it."""
    with as_system():
        if not Account.objects.filter(handle=handle).exists():
            account = Account(handle=handle, name=handle)
            account.set_unusable_password()
            account.save()
