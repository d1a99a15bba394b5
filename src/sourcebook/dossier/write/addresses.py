"""One address is one source, however often it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Record, SourceUrl, Status
from sourcebook.dossier.seen import as_system, current

_TOGETHER = 5000


def address_problems(plains: Sequence[Plain]) -> list[Problem]:
    """Sources at an address that another source has: of these, of the dossier, or hidden from the viewer.

    What is withdrawn does not count.
    """
    keys: dict[str, list[tuple[Plain, str]]] = defaultdict(list)
    for plain in plains:
        if plain["status"] != Status.WITHDRAWN:
            for row in plain["parts"].get("urls", ()):
                keys[row["key"]].append((plain, row["url"]))
    if not keys:
        return []
    # Those that are saved stand as they will be, not as they are.
    own = {plain["id"] for plain in plains}
    taken = {key: [one for one in found if one not in own] for key, found in _taken(keys).items()}
    seen = _seen(one for found in taken.values() for one in found)
    problems = []
    for key, uses in keys.items():
        first = uses[0][0]["id"]
        for plain, url in uses:
            others = taken.get(key, [])
            if others:
                other = next((one for one in others if one in seen), "one that you may not see")
                problems.append(
                    Problem(plain["id"], "urls", f"{url} is the address of another source, {other}")
                )
            elif plain["id"] != first:
                problems.append(
                    Problem(plain["id"], "urls", f"{url} is the address of another source, {first}")
                )
    return problems


def _taken(keys: Iterable[str]) -> dict[str, list[str]]:
    """As the program sees it, or sources hidden from the viewer would double."""
    viewer = current()
    found: dict[str, list[str]] = defaultdict(list)
    waiting = list(keys)
    with as_system():
        for start in range(0, len(waiting), _TOGETHER):
            rows = SourceUrl.objects.filter(key__in=waiting[start : start + _TOGETHER])
            rows = rows.exclude(record__status=Status.WITHDRAWN)
            if viewer.dossier:
                rows = rows.filter(record__dossier_id=viewer.dossier)
            for key, record in rows.values_list("key", "record_id"):
                found[key].append(str(record))
    return found


def _seen(ids: Iterable[str]) -> set[str]:
    waiting = sorted(set(ids))
    found: set[str] = set()
    for start in range(0, len(waiting), _TOGETHER):
        rows = Record.objects.filter(pk__in=waiting[start : start + _TOGETHER])
        found.update(str(pk) for pk in rows.values_list("pk", flat=True))
    return found
