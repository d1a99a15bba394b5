"""Marks that stand elsewhere than they did: one change each; copies of marks, which get their own names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sourcebook.publish.word.comparing.drafts import Atom, Draft
from sourcebook.publish.word.comparing.loom import Woven
from sourcebook.publish.word.flow import Mark


@dataclass(frozen=True)
class Relocated:
    """The change that moved each mark, by name; the names of copies with the name of what they copy."""

    moved: dict[str, Draft]
    copies: dict[str, str]


def relocated(woven: Woven, known: Iterable[str], prefix: str) -> Relocated:
    """Ties a mark taken out here and put in there to one change; names copies `prefix` and a number."""
    moved: dict[str, Draft] = {}
    copies: dict[str, str] = {}
    for name in known:
        arrivals = list(woven.put_in.get(name, ()))
        trace = woven.traces.get(name)
        if arrivals and trace is not None and (drafts := _takers(trace)):
            arrival = arrivals[0]
            draft = next((one for one, wanted in arrival.when if wanted), None)
            if draft is not None and draft not in drafts:
                _tie(trace, draft)
            if draft is not None:
                moved[name] = draft
                arrivals = arrivals[1:]
        for atom in arrivals:
            if isinstance(atom.token, Mark) and (trace is None or not _one_of_both(trace, atom)):
                copy = f"{prefix}{len(copies) + 1}"
                copies[copy] = name
                atom.token = replace(atom.token, name=copy)
    return Relocated(moved, copies)


def _takers(trace: Atom) -> set[Draft]:
    return {draft for draft, wanted in trace.when if not wanted}


def _one_of_both(trace: Atom, atom: Atom) -> bool:
    """Whether the mark is one form of the same word: they never stand together."""
    wanted = {draft for draft, needed in atom.when if needed}
    return bool(wanted & _takers(trace))


def _tie(trace: Atom, draft: Draft) -> None:
    """Takes the mark out when it arrives elsewhere, and no longer with the words around it."""
    trace.when = [*(one for one in trace.when if one[1] or one[0].kind == "deleted"), (draft, False)]


def free_prefix(prefix: str, names: Iterable[str]) -> str:
    """A beginning of names that none of these names has."""
    taken = list(names)
    while any(name.startswith(prefix) for name in taken):
        prefix += prefix[-1]
    return prefix
