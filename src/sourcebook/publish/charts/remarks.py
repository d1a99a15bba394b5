"""What stands under a chart: n, sources, what is left out and why, codebook, and what is not said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sourcebook.publish.charts.words import counted, said
from sourcebook.publish.citing import edtf_words
from sourcebook.publish.material import Material
from sourcebook.publish.printed import Run, Runs


def below(parts: Iterable[str], sentences: Iterable[str]) -> Runs:
    """One run: the parts by semicolons as the first sentence, then the others."""
    first = "; ".join(part for part in parts if part)
    return (Run(" ".join([f"{first.removesuffix('.')}.", *(one for one in sentences if one)])),)


def n_of(what: str, sources: int, language: str) -> str:
    """ "n = 34 statements from 21 sources"."""
    if sources:
        what = said("of", language, what=what, sources=counted("source", sources, language))
    else:
        what = said("without_source", language, what=what)
    return said("n", language, what=what)


def period_of(period: str, language: str) -> str:
    """ "period 2031"; "" for no period."""
    return said("period", language, period=edtf_words(period, language)) if period else ""


def reasons(left_out: Mapping[str, int], language: str) -> str:
    """ "left out: 3 without a date, 1 outside the period"."""
    listed = [f"{count} {said(reason, language)}" for reason, count in sorted(left_out.items()) if count]
    if not listed:
        return said("none_left_out", language)
    return said("left_out", language, reasons=", ".join(listed))


def codebooks(material: Material, language: str) -> str:
    """The codebooks by which themes were given, with their versions."""
    listed = [said("codebook", language, name=name, version=version) for name, version in material.codebooks]
    return ", ".join(listed)


def watched(material: Material, language: str) -> str:
    """Whose outlets were watched, and when, where the records say it."""
    outlets = []
    for plain in material.of_kind.get("watch", ()):
        outlet = str(plain["fields"].get("outlet") or "").strip()
        period = edtf_words(str(plain["fields"].get("period") or ""), language)
        if outlet:
            outlets.append(f"{outlet} ({period})" if period else outlet)
    return said("watched", language, outlets=", ".join(dict.fromkeys(outlets))) if outlets else ""
