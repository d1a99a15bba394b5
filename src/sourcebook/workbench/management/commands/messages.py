"""Gathers the words of the interface for translators: the source, each translation, what is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import sourcebook.workbench
from sourcebook.dossier.home import home
from sourcebook.workbench.catalogue.gathering import messages

_HERE = Path(sourcebook.workbench.__file__).parent


class Command(BaseCommand):
    """`sourcebook admin messages`."""

    help = "Brings the catalogues of the interface up to its source."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Only the test language, or where the catalogues are."""
        parser.add_argument(
            "--test-language", action="store_true", help="make the test language, for this data folder"
        )
        parser.add_argument("--folder", type=Path, default=_HERE / "locale", help="where the catalogues are")

    def handle(self, *_given: Any, **options: Any) -> None:
        """Writes the files, and says of each translation how many words lack."""
        try:
            from sourcebook.workbench.catalogue import writing
        except ImportError as error:
            raise CommandError("this needs Babel: pip install babel") from error
        found = messages(_HERE)
        if options["test_language"]:
            self.stdout.write(
                str(writing.write_test_language(found, _of_packages(), home() / "test-language"))
            )
            return
        english = writing.source(found)
        self.stdout.write(f"{writing.write(english, 'en', options['folder'])}: {len(english)} texts")
        for path in sorted(options["folder"].glob("*/LC_MESSAGES/django.po")):
            if path.parent.parent.name != "en":
                self.stdout.write(f"{path}: {writing.bring_up(english, path)} texts to translate")


def _of_packages() -> list[tuple[str, str]]:
    """Words of django-allauth, and how they read among ours."""
    from babel.messages.pofile import read_po

    with (_HERE / "accounts" / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [(str(one.id), str(one.string)) for one in read_po(file, charset="utf-8") if one.id]
