"""The cells of a list as HTML: made here and not by a template, since a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import combining

from markupsafe import Markup, escape

from sourcebook.dossier.given_back import Cell
from sourcebook.dossier.models import Record
from sourcebook.workbench.frame.veiling import BEGIN, END
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.records.columns import Column, Row
from sourcebook.workbench.templatetags.records import days, level_name, status_name

_LONG, _TITLE, _NAME = 140, 220, 90
# More texts of one cell are counted, not shown.
_SHOWN = 3
_USUAL_LEVEL = 1
# Columns in the words of the record itself.
WORDS = ("text", "translation", "points", "words", "description", "occasion", "passage", "note")


def filled(rows: Sequence[Row], base: str, hiding: bool = False) -> list[tuple[Record, Markup]]:
    """The rows with their cells. `base` is the address below which records lie; where who looks hides some
    words, these are marked (`frame/veiling.py`)."""
    return [(row.record, Markup("".join(_cells(row, base, hiding)))) for row in rows]


def _cells(row: Row, base: str, hiding: bool) -> Iterator[str]:
    for column, cells in row.cells:
        name = f"{column.name} what" if column.opens else column.name
        content = _marked(column, _cell(column, cells, row.record, base), row.record, hiding)
        yield f'<td class="{name}">{content}</td>'


def _marked(column: Column, cell: Markup, record: Record, hiding: bool) -> Markup:
    if not hiding or not (column.opens or column.name in WORDS):
        return cell
    return Markup(f"{BEGIN.format(record.pk)}{cell}{END}")


def _cell(column: Column, cells: list[Cell], record: Record, base: str) -> Markup:
    if column.opens:
        return _opening(column, cells, record, base)
    if column.name == "status":
        return _status(record)
    if column.name == "level":
        return _level(record)
    if column.name == "date":
        return escape(days(record.earliest, record.latest))
    if column.name == "kind":
        return escape(kind_words(record.kind))
    shown = Markup("; ").join(_text(cell, base) for cell in cells[:_SHOWN])
    more = len(cells) - _SHOWN
    return Markup(f'{shown} <span class="faint">+{more}</span>') if more > 0 else shown


def _text(cell: Cell, base: str) -> Markup:
    if cell.record:
        text = escape(shortened(cell.text, _NAME))
        return Markup(f'<a href="{escape(base)}{escape(cell.record)}/"><bdi dir="auto">{text}</bdi></a>')
    return Markup(f'<bdi dir="auto">{escape(shortened(cell.text, _LONG))}</bdi>')


def _opening(column: Column, cells: list[Cell], record: Record, base: str) -> Markup:
    """The link that opens the row; below it what else there is of names, or the summary of a mixed list."""
    own = column.name != "what" and bool(cells)
    text = shortened(cells[0].text, _TITLE) if own else record.label
    if column.name == "date":
        text = days(record.earliest, record.latest) or record.label
    link = f'<a data-target href="{escape(base)}{record.pk}/"><bdi dir="auto">{escape(text)}</bdi></a>'
    more = ""
    if column.name == "what":
        more = record.summary
    elif column.name == "names":
        more = "; ".join(cell.text for cell in cells[1:5])
    return Markup(f'{link}<span class="faint" dir="auto">{escape(more)}</span>' if more else link)


def _status(record: Record) -> Markup:
    name = escape(status_name(record.status))
    state = Markup(f'<span class="state {escape(record.status)}">{name}</span>')
    return state if record.level == _USUAL_LEVEL else state + Markup(" ") + _level(record)


def _level(record: Record) -> Markup:
    name = escape(level_name(record.get_level_display()))
    return Markup(f'<span class="level level-{record.level}">{name}</span>')


def shortened(text: str, most: int) -> str:
    """A text of so many signs at most, with "…" where some are left out; no sign loses its accents."""
    if len(text) <= most:
        return text
    cut = most - 1
    while cut < len(text) and combining(text[cut]):
        cut += 1
    return f"{text[:cut]}…"
