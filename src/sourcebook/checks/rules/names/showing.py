"""How a finding shows two forms of a name: the first place of each, the paragraphs of both."""

from __future__ import annotations

from collections.abc import Iterable

from sourcebook.checks.findings import Side
from sourcebook.checks.report import Report
from sourcebook.checks.rules.names.forms import Form, Place


def first_side(report: Report, form: Form) -> Side:
    """The sentence in which a form first stands."""
    place = form.places[0]
    return report.sentence(place.view, place.start)


def paragraphs(places: Iterable[Place]) -> list[str]:
    """The labels of the paragraphs of some places, each once."""
    return [key for key in dict.fromkeys(place.view.paragraph.key for place in places) if key]


def counted(form: Form) -> str:
    """A form with the number of its places in the report's own text, or in quotations."""
    number = len(form.own) or len(form.quoted)
    where = "" if form.own else " in a quotation" if number == 1 else " in quotations"
    return f"“{form.word}” ({number}{where})"


def persons_of(report: Report) -> frozenset[str]:
    """The words of persons' names: of speakers, and of names that were brought together as a person's."""
    names = [statement.speaker for statement in report.reading.statements if statement.speaker]
    names += [form for group in report.reading.names if group.kind == "person" for form, _ in group.variants]
    return frozenset(word for name in names for word in name.split() if word[:1].isupper())


def names_a_place(one: Form, other: Form, persons: frozenset[str]) -> bool:
    """Whether two spellings are of a place: they often stand where places do, or now and then and are not
    known as a person's."""
    if one.a_place or other.a_place:
        return True
    of_a_person = bool({one.word, other.word} & persons) or bool(one.beside & other.beside)
    return bool(one.as_place or other.as_place) and not of_a_person
