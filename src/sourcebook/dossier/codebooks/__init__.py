"""Codebooks for themes: YAML files that a team can read and change; some are shipped, none is the default.

name: state-rhetoric
version: "1"
title: ...
source: who wrote it, after what
note: ...                       (may be left out)
codes:
  - {code: threat-of-force, label: ..., definition: ..., example: ..., group: ..., blur: hateful}

`group` and `blur` may be left out. `blur` (hateful or graphic) says what the words of records under this code
are; people who wish so have them hidden until they ask (`dossier/blurring.py`). It is no part of what a code
means.
"""

from sourcebook.dossier.codebooks.choosing import choose_codebook
from sourcebook.dossier.codebooks.reading import CodebookError, load_codebook, shipped

__all__ = ["CodebookError", "choose_codebook", "load_codebook", "shipped"]
