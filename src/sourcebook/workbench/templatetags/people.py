"""Tags of the pages about people: words for roles and levels, and for what was seen and done."""

from __future__ import annotations

from django import template

from sourcebook.dossier.seen import Viewer
from sourcebook.workbench.pages.people.words import role_words, sees_words
from sourcebook.workbench.templatetags.records import level_name

register = template.Library()
register.filter("role_name", role_words)
register.filter("role_sees", sees_words)
register.filter("level_word", level_name)


@register.filter
def may(viewer: Viewer, act: str) -> bool:
    """Whether who looks may do an act of `roles.yaml`."""
    return viewer.may(act)
