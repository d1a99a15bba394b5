"""The workbench under load: 20 people with two seconds between clicks, on a dossier of 100,000 records.

    python benchmarks/workbench.py [--records 100000] [--users 20] [--seconds 60] [--home FOLDER]

A server as a team runs it (behind a proxy that this stands in for), on loopback; SQLite, or PostgreSQL where
DATABASE_URL names one. It prints for each page the processor time of the server and the size as sent;
then, as locust measured it, how long people waited. Needs `pip install -e .[dev,load]`. `--home` keeps what
was made for the next run.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import http.client
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from threading import Thread
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.dossier import make
from benchmarks.workbench_dossier import EDITION, furnish

if TYPE_CHECKING:
    from sourcebook.dossier.models import Dossier

_HERE = Path(__file__).parent
_HOST = "workbench.example"
_SERVER = {"SOURCEBOOK_HOSTS": _HOST, "SOURCEBOOK_PROXY": "127.0.0.1"}
_SETTINGS = "sourcebook.workbench.settings"
_RUNS = 20
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# One page of each sort, below the dossier; what stands in brackets is filled with a record of that kind.
PAGES = [
    "", "records/", "records/?kind=statement", "records/?kind=claim&sort=date", "records/?status=draft",
    "search/?q=bar", "records/{statement}/", "records/{event}/", "records/{source}/", "records/{actor}/",
    "records/{statement}/history/", "records/{statement}/about/", "records/{statement}/edit/",
    "records/?actor={actor}", "records/?status=published&place={place}", "search/?q=bar&kind=statement",
    "new/statement/", "forms/find?kind=actor&q=bar", "coverage/", "read/{capture}/", "copies/{capture}/",
    "review/", "timeline/", "map/", "board/", "editions/", f"editions/{EDITION}/",
    f"editions/{EDITION}/?section=chapter-5", f"editions/{EDITION}/findings/",
    f"editions/{EDITION}/find/?q=bar", f"editions/{EDITION}/publish/", f"editions/{EDITION}/words/",
    "bring/", "work/", "people/", "log/", "tokens/",
]  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A workbench that runs: its port and process, and one cookie for each person."""

    port: int
    process: subprocess.Popen[str]
    cookies: list[str]

    def headers(self, who: int = 0) -> dict[str, str]:
        """What a browser sends by way of the proxy."""
        return {
            "Host": _HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": f"192.0.2.{who + 1}",
            "Cookie": f"__Host-session={self.cookies[who]}", "Accept-Encoding": "gzip",
        }  # fmt: skip

    def get(self, path: str) -> tuple[int, int, int]:
        """Status, bytes as sent, bytes of the page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=self.headers())
            response = connection.getresponse()
            sent = response.read()
        finally:
            connection.close()
        packed = response.headers.get("Content-Encoding") == "gzip"
        return response.status, len(sent), len(gzip.decompress(sent) if packed else sent)

    def processor(self) -> float:
        """Seconds of processor time that it took so far, its worker not counted."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _start(records: int) -> Dossier:
    """The dossier, made where the home has none."""
    os.environ["DJANGO_SETTINGS_MODULE"] = _SETTINGS
    import django
    from django.core.management import call_command

    django.setup()
    from sourcebook.dossier.home import made_home
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system

    made_home()
    with as_system():
        call_command("migrate", verbosity=0)
        if not Dossier.objects.exists():
            began = time.perf_counter()
            make(records)
            print(f"{records:,} records made in {time.perf_counter() - began:.0f} s")
        return Dossier.objects.get()


def _team(dossier: Dossier, size: int) -> list[str]:
    """So many reviewers, each logged in; their sessions."""
    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore

    from sourcebook.dossier.models import Account, Membership
    from sourcebook.dossier.seen import as_system

    keys = []
    with as_system():
        for number in range(size):
            account = Account.objects.filter(handle=f"user{number}").first()
            if account is None:
                account = Account(handle=f"user{number}", name=f"User {number}")
                account.set_unusable_password()
                account.save()
                Membership.objects.create(dossier=dossier, account=account, role="reviewer")
            session = SessionStore()
            session["_auth_user_id"] = str(account.pk)
            session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
            session["_auth_user_hash"] = account.get_session_auth_hash()
            session.create()
            keys.append(str(session.session_key))
    return keys


