"""What somebody hands in: a saved page, PDF, document, image with its text, or web archive, and its text."""

from sourcebook.dossier.ingest.file.capture import CaptureText, read_capture
from sourcebook.dossier.ingest.file.errors import CaptureError

__all__ = ["CaptureError", "CaptureText", "read_capture"]
