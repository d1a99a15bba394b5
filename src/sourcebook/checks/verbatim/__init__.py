"""A quotation against the text that it is said to come from, word for word.

`verify` says whether the source has what is quoted, and where; if not, it tells apart words that are not
there, altered, out of order, spliced, robbed of their "not", turned by a bracket, another's, or in another
language. A text that many quotations come from is made ready once (`SourceText`); `verify_all` takes many.
"""

from sourcebook.checks.verbatim.many import verify_all
from sourcebook.checks.verbatim.source import SourceText
from sourcebook.checks.verbatim.verdict import FAITHFUL, Difference, Kind, Verdict
from sourcebook.checks.verbatim.verify import OMITTED, Pair, verify

__all__ = [
    "FAITHFUL",
    "OMITTED",
    "Difference",
    "Kind",
    "Pair",
    "SourceText",
    "Verdict",
    "verify",
    "verify_all",
]
