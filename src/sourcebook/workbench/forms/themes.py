"""Themes in a form: those that stand, to be taken off, and others of the dossier's codebooks, to be put."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from sourcebook.dossier.kinds import Plain
from sourcebook.dossier.models import Codebook
from sourcebook.dossier.write.status import version_key
from sourcebook.workbench.forms.typed import Typed

Theme = tuple[str, str]


def newest_version(dossier: uuid.UUID, name: str) -> str:
    """The newest version of a codebook that the dossier has; "" where it has none of this name; one query."""
    versions = Codebook.objects.filter(dossier_id=dossier, name=name).values_list("version", flat=True)
    return max(versions, key=version_key, default="")


def wanted(
    typed: Typed, plain: Plain, codes: list[tuple[str, str]]
) -> tuple[list[Theme], list[Theme], list[str]]:
    """(themes to put, themes to take off, faults) as the form says."""
    if not typed.has("l.t"):
        return [], [], []
    known, faults, put = {code for code, _label in codes}, [], list[Theme]()
    stand = {f"{row['codebook']}/{row['code']}" for row in plain["themes"]}
    kept = {one for one in typed.all("t") if one in stand}
    for text in typed.all("t.new"):
        said = text.strip()
        said = next(
            (code for code, label in codes if said.casefold() in (code.casefold(), label.casefold())), said
        )
        if not said:
            continue
        if said not in known:
            faults.append(
                _("“%(code)s” is in no codebook of this dossier: choose one from the list.") % {"code": said}
            )
        elif said not in stand:
            put.append(_split(said))
        else:
            kept.add(said)
    return list(dict.fromkeys(put)), [_split(one) for one in sorted(stand - kept)], faults


def _split(code: str) -> Theme:
    book, _slash, rest = code.partition("/")
    return book, rest
