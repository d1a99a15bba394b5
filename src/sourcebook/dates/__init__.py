"""Dates as the trade writes them: found in running text, held as EDTF (ISO 8601-2:2019), with bounds."""

from sourcebook.dates.bounds import DateError, bounds
from sourcebook.dates.find import DateMention, find_dates

__all__ = ["DateError", "DateMention", "bounds", "find_dates"]
