"""One quotation: is it speech, and whose? Judged by the words before it, after it and around it."""

from __future__ import annotations

import re
from dataclasses import replace

from sourcebook.reading.analysis import Quoted
from sourcebook.reading.statements.according import FAR, according, by_agent, speaks_nearer
from sourcebook.reading.statements.attributed import attributed, may_act
from sourcebook.reading.statements.clause import subject_of, subject_of_clause
from sourcebook.reading.statements.naming import is_name
from sourcebook.reading.statements.offices import Subject
from sourcebook.reading.statements.phrases import read_phrase
from sourcebook.reading.statements.reader import Phrase, Reader
from sourcebook.reading.statements.setting import Setting
from sourcebook.reading.statements.site import Attribution, Site
from sourcebook.reading.statements.subject_after import subject_after
from sourcebook.reading.statements.verbs import Verb, verbs_in

_WORDS = re.compile(r"\w+")
# A quotation this long that stands by itself is speech, not a term.
_LONG = 8
# No more verbs than this are tried before a quotation.
_VERBS = 6


def attribute(site: Site, following: bool) -> Attribution | None:
    """The attribution of a quotation; None where it is a name, a term, or nobody's.

    `following` tells that a quotation right before it in the paragraph has a speaker.
    """
    r, at = site.r, site.at
    count = site.count
    lead = _lead_start(site)
    colon = at > lead and r.tokens[at - 1].key == ":"
    own = any(token.kind != "stop" for token in r.tokens[lead:at])
    verbs = verbs_in(r, lead, at) if own else []
    called = bool(verbs) and (_calls(r, verbs[-1], at) or _brings_in(r, verbs[-1], at))
    if is_name(r, at, site.first, site.last, site.inner, colon or (called and not _titled_pair(site))):
        return None
    found = _before(site, lead, verbs, colon, count, called) if own else None
    found = found or _after(site, count)
    if found is not None:
        return found if _is_plausible(r, found) else None
    if following and not own and count > 1:
        return Attribution("goes on", site.begin, None, Setting(), reach="person", same="occasion")
    if not own and count >= _LONG and site.quoted.start > 0:
        return Attribution("stands alone", site.begin, None, Setting(), reach="text", same="occasion")
    return None


def _is_plausible(r: Reader, found: Attribution) -> bool:
    """Whether what was taken for a speaker can be one: not "as follows", "in the judgment", "pp. 2-3"."""
    if found.speaker is None:
        return True
    words = found.speaker.casefold().split()
    if not found.speaker[:1].isupper() and not any(word.isalpha() and len(word) > 2 for word in words):
        return False
    opens = r.words.prepositions | r.words.clause_openers | r.words.joining | r.words.finite
    named = found.speaker[0].isupper() and words[0] in r.words.also_names
    loose = words[0] in opens or r.words.relatives.has(words[0]) or r.words.clauses.has(words[0])
    loose = loose and not named
    alone = len(words) == 1 and (
        words[0] in r.words.indefinite or found.speaker.endswith(("having", "being"))
    )
    return not loose and not alone and words[-1] not in r.words.prepositions


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
    source = according(site, lead)
    if source is not None and not colon and not speaks_nearer(r, lead, at, verbs):
        return source
    for n in range(len(verbs) - 1, max(-1, len(verbs) - 1 - _VERBS), -1):
        verb = verbs[n]
        if verb.kind == "participle":
            continue
        found = _with_verb(site, lead, verbs, n, colon, count, called)
        if found is not None:
            return found
        if verb.kind == "passive" and _names(r, verb, at):
            return None
    if (verbs and verbs[-1].kind == "participle") or colon or _comma(r, at):
        return _with_any_verb(site, lead, verbs, colon)
    return None


def _comma(r: Reader, at: int) -> bool:
    return at > 0 and r.tokens[at - 1].key == ","


