"""Wholes, parents, larger figures, originals: none of them may lead back to where it began."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sourcebook.dossier.kinds.plain import Plain, links_of
from sourcebook.dossier.kinds.registry import ACYCLIC, KINDS, PARTS
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.seen.viewer import as_system

_TOGETHER = 5000


def circle_problems(plains: Sequence[Plain]) -> list[Problem]:
    """Records that would stand in a circle, with each other or over what the dossier has, hidden or not."""
    return [
        problem for kind, paths in ACYCLIC.items() for path in paths for problem in _of(plains, kind, path)
    ]


def _of(plains: Sequence[Plain], kind: str, path: str) -> Iterator[Problem]:
    mine = [plain for plain in plains if plain["kind"] == kind]
    # A record that is saved stands as it will be, also where it leads nowhere any more.
    up: dict[str, set[str]] = {plain["id"]: set() for plain in mine}
    for plain in mine:
        up[plain["id"]] = {target for name, target in links_of(plain) if name == path}
    if not any(up.values()):
        return
    _complete(kind, path, up)
    in_circle = _in_circles(up)
    for plain in mine:
        if plain["id"] in in_circle:
            yield Problem(plain["id"], path, "leads in a circle back to the record itself")


def _complete(kind: str, path: str, up: dict[str, set[str]]) -> None:
    """Adds what lies above, one query a step up."""
    part, dot, column = path.partition(".")
    model: Any = PARTS[part].model if dot else KINDS[kind].model
    name = f"{column if dot else path}_id"
    missing = {target for targets in up.values() for target in targets} - up.keys()
    with as_system():
        while missing:
            found: dict[str, set[str]] = defaultdict(set)
            waiting = sorted(missing)
            for start in range(0, len(waiting), _TOGETHER):
                rows = model._default_manager.filter(record_id__in=waiting[start : start + _TOGETHER])
                for record, target in rows.values_list("record_id", name):
                    if target:
                        found[str(record)].add(str(target))
            up.update({one: found.get(one, set()) for one in missing})
            missing = {target for targets in found.values() for target in targets} - up.keys()


def _in_circles(up: Mapping[str, set[str]]) -> set[str]:
    """The nodes from which a way leads back to themselves: Tarjan's strongly connected components (1972).

    Without recursion, in linear time: a chain of wholes may be as long as a file of somebody else's making.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: set[str] = set()
    for root in up:
        if root in number:
            continue
        work = [(root, iter(sorted(up[root])))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in number:
                    number[target] = low[target] = len(number)
                    stack.append(target)
                    on_stack.add(target)
                    work.append((target, iter(sorted(up.get(target, ())))))
                    break
                if target in on_stack:
                    low[node] = min(low[node], number[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    component = set()
                    while True:
                        one = stack.pop()
                        on_stack.discard(one)
                        component.add(one)
                        if one == node:
                            break
                    if len(component) > 1 or node in up.get(node, ()):
                        found |= component
    return found
