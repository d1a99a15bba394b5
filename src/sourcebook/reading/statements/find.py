"""From quotations to statements: a walk through the document that remembers who spoke last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from sourcebook.reading.analysis import Context, ParagraphView, Quoted
from sourcebook.reading.analysis.clauses import masked as mask
from sourcebook.reading.analysis.persons import Names, known_names
from sourcebook.reading.candidates import Quotation, Statement
from sourcebook.reading.statements.attribution import Attribution, Site, acting, attribute
from sourcebook.reading.statements.phrases import Reader
from sourcebook.reading.statements.setting import Setting
from sourcebook.reading.statements.tokens import Token, first_at, tokens_of
from sourcebook.reading.statements.vocabulary import Vocabulary, vocabulary
from sourcebook.text import Span


@cache
def _confidence() -> dict[str, float]:
    path = Path(__file__).parent / "confidence.yaml"
    read: dict[str, float] = yaml.safe_load(path.read_text("utf-8"))
    return read


@dataclass
class _Said:
    """A statement being put together."""

    view: ParagraphView
    attribution: Attribution
    begin: int
    quotes: list[Quoted] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@dataclass
class _Memory:
    """Who spoke or acted last, on what occasion: what "he", "the minister", "the same interview" mean.

    `day` is the day a paragraph's own sentence told last; `people` those named, the last one last, with the
    offices told of them.
    """

    speaker: str | None = None
    person: str | None = None
    author: str | None = None
    setting: Setting = field(default_factory=Setting)
    before: Setting = field(default_factory=Setting)
    day: Setting = field(default_factory=Setting)
    scene: Setting = field(default_factory=Setting)
    pair: str | None = None
    roles: tuple[str, ...] = ()
    people: list[tuple[str, str]] = field(default_factory=list)

    def begins(self) -> None:
        """A new paragraph: only who spoke last and on what occasion is carried over."""
        if self.setting != Setting():
            self.before = self.setting
        self.setting = self.day = self.scene = Setting()
        self.author, self.roles = None, ()

    def hears(self, attribution: Attribution) -> None:
        """Takes note of who acts or speaks."""
        if attribution.speaker and (attribution.personal or attribution.reach == "person"):
            self.person = attribution.speaker
        if attribution.about:
            self.person = attribution.about
        if attribution.speaker:
            self.roles = attribution.roles or (self.roles if attribution.reach else ())
            if " and " in attribution.speaker:
                self.pair = attribution.speaker
            self.speaker = attribution.speaker
            if attribution.writes:
                self.author = attribution.speaker
            self.people.append((attribution.speaker, " ".join(attribution.roles).casefold()))
        if attribution.about:
            self.roles = attribution.about_roles
            del self.people[:-12]

    def holder(self, office: str) -> str | None:
        """Who of the persons named last holds an office that is told again by its noun alone."""
        key = office.casefold().split()[-1]
        for name, roles in reversed(self.people):
            if key in roles.split():
                return name
        return None


def find_statements(context: Context) -> list[Statement]:
    """The statements of a document, in its order."""
    words = vocabulary(context.language)
    texts = [mask(view) if view.quotations else view.text for view in context.views]
    names = known_names(texts, words.no_names, words.of_place)
    memory = _Memory()
    found: list[Statement] = []
    for view, text in zip(context.views, texts, strict=True):
        if view.paragraph.region == "front" or not view.quotations:
            continue
        said = list(_of_paragraph(view, text, names, words, memory))
        found += (_statement(s, len(said) == 1, names) for s in said)
    return found


def _of_paragraph(
    view: ParagraphView, masked: str, names: Names, words: Vocabulary, memory: _Memory
) -> Iterator[_Said]:
    memory.begins()
    records: list[_Said] = []
    spoken = False
    for span in _with_introductions(view):
        r = Reader(tokens_of(view, masked, span.start, span.end), words, names, view.text)
        quotes = [q for q in view.quotations if q.depth == 0 and span.start <= q.start < span.end]
        if not any(token.kind == "quotation" for token in r.tokens) or not quotes:
            _listen(r, span, memory)
            spoken = False
            continue
        heard = False
        waiting: list[Quoted] = []
        for quoted in quotes:
            site = _site(r, quoted, span)
            if site is None:
                continue
            attribution = attribute(site, spoken)
            attribution = _reached(attribution, memory, records) if attribution else None
            if attribution is None:
                waiting = [*waiting, quoted] if _leads_on(r, site.at) else []
                continue
            heard = spoken = True
            if attribution.path != "named after the words":
                waiting = []
            for each in (*waiting, quoted):
                memory.setting = _record(records, view, attribution, each)
            waiting = []
            memory.hears(attribution)
        if not heard:
            _listen(r, span, memory)
            spoken = False
    yield from records


def _with_introductions(view: ParagraphView) -> Iterator[Span]:
    """The sentences; one that ends with a colon goes with the quotation that follows on the next line."""
    held: Span | None = None
    for span in view.sentences:
        if held is not None:
            span = Span(held.start, span.end)
        held = span if view.text[span.end - 1] == ":" else None
        if held is None:
            yield span
    if held is not None:
        yield held


def _leads_on(r: Reader, at: int) -> bool:
    """Whether nothing but a comma or "and" parts a quotation from the next."""
    n = at + 1
    while n < len(r.tokens) and (r.tokens[n].is_stop or r.tokens[n].key in r.words.joining):
        n += 1
    return n < len(r.tokens) and r.tokens[n].kind == "quotation"


def _site(r: Reader, quoted: Quoted, span: Span) -> Site | None:
    if quoted.inner_end <= quoted.inner_start:
        return None
    at = first_at(r.tokens, quoted.start)
    if at >= len(r.tokens) or r.tokens[at].kind != "quotation" or r.tokens[at].start != quoted.start:
        return None
    return Site(r, quoted, 0, at, len(r.tokens), span.start)


def _listen(r: Reader, span: Span, memory: _Memory) -> None:
    """A sentence of the report's own: who acts in it is who "he" or "the statement" is afterwards."""
    heard = acting(r, 0, len(r.tokens), span.start)
    day = next((t for t in r.tokens if _tells_day(t)), None)
    if day and day.date:
        memory.day = Setting(date=day.date.edtf, stated=day.date.year_stated)
    if heard is None:
        return
    memory.hears(heard)
    # Another day is another scene.
    place = memory.setting.place if memory.day.date and not day else None
    before = Setting(memory.day.date, None, place, memory.day.stated)
    if heard.setting.date or heard.setting.occasion or heard.setting.place:
        memory.setting = heard.setting.filled(before)


