"""What the rooms refuse, in words for a page: without the commands of the terminal that they name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sourcebook.dossier.editions import EditionRefused
from sourcebook.dossier.exchange.lines import odd
from sourcebook.publish.edition.problems import EditionError

_COMMAND = "`sourcebook"


def plainly(said: str) -> str:
    """A message without what it says about commands."""
    at = said.find(_COMMAND)
    if at < 0:
        return said
    cut = max(said.rfind(end, 0, at) for end in ("; ", ": ", ", "))
    return said[:cut] if cut > 0 else said.replace("`", "")


def refusal(error: Exception) -> str:
    """Why something was refused, in a line."""
    if isinstance(error, EditionError) and len(error.problems) > 1:
        first = plainly(str(error.problems[0]))
        return _("%(first)s, and %(n)s more") % {"first": first, "n": len(error.problems) - 1}
    return plainly(str(error))


def keepable(typed: str) -> str:
    """What was typed, blanks around it gone. Raises EditionRefused for what no database keeps."""
    if odd(typed):
        raise EditionRefused(_("What was typed holds a character that cannot be kept: type it anew."))
    return typed.strip()
