"""Languages by name: what a field shows and takes, where a record keeps the tag (BCP 47)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from sourcebook.dossier.ingest.language_tags import language_tag


class UnknownLanguage(ValueError):
    """What was typed is no language that is known; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its tag, its English name, and its own name where that is another."""

    tag: str
    name: str
    own: str


@cache
def languages() -> tuple[Language, ...]:
    """Every language that is offered, by its English name."""
    listed: dict[str, list[str]] = yaml.safe_load(
        Path(__file__).with_name("languages.yaml").read_text("utf-8")
    )
    return tuple(Language(tag, names[0], names[-1] if names[1:] else "") for tag, names in listed.items())


@cache
def _by_tag() -> dict[str, Language]:
    return {one.tag: one for one in languages()}


def name_of(tag: str) -> str:
    """The name of a language in the language of the page; a tag that is not known as it is."""
    known = _by_tag().get(tag)
    # Django has translated the names of many languages already.
    return gettext(known.name) if known else tag


def offered_names() -> SafeString:
    """All languages as the options of a list, in the language of the page."""
    return _options(get_language() or "")


@lru_cache(maxsize=8)
def _options(_page_language: str) -> SafeString:
    pairs = ((name_of(one.tag), one.own or one.tag) for one in languages())
    return format_html_join("", '<option value="{}">{}</option>', pairs)


def tag_of(typed: str) -> str:
    """The tag of a language that somebody typed by its name, its own name or its tag; "" for nothing.

    Raises UnknownLanguage.
    """
    said = " ".join(typed.casefold().split())
    if not said:
        return ""
    for one in languages():
        if said in (one.tag, one.name.casefold(), one.own.casefold(), gettext(one.name).casefold()):
            return one.tag
    tag = language_tag(typed)
    if (
        tag is None
        or len(tag) > 35
        or (tag.split("-")[0] not in _by_tag() and "-" not in tag and len(said) > 3)
    ):
        raise UnknownLanguage(
            gettext(
                "“%(typed)s” is no language known here: choose one from the list, or give its tag "
                "(“hy”, “en-US”)."
            )
            % {"typed": typed.strip()}
        )
    return tag
