"""Rules about quotations: their marks, their words, their days."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.quotations.quote_emphasis import QuoteEmphasis
from sourcebook.checks.rules.quotations.quote_mixed_marks import QuoteMixedMarks
from sourcebook.checks.rules.quotations.quote_not_verbatim import QuoteNotVerbatim
from sourcebook.checks.rules.quotations.quote_two_dates import QuoteTwoDates
from sourcebook.checks.rules.quotations.quote_unbalanced import QuoteUnbalanced
from sourcebook.checks.rules.quotations.quote_unsupported import QuoteUnsupported
from sourcebook.checks.rules.quotations.translation_unmarked import TranslationUnmarked

RULES: tuple[type[Rule], ...] = (
    QuoteUnbalanced,
    QuoteTwoDates,
    QuoteUnsupported,
    QuoteMixedMarks,
    QuoteEmphasis,
    QuoteNotVerbatim,
    TranslationUnmarked,
)
