"""What is typed in a form, as the template draws it: labels, controls, faults beside their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sourcebook.dates import DateError
from sourcebook.dossier.kinds import KINDS, PARTS, Column
from sourcebook.dossier.offices import Held
from sourcebook.workbench.forms.controls import control_of
from sourcebook.workbench.forms.dating import DateUnclear, told, understood
from sourcebook.workbench.forms.field import Field, Option, Part, Row
from sourcebook.workbench.forms.languages import UnknownLanguage, tag_of
from sourcebook.workbench.forms.layout import ROWS, SPOKEN
from sourcebook.workbench.forms.linking import spots
from sourcebook.workbench.forms.typed import Typed
from sourcebook.workbench.forms.words import HELP, OFFERED, choice_words
from sourcebook.workbench.pages.record.words import ABSENT, FIELDS

# Why a mark of its own, or a choice, is empty is never asked.
_NO_REASON = ("choice", "flag", "list")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a form is drawn with besides what is typed: faults, records that words may mean, offices held."""

    faults: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offered: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    offices: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    locked: Mapping[str, str] = field(default_factory=dict)


def drawn(kind: str, key: str, typed: Typed, beside: Beside) -> Field | Part:
    """A field or part of the form of a kind."""
    own = KINDS[kind]
    if key in own.parts:
        return _part(kind, key, typed, beside)
    return _field(f"f.{key}", own.table.by_name[key], own.targets.get(key, ()), typed, beside, key)


def _part(kind: str, key: str, typed: Typed, beside: Beside) -> Part:
    ids, rows = typed.all(f"p.{key}"), []
    for number, row_id in enumerate(ids):
        name, layout = f"p.{key}.{row_id}", ROWS[key]
        fields = {}
        for column_name in layout.all:
            column = PARTS[key].by_name[column_name]
            targets = KINDS[kind].targets.get(f"{key}.{column_name}", ())
            fields[column_name] = _field(
                f"{name}.{column_name}", column, targets, typed, beside, "", part=key, row=row_id
            )
        rows.append(
            Row(
                row_id,
                number + 1,
                tuple(fields[one] for one in layout.usual),
                tuple(fields[one] for one in layout.more),
                first=number == 0,
                last=number == len(ids) - 1,
            )
        )
    faults = tuple(beside.faults.get(f"p.{key}", ()))
    return Part(f"p.{key}", key, str(FIELDS[key]), tuple(rows), _reasons(typed, key), faults)


def _field(
    name: str,
    column: Column,
    targets: tuple[str, ...],
    typed: Typed,
    beside: Beside,
    top: str,
    *,
    part: str = "",
    row: str = "",
) -> Field:
    key, control = column.name, control_of(column, in_row=bool(part))
    value = typed.one(name)
    if control == "flag":
        value = "1" if typed.one(f"p.{part}.{key}") == row else ""
    return Field(
        name=name,
        key=key,
        control=control,
        label=str(FIELDS[key]),
        value=value,
        values=tuple(typed.all(name)),
        typed=typed.one(f"{name}~"),
        find=",".join(targets),
        spot=" ".join(code for code, _words in spots(targets)) if control == "link" else "",
        options=_options(control, column, name, value, typed, beside, part, row, targets),
        offered=tuple(str(one) for one in OFFERED.get(key, ())) if control == "text" else (),
        absent=_reasons(typed, top) if top and control not in _NO_REASON else (),
        understood=_understood(value) if control in ("date", "day") else "",
        words=_words(name, key, typed) if control == "date" and typed.has(f"{name}_words") else None,
        help=str(HELP.get(key, "")),
        lang=_lang(name, key, typed),
        faults=tuple(beside.faults.get(name, ())),
        locked=beside.locked.get(top, "") if top else "",
    )


def _words(name: str, key: str, typed: Typed) -> Field:
    return Field(
        f"{name}_words", f"{key}_words", "text", str(FIELDS[f"{key}_words"]), typed.one(f"{name}_words")
    )


def _options(
    control: str,
    column: Column,
    name: str,
    value: str,
    typed: Typed,
    beside: Beside,
    part: str,
    row: str,
    targets: tuple[str, ...],
) -> tuple[Option, ...]:
    if control == "choice":
        chosen = value or str(column.plain(column.value(None)))
        return tuple(Option(one, choice_words(one), one == chosen) for one in column.choices)
    if control == "office":
        held = beside.offices.get(typed.one(f"p.{part}.{row}.actor"), ())
        told_of = [Option(one.relation, office_words(one), one.relation == value) for one in held]
        if value and all(one.value != value for one in told_of):
            told_of.append(Option(value, typed.one(f"{name}~") or value, True))
        return tuple(told_of)
    if control == "link" and f"{name}" in beside.faults:
        found = [Option(pk, label) for pk, label in beside.offered.get(name, ())]
        return (*found, *(Option(f"new:{code}", words) for code, words in spots(targets)))
    return ()


def office_words(held: Held) -> str:
    """An office that was held on the day, in words."""
    return ", ".join(filter(None, (held.title, told(held.when)))) + ("" if held.certain else " (?)")


def _reasons(typed: Typed, key: str) -> tuple[Option, ...]:
    chosen = typed.one(f"a.{key}")
    return tuple(Option(reason, str(words), reason == chosen) for reason, words in ABSENT.items())


def _understood(text: str) -> str:
    try:
        return told(understood(text).edtf)
    except (DateUnclear, DateError):
        return ""


def _lang(name: str, key: str, typed: Typed) -> str:
    beside = SPOKEN.get(key)
    if beside is None:
        return ""
    try:
        return tag_of(typed.one(f"{name.rpartition('.')[0]}.{beside}"))
    except UnknownLanguage:
        return ""
