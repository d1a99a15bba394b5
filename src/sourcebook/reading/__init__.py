"""A published text becomes a document; a document becomes candidate records with the spans they stand on."""

from sourcebook.reading.errors import ReadingError
from sourcebook.reading.extract import Reading
from sourcebook.reading.read import read, read_document

__all__ = ["Reading", "ReadingError", "read", "read_document"]
