"""One quotation: is it speech, and whose? Judged by the words before it, after it and around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from sourcebook.reading.analysis import Quoted
from sourcebook.reading.statements.clause import Subject, is_acting, subject_after, subject_of
from sourcebook.reading.statements.naming import is_name
from sourcebook.reading.statements.phrases import Phrase, Reader, read_phrase
from sourcebook.reading.statements.setting import Ranges, Setting, same_occasion, setting_of
from sourcebook.reading.statements.tokens import Token
from sourcebook.reading.statements.verbs import Verb, verbs_in
from sourcebook.text import Span

_WORDS = re.compile(r"\w+")
# A quotation this long that stands by itself is speech, not a term.
_LONG = 8
# Farther from its verb than this (in tokens), a phrase is no longer governed by it.
_FAR = 40

Reach = Literal["person", "text", "former", "latter"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words: `speaker` with `roles`, or `reach` where a pronoun or a text stands for the speaker.

    `office` is the role alone that may mean somebody named before ("the minister"). `same` tells that the
    occasion, or the day, is that of what was said before; `begin` is where the sentence begins.
    """

    path: str
    begin: int
    speaker: str | None
    setting: Setting
    roles: tuple[str, ...] = ()
    span: Span | None = None
    reach: Reach | None = None
    office: bool = False
    same: Literal["occasion", "day"] | None = None
    writes: bool = False
    deed: str | None = None
    personal: bool = False
    about: str | None = None
    about_roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """A quotation in its sentence: tokens[at] of the sentence tokens[first:last]."""

    r: Reader
    quoted: Quoted
    first: int
    at: int
    last: int
    begin: int

    @property
    def inner(self) -> str:
        """The quoted words."""
        return self.r.text[self.quoted.inner_start : self.quoted.inner_end]


def attribute(site: Site, following: bool) -> Attribution | None:
    """The attribution of a quotation; None where it is a name, a term, or nobody's.

    `following` tells that a quotation right before it in the paragraph has a speaker.
    """
    r, at = site.r, site.at
    count = len(_WORDS.findall(site.inner))
    lead = _lead_start(site)
    colon = at > lead and r.tokens[at - 1].key == ":"
    own = any(token.kind != "stop" for token in r.tokens[lead:at])
    verbs = verbs_in(r, lead, at) if own else []
    called = bool(verbs) and (_calls(r, verbs[-1], at) or _brings_in(r, verbs[-1], at))
    if is_name(r, at, site.first, site.last, site.inner, colon or (called and not _titled_pair(site))):
        return None
    if own:
        found = _before(site, lead, verbs, colon, count, called)
        if found is not None:
            return found
    found = _after(site, count)
    if found is not None:
        return found
    if following and not own and count > 1:
        return Attribution("goes on", site.begin, None, Setting(), reach="person", same="occasion")
    if not own and count >= _LONG and site.quoted.start > 0:
        return Attribution("stands alone", site.begin, None, Setting(), reach="text", same="occasion")
    return None


def _titled_pair(site: Site) -> bool:
    words = _WORDS.findall(site.inner)
    return len(words) == 2 and all(word[0].isupper() for word in words)


def _lead_start(site: Site) -> int:
    """Where the words before a quotation begin: after a quotation that ended a sentence of its own."""
    start = site.first
    for n in range(site.at - 1, site.first - 1, -1):
        token = site.r.tokens[n]
        if token.kind == "stop" and token.key == ";":
            return n + 1
        if (
            token.kind == "quotation"
            and site.r.text[token.end - 2 : token.end - 1] in ".!?"
            and n + 1 < site.at
            and site.r.tokens[n + 1].kind == "capital"
        ):
            return n + 1
    return start


def _brings_in(r: Reader, verb: Verb, at: int) -> bool:
    """ "with the words": what follows is what was said."""
    return verb.end == at and bool(r.words.in_words.at(r.tokens, verb.at, at))


def _calls(r: Reader, verb: Verb, at: int) -> bool:
    """Whether the verb right before is one by which somebody is called something."""
    covered = r.words.calling.at(r.tokens, verb.at, at)
    return bool(covered) and at - verb.end <= 24


