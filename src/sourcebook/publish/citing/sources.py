"""What the fields of a source are in a style and a language: characters to print, none recased."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sourcebook.languages import script_of
from sourcebook.publish.citing import names
from sourcebook.publish.citing.dates import day_words, edtf_words
from sourcebook.publish.citing.language import spoken
from sourcebook.publish.citing.style import Style
from sourcebook.publish.material import Plain
from sourcebook.publish.printed import Run, Runs

_YEAR = re.compile(r"-?\d{4}")
# Where a title has a break of its own.
_BREAK = re.compile(r"\s*(?:[:;]|\s[–—-]\s)\s*")
_SAFE = re.compile(r"(?:https?|ftps?)://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_WHOLE_WORDS = 7
_SHORT_WORDS = 5


class CitingError(ValueError):
    """A source of which nothing can be printed; the message says which and what to do."""


@dataclass(frozen=True)
class Cited:
    """A source in a note: its plain record, words before it ("see"), a locator or words after it ("p. 4").

    `accessed` (ISO 8601) and `archived` (addresses) stand in for those of the record where they are given.
    """

    source: Plain
    before: str = ""
    after: str = ""
    accessed: str = ""
    archived: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the source."""
        return str(self.source["id"])


@dataclass(frozen=True)
class Fields:
    """The fields of one citation. `first_note` is the note that cited the source first, for "(n 12)"."""

    cited: Cited
    style: Style
    first_note: int | None = None
    whole_title: bool = False

    def value(self, name: str) -> tuple[Runs, ...]:
        """What is printed for a field; several for several addresses, none for nothing."""
        if name == "urls":
            return tuple((_link(url),) for url in self._urls())
        if name == "title":
            return _some(self._title())
        if name == "archived":
            return _some(self._archived())
        if name == "cross":
            return _some(self._cross())
        if name == "title_short":
            title = self.short_title()
            return _some((Run(title, language=self._title_language(title)),) if title else ())
        text = _squeezed(self._text(name))
        return _some((Run(text, language=self._language(text)),) if text else ())

    def short_title(self) -> str:
        """The title up to a break of its own; a long one without a break is cut and says so by "…"."""
        title = _squeezed(self._field("title") or self._field("title_translated"))
        words = title.split()
        if self.whole_title or len(words) < _WHOLE_WORDS:
            return title
        head = _BREAK.split(title, maxsplit=1)[0]
        if 2 <= len(head.split()) <= _WHOLE_WORDS:
            return head
        return " ".join(words[:_SHORT_WORDS]).rstrip(",.;:–—-") + "…"

    def _field(self, name: str) -> str:
        return str(self.cited.source["fields"].get(name) or "")

    def _csl(self, name: str) -> str:
        value = (self.cited.source["fields"].get("csl") or {}).get(name)
        return str(value).strip() if isinstance(value, str | int) else ""

    def _text(self, name: str) -> str:
        fields, style, words = self.cited.source["fields"], self.style, spoken(self.style.language)
        match name:
            case "who":
                return names.authors(fields, style) or self._field("publisher")
            case "authors":
                return names.authors(fields, style)
            case "who_short":
                return names.family_names(fields, style) or self._court()
            case "editors":
                return names.editors(fields, style)
            case "editors_bracketed":
                return names.editors_bracketed(fields, style)
            case "court":
                return self._court()
            case "locator":
                return self.cited.after.strip().lstrip(",; ")
            case "within" | "editor":
                return str(words[name])
            case "date" | "year" | "accessed":
                return self._date(name)
            case "symbol":
                return self._symbol()
            case "container":
                container = self._csl("container-title")
                return "" if container == self._field("publisher") else container
            case "place":
                return self._csl("publisher-place")
            case "edition":
                return self._edition()
        return self._part_of_series(name)

    def _part_of_series(self, name: str) -> str:
        words = spoken(self.style.language)
        volume, issue, page = self._csl("volume"), self._csl("issue"), self._csl("page")
        match name:
            case "volume":
                return f"{volume} ({issue})" if volume and issue else volume or issue
            case "volume_tight":
                return f"{volume}({issue})" if volume and issue else volume or issue
            case "volume_no":
                return ", ".join(filter(None, [volume, f"{words['volume']}{issue}" if issue else ""]))
            case "pages":
                several = re.search(r"\d\s*[-–,]\s*\d", page)
                return f"{words['pages' if several else 'page']}{page}" if page else ""
            case "pages_bare":
                return page
            case "first_page":
                return re.split(r"[-–,]", page)[0].strip()
        return self._field(name)

    def _edition(self) -> str:
        """An edition by its ordinal; one that is given in words as it stands."""
        edition, words = self._csl("edition"), spoken(self.style.language)
        if not edition.isdigit():
            return edition
        ordinal = words.get("ordinals", {}).get(int(edition)) or words["ordinal"].format(number=edition)
        return str(words[self.style.edition]).format(ordinal=ordinal)

    def _court(self) -> str:
        publisher = self._csl("authority") or self._field("publisher")
        return self.style.courts.get(publisher, publisher)

    def _symbol(self) -> str:
        symbol = self._field("symbol")
        if not symbol or symbol in self._field("title") or symbol in self._field("details"):
            return ""
        style = self.style
        if self._court() in style.application_courts and re.fullmatch(style.application, symbol):
            return f"{spoken(style.language)['application']}{symbol}"
        return symbol

    def _date(self, name: str) -> str:
        style, published = self.style, self._field("published")
        if name == "accessed":
            day = self.cited.accessed or self._field("accessed")
            said = day_words(day, style.language, style.day) if day else ""
            return str(spoken(style.language)[style.access]).format(date=said) if said else ""
        year = _YEAR.match(published)
        if name == "year" and year:
            return year[0]
        return edtf_words(published, style.language, style.day) or self._field("published_words")

    def _title(self) -> Runs:
        title, translated = _squeezed(self._field("title")), _squeezed(self._field("title_translated"))
        runs = (Run(title, language=self._title_language(title)),) if title else ()
        if not translated or translated == title:
            return runs
        return (*runs, Run(f" [{translated}]" if title else f"[{translated}]"))

    def _title_language(self, title: str) -> str:
        language = self._field("title_language") or self._field("language")
        own = self.style.language.partition("-")[0]
        return "" if not title or language.partition("-")[0] == own else language

    def _language(self, text: str) -> str:
        """The language of words in another script than that of the report."""
        language = self._field("language") or self._field("title_language")
        if not language or language.partition("-")[0] == self.style.language.partition("-")[0]:
            return ""
        return language if script_of(text) != script_of(spoken(self.style.language)["months"][0]) else ""

    def _urls(self) -> list[str]:
        rows = self.cited.source["parts"].get("urls") or ()
        for role in ("cited", "final"):
            found = [str(row["url"]) for row in rows if row.get("role") == role]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _archived(self) -> Runs:
        rows = self.cited.source["parts"].get("urls") or ()
        urls = self.cited.archived or [str(row["url"]) for row in rows if row.get("role") == "archived"]
        links = [(_link(url),) for url in dict.fromkeys(urls)]
        return (Run(str(spoken(self.style.language)["archived"])), *joined(links, ", ")) if links else ()

    def _cross(self) -> Runs:
        if self.first_note is None:
            return ()
        note = f"{spoken(self.style.language)['note']} {self.first_note}"
        return (Run("("), Run(note, link=f"#note-{self.first_note}"), Run(")"))


def joined(several: Iterable[Runs], mark: str) -> Runs:
    """Runs with a mark between them."""
    runs: list[Run] = []
    for one in several:
        runs.extend(([Run(mark)] if runs else []) + list(one))
    return tuple(runs)


def emphasised(runs: Runs) -> Runs:
    """The same characters, emphasised."""
    return tuple(replace(run, emphasis=True) for run in runs)


def form_of(source: Plain) -> str:
    """The form of a style by which a source is printed."""
    fields = source["fields"]
    csl = fields.get("csl") or {}
    if csl.get("type") == "chapter" and csl.get("container-title"):
        return "chapter"
    if fields.get("form") == "article" and (csl.get("volume") or csl.get("issue")):
        return "journal"
    return str(fields.get("form") or "default")


def _link(url: str) -> Run:
    """An address as it is. One without a scheme still leads somewhere; a script does not."""
    if _SAFE.match(url):
        return Run(url, link=url)
    return Run(url, link="" if _SCHEME.match(url) else f"https://{url}")


def _some(runs: Runs) -> tuple[Runs, ...]:
    return (runs,) if runs else ()


def _squeezed(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
