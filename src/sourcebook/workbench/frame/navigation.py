"""The navigation of a dossier: each page that stands in it says so in its `urls.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation.

    `label` is a lazy translation, `view` the name of its URL in the dossier, `key` what goes there after `g`
    (one small letter), `may` the act without which it is not shown.
    """

    label: str | Promise
    view: str
    key: str = ""
    may: str = ""


def entries() -> list[Entry]:
    """All entries, in the order of the pages in `workbench/urls.py`."""
    from sourcebook.workbench import urls

    found: list[Any] = [getattr(each, "navigation", None) for each in urls.IN_DOSSIER]
    return [entry for entry in found if entry is not None]
