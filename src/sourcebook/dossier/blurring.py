"""Which records speak in words that are hateful or graphic, so that they can be hidden until somebody asks.

Hateful or graphic is a record under a code of a codebook that says so (`blur:` at the code), a coding with
such a code, an event of a kind in `blurring.yaml`, and a claim about such an event. Nothing else is guessed:
a text that nobody coded is not known to be hateful.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import yaml

from sourcebook.dossier.codebooks import shipped
from sourcebook.dossier.home import home
from sourcebook.dossier.models import Codebook, Record

Sort = Literal["hateful", "graphic"]
HATEFUL: Sort = "hateful"
GRAPHIC: Sort = "graphic"
SORTS: tuple[Sort, ...] = (GRAPHIC, HATEFUL)
_OWN = "blurring.yaml"
# By dossier, codebook and version: what is chosen once does not change.
_KNOWN: dict[tuple[uuid.UUID, str, str], dict[str, Sort]] = {}
_MOST_KNOWN = 1_000
# Codebooks that records name and the dossier does not have: when they were looked for; again after seconds.
_NOT_THERE: dict[tuple[uuid.UUID, str, str], float] = {}
_LOOKS_AGAIN = 60.0


class BlurringError(ValueError):
    """A file of the team's own that cannot be used; the message names the file and the reason."""


@cache
def graphic_events() -> frozenset[str]:
    """The kinds of events that are graphic: of the team's own file, else of ours. Raises BlurringError."""
    own = home() / _OWN
    path = own if own.is_file() else Path(str(files("sourcebook.dossier").joinpath(_OWN)))
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BlurringError(f"{path}: cannot be read as YAML ({' '.join(str(error).split())})") from None
    kinds = content.get("graphic events") if isinstance(content, dict) else None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise BlurringError(f"{path}: needs a list of kinds of events under graphic events")
    return frozenset(kinds)


def sorts(dossier: uuid.UUID, records: Iterable[str]) -> dict[str, Sort]:
    """Of those records that are hateful or graphic, which; hateful where both. One query, for codebooks that
    were not met before one more. Of records that who looks does not see nothing is told."""
    ids = list(dict.fromkeys(records))
    if not ids:
        return {}
    rows = list(
        Record.objects.filter(dossier_id=dossier, pk__in=ids).values_list(
            "pk", "event__type", "claim__about__event__type", "coding__codebook", "coding__codebook_version",
            "coding__code", "theme_set__codebook", "theme_set__version", "theme_set__code",
        )
    )  # fmt: skip
    met = {(str(row[at]), str(row[at + 1])) for row in rows for at in (3, 6) if row[at]}
    codes = _codes(dossier, met)
    graphic, found = graphic_events(), dict[str, Sort]()
    for pk, event, about, *coded in rows:
        told = {codes[coded[at], coded[at + 1]].get(coded[at + 2]) for at in (0, 3) if coded[at]}
        if HATEFUL in told:
            found[str(pk)] = HATEFUL
        elif GRAPHIC in told or event in graphic or about in graphic:
            found.setdefault(str(pk), GRAPHIC)
    return found


def _codes(dossier: uuid.UUID, met: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Sort]]:
    """By codebook and version, the codes that are hateful or graphic."""
    now = time.monotonic()
    new = {
        one
        for one in met
        if (dossier, *one) not in _KNOWN
        and _NOT_THERE.get((dossier, *one), -_LOOKS_AGAIN) < now - _LOOKS_AGAIN
    }
    if new:
        if len(_KNOWN) + len(_NOT_THERE) > _MOST_KNOWN:
            _KNOWN.clear()
            _NOT_THERE.clear()
        _NOT_THERE.update({(dossier, *one): now for one in new})
        kept = Codebook.objects.filter(dossier_id=dossier, name__in={name for name, _version in new})
        for book in kept:
            one = (book.name, book.version)
            # A dossier may have chosen a shipped codebook before its codes said this.
            _KNOWN[dossier, *one] = _said(book.content.get("codes", [])) or _shipped().get(one, {})
    return {one: _KNOWN.get((dossier, *one)) or _shipped().get(one, {}) for one in met}


def _said(codes: list[dict[str, str]]) -> dict[str, Sort]:
    return {code["code"]: sort for code in codes for sort in SORTS if code.get("blur") == sort}


@cache
def _shipped() -> dict[tuple[str, str], dict[str, Sort]]:
    return {(book["name"], book["version"]): _said(book["codes"]) for book in shipped()}
