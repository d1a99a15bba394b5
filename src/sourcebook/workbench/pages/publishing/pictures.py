"""Pictures that the text of an edition brings along: sent with each act that prints them, kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _

from sourcebook.dossier.editions import newest
from sourcebook.dossier.models import Edition
from sourcebook.publish.edition import Picture
from sourcebook.publish.edition.parsing import parse
from sourcebook.publish.galleys import Held

_named: Held[tuple[str, ...]] = Held(64)


class NeedsPictures(ValueError):
    """Pictures of the text were not sent; the message names them."""


def pictures_of(edition: Edition) -> list[str]:
    """The names of the pictures that the newest text shows out of files."""
    text = newest(edition)
    # A text that was saved never changes, and to read it through takes longer than all the rest of a page.
    return list(_named.get(text.pk, lambda: _of(text.content)))


def _of(content: str) -> tuple[str, ...]:
    own = (one.target for one in parse(content).blocks if isinstance(one, Picture) and ":" not in one.target)
    return tuple(dict.fromkeys(own))


def sent_with(edition: Edition, sent: Sequence[Any]) -> dict[str, File[bytes]]:
    """The pictures among what was sent, by the names that the text has. Raises NeedsPictures."""
    wanted = pictures_of(edition)
    named = {name.rpartition("/")[2]: name for name in wanted}
    found: dict[str, File[bytes]] = {named[one.name]: one for one in sent if one.name in named}
    missing = [name for name in wanted if name not in found]
    if missing:
        raise NeedsPictures(
            _("Send the pictures of the text with it: %(names)s") % {"names": ", ".join(missing)}
        )
    return found
