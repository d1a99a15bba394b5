"""Rules about numbers that must agree."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.figures.figure_conflict import FigureConflict
from sourcebook.checks.rules.figures.figure_sum import FigureSum
from sourcebook.checks.rules.figures.summary_claim import SummaryClaim
from sourcebook.checks.rules.figures.summary_figure import SummaryFigure

RULES: tuple[type[Rule], ...] = (FigureConflict, FigureSum, SummaryFigure, SummaryClaim)
