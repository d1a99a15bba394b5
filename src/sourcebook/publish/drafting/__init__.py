"""Drafting: published records become the first draft of an edition, the same from the same records.

`draft` writes a whole edition by an outline, `paragraph_for` one record, `redraft` a statement for comparison
with the report it was read from. Sentence patterns (`patterns/`) and outlines (`outlines/`) are data that a
team may change. `queries` has the queries that outlines, numbers and tables are written in.
"""

from sourcebook.publish.drafting.drafts import draft
from sourcebook.publish.drafting.outlines import Outline, OutlineError, outline, outlines
from sourcebook.publish.drafting.paragraphs import paragraph_for
from sourcebook.publish.drafting.patterns import languages
from sourcebook.publish.drafting.queries import Query, QueryError, count, parse, select
from sourcebook.publish.drafting.redrafting import Redrafted, redraft
from sourcebook.publish.drafting.template import PatternError

__all__ = [
    "Outline",
    "OutlineError",
    "PatternError",
    "Query",
    "QueryError",
    "Redrafted",
    "count",
    "draft",
    "languages",
    "outline",
    "outlines",
    "paragraph_for",
    "parse",
    "redraft",
    "select",
]
