"""Roles, acts and levels in words, so that nobody must know `roles.yaml` to know what they hand out."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sourcebook.dossier.seen.roles import LEVEL_NAMES, roles
from sourcebook.workbench.templatetags.records import level_name

ROLES: dict[str, Promise] = {
    "reader": gettext_lazy("reader"),
    "contributor": gettext_lazy("contributor"),
    "reviewer": gettext_lazy("reviewer"),
    "publisher": gettext_lazy("publisher"),
    "keeper": gettext_lazy("keeper"),
}
_ACTS: dict[str, Promise] = {
    "create": gettext_lazy("bring in and record"),
    "edit": gettext_lazy("change drafts"),
    "propose": gettext_lazy("propose changes"),
    "theme": gettext_lazy("put themes"),
    "review": gettext_lazy("review"),
    "merge": gettext_lazy("merge and split, undo"),
    "publish": gettext_lazy("publish, and change what is published"),
    "withdraw": gettext_lazy("withdraw"),
    "seal": gettext_lazy("seal and open"),
    "erase": gettext_lazy("erase personal data"),
    "people": gettext_lazy("invite people and give roles"),
    "load": gettext_lazy("load, back up and restore"),
}
_SEES: dict[str, Promise] = {
    "public": gettext_lazy("what is public"),
    "team": gettext_lazy("public and team"),
    "restricted": gettext_lazy("all but what is sealed"),
    "sealed": gettext_lazy("everything; what is sealed needs the passphrase too"),
}


def role_words(role: str) -> str:
    """A role in words; one that has none is named as it is kept."""
    return str(ROLES.get(role, role))


def sees_words(role: str) -> str:
    """What somebody in this role sees. Raises KeyError for a role that there is not."""
    rule = roles().roles[role]
    words = str(_SEES[LEVEL_NAMES[rule.sees]])
    if rule.own > rule.sees:
        words = _("%(sees)s; of the own organisation also %(level)s") % {
            "sees": words,
            "level": ", ".join(map(level_name, LEVEL_NAMES[rule.sees + 1 : rule.own + 1])),
        }
    return words


def may_words(role: str, beyond: str = "") -> str:
    """What this role may do, beyond what the role `beyond` may. Raises KeyError."""
    known = roles().roles[beyond].may if beyond else frozenset()
    acts = [act for act in roles().acts if act in roles().roles[role].may - known]
    return ", ".join(str(_ACTS[act]) for act in acts) or _("look only")


def role_table() -> list[dict[str, str]]:
    """Each role in words: what it sees, and what it may do more than the one before."""
    rows, before = [], ""
    for role in ROLES:
        more = bool(before) and roles().roles[before].may <= roles().roles[role].may
        rows.append(
            {
                "role": role,
                "words": role_words(role),
                "sees": sees_words(role),
                "may": may_words(role, before if more else ""),
                "before": role_words(before) if more and roles().roles[before].may else "",
            }
        )
        before = role
    return rows
