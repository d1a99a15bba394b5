"""Filters of the views: words for what a field holds, for a field, and for a theme."""

from __future__ import annotations

from django import template

from sourcebook.workbench.forms.words import choice_words
from sourcebook.workbench.pages.record.words import FIELDS

register = template.Library()


@register.filter
def choice(value: str) -> str:
    """A value that a field may hold, in words."""
    return choice_words(value)


@register.filter
def field_name(name: str) -> str:
    """A field in words; "" for none."""
    return str(FIELDS.get(name, name))


@register.filter
def theme_name(theme: str) -> str:
    """A theme without its codebook, as one reads it."""
    return theme.rpartition("/")[2].replace("-", " ")
