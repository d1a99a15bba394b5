"""The time that a post's identifier carries, on platforms that document it.

X, formerly Twitter: identifiers since November 2010 hold the milliseconds since 4 November 2010, 01:42:54.657
UTC, above their lowest 22 bits ("Snowflake"). Bluesky: record keys are TIDs of the AT Protocol, 13 characters
of a sortable base 32 that hold the microseconds since 1970 above their lowest 10 bits.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from sourcebook.checks.report import host, parted

_STATUS = re.compile(r"/status(?:es)?/(\d{11,19})(?!\d)")
_RKEY = re.compile(r"/post/([234567abcdefghij][234567a-z]{12})(?![\w-])")
_TWITTER_EPOCH_MS = 1_288_834_974_657
# Before Snowflake, identifiers were a plain count.
_FIRST_SNOWFLAKE = 29_700_859_247
_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_TWITTER = ("twitter.com", "mobile.twitter.com", "x.com")
_UNIX = datetime(1970, 1, 1, tzinfo=UTC)


def posted_at(url: str) -> datetime | None:
    """When the post at an address was made (UTC); None where its identifier does not tell."""
    site, path = host(url), parted(url).path
    if site in _TWITTER:
        status = _STATUS.search(path)
        if status and int(status[1]) >= _FIRST_SNOWFLAKE:
            return _UNIX + timedelta(milliseconds=(int(status[1]) >> 22) + _TWITTER_EPOCH_MS)
    if site == "bsky.app":
        key = _RKEY.search(path)
        if key:
            value = 0
            for letter in key[1]:
                value = value * 32 + _SORTABLE.index(letter)
            return _UNIX + timedelta(microseconds=value >> 10)
    return None
