"""A brought file and what was chosen for it become long work; the file goes with it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from sourcebook.dossier.ingest.sheet.offering import Choices, mapping_text
from sourcebook.dossier.models.desk import Work
from sourcebook.workbench.frame import Request
from sourcebook.workbench.pages.bring.asking import Asked
from sourcebook.workbench.work import begin
from sourcebook.workbench.work.held import Held, let_go

_WORDS = "words.txt"


def begun(request: Request, held: Held, asked: Asked) -> Work:
    """Begins the work. Raises ChoiceError, Underway, OSError; the file waits on then."""
    given: dict[str, Any] = {**asked.given, "file": held.path.name}
    files: dict[str, File[Any]] = {}
    if asked.mapping:
        text = mapping_text(asked.mapping) if isinstance(asked.mapping, Choices) else asked.mapping
        files["mapping.yaml"] = ContentFile(text.encode())
    if asked.text is not None:
        given["text"] = _WORDS
        files[_WORDS] = asked.text
    title = _("Bring in %(name)s") % {"name": held.path.name}
    with held.path.open("rb") as file:
        files[held.path.name] = File(file, held.path.name)
        work = begin(request, asked.kind, given, title, f"{asked.kind} {digest(held)}", files)
    let_go(held.pk)
    return work


def digest(held: Held) -> str:
    """SHA-256 of the file."""
    with held.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
