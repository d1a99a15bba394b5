"""What partners do in Word to the file that they were sent, and how it comes back."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.publish.word.taking.editing import WordFile
from tests.workbench.publishing.making import ROOT, post

from sourcebook.dossier.models.desk import Work

SILENT = "Nobody answered him, and the market stayed open."
ROAD = "The road to Saarn was opened again, and carts came through."


def sent(client: Client, partner: str, number: int = 1, **form: object) -> WordFile:
    """The file that a partner is sent, open in their editor."""
    post(client, "words/send/", partner=partner, **form)
    return again(client, number)


def again(client: Client, number: int) -> WordFile:
    """A file that was sent, once more."""
    response = client.get(f"{ROOT}words/sent/{number}/")
    return WordFile(b"".join(response.streaming_content))  # type: ignore[attr-defined]


def back(client: Client, file: WordFile, name: str = "back.docx", **form: object) -> Work:
    """The file comes back."""
    return post(client, "words/take/", file=SimpleUploadedFile(name, file.written()), **form)
