"""Rules about the count of paragraphs, lists and headings."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.numbering.contents_missing import ContentsMissing
from sourcebook.checks.rules.numbering.list_relabelled import ListRelabelled
from sourcebook.checks.rules.numbering.list_start import ListStart
from sourcebook.checks.rules.numbering.number_gap import NumberGap
from sourcebook.checks.rules.numbering.number_repeated import NumberRepeated
from sourcebook.checks.rules.numbering.number_restart import NumberRestart
from sourcebook.checks.rules.numbering.summary_heading import SummaryHeading

RULES: tuple[type[Rule], ...] = (
    NumberGap,
    NumberRepeated,
    NumberRestart,
    ListStart,
    ListRelabelled,
    ContentsMissing,
    SummaryHeading,
)
