"""What stands above the text of an edition, as a form: title, period, day, language, form of notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Day

from django.utils.translation import gettext

from sourcebook.dates import DateError, bounds
from sourcebook.publish.citing import style
from sourcebook.publish.edition import Front

HOUSES = ("report", "report-quoted", "un", "oscola", "chicago")


@dataclass(frozen=True)
class Head:
    """The form. `serial` is the text that it was made from."""

    serial: int
    title: str
    subtitle: str = ""
    period: str = ""
    date: str = ""
    language: str = "en"
    house: str = "report"

    @property
    def houses(self) -> tuple[str, ...]:
        """The forms of notes that there are."""
        return HOUSES

    @classmethod
    def of(cls, front: Front, serial: int) -> Head:
        """The form as the edition has it."""
        return cls(serial, front.title, front.subtitle, front.period, front.date, front.language, front.house)

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Head:
        """The form as it was sent."""
        serial = given.get("serial", "")
        names = ("title", "subtitle", "period", "date", "language", "house")
        values = {name: " ".join(given.get(name, "").split()) for name in names}
        return cls(int(serial) if serial.isascii() and serial.isdigit() else 0, **values)

    def over(self, front: Front) -> Front:
        """The front matter with these values. Raises ValueError, which says what is wrong."""
        if not self.title:
            raise ValueError(gettext("Title: an edition needs one."))
        language, house = self.language or "en", self.house or "report"
        style(house, language)
        checked(self.period, self.date)
        return replace(
            front,
            title=self.title,
            subtitle=self.subtitle,
            period=self.period,
            date=self.date,
            language=language,
            house=house,
        )


def checked(period: str, day: str) -> None:
    """Raises ValueError where a period or a day cannot be read."""
    try:
        if period:
            bounds(period)
    except DateError as error:
        raise ValueError(gettext("Period: %(what)s") % {"what": error}) from None
    try:
        if day:
            Day.fromisoformat(day)
    except ValueError:
        raise ValueError(gettext("Day: write it as 2031-05-02.")) from None
