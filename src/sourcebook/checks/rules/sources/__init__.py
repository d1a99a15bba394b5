"""Rules about whether the parts of a citation agree."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.sources.accessed_before_published import AccessedBeforePublished
from sourcebook.checks.rules.sources.accessed_outlier import AccessedOutlier
from sourcebook.checks.rules.sources.source_mismatch import SourceMismatch
from sourcebook.checks.rules.sources.source_publisher_host import SourcePublisherHost
from sourcebook.checks.rules.sources.source_title_slug import SourceTitleSlug
from sourcebook.checks.rules.sources.source_two_access_dates import SourceTwoAccessDates
from sourcebook.checks.rules.sources.source_two_titles import SourceTwoTitles
from sourcebook.checks.rules.sources.title_corrupt import TitleCorrupt

RULES: tuple[type[Rule], ...] = (
    AccessedBeforePublished,
    AccessedOutlier,
    SourceTwoTitles,
    SourceTwoAccessDates,
    SourcePublisherHost,
    SourceTitleSlug,
    SourceMismatch,
    TitleCorrupt,
)