def _names(r: Reader, verb: Verb, at: int) -> bool:
    """ "were labelled ...", "what was referred to as ...": a name, where nobody is told who gives it."""
    if any(token.key in ("what", "lo") for token in r.tokens[max(0, verb.at - 4) : verb.at]):
        return True
    named = bool(r.words.named_after_noun.at(r.tokens, verb.at, verb.end))
    return named and all(r.tokens[n].key in r.words.determiners for n in range(verb.end, at))


def _with_verb(
    site: Site, lead: int, verbs: list[Verb], n: int, colon: bool, count: int, called: bool
) -> Attribution | None:
    """The attribution that one verb before the words gives."""
    r, at = site.r, site.at
    verb = verbs[n]
    if verb.kind == "passive":
        return by_agent(site, lead, verb)
    subject = subject_of(r, lead, verb.at)
    if subject is None and _follows_words(r, lead, verb.at):
        subject = subject_after(r, verb.end, at)
    if verb.kind == "quoted":
        quoted = _quoted_by(r, verb)
        subject = quoted or subject
    if subject is None and r.words.subject_may_follow:
        subject = _inverted(r, verb, at)
    if subject is None and r.words.drops_subjects and n == 0:
        subject = Subject(Phrase("they", verb.at, verb.at), verb.at, verb.at)
    if subject is None:
        return None
    if subject.phrase.kind == "text" and any(
        v.kind == "making" and v.end <= subject.first for v in verbs[:n]
    ):
        return None  # "adopted a resolution, which reads": whoever adopted it
    subject = _meant_within(r, lead, subject)
    last = verbs[-1]
    gap = [t for t in r.tokens[last.end : at] if t.kind != "stop"]
    near = len([t for t in gap if t.key not in r.words.binding and t.key not in r.words.determiners]) == 0
    near = near or (last.kind in ("finite", "making", "participle") and len(gap) <= 2)
    if not (colon or near) and not _governs(r, last, at, count, called):
        return None
    if near and not colon and count < 2 and not called and site.inner.rstrip()[-1:] not in "!?":
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
    return attributed(site, lead, subject, verb, path, participle=participle, making=making)


def _meant_within(r: Reader, lead: int, subject: Subject) -> Subject:
    """ "Mara Teken gave a speech in which she said": whom a pronoun within the same sentence means."""
    if subject.phrase.kind not in ("he", "it", "they") or subject.first <= lead:
        return subject
    main = subject_of_clause(r, lead, subject.first)
    wanted = ("name", "office") if subject.phrase.kind == "he" else ("name", "office", "body", "common")
    if main is None or main.phrase.kind not in wanted or main.last >= subject.first:
        return subject
    return main


def _follows_words(r: Reader, lead: int, verb: int) -> bool:
    """Whether a quotation stands right before the verb: '"...," said Mara Teken, "..."'."""
    n = verb - 1
    while n > lead and r.tokens[n].is_stop:
        n -= 1
    return n >= lead and r.tokens[n].kind == "quotation"


def _governs(r: Reader, verb: Verb, at: int, count: int, called: bool) -> bool:
    """Whether a verb farther away still governs the words."""
    gap = r.tokens[verb.end : at]
    if len(gap) > FAR or any(t.kind == "stop" and t.key == ";" for t in gap):
        return False
    return count >= 2 or called


def _quoted_by(r: Reader, verb: Verb) -> Subject | None:
    """ "The Herald quoted Colonel Bek as saying": whoever stands within the verb."""
    inner = range(verb.at + 1, verb.end)
    if not inner or r.tokens[verb.at].key in (
        "be",
        "are",
        "was",
        "were",
        "is",
        "has",
        "had",
        "being",
        "fue",
        "fueron",
    ):
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


