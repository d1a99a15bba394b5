"""The tables that records give: statements, events, figures and claimants, abbreviations, corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sourcebook.publish.citing import edtf_words
from sourcebook.publish.material import Material, Plain
from sourcebook.publish.printed import Region, Run, Runs, Table
from sourcebook.publish.printing.values import number_of

Row = tuple[Runs, ...]
# Of a long text a table has the beginning: the whole stands where it is cited.
_LONGEST = 280


@dataclass(frozen=True)
class Correction:
    """What a corrected edition changed: as it was printed, as it is printed now, and why."""

    before: str
    after: str
    why: str = ""


@dataclass(frozen=True)
class Told:
    """What the tables need beside the material: words, the language, and where a record is cited.

    `told_in` gives for a record the (id, number) of the paragraphs that refer to it.
    """

    material: Material
    words: Mapping[str, str]
    language: str
    told_in: Mapping[str, tuple[tuple[str, str], ...]]
    short: Mapping[str, str]
    corrections: Sequence[Correction] = ()


def table(name: str, told: Told, id: str, caption: str, region: Region) -> Table | None:
    """A table by its name; None where there is nothing to put in it. Raises KeyError for a name unknown."""
    columns, rows = _TABLES[name](told)
    if not rows:
        return None
    header = tuple((Run(told.words[column]),) for column in columns)
    return Table(id, (Run(caption),) if caption else (), header, tuple(rows), region=region)


def names() -> tuple[str, ...]:
    """The tables there are."""
    return tuple(_TABLES)


def _statements(told: Told) -> tuple[Sequence[str], list[Row]]:
    records = [
        one for one in told.material.of_kind.get("statement", ()) if one["fields"]["form"] != "finding"
    ]
    rows: list[Row] = [
        (
            _date(one, "when", told),
            _text("; ".join(_speakers(one, told)) or told.words["unknown"]),
            _text(
                _shortened(one["fields"]["translation"] or one["fields"]["text"])
                or _not_public(one, told, "text", "translation")
            ),
            _cited_in(one, told),
        )
        for one in _by_time(records, "when")
    ]
    return ("when", "speaker", "words", "cited in"), rows


def _speakers(record: Plain, told: Told) -> Iterator[str]:
    if hidden := _not_public(record, told, "speakers/"):
        yield hidden
    for row in record["parts"].get("speakers", ()):
        name = _name(row["actor"], told) or row["words"]
        office = told.material.records.get(row.get("office") or "")
        title = row["role_words"] or (office["fields"]["title"] if office else "")
        name = name or _not_public(record, told, f"speakers/{row['id']}")
        if name or title:
            yield f"{name}, {title}" if title and name else name or title


def _events(told: Told) -> tuple[Sequence[str], list[Row]]:
    rows: list[Row] = [
        (
            _date(one, "when", told),
            _text(_shortened(one["fields"]["description"] or one["fields"]["words"] or one["label"])),
            _text(_name(one["fields"]["place"], told) or _absent(one, "place", told)),
            _text("; ".join(_involved(one, told))),
            _cited_in(one, told),
        )
        for one in _by_time(told.material.of_kind.get("event", ()), "when")
    ]
    return ("when", "what", "place", "involved", "cited in"), rows


def _involved(record: Plain, told: Told) -> Iterator[str]:
    if hidden := _not_public(record, told, "involvements/"):
        yield hidden
    for row in record["parts"].get("involvements", ()):
        where = f"involvements/{row['id']}"
        name = _name(row["actor"], told) or row["words"] or _not_public(record, told, where)
        if name:
            by = _name(row["attributed_to"], told) or _not_public(record, told, f"{where}/attributed_to")
            said = f", {told.words['according to'].format(name=by)}" if by else ""
            yield f"{name} ({row['part']}{said})"


def _figures(told: Told) -> tuple[Sequence[str], list[Row]]:
    rows: list[Row] = [
        (
            _text(one["fields"]["property"]),
            _text(
                one["fields"]["words"]
                or number_of(one["fields"], told.words)
                or _not_public(one, told, "words", "low", "best", "high")
            ),
            _text(
                _name(one["fields"]["claimant"], told)
                or one["fields"]["claimant_words"]
                or _not_public(one, told, "claimant")
                or told.words["unknown"]
            ),
            _date(one, "as_of", told),
            _cited_in(one, told),
        )
        for one in sorted(
            told.material.of_kind.get("claim", ()),
            key=lambda one: (
                _when(one["fields"]["about"], told),
                one["fields"]["about"] or "",
                one["fields"]["property"],
                one["fields"]["as_of"],
                one["id"],
            ),
        )
    ]
    return ("about", "figure as said", "claimant", "as of", "cited in"), rows


def _when(id: str | None, told: Told) -> str:
    """The day of what a figure is about, as it sorts; what has none comes last."""
    record = told.material.records.get(id or "")
    return str(record["fields"].get("when") or "~") if record else "~"


def _abbreviations(told: Told) -> tuple[Sequence[str], list[Row]]:
    rows = sorted(told.short.items(), key=lambda pair: pair[0].casefold())
    return ("short", "long"), [(_text(short), _text(long)) for short, long in rows]


def _corrections(told: Told) -> tuple[Sequence[str], list[Row]]:
    rows: list[Row] = [(_text(one.before), _text(one.after), _text(one.why)) for one in told.corrections]
    return ("before", "after", "why"), rows


_TABLES: Mapping[str, Callable[[Told], tuple[Sequence[str], list[Row]]]] = {
    "statements": _statements,
    "events": _events,
    "figures": _figures,
    "abbreviations": _abbreviations,
    "corrections": _corrections,
}


def _by_time(records: Iterable[Plain], field: str) -> list[Plain]:
    """By date as it sorts in EDTF, those without one last."""
    return sorted(
        records, key=lambda one: (not one["fields"][field], one["fields"][field].lstrip("./~?"), one["id"])
    )


def _date(record: Plain, field: str, told: Told) -> Runs:
    edtf = record["fields"][field]
    return _text(edtf_words(edtf, told.language) if edtf else _absent(record, field, told))


def _absent(record: Plain, field: str, told: Told) -> str:
    """Why a value is not there: kept from the public, else as the record says."""
    if hidden := _not_public(record, told, field):
        return hidden
    said = (record.get("absent") or {}).get(field, "unknown")
    known = {"not-stated": "not stated", "withheld": "withheld value", "none": "none"}
    return told.words[known.get(said, "unknown")]


def _not_public(record: Plain, told: Told, *parts: str) -> str:
    """What stands for a part that is in the dossier and kept from the public; "" where none of these is."""
    hidden = told.material.hidden.get(record["id"], frozenset())
    return "" if hidden.isdisjoint(parts) else told.words["not public"]


def _name(id: str | None, told: Told) -> str:
    if id in told.material.own:
        return told.words["authors"]
    record = told.material.records.get(id or "")
    if record is None:
        return ""
    names = record["parts"].get("names", ())
    main = next((one["value"] for one in names if one["main"]), names[0]["value"] if names else "")
    return str(main or record["fields"].get("pseudonym") or record["fields"].get("title") or record["label"])


def _cited_in(record: Plain, told: Told) -> Runs:
    found: list[Run] = []
    for id, number in told.told_in.get(record["id"], ()):
        found += [Run(", ")] if found else []
        found.append(Run(number, link=f"#{id}"))
    return tuple(found)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return flat
    return f"{flat[:_LONGEST].rsplit(' ', 1)[0]} […]"


def _text(text: str) -> Runs:
    return (Run(text),) if text else ()
