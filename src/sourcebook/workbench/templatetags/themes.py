"""A tag for filters by theme."""

from __future__ import annotations

from django import template

from sourcebook.dossier.seen import current
from sourcebook.workbench.forms.themes import offered

register = template.Library()


@register.simple_tag
def themes_offered() -> list[tuple[str, str]]:
    """The codes of the dossier's codebooks, to choose from, with their labels; one query."""
    return offered(current().within)
