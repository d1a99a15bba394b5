"""translation-unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding, Side
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.languages import language_of
from sourcebook.reading.candidates import Citation, Statement
from sourcebook.reading.lexicon import alternation
from sourcebook.text.folding import skeleton

_FEW = 3
_SHOWN = 12


class TranslationUnmarked(Rule):
    """Quotations from another language, and nothing says who translated them.

    ## What it does
    Counts the quotations in the report's language whose sources are all in another one. Where there are
    some, and no sentence of the report or of its notes speaks of translation, it says so once: at the
    paragraph that tells how quotations were handled, where there is one, and at the quotations.

    ## Why it matters
    A translated quotation is the translator's words. Who disputes one must be able to ask who made it and to
    compare it with the original.

    ## Example
    Fails: quotations from pages in Ardov, and no word about their translation
    Passes: the same with "Translations are by the authors unless the note names an English version."

    ## False alarms
    Pages whose title alone is in another language.

    ## Options
    `least`: from how many such quotations it is reported (3).
    """

    name = "translation-unmarked"
    family = "quotations"
    severity = "warning"
    options = {"least": _FEW}

    def find(self, report: Report) -> Iterator[Finding]:
        """One finding for the report, if it has such quotations and is silent about them."""
        translated = [s for s in report.reading.statements if s.quotes and _translated(report, s)]
        if len(translated) < int(self.option["least"]) or _told(report):
            return
        views = report.reading.context.views
        keys = dict.fromkeys(key for s in translated if (key := report.document.key(s.paragraph)))
        notes = dict.fromkeys(number for s in translated for number in s.notes)
        sides = [report.side(views[s.paragraph], *s.quotes[0].span) for s in translated[:_SHOWN]]
        yield self.finding(
            f"{len(translated)} quotations come from sources in another language, and nothing says who "
            "translated them. Say it once where you describe your method, or in each note.",
            *_method(report),
            *sides,
            paragraphs=keys,
            notes=notes,
        )


def _told(report: Report) -> bool:
    """Whether the report says who translated: in its method, in a bracket, or beside the translator."""
    words = report.words("quotations")
    told = re.compile(rf"(?<!\w)(?:{alternation(words['translation'])})(?!\w)", re.IGNORECASE)
    whose = re.compile(rf"(?<!\w)(?:{alternation(words['translator'])})(?!\w)", re.IGNORECASE)
    titles = {skeleton(title) for title in words["method"]}
    for view in report.views:
        method = any(skeleton(title) in titles for title in view.paragraph.section)
        for match in told.finditer(view.text):
            start, end = view.sentence_at(match.start())
            if method or _bracketed(view.text, match.start()) or whose.search(view.text, start, end):
                return True
    return any(told.search(note.text) and _says(note.text, told, whose) for note, _ in report.notes)


def _says(text: str, told: re.Pattern[str], whose: re.Pattern[str]) -> bool:
    """Whether a note speaks of it in a bracket or says whose it is; a title may have the word, too."""
    return (
        any(_bracketed(text, match.start()) for match in told.finditer(text))
        or whose.search(text) is not None
    )


def _bracketed(text: str, at: int) -> bool:
    before = text[max(0, at - 40) : at]
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


def _translated(report: Report, statement: Statement) -> bool:
    """Whether the quoted words are in the report's language and all their sources in others."""
    citations = [c for n in statement.notes if (c := report.reading.citations.get(n))]
    languages = {language for citation in citations for language in _languages(report, citation)}
    if not languages or report.language in languages or None in languages:
        return False
    return language_of(statement.quotes[0].text, report.language) == report.language


def _languages(report: Report, citation: Citation) -> Iterator[str | None]:
    if not citation.sources and citation.resolves_to is not None:
        citation = report.reading.citations.get(citation.resolves_to, citation)
    for source in citation.sources:
        yield source.language


def _method(report: Report) -> Iterator[Side]:
    """The paragraph that tells how quotations were handled."""
    words = report.words("quotations")
    titles = {skeleton(title) for title in words["method"]}
    speaks = re.compile(rf"(?<!\w)(?:{alternation(words['quotations'])})(?!\w)", re.IGNORECASE)
    for view in report.views:
        method = any(skeleton(title) in titles for title in view.paragraph.section)
        if method and speaks.search(report.own(view)):
            yield report.side(view)
            return
