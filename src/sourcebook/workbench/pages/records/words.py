"""Words of lists: what can be done with many records, and why some of them stay as they are."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACT_WORDS: dict[str, Promise] = {
    "review": _("Accept as reviewed"),
    "publish": _("Publish"),
    "withdraw": _("Withdraw"),
    "reopen": _("Back to draft"),
    "level": _("Set who sees them"),
    "put-theme": _("Put a theme on them"),
    "take-theme": _("Take a theme off"),
    "note": _("Write a note on them"),
    "in-public": _("Say that they act in public"),
}
