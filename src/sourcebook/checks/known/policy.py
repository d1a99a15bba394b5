"""What a dossier has decided for itself: which names of places its team uses, and in which languages it
writes.

There is no preference of the program's own. Without a policy no name is better than another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sourcebook.checks.known.records import Name
from sourcebook.checks.settings import SettingsError

_ORDER = ("used_by", "language", "main")


@dataclass(frozen=True, slots=True)
class Policy:
    """`used_by` are actors whose names are preferred, `languages` those of preferred names, first ones first.

    `order` says which counts first: "used_by", "language", "main" (the main name). `voice` are the languages
    that the team writes in.
    """

    used_by: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    voice: tuple[str, ...] = ("en",)

    @staticmethod
    def of(plain: Mapping[str, Any]) -> Policy:
        """A policy from plain data: {"names": {"used_by", "language", "order"}, "languages": [...]}.

        Each value is a string or a list of them. Raises SettingsError where it cannot be used.
        """
        names = plain.get("names") or {}
        if not isinstance(names, Mapping):
            raise SettingsError("the policy's names must be a mapping: used_by, language, order")
        order = _listed(names, "order")
        for one in order:
            if one not in _ORDER:
                raise SettingsError(
                    f"the policy's order of names has {one!r}; it may have {', '.join(_ORDER)}"
                )
        return Policy(
            used_by=_listed(names, "used_by"),
            languages=_listed(names, "language"),
            order=order,
            voice=_listed(plain, "languages") or ("en",),
        )

    def preferred(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """The names that the team uses; none where the policy says nothing of these."""
        for criterion in self._criteria():
            ranked = [(self._rank(name, criterion), name) for name in names]
            best = min((rank for rank, _ in ranked if rank is not None), default=None)
            if best is not None:
                return tuple(name for rank, name in ranked if rank == best)
        return ()

    def _criteria(self) -> tuple[str, ...]:
        if self.order:
            return self.order
        return _ORDER if self.used_by or self.languages else ()

    def _rank(self, name: Name, criterion: str) -> int | None:
        if criterion == "main":
            return 0 if name.main else None
        value, wanted = (
            (name.used_by, self.used_by) if criterion == "used_by" else (name.language, self.languages)
        )
        return wanted.index(value) if value in wanted else None


def _listed(mapping: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = mapping.get(key) or ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        raise SettingsError(f"the policy's {key} must be a string or a list of strings")
    return tuple(value)
