"""Columns of the trade: dates as EDTF with their bounds beside them, and links to records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from sourcebook.dates import DateError, bounds

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


def edtf_bounds(value: str) -> tuple[date | None, date | None]:
    """The first and last day that an EDTF string allows; (None, None) for no date.

    Open ends are `date.min` and `date.max`. Raises DateError for what is no EDTF.
    """
    return bounds(value) if value else (None, None)


class EdtfField(_Text):
    """A date as an EDTF string (ISO 8601-2:2019).

    On saving it fills two columns declared after it, `<name>_earliest` and `<name>_latest`, as ImageField
    fills width and height: sorting and ranges read those. A third column `<name>_words`, where there is one,
    holds the date as it was written.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 80)
        options.setdefault("blank", True)
        options.setdefault("default", "")
        super().__init__(*args, **options)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The value to be saved; sets the bounds. Raises ValidationError for what is no EDTF."""
        value: str = super().pre_save(model_instance, add) or ""
        try:
            low, high = edtf_bounds(value)
        except DateError as error:
            raise ValidationError({self.name: str(error)}) from error
        setattr(model_instance, f"{self.name}_earliest", low)
        setattr(model_instance, f"{self.name}_latest", high)
        return value


def bound() -> models.DateField[Any, Any]:
    """The column of a bound: derived, never given by hand."""
    return models.DateField(null=True, blank=True, editable=False)


def text(**options: Any) -> models.TextField[str, str]:
    """A column of text; empty where nothing is said."""
    return models.TextField(blank=True, default="", **options)


def word(length: int = 120, **options: Any) -> models.CharField[str, str]:
    """A column for a short text or code; empty where nothing is said."""
    return models.CharField(max_length=length, blank=True, default="", **options)


def link() -> Any:
    """A link to another record, of whatever kind; none where it is not known."""
    return models.ForeignKey(
        "dossier.Record",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=True,
    )
