"""Catalogues on the disk, by Babel: the English source, those of translators, and what the program loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sourcebook.workbench.catalogue.gathering import Message
from sourcebook.workbench.catalogue.testing import TEST_LANGUAGE, turned

_HEAD = (
    "# The words of the workbench. Made by `sourcebook admin messages`; see docs/translating.md.\n"
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'
    '"Plural-Forms: {}\\n"\n\n'
)


def source(messages: list[Message]) -> Catalog:
    """A catalogue of English, which has no translations: its words are the source."""
    made = Catalog(locale="en", charset="utf-8")
    for one in messages:
        words = (one.words, one.plural) if one.plural else one.words
        made.add(words, locations=[(one.file, 0)], context=one.context or None)
    return made


def write(catalogue: Catalog, language: str, folder: Path, plural: str = "") -> Path:
    """Keeps a catalogue as text, below a folder of languages; the same catalogue is the same bytes."""
    path = _place(folder, language) / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_HEAD.format(language, plural or catalogue.plural_forms).encode())
        write_po(file, catalogue, width=110, omit_header=True, include_lineno=False, sort_output=True)
    return path


def bring_up(catalogue: Catalog, path: Path) -> int:
    """Brings a translation up to the source, and makes what the program loads of it; how many words lack.

    What is no longer in the source is left out; words that changed lose their translation, which is never
    guessed.
    """
    with path.open("rb") as file:
        old = read_po(file, charset="utf-8")
    language = path.parent.parent.name
    plural = old.plural_forms
    old.update(catalogue, no_fuzzy_matching=True)
    old.obsolete.clear()
    write(old, language, path.parent.parent.parent, plural)
    _load(old, path)
    return sum(1 for one in old if one.id and not _translated(one.string))


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def write_test_language(messages: list[Message], more: list[tuple[str, str]], folder: Path) -> Path:
    """The test language below a folder; `more` are words of packages, and how they read among ours."""
    made = Catalog(locale="ar", charset="utf-8")
    # As English has them: our words have two forms.
    made.mime_headers = [
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ]
    for words, read in more:
        made.add(words, turned(read))
    for one in messages:
        if one.plural:
            made.add(
                (one.words, one.plural), (turned(one.words), turned(one.plural)), context=one.context or None
            )
        else:
            made.add(one.words, turned(one.words), context=one.context or None)
    base, _dash, country = TEST_LANGUAGE.partition("-")
    path = _place(folder, f"{base}_{country.upper()}") / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    return _load(made, path)


class _Loaded(Catalog):
    """A catalogue as the program loads it: a word that has a plural stands there by itself too.

    It may be asked for alone elsewhere, and the first Pythons 3.11 do not look for it among the plurals.
    """

    def __iter__(self) -> Iterator[Entry]:
        for entry in super().__iter__():
            yield entry
            if entry.pluralizable and entry.string:
                yield Entry(entry.id[0], entry.string[0], context=entry.context)


def _load(catalogue: Catalog, path: Path) -> Path:
    made = _Loaded(locale=catalogue.locale, charset="utf-8")
    made.mime_headers = catalogue.mime_headers
    for entry in catalogue:
        if entry.id:
            made.add(entry.id, entry.string, context=entry.context, flags=entry.flags)
    loaded = path.with_suffix(".mo")
    with loaded.open("wb") as file:
        write_mo(file, made)
    return loaded


def _place(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES"
