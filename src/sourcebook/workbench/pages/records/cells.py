"""The cells of a list as HTML: made here and not by a template, since a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.defaultfilters import truncatechars
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sourcebook.dossier.given_back import Cell
from sourcebook.dossier.models import Record
from sourcebook.workbench.frame.words import kind_words
from sourcebook.workbench.pages.records.columns import Column, Row
from sourcebook.workbench.templatetags.records import days, level_name, status_name

_LONG, _TITLE, _NAME = 140, 220, 90
# More texts of one cell are counted, not shown.
_SHOWN = 3
_USUAL_LEVEL = 1


def filled(rows: Sequence[Row], base: str) -> list[tuple[Record, list[tuple[str, SafeString]]]]:
    """The rows with the class and content of each cell. `base` is the address below which records lie."""
    return [
        (
            row.record,
            [
                (
                    f"{column.name} what" if column.opens else column.name,
                    _cell(column, cells, row.record, base),
                )
                for column, cells in row.cells
            ],
        )
        for row in rows
    ]


def _cell(column: Column, cells: list[Cell], record: Record, base: str) -> SafeString:
    if column.opens:
        return _opening(column, cells, record, base)
    if column.name == "status":
        return _status(record)
    if column.name == "level":
        return _level(record)
    if column.name == "date":
        return conditional_escape(days(record.earliest, record.latest))
    if column.name == "kind":
        return conditional_escape(kind_words(record.kind))
    shown = format_html_join("; ", "{}", ((_text(cell, base),) for cell in cells[:_SHOWN]))
    more = len(cells) - _SHOWN
    return format_html('{} <span class="faint">+{}</span>', shown, more) if more > 0 else shown


def _text(cell: Cell, base: str) -> SafeString:
    if cell.record:
        text = truncatechars(cell.text, _NAME)
        return format_html('<a href="{}{}/"><bdi dir="auto">{}</bdi></a>', base, cell.record, text)
    return format_html('<bdi dir="auto">{}</bdi>', truncatechars(cell.text, _LONG))


def _opening(column: Column, cells: list[Cell], record: Record, base: str) -> SafeString:
    """The link that opens the row; below it what else there is of names, or the summary of a mixed list."""
    own = column.name != "what" and bool(cells)
    text = truncatechars(cells[0].text, _TITLE) if own else record.label
    if column.name == "date":
        text = days(record.earliest, record.latest) or record.label
    link = format_html('<a data-target href="{}{}/"><bdi dir="auto">{}</bdi></a>', base, str(record.pk), text)
    more = ""
    if column.name == "what":
        more = record.summary
    elif column.name == "names":
        more = "; ".join(cell.text for cell in cells[1:5])
    return format_html('{}<span class="faint" dir="auto">{}</span>', link, more) if more else link


def _status(record: Record) -> SafeString:
    state = format_html('<span class="state {}">{}</span>', record.status, status_name(record.status))
    return state if record.level == _USUAL_LEVEL else state + mark_safe(" ") + _level(record)


def _level(record: Record) -> SafeString:
    name = level_name(record.get_level_display())
    return format_html('<span class="level level-{}">{}</span>', record.level, name)
