"""Which record stands where: the records of each section in order, each in the first section that takes it.

Paragraphs are written in the order of the sections; what a paragraph cites (the figures about an event, the
follow-ups of a measure) has found its place with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sourcebook.dates import bounds
from sourcebook.publish.drafting.counted import about_what, figure_sentences, site_sentences
from sourcebook.publish.drafting.happened import event_paragraph
from sourcebook.publish.drafting.marking import cited_in
from sourcebook.publish.drafting.outlines import Outline, Section
from sourcebook.publish.drafting.paragraphs import DRAFTED, written
from sourcebook.publish.drafting.queries import OCCASION, order, select
from sourcebook.publish.drafting.said import statement_paragraph, together
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Paragraph
from sourcebook.publish.material import Plain
from sourcebook.text.folding import skeleton

_HIDDEN = "not-public"


@dataclass(frozen=True)
class Group:
    """Paragraphs under one heading of a section; `title` is "" for those right under the section's own."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass
class Arranging:
    """Where records went. `used` are ids of records that a paragraph tells or cites.

    `same_words` are recommendations whose words stand in another paragraph.
    """

    writer: Writer
    period: tuple[date, date] | None = None
    used: set[str] = field(default_factory=set)
    groups: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    same_words: list[Plain] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def arrange(self, outline: Outline) -> None:
        """Fills all sections; what is left stands under the id "other" where the outline has it."""
        for section in walk(outline.sections):
            self.groups[section.id] = tuple(self._section(section))
        if outline.rest == "section":
            rest = [record for kind in DRAFTED for record in self.writer.material.of_kind.get(kind, ())]
            rest = [record for record in rest if record["fields"].get("type") != OCCASION]
            paragraphs = tuple(self._paragraphs(sorted(rest, key=order)))
            self.groups["other"] = (Group("", "", paragraphs),) if paragraphs else ()

    def _section(self, section: Section) -> Iterator[Group]:
        taken: dict[str, Plain] = {}
        for query in section.take:
            for record in select(query, self.writer.material):
                if record["id"] not in self.used and self._in_time(record, section.when):
                    taken[record["id"]] = record
        records = sorted(taken.values(), key=order)
        if section.by == "theme":
            wanted = {theme for query in section.take for theme in query.theme}
            yield from self._by(records, self._themes(wanted), self._theme_title)
        elif section.by == "place":
            yield from self._by(records, self._place_of, self._place_title)
        else:
            paragraphs = tuple(self._paragraphs(records))
            if paragraphs:
                yield Group("", "", paragraphs)

    def _in_time(self, record: Plain, when: str) -> bool:
        if when == "any" or self.period is None:
            return when != "before"
        edtf = next((record["fields"][name] for name in ("when", "as_of") if record["fields"].get(name)), "")
        if not edtf:
            return when == "within"
        low, high = bounds(edtf)
        if when == "before":
            return high < self.period[0]
        return low <= self.period[1] and self.period[0] <= high

    def _by(
        self,
        records: list[Plain],
        key_of: Callable[[Plain], str],
        title_of: Callable[[str], tuple[tuple[int, str], str]],
    ) -> Iterator[Group]:
        """Records in groups under headings of their own; one group without a name has none."""
        groups: dict[str, list[Plain]] = {}
        for record in records:
            groups.setdefault(key_of(record), []).append(record)
        alone = set(groups) <= {""}
        for key in sorted(groups, key=lambda one: title_of(one)[0]):
            paragraphs = tuple(self._paragraphs(groups[key]))
            if paragraphs:
                yield (
                    Group("", "", paragraphs)
                    if alone
                    else Group(self._short(key), title_of(key)[1], paragraphs)
                )

    def _short(self, key: str) -> str:
        record = self.writer.material.records.get(key)
        return self.writer.key(record) if record else key

    def _themes(self, wanted: set[str]) -> Callable[[Plain], str]:
        """The theme under which a record stands: one that is asked for, else the first in the codebook."""
        places = {code: n for n, code in enumerate(self.writer.material.theme_titles)}

        def theme(record: Plain) -> str:
            codes = self.writer.material.themes.get(record["id"], ())
            asked = [code for code in codes if code in wanted] or codes
            return min(asked, key=lambda code: (places.get(code, len(places)), code), default="")

        return theme

    def _theme_title(self, code: str) -> tuple[tuple[int, str], str]:
        titles = self.writer.material.theme_titles
        if not code:
            return (2, ""), self.writer.patterns.headings["no-theme"]
        place = list(titles).index(code) if code in titles else len(titles)
        return (1, f"{place:06}{code}"), titles.get(code, code)

    def _place_title(self, id: str) -> tuple[tuple[int, str], str]:
        if id == _HIDDEN:
            return (2, id), self.writer.patterns.headings["hidden-place"]
        name = self.writer.naming.name_of(id)
        if not name:
            return (3, id), self.writer.patterns.headings["no-place"]
        return (1, skeleton(name) + id), name

    def _place_of(self, record: Plain) -> str:
        place = str(record["id"] if record["kind"] == "place" else record["fields"].get("place") or "")
        return place or (_HIDDEN if self.writer.naming.hides(record, "place") else "")

    def _paragraphs(self, records: Iterable[Plain]) -> Iterator[Paragraph]:
        """The paragraphs of records in their order; each is told once."""
        waiting = list(records)
        companions = _companions(waiting) | _told_together(waiting)
        figures = _figures(waiting)
        for record in waiting:
            if record["id"] in self.used:
                continue
            paragraph = self._one(record, companions, figures)
            if paragraph is not None:
                self._use(record, paragraph)
                yield paragraph

    def _one(
        self, record: Plain, companions: dict[str, list[Plain]], figures: dict[tuple[str, str], list[Plain]]
    ) -> Paragraph | None:
        if record["kind"] == "place":
            claims = self.writer.claims_about.get(record["id"], ())
            told = site_sentences(claims, self.writer, self.writer.naming.name_of(record["id"]))
            return self.writer.paragraph(record, told) if told else None
        if record["kind"] == "claim":
            group = [one for one in figures[_figure_key(record)] if one["id"] not in self.used]
            return self.writer.paragraph(
                record, figure_sentences(group, self.writer, about_what(record, self.writer))
            )
        if record["fields"].get("form") == "recommendation" and self._is_repeated(record):
            return None
        group = [one for one in companions.get(record["id"], ()) if one["id"] not in self.used]
        if record["kind"] == "event":
            return event_paragraph(record, self.writer, [one for one in group if one is not record])
        return statement_paragraph(group, self.writer) if len(group) > 1 else written(record, self.writer)

    def _is_repeated(self, record: Plain) -> bool:
        words = skeleton(record["fields"]["text"] or " ".join(map(str, record["fields"]["points"])))
        if not words or words not in self._said:
            self._said.add(words)
            return False
        self.same_words.append(record)
        self.used.add(record["id"])
        return True

    def _use(self, record: Plain, paragraph: Paragraph) -> None:
        self.used.add(record["id"])
        for cite in cited_in(paragraph):
            self.used.add(self.writer.material.get(cite.kind, cite.key)["id"])


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Sections and those in them, in the order of the report."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def _companions(records: list[Plain]) -> dict[str, list[Plain]]:
    """For each statement those of the same speakers on the same occasion, itself the first."""
    groups: dict[tuple[str, str], list[list[Plain]]] = {}
    found: dict[str, list[Plain]] = {}
    for record in records:
        fields = record["fields"]
        if record["kind"] != "statement" or not fields["occasion"]:
            continue
        same = groups.setdefault((fields["occasion"], fields["when"]), [])
        group = next((group for group in same if together(group[0], record)), None)
        if group is None:
            group = []
            same.append(group)
        group.append(record)
        found[record["id"]] = group
    return found


def _told_together(records: list[Plain]) -> dict[str, list[Plain]]:
    """For each event those that the same sentence tells."""
    groups: dict[str, list[Plain]] = {}
    for record in records:
        if record["kind"] == "event" and record["fields"]["description"]:
            groups.setdefault(skeleton(record["fields"]["description"]), []).append(record)
    return {record["id"]: group for group in groups.values() for record in group}


def _figure_key(claim: Plain) -> tuple[str, str]:
    return claim["fields"]["about"] or "", skeleton(claim["fields"]["property"])


def _figures(records: list[Plain]) -> dict[tuple[str, str], list[Plain]]:
    found: dict[tuple[str, str], list[Plain]] = {}
    for record in records:
        if record["kind"] == "claim":
            found.setdefault(_figure_key(record), []).append(record)
    return found