def _before(
    site: Site, lead: int, verbs: list[Verb], colon: bool, count: int, called: bool
) -> Attribution | None:
    """Speaker and verb before the words."""
    r, at = site.r, site.at
    according = _according(site, lead)
    if according is not None and not colon:
        return according
    for n in range(len(verbs) - 1, -1, -1):
        verb = verbs[n]
        if verb.kind == "participle":
            continue
        found = _with_verb(site, lead, verbs, n, colon, count, called)
        if found is not None:
            return found
        if verb.kind == "passive":
            break
    if (verbs and verbs[-1].kind == "participle") or colon or _comma(r, at):
        return _with_any_verb(site, lead, verbs, colon)
    return None


def _comma(r: Reader, at: int) -> bool:
    return at > 0 and r.tokens[at - 1].key == ","


def _with_verb(
    site: Site, lead: int, verbs: list[Verb], n: int, colon: bool, count: int, called: bool
) -> Attribution | None:
    """The attribution that one verb before the words gives."""
    r, at = site.r, site.at
    verb = verbs[n]
    if verb.kind == "passive":
        return _by_agent(site, lead, verb)
    subject = subject_of(r, lead, verb.at)
    if subject is None and _follows_words(r, lead, verb.at):
        subject = subject_after(r, verb.end, at)
    if verb.kind == "quoted":
        quoted = _quoted_by(r, verb)
        subject = quoted or subject
    if subject is None and r.words.subject_may_follow:
        subject = _inverted(r, verb, at)
    if subject is None and r.words.drops_subjects and verb.at - lead <= 3:
        subject = Subject(Phrase("he", verb.at, verb.at), verb.at, verb.at)
    if subject is None:
        return None
    last = verbs[-1]
    gap = [t for t in r.tokens[last.end : at] if t.kind != "stop"]
    near = len([t for t in gap if t.key not in r.words.binding and t.key not in r.words.determiners]) == 0
    near = near or (last.kind in ("finite", "making", "participle") and len(gap) <= 2)
    if not (colon or near) and not _governs(r, last, at, count, called):
        return None
    if near and not colon and count < 2 and not called:
        return None
    if last.kind == "making" and not colon and r.tokens[at - 1].key in r.words.prepositions:
        return None
    path = "named before a colon" if colon else "named before the words"
    if not colon and (not near or count < 5):
        path = "a phrase within a sentence"
    making = (
        next((v for v in reversed(verbs[:n]) if v.kind == "making"), None) if verb.kind != "making" else None
    )
    participle = last if last.kind == "participle" and verb.kind == "finite" else None
    return _attributed(site, lead, subject, verb, path, participle=participle, making=making)


def _follows_words(r: Reader, lead: int, verb: int) -> bool:
    """Whether a quotation stands right before the verb: '"...," said Mara Teken, "..."'."""
    n = verb - 1
    while n > lead and r.tokens[n].is_stop:
        n -= 1
    return n >= lead and r.tokens[n].kind == "quotation"


def _governs(r: Reader, verb: Verb, at: int, count: int, called: bool) -> bool:
    """Whether a verb farther away still governs the words."""
    gap = r.tokens[verb.end : at]
    if len(gap) > _FAR or any(t.kind == "stop" and t.key == ";" for t in gap):
        return False
    return count >= 2 or called


def _quoted_by(r: Reader, verb: Verb) -> Subject | None:
    """ "The Herald quoted Colonel Bek as saying": whoever stands within the verb."""
    inner = range(verb.at + 1, verb.end)
    if not inner or r.tokens[verb.at].key in ("was", "were", "is", "has", "had", "being", "fue", "fueron"):
        return None
    stop = next((m for m in inner if r.words.as_saying.at(r.tokens, m, verb.end)), verb.end)
    phrase = read_phrase(r, verb.at + 1, stop) if stop > verb.at + 1 else None
    if phrase is None or r.tokens[verb.at + 1].key in ("by",):
        return None
    return Subject(phrase, verb.at + 1, stop, phrase.roles)


def _inverted(r: Reader, verb: Verb, at: int) -> Subject | None:
    """The subject between a verb and "que": "Señaló la Comisión que"."""
    stop = next((n for n in range(verb.end, at) if r.tokens[n].key in ("que", ":")), at)
    if stop == verb.end:
        return None
    return subject_after(r, verb.end, stop)


