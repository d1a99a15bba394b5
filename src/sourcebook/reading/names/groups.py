"""Groups out of pairs: who is proposed to be one, with every reason; nothing is merged.

Union and find over forms; a link that would bring together two forms told to be different (father and son)
is refused, so that one doubtful pair cannot join two bearers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from sourcebook.reading.candidates import NameGroup


class Link(NamedTuple):
    """Two forms that seem to name one bearer: the rule that says so and, in words, why."""

    one: str
    other: str
    rule: str
    why: str


@dataclass
class Union:
    """Disjoint sets of forms."""

    above: dict[str, str] = field(default_factory=dict)

    def top(self, form: str) -> str:
        """The form that stands for the set that `form` is in."""
        while (up := self.above.get(form, form)) != form:
            self.above[form] = self.above.get(up, up)
            form = up
        return form

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        self.above[self.top(other)] = self.top(one)


def grouped(
    kind: Literal["person", "body", "place"], links: Iterable[Link], counts: Mapping[str, int]
) -> list[NameGroup]:
    """The groups that the links make, the commonest full form as the name of each."""
    union = Union()
    used = list(links)
    for link in used:
        union.join(link.one, link.other)
    members: dict[str, set[str]] = {}
    reasons: dict[str, list[Link]] = {}
    for link in used:
        top = union.top(link.one)
        members.setdefault(top, set()).update((link.one, link.other))
        reasons.setdefault(top, []).append(link)
    return [_group(kind, forms, reasons[top], counts) for top, forms in members.items()]


def _group(
    kind: Literal["person", "body", "place"], forms: set[str], links: list[Link], counts: Mapping[str, int]
) -> NameGroup:
    variants = sorted(forms, key=lambda form: (-counts.get(form, 0), form))
    full = [form for form in variants if " " in form and form.isascii()] or [f for f in variants if " " in f]
    return NameGroup(
        kind=kind,
        name=(full or variants)[0],
        variants=tuple((form, counts.get(form, 0)) for form in variants),
        reasons=tuple(dict.fromkeys(f"{link.one} / {link.other}: {link.why}" for link in links)),
        confidence=min(confidence(link.rule) for link in links),
    )


@cache
def _confidences() -> dict[str, float]:
    return dict(yaml.safe_load((Path(__file__).parent / "confidence.yaml").read_text("utf-8")))


def confidence(rule: str) -> float:
    """How often pairs linked by this rule were one bearer in the table of tests."""
    return float(_confidences()[rule])
