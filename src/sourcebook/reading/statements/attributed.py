"""An attribution put together: the speaker's name and offices, the text, the day, the occasion, the place."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.reading.statements.offices import Subject
from sourcebook.reading.statements.reader import Phrase, Reader
from sourcebook.reading.statements.sentence_parts import is_acting
from sourcebook.reading.statements.setting import Ranges, Setting, same_occasion, setting_of
from sourcebook.reading.statements.site import Attribution, Reach, Site
from sourcebook.reading.statements.tokens import Token
from sourcebook.reading.statements.verbs import Verb
from sourcebook.text import Span


def attributed(
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
    dated: Ranges = []
    if participle is not None and participle.at >= verb.end and participle.end <= site.at:
        # "refused to comment, calling the question ...": what leads to the words is no occasion of theirs.
        ranges[-1] = (verb.end, participle.at)
        dated.append((participle.at, site.at))
    ranges = [(first, last) for first, last in ranges if first < last]
    text = phrase.text if phrase.kind == "text" else None
    brings = verb if verb.kind == "making" else making
    if text is None and brings is not None:
        text = _object(r, brings, site.at if tail is None else site.last)
        ranges = [(a, b) for a, b in ranges if a != verb.end or tail is not None] if text else ranges
        if text and tail is None:
            ranges.append((text[1], _says_from(r, text[1], site.at)))
    dated += [(phrase.first, phrase.last)] if phrase.kind == "text" else []
    setting = setting_of(r, ranges, text, phrase.title, dated)
    deed = _deed(r, verb, participle) if participle is not None and path == "named before a colon" else None
    if tail is None:
        later = _told_after(site)
        setting = setting.filled(later if setting.date is None else replace(later, date=None))
    if setting.occasion is None and verb.at < len(r.tokens) and r.tokens[verb.at].kind == "word":
        setting = replace(setting, occasion=r.words.told_by.get(r.tokens[verb.at].key))
    speaker, span = speaker_of(r, phrase)
    reach: Reach | None = None
    if phrase.kind in ("he", "they"):
        reach = "person" if phrase.kind == "he" else "several"
    elif phrase.kind in ("former", "latter"):
        reach = "former" if phrase.kind == "former" else "latter"
    elif phrase.kind == "it" or (phrase.kind == "text" and phrase.name is None):
        reach = "text"
        speaker = _text_itself(r, phrase)
    if reach in ("person", "several") and path not in ("a phrase within a sentence",):
        path = "reached back"
    elif phrase.kind in ("text", "it"):
        path = "a text speaks"
    roles = roles_told(r, subject)
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
        personal=is_personal(r, phrase),
        answers=verb.at < len(r.tokens) and r.tokens[verb.at].key in r.words.answering,
    )


def roles_told(r: Reader, subject: Subject) -> tuple[str, ...]:
    """The offices told beside a name."""
    return tuple(r.spelt(*span) for span in subject.roles)


def _told_after(site: Site) -> Setting:
    """Day, occasion and place told after the last words of a sentence: '... “...” at a rally on 3 May'."""
    r = site.r
    first = 1 + max(
        (n for n in range(site.at, site.last) if r.tokens[n].kind == "quotation"), default=site.last
    )
    opens = first < site.last and (
        r.words.during.at(r.tokens, first, site.last) or r.words.at.at(r.tokens, first, site.last)
    )
    acts = (n for n in range(first, site.last) if may_act(r, n, site.last))
    if not opens or any(not r.words.is_text(r.tokens[n - 1].key) for n in acts):
        return Setting(date=_later_date(site))
    found = setting_of(r, [(first, site.last)])
    return found if found.occasion else Setting(date=_later_date(site) or found.date)


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
    """ "demanded a prison term for X, stating": what the words came with, as a participle."""
    key = r.tokens[verb.at].key
    end = next((n for n in range(verb.end, participle.at) if r.tokens[n].kind == "date"), participle.at)
    while end > verb.at and (r.tokens[end - 1].is_stop or r.tokens[end - 1].key in r.words.prepositions):
        end -= 1
    if not r.words.english or end - verb.at < 3 or not key.endswith("ed") or r.words.making.has(key):
        return None
    stem = key[:-2]
    rest = r.spelt(verb.at + 1, end)
    return f"{stem}ing {rest}" if f"{stem}ing" else None


def speaker_of(r: Reader, phrase: Phrase) -> tuple[str | None, Span | None]:
    """The name a phrase tells and where it stands; None, None for pronouns and texts without an author."""
    if phrase.kind in ("he", "they", "it", "former", "latter"):
        return None, None
    first, last = phrase.name or (phrase.first, phrase.last)
    if phrase.kind == "text" and phrase.name is None:
        return None, None
    if last <= first:
        return None, None
    return r.spelt(first, last), Span(r.tokens[first].start, r.tokens[last - 1].end)


def is_personal(r: Reader, phrase: Phrase) -> bool:
    """Whether "he" or "she" may mean the phrase."""
    if phrase.kind == "office":
        within = r.tokens[phrase.first : phrase.last]
        return not any(token.key in r.words.askers or token.key.endswith("s") for token in within)
    if phrase.kind != "name" or phrase.name is None:
        return False
    return bool(phrase.roles) or not any(t.key in r.words.kinds for t in r.tokens[slice(*phrase.name)])


def _text_itself(r: Reader, phrase: Phrase) -> str | None:
    """What speaks where a text has no author: "law of 8 June"."""
    return r.spelt(phrase.first, phrase.last) if phrase.kind == "text" else None


def may_act(r: Reader, n: int, last: int) -> bool:
    """Whether a token may be a finite verb, of speech or any other kind."""
    token = r.tokens[n]
    speech = token.kind == "word" and bool(r.words.verbs.at(r.tokens, n, last))
    return is_acting(r, n) or (speech and not token.key.endswith(("ing", "ndo")))
