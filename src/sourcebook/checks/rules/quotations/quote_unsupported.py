"""quote-unsupported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sourcebook.checks.findings import Finding
from sourcebook.checks.report import Report
from sourcebook.checks.rule import Rule
from sourcebook.checks.rules.quotations.balance import DOUBLE
from sourcebook.checks.rules.quotations.wording import Quotable, words_of
from sourcebook.reading.analysis import ParagraphView
from sourcebook.reading.analysis.quotations import Quoted
from sourcebook.reading.lexicon import alternation, lexicon

# A report supports its quotations by notes where so many of them stand in paragraphs with notes.
_HABIT = 0.6
_REFERENCE = re.compile(r"[.,;]?\s?[(\[][^()\[\]]{0,80}\d")
_SMALL = 4


class QuoteUnsupported(Rule):
    """A quoted phrase has no note and occurs in no quotation of the report.

    ## What it does
    Looks in paragraphs without any note (summaries, introductions) for phrases in quotation marks, and
    reports those whose words occur in no quotation that has a note. Single words, names and titles are left
    out, and so are reports that do not support their quotations by notes.

    ## Why it matters
    Quotation marks promise that somebody said this. Where the report itself does not show who, a reader must
    think that the authors put it together.

    ## Example
    Fails: a summary with "they called them “vermin in human shape”", which no paragraph quotes
    Passes: a summary with "they called them “a cancer on our soil”", which paragraph 16 quotes with its note

    ## False alarms
    Quotation marks used for irony or for a term of the authors' own, and phrases adapted in grammar.
    """

    name = "quote-unsupported"
    family = "quotations"
    severity = "warning"

    def find(self, report: Report) -> Iterator[Finding]:
        """Quoted phrases without support, in order."""
        known, alone = Quotable(), list[tuple[ParagraphView, Quoted]]()
        supported = 0
        for view in report.views:
            outer = [q for q in view.quotations if q.depth == 0 and q.closed and _marked(view, q)]
            if view.paragraph.passage.marks or view.paragraph.kind != "paragraph":
                supported += len(outer)
                for quoted in outer:
                    known.add(view.text[quoted.inner_start : quoted.inner_end])
                if view.paragraph.kind == "quotation":
                    known.add(view.text)
            else:
                alone += ((view, quoted) for quoted in outer)
        if supported < _HABIT * (supported + len(alone)):
            return
        naming = _naming(report)
        for view, quoted in alone:
            phrase = view.text[quoted.inner_start : quoted.inner_end]
            if _names(view, quoted, naming) or known.has(phrase):
                continue
            yield self.finding(
                f"“{_short(phrase)}” stands in quotation marks, without a note, and no quotation of the "
                "report has these words. Give the source, quote what was said, or take the marks away.",
                report.side(view, quoted.start, quoted.end),
                terms=(phrase.rstrip(" .,;"),),
            )


def _marked(view: ParagraphView, quoted: Quoted) -> bool:
    return view.text[quoted.start : quoted.inner_start] in DOUBLE and quoted.start < quoted.inner_start


def _naming(report: Report) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words before a name, kinds of things before a capital, and nouns after a name."""
    own = report.words("quotations")["naming"]
    reading = lexicon("quotations", report.language)
    kinds = [word for word in reading.get("kinds", []) if len(word) > 3]
    named = reading.get("named", [])
    return (
        re.compile(rf"(?<!\w)(?:{alternation(own)})[\s:,]*(?:\w{{1,3}}\s)?$", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternation(kinds) or '(?!)'})[\s:,]*$", re.IGNORECASE),
        re.compile(rf"[\s,]*(?:{alternation(named) or '(?!)'})(?!\w)", re.IGNORECASE),
    )


def _names(
    view: ParagraphView, quoted: Quoted, naming: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
) -> bool:
    """Whether the quoted words are a single word, a name or title, or have their reference beside them."""
    text = view.text
    phrase = text[quoted.inner_start : quoted.inner_end].strip()
    if len(words_of(phrase)) < 2 or "(" in text[max(0, quoted.start - 60) : quoted.start].rpartition(")")[2]:
        return True
    if _REFERENCE.match(text, quoted.end):
        return True
    long = [word for word in re.findall(r"[^\W\d_]+", phrase) if len(word) >= _SMALL]
    if not long or all(word[0].isupper() or not word[0].islower() for word in long):
        return True
    before, kind, after = naming
    lead = max(0, quoted.start - 60)
    if before.search(text, lead, quoted.start) or after.match(text, quoted.end):
        return True
    return phrase[:1].isupper() and kind.search(text, lead, quoted.start) is not None


def _short(phrase: str) -> str:
    words = phrase.rstrip(" .,;:").split()
    return " ".join(words) if len(words) <= 12 else " ".join(words[:12]) + " …"
