"""private-person-named."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Severity
from sourcebook.checks.known import Dossier
from sourcebook.checks.known.records import Actor
from sourcebook.checks.rule import DossierRule

_CONSENTED = ("given", "not-needed")


class PrivatePersonNamed(DossierRule):
    """A private person is published without a pseudonym, and no reason is recorded.

    ## What it does
    Looks at persons whose published record the world can see and who are not public figures; of whom it is
    not known counts as private. Without a pseudonym, it is an error unless consent was given or is not
    needed. With such consent it is a warning where its scope is not written down, or where it is not known
    whether the person is a minor. Officials acting in office are public figures.

    ## Why it matters
    Victims, witnesses and detainees have been found by what reports said of them. A name that is out cannot
    be called back.

    ## Example
    Fails: a witness, private, consent not asked, no pseudonym, published for everyone
    Passes: the same witness with the pseudonym "Witness 4"

    ## False alarms
    A person who is known to everyone already: say in the record that consent is not needed, and why.
    """

    name = "private-person-named"
    family = "protection"
    severity = "error"

    def find(self, dossier: Dossier) -> Iterator[Finding]:
        """Every such person."""
        for actor in dossier.each(Actor):
            if actor.form == "person" and actor.is_public and actor.visibility != "public":
                # A name that is kept from the world is not published.
                named = any(not name.kept for name in actor.names)
                told = _wrong(actor) if named and not actor.pseudonym.strip() else None
                if told:
                    message, severity = told
                    yield self.finding(message, dossier.side(actor, "pseudonym"), severity=severity)


def _wrong(actor: Actor) -> tuple[str, Severity] | None:
    if actor.consent not in _CONSENTED:
        why = {"refused": ", who refused consent,", "withdrawn": ", who withdrew consent,"}
        return (
            f"A private person{why.get(actor.consent, '')} is published by name. Give a pseudonym, or record "
            "the consent and its scope.",
            "error",
        )
    if actor.minor not in ("no", "yes"):
        return (
            "A private person is published by name, and it is not known whether it is a minor, who could not "
            "consent. Find out, or give a pseudonym.",
            "warning",
        )
    if not actor.consent_scope.strip() and not actor.note.strip():
        return (
            "A private person is published by name, and nothing says what the consent covers or why none is "
            "needed. Write it down.",
            "warning",
        )
    return None
