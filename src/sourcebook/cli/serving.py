"""The verb that opens the workbench in a browser: serve."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from sourcebook.cli.output import tell
from sourcebook.cli.session import clear_errors, handle_of, with_web_tables


def arguments(verbs: Any) -> None:
    """Adds the verb."""
    verb = verbs.add_parser("serve", help="open the workbench in a browser, for this computer alone")
    verb.add_argument("--port", type=int, default=8000, help="0 for any that is free (default: 8000)")
    verb.add_argument("--host", default="127.0.0.1", help="on a server: where to listen (docs/workbench.md)")
    verb.add_argument("--no-browser", action="store_true", help="print the link, open nothing")
    verb.add_argument(
        "--no-worker",
        action="store_true",
        help="on a server where `sourcebook admin work` runs by itself: start no process for long work",
    )
    verb.add_argument(
        "--as", dest="who", metavar="NAME", help="who you are (SOURCEBOOK_USER; else your login)"
    )
    verb.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    import signal

    with_web_tables()
    # However it is told to stop, it stops as at Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with clear_errors() as status:
        from sourcebook.workbench.serving import prepared, worker_beside

        running = prepared(options.host, options.port, handle_of(options.who))
        with worker_beside(not options.no_worker):
            _answer(running, options)
        tell("sourcebook: stopped; nothing is half done")
    return status[0]


def _answer(running: Any, options: argparse.Namespace) -> None:
    if running.link:
        tell(f"The workbench is at {running.address} for this computer alone. Stop it with Ctrl-C.")
        tell("This link logs you in, once:")
        print(running.link, flush=True)
        if not options.no_browser:
            _open(running.link)
    else:
        tell(f"The workbench answers at {running.address} for the names in SOURCEBOOK_HOSTS.")
    running.answer()


def _open(link: str) -> None:
    """Opens the link in the browser of the desktop, where there is one; never one of the terminal."""
    import threading
    import webbrowser

    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