def _with_any_verb(site: Site, lead: int, verbs: list[Verb], colon: bool) -> Attribution | None:
    """A sentence without a verb that reports: whoever acts in it speaks after its colon or "saying"."""
    r, at = site.r, site.at
    participle = verbs[-1] if verbs and verbs[-1].kind == "participle" else None
    count = site.count
    gap = r.tokens[participle.end : at] if participle else []
    bound = participle is not None and _calls(r, participle, at)
    bound = bound or all(t.is_stop or t.key in r.words.binding or t.key in r.words.determiners for t in gap)
    if participle and not colon and (len(gap) > 12 or (count < 3 and not bound)):
        participle = None
    if not participle and not colon and site.count < _LONG:
        return None
    for n in range(lead + 1, at):
        if may_act(r, n, at):
            subject = subject_of(r, lead, n)
            if subject and subject.phrase.kind not in ("common", "it"):
                path = "named before a colon" if colon else "named before the words"
                if not colon and (not bound or count < 5):
                    path = "a phrase within a sentence"
                return attributed(site, lead, subject, Verb(n, n, "finite"), path, participle=participle)
    if colon and at - 1 > lead:
        phrase = read_phrase(r, lead, at - 1)
        if phrase and phrase.kind in ("name", "office") and phrase.last - lead <= 8:
            subject = Subject(phrase, lead, at - 1, phrase.roles)
            return attributed(site, lead, subject, Verb(at - 1, at - 1, "finite"), "name and colon")
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
            return attributed(
                site,
                n,
                subject,
                Verb(subject.last, subject.last, "finite"),
                "according to",
                tail=subject.last,
            )
    limit = next((m for m in range(n, last) if r.tokens[m].kind == "quotation"), last)
    for verb in verbs_in(r, n, limit):
        if verb.kind in ("participle", "passive"):
            continue
        if verb.at - n > 16 or (verb.at == at + 1 and _runs_on(site, count)):
            return None
        subject = subject_of(r, n, verb.at)
        if verb.at == n:
            subject = subject_after(r, verb.end, limit)
        if subject is None or (verb.kind == "making" and verb.at == n):
            return None
        if r.words.relatives.at(r.tokens, n, last) or r.tokens[n].key in r.words.joining:
            return None
        tail = max(verb.end, subject.last)
        return attributed(site, n, subject, verb, "named after the words", tail=tail)
    return None


def _runs_on(site: Site, count: int) -> bool:
    """ "“strongly” condemned": a word or two of the sentence itself, not what somebody said."""
    return count < 3 and site.inner.rstrip()[-1:] not in ",.!?"


def _is_subordinate(r: Reader, first: int, n: int) -> bool:
    """Whether a verb stands in a clause that only tells when: "When families were driven out, ..."."""
    begin = n
    while begin > first and not r.tokens[begin - 1].is_stop:
        begin -= 1
    return r.tokens[begin].key in r.words.clause_openers


def acting(r: Reader, first: int, last: int, begin: int) -> Attribution | None:
    """Who acts in a sentence without quotation, and when and where: for what reaches back to it later."""
    for verb in verbs_in(r, first, last):
        if verb.kind == "making":
            subject = subject_of(r, first, verb.at)
            if subject and subject.phrase.kind in ("name", "body", "office", "they", "common"):
                site = Site(r, Quoted(0, 0, 0, 0, 0), first, last, last, begin)
                return attributed(site, first, subject, verb, "")
    for n in range(first + 1, last):
        if may_act(r, n, last):
            subject = subject_of(r, first, n)
            if subject is None:
                continue
            if _is_subordinate(r, first, n):
                continue
            stop = next((m for m in range(n + 1, last) if r.words.relatives.at(r.tokens, m, last)), last)
            site = Site(r, Quoted(0, 0, 0, 0, 0), first, stop, stop, begin)
            found = attributed(site, first, subject, Verb(n, n + 1, "finite"), "")
            found = found if _is_plausible(r, found) else replace(found, speaker=None, span=None)
            return found if found.speaker or found.setting != Setting() else None
    return None
