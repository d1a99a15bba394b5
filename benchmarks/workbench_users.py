"""People who click through the workbench, for locust; `workbench.py` starts it and says who and where."""

from __future__ import annotations

import itertools
import json
import os
import random
import re
from pathlib import Path
from typing import Any

from locust import HttpUser, constant, task

_PLAN: dict[str, Any] = json.loads(Path(os.environ["WORKBENCH_PLAN"]).read_text("utf-8"))
_TURN = itertools.count()
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_SORTS: dict[str, list[str]] = {}
for _address in _PLAN["addresses"]:
    _SORTS.setdefault(_ID.sub("…", _address).partition("/d/")[2].partition("/")[2] or "home", []).append(
        _address
    )


class Researcher(HttpUser):
    """Opens a page, reads for two seconds, opens the next."""

    wait_time = constant(2)

    def on_start(self) -> None:
        """Each is somebody else, and goes another way; the same in each run."""
        number = next(_TURN)
        self.client.headers.update(_PLAN["people"][number % len(_PLAN["people"])])
        self.random = random.Random(number)

    @task
    def click(self) -> None:
        """One page: a sort first, so that each is opened as often as another."""
        name = self.random.choice(list(_SORTS))
        address = self.random.choice(_SORTS[name])
        self.client.get(address, name=name, allow_redirects=False)
