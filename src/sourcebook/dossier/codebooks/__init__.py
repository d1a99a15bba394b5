"""Codebooks for themes: YAML files that a team can read and change; some are shipped, none is the default.

name: state-rhetoric
version: "1"
title: ...
source: who wrote it, after what
note: ...                       (may be left out)
codes:
  - {code: threat-of-force, label: ..., definition: ..., example: ..., group: ... (may be left out)}
"""

from sourcebook.dossier.codebooks.choosing import choose_codebook
from sourcebook.dossier.codebooks.reading import CodebookError, load_codebook, shipped

__all__ = ["CodebookError", "choose_codebook", "load_codebook", "shipped"]
