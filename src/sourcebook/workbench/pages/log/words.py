"""What was seen and done, in words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sourcebook.dossier.access.log import CHANGED, Line
from sourcebook.workbench.frame.words import act_words

ACTS: dict[str, Promise] = {
    "saw": gettext_lazy("saw"),
    "took out": gettext_lazy("took out a file"),
    "searched": gettext_lazy("searched"),
    "sent a form": gettext_lazy("sent a form"),
    CHANGED: gettext_lazy("changed records"),
    "was refused": gettext_lazy("was refused"),
    "came in": gettext_lazy("logged in"),
    "went out": gettext_lazy("logged out"),
    "failed to come in": gettext_lazy("a log-in with their name failed"),
    "made a key": gettext_lazy("made a key for programs"),
    "ended a key": gettext_lazy("withdrew a key for programs"),
    "invited": gettext_lazy("invited somebody"),
    "took back": gettext_lazy("took something back"),
    "joined": gettext_lazy("took an invitation"),
    "gave a role": gettext_lazy("gave a role"),
    "took a role": gettext_lazy("took a part away"),
    "set organisation": gettext_lazy("set an organisation"),
    "closed account": gettext_lazy("closed an account"),
    "opened account": gettext_lazy("opened an account"),
    "gave a link": gettext_lazy("gave a link for a new password"),
    "new password": gettext_lazy("has a new password"),
    "second factor": gettext_lazy("changed their second factor"),
    "opened sealed": gettext_lazy("opened what is sealed"),
    "saw sealed": gettext_lazy("saw what is sealed"),
    "closed sealed": gettext_lazy("closed what is sealed"),
}
# What a keeper looks twice at.
ALARMING = frozenset(("was refused", "failed to come in"))
# What the pages are called that stand in the log, where their own name says too little.
_PAGES: dict[str, Promise] = {
    "record": gettext_lazy("record"),
    "record-history": gettext_lazy("history of a record"),
    "export": gettext_lazy("export of a list"),
    "log-export": gettext_lazy("export of this log"),
    "reader": gettext_lazy("text of a source"),
    "copy": gettext_lazy("preserved copy"),
    "search": gettext_lazy("search"),
    "sealed": gettext_lazy("what is sealed"),
    "sealed-close": gettext_lazy("what is sealed"),
    "sealed-file": gettext_lazy("sealed copy"),
    "sealed-look": gettext_lazy("sealed copy"),
}


def act_of(line: Line) -> str:
    """What was done, in words."""
    if line.revision:
        return act_words(line.act, line.records)
    return str(ACTS.get(line.act, line.act))


def page_of(line: Line) -> str:
    """Where, in words; a page that has none by its short name."""
    if not line.page or line.act in ("came in", "went out", "failed to come in"):
        return ""
    return str(_PAGES.get(line.page, line.page))


def is_named(line: Line) -> bool:
    """Whether a page has a name in words; else its short name is shown, as the address has it."""
    return line.page in _PAGES


def person_of(line: Line, people: Mapping[uuid.UUID, str]) -> str:
    """Who, by name."""
    if line.account is None:
        return _("the program")
    return people.get(line.account) or _("somebody who has no part any more")
