"""The words of the interface: all through gettext, gathered whole, brought up to date for translators."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from tests.workbench.wishes.bare import bare

import sourcebook.workbench
from sourcebook.workbench.catalogue.gathering import messages
from sourcebook.workbench.catalogue.testing import turned
from sourcebook.workbench.catalogue.writing import source, write

HERE = Path(sourcebook.workbench.__file__).parent
TEMPLATES = sorted(HERE.rglob("*.html"))
# Names, keys, codes and invented names that are shown as examples: the same in every language.
EXCEPTIONS = {
    "Sourcebook", "· Sourcebook", "SHA-256", "openapi.json", "Ctrl+Enter", "en, hy", "report-2031", "Ardovia 2031",
    "#name",
}  # fmt: skip


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HERE)))
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    found = [words for words in bare(path.read_text("utf-8")) if words.strip("\"'") not in EXCEPTIONS]
    assert found == []


def test_a_bare_word_of_a_template_is_found_wherever_it_stands() -> None:
    template = (
        '{% load i18n %}<p title="Bare title">Bare text {{ value }}</p>{% comment %}silent{% endcomment %}'
        '<p aria-label="{% translate \'Told\' %}">{% translate "Told" %}{% blocktranslate %}told{% endblocktranslate %}</p>'
        '<code>silent</code><a href="silent" class="silent{% if a %} silent{% endif %}">&nbsp;</a>'
    )
    assert list(bare(template)) == ['"Bare title"', "Bare text"]


def test_the_source_of_the_catalogue_is_up_to_date() -> None:
    with (HERE / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        kept = {(one.id, one.context) for one in read_po(file, charset="utf-8") if one.id}
    now = {(one.id, one.context) for one in source(messages(HERE)) if one.id}
    assert kept == now, "run `sourcebook admin messages`"


def test_words_are_gathered_out_of_python_and_templates(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "from x import gettext as _, ngettext, pgettext\n"
        '_("one " "line")\nngettext("%(n)s record", "%(n)s records", 2)\npgettext("month", "May")\n_(variable)\n'
    )
    (tmp_path / "b.html").write_text(
        "{% load i18n %}{% translate \"100% sure\" %}{{ a|default:_('none') }}"
        "{% blocktranslate count n=a %}{{ n }} hit{% plural %}{{ n }} hits{% endblocktranslate %}"
    )
    assert [(one.words, one.plural, one.context, one.file) for one in messages(tmp_path)] == [
        ("one line", "", "", "a.py"),
        ("%(n)s record", "%(n)s records", "", "a.py"),
        ("May", "", "month", "a.py"),
        ("100%% sure", "", "", "b.html"),
        ("none", "", "", "b.html"),
        ("%(n)s hit", "%(n)s hits", "", "b.html"),
    ]


def test_a_translation_is_brought_up_and_loaded_and_never_guessed(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: de\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "Search"\nmsgstr "Suche"\n\n'
        'msgid "Not there any more"\nmsgstr "Fort"\n'
    )
    call_command("messages", "--folder", str(tmp_path))
    text = (folder / "django.po").read_text("utf-8")
    assert 'msgid "Search"\nmsgstr "Suche"' in text and "Fort" not in text
    assert 'msgid "Log out"\nmsgstr ""' in text
    assert (folder / "django.mo").stat().st_size > 0
    once = write(source(messages(HERE)), "en", tmp_path / "again").read_bytes()
    assert once == (tmp_path / "en" / "LC_MESSAGES" / "django.po").read_bytes()


def test_the_test_language_keeps_what_a_program_reads() -> None:
    assert turned("Keep <b>%(n)s</b> of {all}&nbsp;100%%") == "كههپ <b>%(n)s</b> وف {all}&nbsp;100%%"