def _by_agent(site: Site, lead: int, verb: Verb) -> Attribution | None:
    """ "was described by Mara Teken as ...", "were called ... by Mara Teken"."""
    r = site.r
    for n in range(verb.end, site.last - 1):
        if r.tokens[n].key in ("by", "por") and r.tokens[n + 1].kind not in ("date", "quotation"):
            subject = subject_after(r, n + 1, site.at if n < site.at else site.last)
            if subject and subject.phrase.kind in ("name", "office", "body"):
                found = _attributed(site, lead, subject, verb, "passive", tail=subject.last)
                topic = subject_of(r, lead, verb.at)
                about = _speaker(r, topic.phrase)[0] if topic and _is_personal(r, topic.phrase) else None
                return replace(found, about=about, about_roles=_told(r, topic) if topic and about else ())
            return None
        if n > site.at + 3:
            return None
    return None


def _with_any_verb(site: Site, lead: int, verbs: list[Verb], colon: bool) -> Attribution | None:
    """A sentence without a verb that reports: whoever acts in it speaks after its colon or "saying"."""
    r, at = site.r, site.at
    participle = verbs[-1] if verbs and verbs[-1].kind == "participle" else None
    if participle and not colon and len(r.tokens[participle.end : at]) > 12:
        return None
    if not participle and not colon and len(_WORDS.findall(site.inner)) < _LONG:
        return None
    for n in range(lead + 1, at):
        if is_acting(r, n) or (n < at and r.words.verbs.at(r.tokens, n, at) and r.tokens[n].kind == "word"):
            subject = subject_of(r, lead, n)
            if subject and subject.phrase.kind not in ("common", "it"):
                path = "named before a colon" if colon else "named before the words"
                return _attributed(site, lead, subject, Verb(n, n, "finite"), path, participle=participle)
    if colon and at - 1 > lead:
        phrase = read_phrase(r, lead, at - 1)
        if phrase and phrase.kind in ("name", "office") and phrase.last - lead <= 8:
            subject = Subject(phrase, lead, at - 1, phrase.roles)
            return _attributed(site, lead, subject, Verb(at - 1, at - 1, "finite"), "name and colon")
    return None


def _according(site: Site, lead: int) -> Attribution | None:
    r, at = site.r, site.at
    for n in range(lead, at):
        covered = r.words.according.at(r.tokens, n, at)
        begins = n == lead or r.tokens[n - 1].is_stop
        if not covered or (covered == 1 and not (n == lead and begins)):
            continue
        stop = next((m for m in range(n + covered, at) if r.tokens[m].is_stop), at)
        phrase = read_phrase(r, n + covered, stop)
        if (
            phrase is None
            or phrase.kind in ("it", "they")
            or (covered == 1 and phrase.kind not in ("name", "body", "office", "text"))
        ):
            return None
        subject = Subject(phrase, n, stop, phrase.roles)
        return _attributed(site, lead, subject, Verb(stop, stop, "finite"), "according to")
    return None


def _after(site: Site, count: int) -> Attribution | None:
    """Speaker and verb after the words: '"...", said the minister on 3 May'."""
    r, at, last = site.r, site.at, site.last
    n = at + 1
    while n < last and r.tokens[n].kind == "stop" and r.tokens[n].key in ",–—-":
        n += 1
    if n >= last or r.tokens[n].is_stop:
        return None
    covered = r.words.according.at(r.tokens, n, last)
    if covered > 1 or (covered and r.tokens[n].key == "según"):
        subject = subject_after(r, n + covered, last)
        if subject:
            return _attributed(
                site,
                n,
                subject,
                Verb(subject.last, subject.last, "finite"),
                "according to",
                tail=subject.last,
            )
    limit = next((m for m in range(n, last) if r.tokens[m].kind == "quotation"), last)
    for verb in verbs_in(r, n, limit):
        if verb.kind == "participle":
            continue
        if verb.at - n > 16:
            return None
        subject = subject_of(r, n, verb.at)
        if verb.at == n:
            subject = subject_after(r, verb.end, limit)
        if subject is None or (verb.kind == "making" and verb.at == n):
            return None
        if r.words.relatives.at(r.tokens, n, last) or r.tokens[n].key in r.words.joining:
            return None
        tail = max(verb.end, subject.last)
        return _attributed(site, n, subject, verb, "named after the words", tail=tail)
    return None


