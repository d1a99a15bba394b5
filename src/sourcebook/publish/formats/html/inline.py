"""Runs as inline HTML: emphasis, languages with their direction, links, marks of notes with a way back.

A mark reads "[12]" to whoever copies it or hears it; the brackets are drawn out of sight.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from sourcebook.publish.formats.html.words import Words, direction
from sourcebook.publish.printed import Run

# Other schemes (javascript:, data:, file:) are printed, never followed.
_FOLLOWED = frozenset({"http", "https", "mailto"})
_MARK = Markup(
    '<sup class="mark"><a id="{anchor}" href="#note-{n}" role="doc-noteref" aria-label="{label} {n}">'
    '<span class="vh">[</span>{n}<span class="vh">]</span></a></sup>'
)


def fragment(id: str) -> str:
    """The address of a block on the page."""
    return "#" + quote(id, safe="~!$&'()*+,;=:@/?-._")


def address(link: str) -> str:
    """The address of a link if a page may lead there, else ""."""
    if link.startswith("#"):
        return fragment(link[1:])
    try:
        return link if urlsplit(link.strip()).scheme.lower() in _FOLLOWED else ""
    except ValueError:
        return ""


class Inline:
    """Writes runs, and remembers from where each note was marked (`marks`: anchors by number)."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.marks: dict[int, list[str]] = {}

    def __call__(self, runs: Iterable[Run]) -> Markup:
        """Runs as HTML."""
        return Markup("").join(self._mark(run.note) if run.note is not None else _run(run) for run in runs)

    def bare(self, runs: Iterable[Run]) -> Markup:
        """Runs without marks and links: for entries of the contents, which are links themselves."""
        return Markup("").join(_look(run) for run in runs if run.note is None)

    def cited(self, runs: Iterable[Run]) -> Markup:
        """Runs without marks but with links: for a citation that is repeated under a paragraph."""
        return Markup("").join(_run(run) for run in runs if run.note is None)

    def _mark(self, number: int) -> Markup:
        anchors = self.marks.setdefault(number, [])
        anchors.append(f"_ref-{number}" + (f"-{len(anchors) + 1}" if anchors else ""))
        return _MARK.format(anchor=anchors[-1], n=number, label=self._words.plain("note"))


def _run(run: Run) -> Markup:
    shown = _look(run)
    href = address(run.link) if run.link else ""
    if not href:
        return shown
    if href.startswith("#"):
        return Markup('<a href="{}">{}</a>').format(href, shown)
    # In print the address stands behind words that are linked, and is not repeated where it is printed.
    css = "" if run.text.strip() in run.link else Markup(' class="words"')
    return Markup('<a{} href="{}" rel="noopener noreferrer">{}</a>').format(css, href, shown)


def _look(run: Run) -> Markup:
    shown = Markup(escape(run.text))
    if run.emphasis:
        shown = Markup("<em>{}</em>").format(shown)
    if run.strong:
        shown = Markup("<strong>{}</strong>").format(shown)
    if run.language:
        shown = Markup('<span lang="{}" dir="{}">{}</span>').format(
            run.language, direction(run.language), shown
        )
    return shown
