"""Goes through the notes of a report in their order and writes what they cite.

A source that the note before cited alone is "Ibid"; any other that was cited before is written as the style
wants: in full, in a short form that means one source only, or with the number of its first note. "Ibid" is
never printed after a note with several sources, after a typed note, or without a locator after a note with
one: there it would mean something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sourcebook.publish.citing.language import spoken
from sourcebook.publish.citing.sources import Cited, CitingError, Fields, form_of, joined
from sourcebook.publish.citing.style import Style
from sourcebook.publish.citing.writing import lay, merged, stopped
from sourcebook.publish.material import Plain
from sourcebook.publish.printed import Run, Runs, reading

# How much a short form says: (what is printed only where needed, the whole title).
_LEVELS = ((False, False), (True, False), (True, True))


@dataclass(frozen=True)
class Written:
    """A note: its characters, the note that an Ibid means, the ids of the sources that it cites."""

    runs: Runs
    sources: tuple[str, ...] = ()
    resolves_to: int | None = None


@dataclass(frozen=True)
class _Last:
    """The note before: its one source and locator, and the note that names the source."""

    source: str
    after: str
    note: int


@dataclass
class Citer:
    """Writes notes one after the other and remembers them. Notes are numbered by the caller, upward."""

    style: Style
    _first: dict[str, int] = field(default_factory=dict)
    _short: dict[str, list[str]] = field(default_factory=dict)
    _meaning: dict[str, set[str]] = field(default_factory=dict)
    _last: _Last | None = None
    _number: int = 0

    def note(self, number: int, cited: Sequence[Cited]) -> Written:
        """The note with this number, with its full stop. Raises CitingError."""
        self._begin(number)
        last, means = self._last, None
        pieces: list[Runs] = []
        for place, one in enumerate(cited):
            if place == 0 and self._same(one, last):
                assert last is not None
                means = last.note
                pieces.append(self._ibid(one, last.after, start=not one.before))
            elif place and one.id == cited[place - 1].id and self.style.ibid and one.after:
                pieces.append(self._ibid(one, "", start=False))
            else:
                pieces.append(self._cite(one))
        alone = len(cited) == 1
        self._last = _Last(cited[0].id, cited[0].after, means or number) if alone else None
        runs = stopped(_capital(joined(pieces, self.style.between), cited), self.style)
        return Written(merged(list(runs)), tuple(dict.fromkeys(one.id for one in cited)), means)

    def typed(self, number: int) -> None:
        """Says that this note is typed: nothing before it is "Ibid" after it."""
        self._begin(number)
        self._last = None

    def copied(self) -> Citer:
        """One that remembers the same, to go on from here for itself."""
        meaning = {text: set(ids) for text, ids in self._meaning.items()}
        return Citer(self.style, dict(self._first), dict(self._short), meaning, self._last, self._number)

    def inline(self, cited: Sequence[Cited]) -> Runs:
        """Citations within the typed note that was begun last: never "Ibid", without a full stop."""
        self._last = None
        return merged(list(joined([self._cite(one) for one in cited], self.style.between)))

    def full(self, source: Plain) -> Runs:
        """The full citation of a source, with its full stop, as in a list of sources."""
        return stopped(full(Cited(source), self.style), self.style)

    def _begin(self, number: int) -> None:
        if number <= self._number:
            raise ValueError(f"note {number} comes after note {self._number}: notes are written in order")
        self._number = number

    def _same(self, one: Cited, last: _Last | None) -> bool:
        if self.style.ibid is None or last is None or last.source != one.id:
            return False
        # Without a locator of its own an Ibid would take over that of the note before.
        return bool(one.after) or not last.after

    def _ibid(self, one: Cited, before: str, start: bool) -> Runs:
        rule = self.style.ibid
        assert rule is not None
        word = spoken(self.style.language)["ibid" if start and not rule.lower else "ibid_within"]
        locator = one.after.strip().lstrip(",; ")
        runs = [Run(str(word), emphasis=rule.italic)]
        if locator and one.after != before:
            runs.append(Run(rule.sep + locator))
        return _led(one, tuple(runs))

    def _cite(self, one: Cited) -> Runs:
        known = one.id in self._first
        if not known:
            self._first[one.id] = self._number
            self._learn(one)
        if known and self.style.again != "full":
            short = self._again(one)
            if short:
                return _led(one, short)
        return _led(one, full(one, self.style))

    def _learn(self, one: Cited) -> None:
        """Keeps the short forms of a source, to know which of them mean one source only."""
        if self.style.again == "full":
            return
        bare = Cited(one.source)
        self._short[one.id] = [reading(self._shortened(bare, level)) for level in range(len(_LEVELS))]
        for text in self._short[one.id]:
            self._meaning.setdefault(text, set()).add(one.id)

    def _again(self, one: Cited) -> Runs:
        """The shortest form that means this source only; nothing where there is none."""
        for level, text in enumerate(self._short[one.id]):
            if text and len(self._meaning[text]) == 1:
                return self._shortened(one, level)
        return ()

    def _shortened(self, one: Cited, level: int) -> Runs:
        needed, whole = _LEVELS[level]
        first = self._first[one.id] if self.style.again == "cross" else None
        fields = Fields(one, self.style, first, whole)
        return lay(self.style.form(form_of(one.source), short=True), fields, needed)


def full(cited: Cited, style: Style) -> Runs:
    """A citation in full, without words before it and without a full stop. Raises CitingError."""
    runs = lay(style.form(form_of(cited.source)), Fields(cited, style))
    if not runs:
        raise CitingError(
            f"source {cited.id[:8]} has neither publisher, title, date nor address: add what can be cited"
        )
    return runs


def sources(cited: Iterable[Plain], style: Style) -> tuple[tuple[str, Runs], ...]:
    """The list of sources: (id, full citation with its full stop), in the order given, each once."""
    once = {str(source["id"]): source for source in cited}
    return tuple((id, stopped(full(Cited(source), style), style)) for id, source in once.items())


def _led(one: Cited, runs: Runs) -> Runs:
    before = one.before.strip()
    return (Run(f"{before} "), *runs) if before else runs


def _capital(runs: Runs, cited: Sequence[Cited]) -> Runs:
    """A note that begins with a word of ours ("see") begins with a capital."""
    if not cited or not cited[0].before.strip() or not runs:
        return runs
    first = runs[0]
    return (Run(first.text[:1].upper() + first.text[1:]), *runs[1:])
