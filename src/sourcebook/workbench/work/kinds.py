"""The kinds of long work: each is a function with a rule, in the module of its page that is listed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from sourcebook.workbench.work.told import Outcome, Told

Does = Callable[["Told", Mapping[str, Any], Path], "Outcome"]

# Where kinds of long work are: one line each.
MODULES = [
    "sourcebook.workbench.pages.editor.work",
    "sourcebook.workbench.pages.editor.looking",
    "sourcebook.workbench.pages.bring.work",
    "sourcebook.workbench.pages.records.work",
    "sourcebook.workbench.pages.publishing.work",
    "sourcebook.workbench.pages.words.work",
]


@dataclass(frozen=True, slots=True)
class LongWork:
    """A kind of long work: its name, the act of `seen/roles.yaml` that it needs, its title, what does it.

    `quiet`: a page has it done by itself, and it stands in no list.
    """

    name: str
    may: str
    title: str | Promise
    does: Does
    quiet: bool = False


_KINDS: dict[str, LongWork] = {}


class NoSuchKind(LookupError):
    """A kind of work that this version does not know."""


def long_work(name: str, *, may: str, title: str | Promise, quiet: bool = False) -> Callable[[Does], Does]:
    """Makes a function a kind of long work."""

    def known(does: Does) -> Does:
        from sourcebook.dossier.seen.roles import roles

        if may not in roles().acts:
            raise ValueError(f"no such act {may}; it is one of {', '.join(roles().acts)}")
        _KINDS[name] = LongWork(name, may, title, does, quiet)
        return does

    return known


def kind_named(name: str) -> LongWork:
    """A kind by its name. Raises NoSuchKind."""
    _loaded()
    if name not in _KINDS:
        raise NoSuchKind(f"{name}: there is no such kind of work; there is {', '.join(sorted(_KINDS))}")
    return _KINDS[name]


def quiet_kinds() -> list[str]:
    """The names of the kinds that stand in no list."""
    _loaded()
    return sorted(name for name, kind in _KINDS.items() if kind.quiet)


@lru_cache(maxsize=1)
def _loaded() -> None:
    for module in MODULES:
        import_module(module)
