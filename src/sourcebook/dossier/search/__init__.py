"""Search over everything that a viewer may see: one interface, two engines, excerpts.

`find` answers a query, `matching` filters a list; `reindex` makes the index anew, `forget` takes out of it
what was sealed. Texts reach the index through `index.search_rows`, which the write path calls.
"""

from sourcebook.dossier.search.filters import Filters, matching
from sourcebook.dossier.search.finding import Hit, Results, find
from sourcebook.dossier.search.rebuild import forget, reindex

__all__ = ["Filters", "Hit", "Results", "find", "forget", "matching", "reindex"]