def _attributed(
    site: Site,
    lead: int,
    subject: Subject,
    verb: Verb,
    path: str,
    tail: int | None = None,
    participle: Verb | None = None,
    making: Verb | None = None,
) -> Attribution:
    """The attribution with its setting: what stands before the subject, beside the verb, after the words."""
    r, phrase = site.r, subject.phrase
    ranges: Ranges
    if tail is not None:
        ranges = (
            [(lead, min(subject.first, site.at)), (tail, site.last)]
            if lead < subject.first
            else [(tail, site.last)]
        )
    else:
        ranges = [(lead, subject.first), (subject.last, verb.at), (verb.end, site.at)]
    if verb.kind == "quoted":
        ranges.append((verb.at, verb.end))
    ranges = [(first, last) for first, last in ranges if first < last]
    text = phrase.text if phrase.kind == "text" else None
    brings = verb if verb.kind == "making" else making
    if text is None and brings is not None:
        text = _object(r, brings, site.at if tail is None else site.last)
        ranges = [(a, b) for a, b in ranges if a != verb.end or tail is not None] if text else ranges
        if text and tail is None:
            ranges.append((text[1], _says_from(r, text[1], site.at)))
    dated = [(phrase.first, phrase.last)] if phrase.kind == "text" else []
    setting = setting_of(r, ranges, text, phrase.title, dated)
    deed = _deed(r, verb, participle) if participle is not None and path == "named before a colon" else None
    if setting.date is None and tail is None:
        setting = replace(setting, date=_later_date(site))
    speaker, span = _speaker(r, phrase)
    reach: Reach | None = None
    if phrase.kind in ("he", "they"):
        reach = "person"
    elif phrase.kind in ("former", "latter"):
        reach = "former" if phrase.kind == "former" else "latter"
    elif phrase.kind == "it" or (phrase.kind == "text" and phrase.name is None):
        reach = "text"
        speaker = _text_itself(r, phrase)
    if reach == "person" and path not in ("a phrase within a sentence",):
        path = "reached back"
    elif phrase.kind in ("text", "it"):
        path = "a text speaks"
    roles = _told(r, subject)
    return Attribution(
        path,
        site.begin,
        speaker if reach in (None, "text") else None,
        setting,
        roles=roles,
        span=span,
        reach=reach,
        office=phrase.kind == "office" and phrase.definite,
        same=same_occasion(r, ranges),
        writes=verb.kind == "making" or making is not None,
        deed=deed,
        personal=_is_personal(r, phrase),
    )


def _told(r: Reader, subject: Subject) -> tuple[str, ...]:
    """The offices told beside a name."""
    return tuple(r.spelt(*span) for span in subject.roles)


def _later_date(site: Site) -> str | None:
    """A day told after the words, where the sentence tells none before."""
    found = [
        token.date.edtf
        for token in site.r.tokens[site.at : site.last]
        if token.kind == "date"
        and token.date
        and token.date.precision == "day"
        and token.date.prefix is None
        and _is_on(site.r, token)
    ]
    return found[0] if len(found) == 1 else None


def _is_on(r: Reader, date: Token) -> bool:
    """Whether a date is told by itself ("on 5 May"), not as that of something else ("the law of 5 May")."""
    before = next((t for t in reversed(r.tokens) if t.start < date.start), None)
    return before is None or before.key in ("on", "el") or before.is_stop


def _object(r: Reader, verb: Verb, stop: int) -> tuple[int, int] | None:
    """The text that a verb brings forth: "a joint statement on the towns"."""
    start = verb.end
    while start < stop and (r.tokens[start].is_stop or r.tokens[start].key in r.words.determiners):
        start += 1
    noun = next((n for n in range(start, stop) if _is_uttered(r, n, stop)), None)
    if noun is None:
        return None
    begin = noun
    while (
        begin > start and r.tokens[begin - 1].kind in ("word", "capital") and not _ends_before(r, begin - 1)
    ):
        begin -= 1
    end = noun + _is_uttered(r, noun, stop)
    while end < stop:
        token = r.tokens[end]
        if token.kind == "date" or (token.is_stop and token.key in ",:;"):
            break
        if token.kind == "quotation" and end + 1 >= stop:
            break
        if token.kind == "word" and _opens_clause(r, end, stop):
            break
        end += 1
    return begin, end


def _opens_clause(r: Reader, n: int, stop: int) -> bool:
    """Whether a clause begins that is no part of what a text is about."""
    if r.tokens[n].key in r.words.joining:
        return r.tokens[n].key != "and" or _acts_after(r, n, stop)
    return _says(r, n, stop) or bool(r.words.relatives.at(r.tokens, n, stop))


