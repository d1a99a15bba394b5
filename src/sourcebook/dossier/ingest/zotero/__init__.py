"""Reference libraries (Zotero and others): their items become sources, with nothing of them lost."""

from sourcebook.dossier.ingest.zotero.item import LibraryError, Refused
from sourcebook.dossier.ingest.zotero.library import Library, read_library

__all__ = ["Library", "LibraryError", "Refused", "read_library"]
