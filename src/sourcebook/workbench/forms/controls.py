"""How a column is filled in: which control it has, its value as text, and the text taken back as a value."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from sourcebook.dates import bounds
from sourcebook.dossier.kinds import Column
from sourcebook.workbench.forms.dating import understood
from sourcebook.workbench.forms.field import Control
from sourcebook.workbench.forms.languages import name_of, tag_of
from sourcebook.workbench.forms.layout import LANGUAGES, LONG, SHORT_IN_ROWS

_SPACES = str.maketrans("", "", " \u00a0\u202f'’")


class FieldFault(ValueError):
    """What was typed cannot stand in its field; the message says why and what to do."""


def control_of(column: Column, *, in_row: bool = False) -> Control:
    """The control of a column."""
    by_sort: dict[str, Control] = {
        "link": "link", "edtf": "date", "day": "day", "number": "number", "integer": "number", "flag": "flag",
    }  # fmt: skip
    if column.name == "office" and column.sort == "link":
        return "office"
    if column.sort in by_sort:
        return by_sort[column.sort]
    if column.sort == "json":
        return "position" if column.name == "geometry" else "list"
    if column.name in LANGUAGES:
        return "language"
    if column.choices:
        return "choice"
    return "long" if column.name in LONG and not (in_row and column.name in SHORT_IN_ROWS) else "text"


def to_texts(control: Control, value: Any) -> list[str]:
    """A value as the texts of its field."""
    if value in (None, "", [], {}):
        return [""] if control != "list" else []
    if control == "list":
        return [str(one) for one in value]
    if control == "language":
        return [name_of(value)]
    if control == "number":
        return [f"{value:.15g}"]
    if control == "flag":
        return ["1" if value else ""]
    if control == "position":
        shape = value
        if shape.get("type") == "Point" and len(shape.get("coordinates", ())) == 2:
            longitude, latitude = shape["coordinates"]
            return [f"{latitude}, {longitude}"]
        return [json.dumps(shape)]
    return [str(value)]


def to_value(control: Control, column: Column, texts: list[str]) -> Any:
    """The texts of a field as a value of its column. Raises FieldFault, DateUnclear, UnknownLanguage."""
    if control == "list":
        return [text.strip() for text in texts if text.strip()]
    text = (texts[-1] if texts else "").strip()
    if control == "language":
        return tag_of(text)
    if control in ("date", "day"):
        edtf = understood(text).edtf
        return edtf if control == "date" else _day(edtf, text)
    if control == "number":
        return _number(text, whole=column.sort == "integer")
    if control == "position":
        return _position(text)
    if column.limit and len(text) > column.limit:
        raise FieldFault(_("At most %(n)s characters; this has %(m)s.") % {"n": column.limit, "m": len(text)})
    if column.choices and text not in column.choices:
        if text:
            raise FieldFault(_("Choose one of the list."))
        # A form that was sent in part: what the column says by itself.
        return column.plain(column.value(None))
    return text


def _day(edtf: str, text: str) -> str | None:
    if not edtf:
        return None
    low, high = bounds(edtf)
    if low != high:
        raise FieldFault(_("“%(text)s” is no single day: write “8 February 2031”.") % {"text": text})
    return low.isoformat()


def _number(text: str, *, whole: bool) -> int | float | None:
    if not text:
        return None
    bare = text.translate(_SPACES)
    # 1,200 and 12,000,000 are thousands; 12,5 is not.
    groups = bare.lstrip("-").split(",")
    if (
        len(groups) > 1
        and all(len(one) == 3 and one.isdecimal() for one in groups[1:])
        and groups[0].isdecimal()
    ):
        bare = bare.replace(",", "")
    try:
        number = float(bare)
        if number != number or abs(number) > 2**53:
            raise ValueError(bare)
    except ValueError:
        raise FieldFault(
            _("“%(text)s” is no number: write digits, as 1200 or 12.5.") % {"text": text}
        ) from None
    if number == int(number):
        return int(number)
    if whole:
        raise FieldFault(_("“%(text)s” is no whole number.") % {"text": text})
    return number


def _position(text: str) -> Any:
    if not text:
        return None
    if text.startswith("{"):
        try:
            shape = json.loads(text)
        except ValueError:
            raise FieldFault(_("This is no GeoJSON.")) from None
        return shape
    latitude, comma, longitude = text.partition(",")
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        raise FieldFault(_("Write latitude, longitude: 39.1, 45.4.")) from None
    if not (comma and -90 <= north <= 90 and -180 <= east <= 180):
        raise FieldFault(_("Latitude is from -90 to 90, longitude from -180 to 180."))
    return {"type": "Point", "coordinates": [east, north]}
