"""place-names-unclear."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.naming import words_of
from sourcebook.checks.known.records import Name, Place
from sourcebook.checks.rule import DossierRule


class PlaceNamesUnclear(DossierRule):
    """It is not clear which names a place has, and whose they are.

    ## What it does
    Reports a place with two main names in one language and script, as a warning; and a place of several names
    of which one does not say by whom it is used, as an information. Spellings that differ only in case and in
    marks on letters are one name.

    ## Why it matters
    Which name is printed is decided by a policy that asks who uses it. A name without a user falls through,
    and of two main names chance decides.

    ## Example
    Fails: "Lenië" and "Nelë" for one town, and nothing says who says which
    Passes: "Lenië", used by the government of Ardovia, and "Nelë", used by that of Sella

    ## False alarms
    A name that everyone uses: give it no rival, or the users that differ to the others.
    """

    name = "place-names-unclear"
    family = "places"
    severity = "warning"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such place, once for each of the two."""
        for place in dossier.each(Place):
            mains = [name for name in place.names if name.main]
            if doubled := _doubled(mains):
                yield self.finding(
                    "The place has two main names in one language. Choose one, and keep the other beside it.",
                    *(dossier.side(place, "names", name.value) for name in doubled),
                )
            unused = [name for name in place.names if not name.used_by]
            if unused and len({words_of(name.value) for name in place.names}) > 1:
                yield self.finding(
                    "The place has several names, and nothing says who uses this one. Say by whom it "
                    "is used.",
                    *(dossier.side(place, "names", name.value) for name in unused),
                    severity="info",
                )


def _doubled(mains: list[Name]) -> list[Name]:
    """The main names that rival each other: of one language and script."""
    first: dict[tuple[str, str], Name] = {}
    for name in mains:
        other = first.setdefault((name.language, name.script), name)
        if words_of(other.value) != words_of(name.value):
            return [other, name]
    return []