def _tells_day(token: Token) -> bool:
    return token.kind == "date" and token.date is not None and token.date.precision in ("day", "month")


def _reached(attribution: Attribution, memory: _Memory, records: list[_Said]) -> Attribution | None:
    """The attribution with its pronoun and its "same interview" filled in from what was said before."""
    speaker = attribution.speaker
    if attribution.reach == "text":
        own = speaker
        speaker = memory.author or own or memory.speaker
        if memory.author is None and own:
            attribution = replace(attribution, reach=None, path="a text by itself")
    elif attribution.reach == "person":
        speaker = memory.person or memory.speaker
    elif attribution.reach in ("former", "latter"):
        speaker = _of_two(memory.pair or memory.speaker, attribution.reach == "former")
    elif attribution.office and speaker:
        holder = memory.holder(speaker)
        if holder:
            attribution = replace(attribution, roles=(speaker,))
            speaker = holder
    if speaker is None:
        return None
    setting = attribution.setting
    if attribution.reach == "person" and not attribution.roles and not _role_told(records, speaker):
        attribution = replace(attribution, roles=memory.roles)
    if attribution.same and memory.setting == Setting():
        memory.setting = memory.before
    if attribution.reach == "text" or attribution.same == "occasion":
        carried = Setting(None, memory.setting.occasion, memory.setting.place)
        dated = replace(carried.filled(setting), date=setting.date, stated=setting.stated)
        setting = dated.filled(memory.setting)
    elif setting.date is None and attribution.same == "day":
        setting = replace(setting, date=memory.setting.date, stated=memory.setting.stated)
    elif setting.date is None and not (setting.occasion and records):
        setting = setting.filled(memory.setting if attribution.reach else memory.scene)
        setting = setting.filled(memory.day)
    return replace(attribution, speaker=speaker, setting=setting)


