"""Who spoke or acted last, on what occasion: what "he", "the minister", "the same interview" mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from sourcebook.reading.statements.attribution import acting
from sourcebook.reading.statements.reader import Reader
from sourcebook.reading.statements.setting import Setting
from sourcebook.reading.statements.site import Attribution
from sourcebook.reading.statements.tokens import Token
from sourcebook.text import Span


@dataclass
class Memory:
    """Who spoke or acted last, on what occasion: what "he", "the minister", "the same interview" mean.

    `day` is the day a paragraph's own sentence told last, `scene` the gathering it told of; `people` those
    named, the last one last, with the offices told of them.
    """

    speaker: str | None = None
    person: str | None = None
    author: str | None = None
    author_roles: tuple[str, ...] = ()
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
        self.author, self.author_roles, self.roles = None, (), ()

    def hears(self, attribution: Attribution) -> None:
        """Takes note of who acts or speaks."""
        if attribution.speaker and (attribution.personal or attribution.reach in ("person", "several")):
            self.person = attribution.speaker
        if attribution.about:
            self.person = attribution.about
        if attribution.speaker:
            self.roles = attribution.roles or (self.roles if attribution.reach else ())
            if " and " in attribution.speaker:
                self.pair = attribution.speaker
            self.speaker = attribution.speaker
            if attribution.writes:
                self.author, self.author_roles = attribution.speaker, self.roles
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


def listen(r: Reader, span: Span, memory: Memory) -> None:
    """A sentence of the report's own: who acts in it is who "he" or "the statement" is afterwards."""
    heard = acting(r, 0, len(r.tokens), span.start)
    # A day within "that ..." or "which ..." is not the sentence's own.
    own = next((n for n in range(len(r.tokens)) if r.words.relatives.at(r.tokens, n, len(r.tokens))), None)
    day = next((t for t in r.tokens[:own] if _tells_day(t)), None)
    if day and day.date:
        memory.day = Setting(date=day.date.edtf, stated=day.date.year_stated)
    if heard is None:
        return
    goes_on = heard.reach == "text" and memory.author is not None
    memory.hears(heard)
    # Another day is another scene.
    place = memory.setting.place if memory.day.date and not day else None
    before = Setting(memory.day.date, None, place, memory.day.stated)
    if goes_on and not day:
        memory.setting = memory.setting.filled(heard.setting)
    elif heard.setting.date or heard.setting.occasion or heard.setting.place:
        memory.setting = heard.setting.filled(before)
    memory.scene = _scene(r, heard).filled(Setting() if day else memory.scene)


def _scene(r: Reader, heard: Attribution) -> Setting:
    """The gathering that a sentence tells of: "The Council held a session", "The summit discussed"."""
    place = heard.setting.place
    if heard.speaker and _gathers(r, heard.speaker.split()[-1:]):
        return Setting(None, heard.speaker, place)
    occasion = (heard.setting.occasion or "").split()
    plain = next((n for n, w in enumerate(occasion) if w in r.words.prepositions), len(occasion))
    return Setting(None, heard.setting.occasion, place) if _gathers(r, occasion[:plain]) else Setting()


def _gathers(r: Reader, words: list[str]) -> bool:
    return any(r.words.gatherings.has(word.casefold()) for word in words)


def _tells_day(token: Token) -> bool:
    return token.kind == "date" and token.date is not None and token.date.precision in ("day", "month")
