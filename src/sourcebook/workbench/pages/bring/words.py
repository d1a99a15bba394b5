"""Bringing in, in words: what a file is, what a column becomes, what a report was read as."""

from __future__ import annotations

from collections import Counter

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sourcebook.workbench.frame.words import kind_words

FORMATS: dict[str, Promise] = {
    "pdf": gettext_lazy("a PDF document"),
    "docx": gettext_lazy("a Word document"),
    "odt": gettext_lazy("an OpenDocument text"),
    "epub": gettext_lazy("an EPUB book"),
    "html": gettext_lazy("a saved web page"),
    "markdown": gettext_lazy("a Markdown text"),
    "paged-markdown": gettext_lazy("a text that was made from a PDF"),
    "rst": gettext_lazy("a reStructuredText document"),
    "latex": gettext_lazy("a LaTeX document"),
    "text": gettext_lazy("a plain text"),
    "csl-json": gettext_lazy("a reference library (CSL JSON, as Zotero exports it)"),
    "ris": gettext_lazy("a reference library (RIS)"),
    "bibtex": gettext_lazy("a reference library (BibTeX)"),
    "csv": gettext_lazy("a sheet (CSV)"),
    "xlsx": gettext_lazy("a sheet (XLSX)"),
    "application/wacz": gettext_lazy("a web archive (WACZ)"),
    "application/warc": gettext_lazy("a web archive (WARC)"),
    "multipart/related": gettext_lazy("a saved web page with its pictures (MHTML)"),
    "image": gettext_lazy("a picture"),
    "audio": gettext_lazy("a sound recording"),
    "video": gettext_lazy("a film"),
}
ROWS: dict[str, Promise] = {
    "event": gettext_lazy("something that happened (an event)"),
    "statement": gettext_lazy("something that was said (a statement)"),
    "source": gettext_lazy("a source"),
    "actor": gettext_lazy("a person or body"),
    "place": gettext_lazy("a place"),
}
CHOICES: dict[str, Promise] = {
    "when": gettext_lazy("date"),
    "words": gettext_lazy("what was done, as written"),
    "description": gettext_lazy("description"),
    "place": gettext_lazy("place, by name"),
    "latitude": gettext_lazy("latitude"),
    "longitude": gettext_lazy("longitude"),
    "victims": gettext_lazy("victims, by name (several with “;”)"),
    "perpetrators": gettext_lazy("who did it, by name (several with “;”)"),
    "killed": gettext_lazy("number of people killed"),
    "injured": gettext_lazy("number of people injured"),
    "address": gettext_lazy("web address of the source"),
    "source_title": gettext_lazy("title of the source"),
    "publisher": gettext_lazy("publisher of the source"),
    "published": gettext_lazy("date of the source"),
    "page": gettext_lazy("page in the source"),
    "quotation": gettext_lazy("words of the source that say so"),
    "note": gettext_lazy("note"),
    "key": gettext_lazy("number or name of the row"),
    "speaker": gettext_lazy("who said it, by name"),
    "role": gettext_lazy("their office, as written"),
    "text": gettext_lazy("what was said, in its own words"),
    "language": gettext_lazy("language"),
    "translation": gettext_lazy("translation"),
    "title": gettext_lazy("title"),
    "authors": gettext_lazy("authors (several with “;”)"),
    "accessed": gettext_lazy("day on which it was looked at"),
    "symbol": gettext_lazy("symbol or number of the document"),
    "name": gettext_lazy("name"),
    "other_name": gettext_lazy("further name"),
    "form": gettext_lazy("form"),
}
_STEPS: dict[str, Promise] = {
    "pandoc": gettext_lazy("Opening the document"),
    "lines": gettext_lazy("Reading: lines"),
    "document": gettext_lazy("Reading: headings and paragraphs"),
    "citations": gettext_lazy("Reading: notes and sources"),
    "analysis": gettext_lazy("Reading: sentences, names and dates"),
    "statements": gettext_lazy("Reading: statements"),
    "events": gettext_lazy("Reading: events"),
    "figures": gettext_lazy("Reading: numbers"),
    "reactions": gettext_lazy("Reading: reactions"),
    "measures": gettext_lazy("Reading: measures of courts and bodies"),
    "recommendations": gettext_lazy("Reading: recommendations"),
    "names": gettext_lazy("Reading: persons and bodies"),
    "drafts": gettext_lazy("Making drafts of what was found"),
    "comparing with the dossier": gettext_lazy("Comparing with the dossier"),
    "writing": gettext_lazy("Writing"),
}


def format_words(format: str) -> str:
    """What a file of this format is; a type that has no words is named as it is."""
    found = FORMATS.get(format) or FORMATS.get(format.partition("/")[0])
    return str(found) if found else _("a file (%(type)s)") % {"type": format}


def step_words(what: str) -> str:
    """What the import of a report does just now; the reader names what it looks for."""
    found = _STEPS.get(what)
    return str(found) if found else _("Reading: %(what)s") % {"what": what}


def found_lines(counts: Counter[str], made: Counter[str]) -> list[str]:
    """What a report was read as, the most frequent first."""
    line = _("%(found)s %(name)s found, %(new)s new")
    return [
        line % {"name": found_words(name, number), "found": number, "new": made[name]}
        for name, number in counts.most_common()
    ]


def found_words(name: str, number: int) -> str:
    """What the reading of a report calls its finds, in the words that the pages have for them."""
    words = {
        "figure": ngettext("number", "numbers", number),
        "occasion": ngettext("occasion", "occasions", number),
        "office": ngettext("office", "offices", number),
        "reaction": ngettext("reaction", "reactions", number),
        "recommendation": ngettext("recommendation", "recommendations", number),
        "measure": ngettext("measure of a court or body", "measures of courts and bodies", number),
    }
    return words[name] if name in words else kind_words(name, number)
