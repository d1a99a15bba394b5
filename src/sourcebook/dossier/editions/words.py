"""The word of each partner on the build that is frozen: who gave it for which organisation, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sourcebook.dossier.editions.partners import partners_of
from sourcebook.dossier.models import Edition, SignOff
from sourcebook.dossier.seen import current


@dataclass(frozen=True, slots=True)
class PartnersWord:
    """A partner's word: `at` is None as long as it is missing; `mine` where the viewer is of that partner."""

    name: str
    who: str = ""
    at: datetime | None = None
    mine: bool = False


def words_on(edition: Edition) -> list[PartnersWord]:
    """Each partner in alphabetical order, with its word on this build; three queries.

    Who gave a word and has no part in the dossier any more is not named.
    """
    partners = partners_of(edition.dossier_id)
    given: dict[str, SignOff] = {}
    if edition.build:
        rows = SignOff.objects.filter(edition=edition, build=edition.build).select_related("who")
        given = {str(one.organisation_id): one for one in rows}
    own = str(current().organisation or "")
    return [_word(name, given.get(pk), pk == own) for pk, name in partners.items()]


def _word(name: str, given: SignOff | None, mine: bool) -> PartnersWord:
    if given is None:
        return PartnersWord(name, mine=mine)
    return PartnersWord(name, given.who.name if given.who else "", given.at, mine)