def _is_uttered(r: Reader, n: int, stop: int) -> int:
    if r.tokens[n].kind != "word":
        return 0
    return r.words.utterances.at(r.tokens, n, stop) or r.words.occasions.at(r.tokens, n, stop)


def _ends_before(r: Reader, n: int) -> bool:
    key = r.tokens[n].key
    return key in r.words.determiners or key in r.words.prepositions or key in r.words.possessives


def _says(r: Reader, n: int, stop: int) -> bool:
    """Whether "saying", "stating", "referring to" goes on from a text."""
    key = r.tokens[n].key
    return key in r.words.participles or (
        key.endswith("ing") and bool(r.words.verbs.at(r.tokens, n, stop)) and key not in ("calling",)
    )


def _says_from(r: Reader, n: int, stop: int) -> int:
    """Where "saying ..." begins, after which another clause tells something else."""
    while n < stop and not _says(r, n, stop) and not r.words.relatives.at(r.tokens, n, stop):
        n += 1
    return n


def _acts_after(r: Reader, n: int, stop: int) -> bool:
    return n + 1 < stop and bool(r.words.verbs.at(r.tokens, n + 1, stop))


def _deed(r: Reader, verb: Verb, participle: Verb) -> str | None:
    """ "called for the death penalty for X, stating": what the words came with, as a participle."""
    key = r.tokens[verb.at].key
    end = participle.at
    while end > verb.at and r.tokens[end - 1].is_stop:
        end -= 1
    if not r.words.english or end - verb.at < 3 or not key.endswith("ed") or r.words.making.has(key):
        return None
    stem = key[:-2]
    rest = r.spelt(verb.at + 1, end)
    return f"{stem}ing {rest}" if f"{stem}ing" else None


def _speaker(r: Reader, phrase: Phrase) -> tuple[str | None, Span | None]:
    if phrase.kind in ("he", "they", "it", "former", "latter"):
        return None, None
    first, last = phrase.name or (phrase.first, phrase.last)
    if phrase.kind == "text" and phrase.name is None:
        return None, None
    if last <= first:
        return None, None
    return r.spelt(first, last), Span(r.tokens[first].start, r.tokens[last - 1].end)


def _is_personal(r: Reader, phrase: Phrase) -> bool:
    """Whether "he" or "she" may mean the phrase."""
    if phrase.kind == "office":
        within = r.tokens[phrase.first : phrase.last]
        return not any(token.key in r.words.askers or token.key.endswith("s") for token in within)
    if phrase.kind != "name" or phrase.name is None:
        return False
    return bool(phrase.roles) or not any(t.key in r.words.kinds for t in r.tokens[slice(*phrase.name)])


def _is_subordinate(r: Reader, first: int, n: int) -> bool:
    """Whether a verb stands in a clause that only tells when: "When families were driven out, ..."."""
    begin = n
    while begin > first and not r.tokens[begin - 1].is_stop:
        begin -= 1
    return r.tokens[begin].key in r.words.clause_openers


def _text_itself(r: Reader, phrase: Phrase) -> str | None:
    """What speaks where a text has no author: "law of 8 June"."""
    return r.spelt(phrase.first, phrase.last) if phrase.kind == "text" else None


def acting(r: Reader, first: int, last: int, begin: int) -> Attribution | None:
    """Who acts in a sentence without quotation, and when and where: for what reaches back to it later."""
    for verb in verbs_in(r, first, last):
        if verb.kind == "making":
            subject = subject_of(r, first, verb.at)
            if subject and subject.phrase.kind in ("name", "body", "office", "they", "common"):
                site = Site(r, Quoted(0, 0, 0, 0, 0), first, last, last, begin)
                return _attributed(site, first, subject, verb, "")
    for n in range(first + 1, last):
        if is_acting(r, n) or (r.tokens[n].kind == "word" and r.words.verbs.at(r.tokens, n, last)):
            subject = subject_of(r, first, n)
            if subject is None:
                continue
            if _is_subordinate(r, first, n):
                continue
            stop = next((m for m in range(n + 1, last) if r.words.relatives.at(r.tokens, m, last)), last)
            site = Site(r, Quoted(0, 0, 0, 0, 0), first, stop, stop, begin)
            found = _attributed(site, first, subject, Verb(n, n + 1, "finite"), "")
            return found if found.speaker or found.setting != Setting() else None
    return None
