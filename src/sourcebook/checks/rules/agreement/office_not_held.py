"""office-not-held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sourcebook.checks.findings import Finding
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.dates import Days, days_of, rough
from sourcebook.checks.known.naming import words_of
from sourcebook.checks.known.records import Actor, Relation, Speaker, Statement
from sourcebook.checks.rule import DossierRule

_HOLDS = "holds-office"


class OfficeNotHeld(DossierRule):
    """A speaker did not hold the office that the statement names, on that day.

    ## What it does
    Looks at each speaker of a dated statement. Where the office is linked, its time and its holder must be
    those of the statement. Where only the words of the office are given ("Minister of Defence"), the offices
    of that person by that title are looked at: if all have bounds, and the day lies within none, it is
    reported. Dates that are rough make the finding uncertain. Whether two persons held one office is not
    asked.

    ## Why it matters
    What a minister says binds a government; what he says a year after leaving binds nobody.

    ## Example
    Fails: "Darin Velk, Minister of Defence", on 5 May 2031; he held the office until 31 December 2030
    Passes: "Darin Velk, former Minister of Defence", on the same day

    ## False alarms
    An office held twice, of which the dossier knows one time only.
    """

    name = "office-not-held"
    family = "agreement"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such speaker."""
        held: dict[str, list[Relation]] = {}
        for relation in dossier.each(Relation):
            if relation.type == _HOLDS and relation.subject:
                held.setdefault(relation.subject, []).append(relation)
        for statement in dossier.each(Statement):
            day = days_of(statement.when)
            for speaker in statement.speakers:
                yield from self._of(dossier, statement, speaker, day, held.get(speaker.actor or "", ()))

    def _of(
        self,
        dossier: Dossier,
        statement: Statement,
        speaker: Speaker,
        day: Days | None,
        held: Sequence[Relation],
    ) -> Iterator[Finding]:
        office = dossier.get(speaker.office, Relation)
        if office:
            if office.subject and speaker.actor and not _same(dossier, office.subject, speaker.actor):
                yield self._finding(
                    dossier, statement, speaker, "The office that is linked is that of another.", [office]
                )
                return
            offices = [office]
        else:
            offices = _titled(dossier, held, speaker.role_words)
        times = [days_of(one.when) for one in offices]
        if day is None or not offices or any(time is None or time.meets(day) for time in times):
            return
        shown = ", ".join(one.when for one in offices)
        told = (
            f"The statement is of {statement.when}, the office was held {shown}. Name the office of that "
            "day, or correct a date."
        )
        unsure = rough(statement.when, *(one.when for one in offices))
        yield self._finding(dossier, statement, speaker, told, offices, unsure)

    def _finding(
        self,
        dossier: Dossier,
        statement: Statement,
        speaker: Speaker,
        told: str,
        offices: Iterable[Relation],
        unsure: bool = False,
    ) -> Finding:
        words = ", ".join(filter(None, (speaker.words, speaker.role_words)))
        return self.finding(
            told,
            dossier.side(statement, f"speakers/{speaker.id}/office", words or None),
            *(dossier.side(one, "when", f"{one.title} {one.when}".strip()) for one in offices),
            uncertain=unsure,
        )


def _same(dossier: Dossier, one: str, other: str) -> bool:
    """Whether two links lead to one actor, after merging too."""
    first, second = dossier.get(one, Actor), dossier.get(other, Actor)
    return one == other or first is None or second is None or first.id == second.id


def _titled(dossier: Dossier, held: Sequence[Relation], role_words: str) -> list[Relation]:
    """The offices whose title, or the name of which, is how the words of a role begin, or begins with
    them."""
    role = words_of(role_words)
    if not role:
        return []
    return [one for one in held if any(_begins(role, words_of(title)) for title in _titles(dossier, one))]


def _titles(dossier: Dossier, relation: Relation) -> Iterator[str]:
    yield relation.title
    office = dossier.get(relation.object, Actor)
    if office and office.form == "office":
        yield from (name.value for name in office.names)


def _begins(role: tuple[str, ...], title: tuple[str, ...]) -> bool:
    length = min(len(role), len(title))
    return length > 0 and role[:length] == title[:length]
