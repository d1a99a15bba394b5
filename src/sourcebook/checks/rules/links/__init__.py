"""Rules about the form of addresses."""

from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.links.url_near_duplicate import UrlNearDuplicate
from sourcebook.checks.rules.links.url_plain_http import UrlPlainHttp
from sourcebook.checks.rules.links.url_shortener import UrlShortener
from sourcebook.checks.rules.links.url_text_fragment import UrlTextFragment
from sourcebook.checks.rules.links.url_tracking import UrlTracking
from sourcebook.checks.rules.links.url_truncated import UrlTruncated
from sourcebook.checks.rules.links.url_without_scheme import UrlWithoutScheme

RULES: tuple[type[Rule], ...] = (
    UrlShortener,
    UrlTruncated,
    UrlNearDuplicate,
    UrlWithoutScheme,
    UrlPlainHttp,
    UrlTracking,
    UrlTextFragment,
)