def _addresses(dossier: Dossier) -> list[str]:
    from sourcebook.dossier.models import Record
    from sourcebook.dossier.seen import as_system

    root = f"/d/{dossier.slug}/"
    found = []
    with as_system():
        for page in PAGES:
            kind = re.search(r"{(\w+)}", page)
            if kind is None:
                found.append(root + page)
                continue
            ids = Record.objects.filter(dossier=dossier, kind=kind[1]).values_list("pk", flat=True)[:20]
            found += [root + page.replace(kind[0], str(pk)) for pk in ids]
    return found


@contextmanager
def _serving(cookies: list[str]) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", "sourcebook.cli", "serve", "--port", "0", "--no-browser"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, **_SERVER},
    )  # fmt: skip
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        port = re.search(r"http://127\.0\.0\.1:(\d+)", said)
        if port is None:
            raise SystemExit(f"it does not begin: {said}{process.stderr.read()}")
        # What it says later is told on; a pipe that nobody empties would hold it up.
        Thread(target=copyfileobj, args=(process.stderr, sys.stderr), daemon=True).start()
        yield Server(int(port[1]), process, cookies)
    finally:
        process.terminate()
        process.wait(timeout=30)


def one_by_one(server: Server, addresses: list[str]) -> list[str]:
    """Each sort of page for itself: processor time and size. Returns the addresses that open."""
    print(f"\n{'page':34} {'CPU ms':>7} {'KB sent':>8} {'KB page':>8}")
    opened = []
    took: dict[str, float] = {}
    shut = set[str]()
    for address in addresses:
        sort = _ID.sub("…", address)
        status, sent, size = server.get(address)
        if status != 200:
            if sort not in shut:
                print(f"{sort:34} answers {status}")
            shut.add(sort)
            continue
        opened.append(address)
        if sort not in took:
            took[sort] = _processor(server, address)
            print(f"{sort:34} {took[sort]:7.1f} {sent / 1000:8.1f} {size / 1000:8.1f}")
    print(f"{'on average':34} {sum(took.values()) / max(1, len(took)):7.1f}")
    return opened


def _processor(server: Server, address: str) -> float:
    """Milliseconds of processor time for one answer, of several."""
    before = server.processor()
    for _ in range(_RUNS):
        server.get(address)
    return (server.processor() - before) / _RUNS * 1000


def together(server: Server, addresses: list[str], users: int, seconds: int) -> None:
    """Everybody at once, by locust; how long they waited."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.json"
        who = [server.headers(number) for number in range(users)]
        plan.write_text(json.dumps({"people": who, "addresses": addresses}))
        before = server.processor()
        subprocess.run(
            [
                sys.executable, "-m", "locust", "--headless", "--locustfile",
                str(_HERE / "workbench_users.py"), "--users", str(users), "--spawn-rate", str(users / 2),
                "--run-time", f"{seconds}s", "--host", f"http://127.0.0.1:{server.port}",
                "--csv", f"{folder}/load",
                "--skip-log", "--exit-code-on-error", "0", "--loglevel", "ERROR",
            ],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "WORKBENCH_PLAN": str(plan)},
        )  # fmt: skip
        busy = (server.processor() - before) / seconds
        rows = list(csv.DictReader((Path(folder) / "load_stats.csv").read_text().splitlines()))
    _told(rows, users, seconds, busy)


def _told(rows: list[dict[str, Any]], users: int, seconds: int, busy: float) -> None:
    print(f"\n{users} people for {seconds} s, two seconds between clicks; ms that they waited")
    print(f"{'page':34} {'asked':>6} {'failed':>6} {'p50':>6} {'p95':>6} {'p99':>6}")
    for row in rows:
        print(
            f"{row['Name'][:34]:34} {row['Request Count']:>6} {row['Failure Count']:>6} "
            f"{row['50%']:>6} {row['95%']:>6} {row['99%']:>6}"
        )
    print(f"the server was busy {busy:.0%} of one core")


def main() -> None:
    """See the docstring of the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ.setdefault("SOURCEBOOK_SECRET_KEY", secrets.token_urlsafe(40))
        os.environ["SOURCEBOOK_HOME"] = str(options.home or temporary)
        dossier = _start(options.records)
        cookies = _team(dossier, options.users)
        furnish(dossier, options.records)
        addresses = _addresses(dossier)
        with _serving(cookies) as server:
            opened = one_by_one(server, addresses)
            together(server, opened, options.users, options.seconds)


if __name__ == "__main__":
    main()
