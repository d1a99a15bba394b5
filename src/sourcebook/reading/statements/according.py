"""Speakers that no verb of theirs tells: "according to X", "in X's view", "was called ... by X"."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.reading.statements.attributed import attributed, is_personal, roles_told, speaker_of
from sourcebook.reading.statements.clause import subject_of
from sourcebook.reading.statements.offices import Subject
from sourcebook.reading.statements.phrases import read_phrase
from sourcebook.reading.statements.reader import Phrase, Reader
from sourcebook.reading.statements.sentence_parts import is_acting
from sourcebook.reading.statements.site import Attribution, Site
from sourcebook.reading.statements.subject_after import subject_after
from sourcebook.reading.statements.verbs import Verb

# Farther from its verb than this (in tokens), a phrase is no longer governed by it.
FAR = 40


def according(site: Site, lead: int) -> Attribution | None:
    """ "according to Mara Teken", "in her words": the attribution; None where no such words stand before."""
    r, at = site.r, site.at
    covered = r.words.own_words.at(r.tokens, lead, at)
    if covered:
        subject = Subject(Phrase("he", lead, lead), lead, lead)
        return attributed(site, lead, subject, Verb(lead, lead + covered, "finite"), "according to")
    owner = next((n for n in range(lead + 1, at - 1) if r.tokens[n].genitive), None)
    if owner and r.tokens[lead].key == "in" and r.tokens[owner + 1].key in r.words.views:
        phrase = read_phrase(r, lead + 1, owner + 1)
        if phrase and phrase.kind in ("name", "office", "body"):
            subject = Subject(phrase, lead + 1, owner + 1, phrase.roles)
            return attributed(site, lead, subject, Verb(owner + 1, owner + 2, "finite"), "according to")
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
        if phrase.kind == "text" and phrase.name is None and site.count < 3:
            return None  # a term of a law
        subject = _with_office_after(r, Subject(phrase, n, stop, phrase.roles), at)
        last = subject.last
        return attributed(site, lead, subject, Verb(last, last, "finite"), "according to")
    return None


def speaks_nearer(r: Reader, lead: int, at: int, verbs: list[Verb]) -> bool:
    """ "According to the indictment, the accused shouted ...": somebody speaks right before the words."""
    comma = next((n for n in range(lead, at) if r.tokens[n].key == ","), at)
    if not verbs or verbs[-1].kind != "finite" or verbs[-1].at < comma:
        return False
    return all(r.tokens[n].key in r.words.determiners for n in range(verbs[-1].end, at))


def _with_office_after(r: Reader, subject: Subject, last: int) -> Subject:
    """ "according to Mara Teken, head of the mission, ...": the office between the commas."""
    first = subject.last + 1
    end = next((n for n in range(first, last) if r.tokens[n].is_stop), None)
    if end is None or subject.phrase.kind != "name" or any(is_acting(r, n) for n in range(first, end)):
        return subject
    beside = read_phrase(r, first, end)
    if beside is None or beside.kind != "office" or beside.last != end:
        return subject
    return Subject(subject.phrase, subject.first, end, (*subject.roles, (beside.first, end)))


def by_agent(site: Site, lead: int, verb: Verb) -> Attribution | None:
    """ "was described by Mara Teken as ...", "were called ... by Mara Teken"."""
    r = site.r
    if site.at - verb.end > FAR:
        return None
    for n in range(verb.end, site.last - 1):
        if n > site.at > verb.end + 3:
            return None
        if r.tokens[n].key in ("by", "por") and r.tokens[n + 1].kind not in ("date", "quotation"):
            subject = subject_after(r, n + 1, site.at if n < site.at else site.last)
            if subject and (subject.phrase.kind in ("name", "office", "body") or _is_group(r, subject)):
                found = attributed(site, lead, subject, verb, "passive", tail=subject.last)
                topic = subject_of(r, lead, verb.at)
                about = speaker_of(r, topic.phrase)[0] if topic and is_personal(r, topic.phrase) else None
                return replace(
                    found, about=about, about_roles=roles_told(r, topic) if topic and about else ()
                )
            return None
        if n > site.at + 3:
            return None
    return None


def _is_group(r: Reader, subject: Subject) -> bool:
    """ "press freedom groups", "local media": a common noun for bodies."""
    phrase = subject.phrase
    return phrase.kind == "common" and r.tokens[phrase.last - 1].key in r.words.kinds
