"""Rules about records that do not agree with each other: figures, dates, offices, one event told twice."""

from sourcebook.checks.rule import DossierRule
from sourcebook.checks.rules.agreement.event_outside_parent import EventOutsideParent
from sourcebook.checks.rules.agreement.event_twice import EventTwice
from sourcebook.checks.rules.agreement.figures_rival import FiguresRival
from sourcebook.checks.rules.agreement.office_not_held import OfficeNotHeld
from sourcebook.checks.rules.agreement.part_larger import PartLarger
from sourcebook.checks.rules.agreement.said_after_published import SaidAfterPublished
from sourcebook.checks.rules.agreement.said_outside_occasion import SaidOutsideOccasion
from sourcebook.checks.rules.agreement.source_accessed_early import SourceAccessedEarly

RULES: tuple[type[DossierRule], ...] = (
    FiguresRival,
    PartLarger,
    OfficeNotHeld,
    EventTwice,
    EventOutsideParent,
    SaidOutsideOccasion,
    SaidAfterPublished,
    SourceAccessedEarly,
)
