"""Rules about dates: five clocks that must agree."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.dates.date_conflict import DateConflict
from sourcebook.checks.rules.dates.date_format import DateFormat
from sourcebook.checks.rules.dates.date_id_order import DateIdOrder
from sourcebook.checks.rules.dates.date_order import DateOrder
from sourcebook.checks.rules.dates.date_post_id import DatePostId
from sourcebook.checks.rules.dates.date_text_note import DateTextNote
from sourcebook.checks.rules.dates.date_url import DateUrl
from sourcebook.checks.rules.dates.duration import Duration

RULES: tuple[type[Rule], ...] = (
    DateTextNote,
    DateUrl,
    DateIdOrder,
    DatePostId,
    DateOrder,
    DateConflict,
    Duration,
    DateFormat,
)
