"""Tags of our templates: addresses within the dossier, days, and words for kinds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sourcebook.workbench.frame.words import act_words, kind_words, proposal_words

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: template.Context, view: str, *given: Any) -> str:
    """The address of a page in the dossier that is looked at; `given` are its further arguments, in order."""
    return reverse(view, args=(context["dossier"].slug, *given))


@register.simple_tag
def when(at: datetime | str | None) -> SafeString | str:
    """A moment as `<time>`: day and minute, in UTC."""
    moment = parse_datetime(at) if isinstance(at, str) else at
    if moment is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), f"{moment:%Y-%m-%d %H:%M}")


@register.simple_tag
def kind_name(kind: str, number: int = 1) -> str:
    """A kind of record in words, in the number."""
    return kind_words(kind, number)


@register.simple_tag
def proposal_name(sort: str, number: int = 1) -> str:
    """A sort of proposal in words."""
    return proposal_words(sort, number)


@register.simple_tag
def act_name(act: str, number: int) -> str:
    """What somebody did to so many records."""
    return act_words(act, number)
