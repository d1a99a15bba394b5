"""What is told where somebody else was faster: who decided, and how long ago."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from sourcebook.dossier.desk.queue import Decision, decided
from sourcebook.dossier.models import Proposal
from sourcebook.dossier.seen import current
from sourcebook.workbench.frame.words import act_words


def told_of(record: str) -> str:
    """Of a draft that cannot be decided as it was looked at: what became of it, kindly."""
    return words_of(decided(record))


def words_of(decision: Decision | None) -> str:
    """Who decided, what, and how long ago."""
    if decision is None:
        return _("It was changed meanwhile; nothing was decided twice.")
    who = _("You") if decision.who_id == str(current().account) else decision.who or _("The program")
    told = {"who": who, "ago": _ago(decision.at), "why": decision.why}
    if decision.act == "review":
        return _("%(who)s accepted it %(ago)s.") % told
    if decision.act == "withdraw":
        return _("%(who)s rejected it %(ago)s: %(why)s") % told
    if decision.act == "edit":
        return _("%(who)s corrected it %(ago)s; look at it as it is now.") % told
    return _("%(who)s %(what)s %(ago)s.") % {**told, "what": act_words(decision.act, 1)}


def told_of_proposal(proposal: str) -> str:
    """Of a proposal that is decided already: by whom, how long ago."""
    one = Proposal.objects.filter(pk=proposal).exclude(state="open").select_related("decided_by").first()
    if one is None or one.decided_at is None:
        return _("This proposal is not there any more, or you may not see it.")
    who = one.decided_by.name if one.decided_by else _("The program")
    return _("%(who)s decided it %(ago)s.") % {"who": who, "ago": _ago(one.decided_at)}


def _ago(at: datetime) -> str:
    if (datetime.now(UTC) - at).total_seconds() < 60:
        return _("just now")
    return _("%(long)s ago") % {"long": timesince(at, depth=1)}