def _role_told(records: list[_Said], speaker: str) -> bool:
    """Whether a statement of the paragraph has the speaker's office already."""
    return any(
        _same_name(said.attribution.speaker or "", speaker) and said.attribution.roles for said in records
    )


def _of_two(names: str | None, first: bool) -> str | None:
    parts = (names or "").split(" and ")
    return parts[0 if first else -1].strip() or None


def _record(records: list[_Said], view: ParagraphView, now: Attribution, quoted: Quoted) -> Setting:
    """Adds the words to the statement that they belong to, or begins another; its setting."""
    for said in reversed(records):
        if _goes_on(said.attribution, now):
            said.quotes.append(quoted)
            said.paths.append(now.path)
            said.attribution = replace(
                said.attribution,
                setting=said.attribution.setting.filled(now.setting),
                roles=said.attribution.roles or now.roles,
            )
            return said.attribution.setting
    if now.deed and now.setting.occasion is None:
        now = replace(now, setting=replace(now.setting, occasion=now.deed))
    records.append(_Said(view, now, now.begin, [quoted], [now.path]))
    return now.setting


def _goes_on(before: Attribution, now: Attribution) -> bool:
    """Whether words belong to a statement before them: the same speaker, and no other day or occasion."""
    one, other = before.speaker or "", now.speaker or ""
    if not _same_name(one, other):
        return False
    if now.same == "occasion" or now.reach == "text" or now.path in ("goes on", "stands alone"):
        return True
    days = before.setting.date and now.setting.date and before.setting.date != now.setting.date
    named = (
        before.setting.occasion and now.setting.occasion and before.setting.occasion != now.setting.occasion
    )
    return not days and not named


def _same_name(one: str, other: str) -> bool:
    """One name, or a surname and the full name that ends in it."""
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")


def _statement(said: _Said, alone: bool, names: Names) -> Statement:
    attribution, view = said.attribution, said.view
    text = view.text
    quotes = sorted(said.quotes, key=lambda quoted: quoted.start)
    first, last = quotes[0], quotes[-1]
    end = max(last.end, view.sentence_at(max(last.start, last.end - 2)).end)
    begin = min(said.begin, first.start)
    spelled = [_words(text, quoted) for quoted in quotes]
    return Statement(
        paragraph=view.paragraph.index,
        span=Span(begin, end),
        speaker=names.spelt_out(attribution.speaker or ""),
        role=", ".join(_joined(attribution.roles)) or None,
        date=attribution.setting.date,
        occasion=attribution.setting.occasion,
        place=attribution.setting.place,
        quotes=tuple(Quotation(span, text[span.start : span.end]) for span in spelled),
        manner="partial" if set(said.paths) == {"a phrase within a sentence"} else "direct",
        speaker_span=attribution.span,
        year_stated=attribution.setting.stated,
        notes=view.paragraph.notes if alone else view.notes_within(begin, end),
        confidence=min(_confidence().get(path, 0.5) for path in said.paths),
        cues=tuple(dict.fromkeys(said.paths)),
    )


def _joined(roles: tuple[str, ...]) -> Iterator[str]:
    """Roles as one: "MP" and "from the ruling party" stand side by side, the others between commas."""
    whole = ""
    for role in roles:
        if whole and role.split()[0].casefold() in ("from", "of", "de"):
            whole = f"{whole} {role}"
        else:
            if whole:
                yield whole
            whole = role
    if whole:
        yield whole


def _words(text: str, quoted: Quoted) -> Span:
    """The quoted words without white space at their ends."""
    body = text[quoted.inner_start : quoted.inner_end]
    start = quoted.inner_start + len(body) - len(body.lstrip())
    return Span(start, max(start, quoted.inner_start + len(body.rstrip())))
