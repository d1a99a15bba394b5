"""Django's settings. What a team may set comes from the environment; there is nothing to edit here.

`SOURCEBOOK_HOME` is the folder of the data, `DATABASE_URL` a PostgreSQL to use in place of the SQLite file in
that folder, `SOURCEBOOK_SECRET_KEY` the secret of a server.
"""

from __future__ import annotations

import os
from typing import Any

import dj_database_url

from sourcebook.dossier.home import home

_GATED = "sourcebook.dossier.seen.backends"


def _database() -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        named = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        return {**named, "ENGINE": f"{_GATED}.postgresql"}
    if url:
        raise ValueError("DATABASE_URL must begin with postgresql://; leave it out for SQLite")
    return {
        "ENGINE": f"{_GATED}.sqlite3",
        "NAME": home() / "sourcebook.sqlite3",
        "OPTIONS": {
            # Writers wait for each other instead of failing; readers are never held up.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What was deleted is overwritten with zeros: a sealed text must not be left on a free page.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; "
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768; PRAGMA mmap_size=268435456",
        },
    }


DATABASES = {"default": _database()}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "sourcebook.dossier"]
AUTH_USER_MODEL = "dossier.Account"
SECRET_KEY = os.environ.get("SOURCEBOOK_SECRET_KEY") or "only for the command line: a server sets its own"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
