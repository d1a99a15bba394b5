"""Notes to sources."""

from sourcebook.reading.candidates import Citation
from sourcebook.reading.document import Document


def read_citations(document: Document) -> dict[int, Citation]:
    """To come."""
    return {}
