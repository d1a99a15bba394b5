"""Sources for reference libraries: CSL-JSON and BibTeX, which `ingest.zotero` reads as the same sources."""

from sourcebook.dossier.exchange.foreign.library.bibtex import BIBTEX, write_bibtex
from sourcebook.dossier.exchange.foreign.library.csl import CSL_JSON, write_csl_json

__all__ = ["BIBTEX", "CSL_JSON", "write_bibtex", "write_csl_json"]
