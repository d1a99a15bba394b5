"""Filters of the views: words for what a field holds, for a field, and for a theme."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from sourcebook.workbench.forms.words import choice_words
from sourcebook.workbench.pages.record.words import FIELDS

register = template.Library()

_KNOWN = {
    "exact": _("exact"),
    "settlement": _("known to the town"),
    "district": _("known to the district"),
    "region": _("known to the region"),
    "country": _("known to the country"),
}


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


@register.filter
def known_to(precision: str) -> str:
    """How exactly a place is known, in words."""
    return str(_KNOWN.get(precision, _("precision not known")))
