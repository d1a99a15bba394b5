"""One quotation: is it speech, and whose? Judged by the words before it, after it and around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sourcebook.reading.analysis import ParagraphView, Quoted
from sourcebook.reading.analysis.clauses import QUOTED
from sourcebook.reading.analysis.persons import RUN, Names
from sourcebook.reading.statements.clause import Subject, is_participle, parts, strip, subject_of, verbs
from sourcebook.reading.statements.setting import Setting, scene_of, setting_of
from sourcebook.reading.statements.vocabulary import Vocabulary
from sourcebook.text import Span

_WORDS = re.compile(r"\w+")
_ACCORDING = re.compile(
    r"(?:according to|in the words of|as per|según)\s+([^,;:\ufffc]{3,120})", re.IGNORECASE
)
_SAME_DAY = re.compile(r"(?:on|el)\s+(?:the\s+)?(?:same|mismo)\s+(?:day|date|occasion|día)", re.IGNORECASE)
_LONG = 8
# Between the parts of one speech, or the terms of one list.
_LISTED = re.compile(r"[\s,;.]*(?:(?:and|or|y|o)\s+)?")
_INTRODUCES = re.compile(r"\s*[:,]?\s*(?:that\s+)?[:\ufffc]")
_A = re.compile(r"(?:^|\s)(?:an?|the|its|his|her|their)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_IN_A = re.compile(
    r"(?:^|\s)(?:in|with|en)\s(?:an?|the|its|his|her|their|su|un|una)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_ANY_VERB = re.compile(r"(?<!\w)[a-z]{2,20}(?:ed|es|s|id|old|oke|ote|ent|et|ave|eld|egan|ook|ade)(?!\w)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words: `reach` is "person" or "text" where a pronoun stands for the speaker."""

    path: str
    begin: int
    speaker: str | None
    setting: Setting
    role: str | None = None
    speaker_span: Span | None = None
    reach: str | None = None
    same_occasion: bool = False
    by_text: bool = False


def attribute(
    view: ParagraphView,
    masked: str,
    quoted: Quoted,
    names: Names,
    words: Vocabulary,
    before: Quoted | None,
    name: Quoted | None,
) -> Attribution | None:
    """The attribution of a quotation; None where it is a name, a title, a term, or nobody's.

    `before` is the last quotation of the paragraph that has a speaker, `name` the last that has none.
    """
    sentence = view.sentence_at(quoted.start)
    lead = masked[sentence.start : quoted.start]
    own_words = lead.strip(" \n" + QUOTED)
    count = len(_WORDS.findall(view.text[quoted.inner_start : quoted.inner_end]))
    colon = lead.rstrip().endswith(":")
    if before is not None and _LISTED.fullmatch(masked, before.end, quoted.start):
        return Attribution("continued", quoted.start, None, Setting(), reach="person", same_occasion=True)
    if name is not None and name.end > (before.end if before else 0):
        if _LISTED.fullmatch(masked, name.end, quoted.start) and count < 40:
            return None
    if not colon and _is_name(view.text, masked, lead, quoted, count, words):
        return None
    if own_words:
        found = _before(view, masked, sentence, quoted, colon, count, names, words)
        if found is not None:
            return found
    found = _after(view, masked, sentence, quoted, names, words)
    if found is not None:
        return found
    if not own_words and count >= _LONG and quoted.start > 0:
        return Attribution(
            "a sentence of its own", quoted.start, None, Setting(), reach="text", same_occasion=True
        )
    return None


def _is_name(text: str, masked: str, lead: str, quoted: Quoted, count: int, words: Vocabulary) -> bool:
    """A title, a name or a term in quotation marks."""
    inner = text[quoted.inner_start : quoted.inner_end].strip()
    before = lead.rstrip()
    tokens = [t for t in _WORDS.findall(inner) if len(t) > 3]
    capitals = bool(tokens) and all(t[0].isupper() or t[0].isdigit() for t in tokens)
    kind = inner[:1].isupper() and words.kinds.search(before) is not None
    if words.naming.search(before) or (
        kind and (capitals or count <= 6 or (count <= 20 and inner[-1:] not in ".!?,"))
    ):
        return count < 40
    if words.named.match(masked[quoted.end : quoted.end + 40]):
        return count < 5 or capitals
    return capitals and count <= 8 and inner[-1:] not in "!?" and (count > 1 or inner[:1].isupper())


def _before(
    view: ParagraphView,
    masked: str,
    sentence: Span,
    quoted: Quoted,
    colon: bool,
    count: int,
    names: Names,
    words: Vocabulary,
) -> Attribution | None:
    """Speaker and verb before the words."""
    according = _ACCORDING.search(masked, sentence.start, quoted.start)
    if according and not colon:
        span = strip(masked, Span(*according.span(1)))
        genitive = re.match(r"(.+?)[’']s?\s+[\w\s]{2,40}$", masked[slice(*span)])
        if genitive and words.utterance.search(masked, span.start + genitive.end(1), span.end + 1):
            span = Span(span.start, span.start + genitive.end(1))
        setting = setting_of(view, masked, sentence, quoted.start, span, quoted.start, words)
        return Attribution(
            "according to", sentence.start, view.text[slice(*span)], setting, speaker_span=span
        )
    found = _verb_with_subject(masked, sentence, quoted.start, names, words)
    if found is None and count >= _LONG and masked[: quoted.start].rstrip()[-1:] in ",–—-":
        acting = _acting(masked, sentence, quoted.start, names, words)
        found = _Clause(acting[0], acting[1], quoted.start) if acting else None
    if found is None:
        return None
    gap = masked[min(found.nearest, quoted.start) : quoted.start]
    close = colon or len(_WORDS.findall(gap)) <= 3
    calling = words.calling.search(masked, max(sentence.start, quoted.start - 90), quoted.start)
    if not close and (len(gap) > 160 or (count <= 3 and len(gap) > 90) or "." in gap.strip(" .")):
        return None
    path = "named before a colon" if colon else "named before the words"
    if not close or (count < 5 and not colon):
        path = "a phrase within a sentence"
        capital = view.text[quoted.inner_start : quoted.inner_start + 1].isupper()
        if not colon and calling is None and (count < 2 or (capital and count < 4)):
            return None
    return _attributed(view, masked, sentence, found.subject, found.verb, quoted.start, path, words)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb that reports, its subject, and the verb nearest to the words (they may share the subject)."""

    verb: int
    subject: Subject
    nearest: int


def _verb_with_subject(
    masked: str, sentence: Span, until: int, names: Names, words: Vocabulary
) -> _Clause | None:
    """The last verb before the words that has a subject; "..., saying" and "and urged" share an earlier one's."""
    candidates = [*verbs(masked, sentence.start, until, words)]
    candidates += [
        m for m in words.making.finditer(masked, sentence.start, until) if _makes(masked, m, until, words)
    ]
    candidates.sort(key=lambda m: -m.start())
    nearest = candidates[0].end() if candidates else until
    for verb in candidates:
        if is_participle(verb[0]):
            continue
        subject = subject_of(masked, sentence.start, verb.start(), names, words)
        if subject is not None and subject.kind != "relative":
            return _Clause(verb.start(), subject, nearest)
    if masked[:until].rstrip().endswith(":"):
        acting = _acting(masked, sentence, until, names, words)
        if acting:
            return _Clause(acting[0], acting[1], until)
    return None


def _acting(
    masked: str, sentence: Span, until: int, names: Names, words: Vocabulary
) -> tuple[int, Subject] | None:
    """The first verb of any kind that has a name or pronoun for its subject."""
    for match in _ANY_VERB.finditer(masked, sentence.start, until):
        subject = subject_of(masked, sentence.start, match.start(), names, words)
        if subject and subject.kind in ("name", "body", "role", "he", "it"):
            return match.start(), subject
    for piece in parts(masked, sentence.start, until):
        run = RUN.match(masked, piece.start, piece.end)
        if run and (run[0] in names.full or run[0] in names.full.values()):
            return run.end(), Subject("name", Span(*run.span()))
    return None


def _makes(masked: str, match: re.Match[str], until: int, words: Vocabulary) -> bool:
    return words.utterance.search(masked, match.end(), min(until, match.end() + 120)) is not None


def _attributed(
    view: ParagraphView,
    masked: str,
    sentence: Span,
    subject: Subject,
    verb: int,
    until: int,
    path: str,
    words: Vocabulary,
) -> Attribution:
    name = subject.span if subject.kind in ("name", "body", "role") else None
    setting = setting_of(view, masked, sentence, verb, name, until, words)
    lead = masked[sentence.start : until]
    same = _SAME_DAY.search(lead) or _same_occasion(lead, words)
    reach = None
    if subject.kind in ("he", "they"):
        reach = "person"
    elif subject.kind == "it":
        reach = "text"
    if setting.occasion is None:
        setting = replace(setting, occasion=_own_text(view, masked, sentence, verb, until, words))
    speaker = re.sub(r"[’']s?$", "", view.text[slice(*subject.span)].strip()) if reach is None else None
    if subject.kind == "they" and reach == "person":
        path = "reached back"
    elif reach == "person":
        path = "reached back" if path != "a phrase within a sentence" else path
    elif reach == "text":
        path = "a text speaks" if path != "a phrase within a sentence" else path
    role = " ".join(view.text[slice(*subject.role)].split()) if subject.role else None
    if role and subject.role_tail and subject.role_tail != subject.role:
        tail = view.text[slice(*subject.role_tail)].strip()
        role = f"{role} {tail}" if re.match(r"(?:from|of|in|at|representing)\s", tail) else f"{role}, {tail}"
    return Attribution(
        path,
        sentence.start,
        speaker,
        setting,
        role=role,
        speaker_span=name,
        reach=reach,
        same_occasion=bool(same),
    )


def _own_text(
    view: ParagraphView, masked: str, sentence: Span, verb: int, until: int, words: Vocabulary
) -> str | None:
    """ "a report by X "Title" mentioned that ...": the report; "called for Y, stating: ...": calling for Y."""
    for noun in words.utterance.finditer(masked, sentence.start, verb):
        before, after = masked[sentence.start : noun.start()], masked[noun.end() : verb]
        if _IN_A.search(before) or (_A.search(before) and re.match(r"\W*(?:by|of|from)\s", after)):
            title = re.compile(QUOTED + "+").search(masked, noun.end(), verb)
            return f"{noun[0]} {view.text[slice(*title.span())]}" if title else noun[0]
    saying = re.compile(
        r",\s+(?:saying|stating|adding|noting|writing|declaring|claiming|arguing)\W*$"
    ).search(masked, verb, until)
    return view.text[verb : saying.start()] if saying else None


def _same_occasion(lead: str, words: Vocabulary) -> bool:
    """ "in the same interview", "in the said speech"."""
    match = words.same.search(lead)
    return match is not None and words.occasion.search(lead, match.end(), match.end() + 40) is not None


def _after(
    view: ParagraphView, masked: str, sentence: Span, quoted: Quoted, names: Names, words: Vocabulary
) -> Attribution | None:
    """Speaker and verb after the words: "...", said the minister; "...", she told the radio."""
    end = min(len(masked), max(sentence.end, quoted.end) + 0)
    if end <= quoted.end:
        following = next((s for s in view.sentences if s.start >= quoted.end), None)
        end = following.end if following and following.start - quoted.end < 3 else quoted.end
        if not masked[quoted.end : end].lstrip()[:1].islower() and view.text[quoted.inner_end - 1] not in ",":
            return None
    verb = words.verb.search(masked, quoted.end, min(end, quoted.end + 160))
    if verb is None or is_participle(verb[0]) or _INTRODUCES.match(masked, verb.end()):
        return None
    between = masked[quoted.end : verb.start()]
    if len(_WORDS.findall(between)) > 14 or QUOTED in between:
        return None
    tail = Span(quoted.end, end)
    subject = subject_of(masked, quoted.end, verb.start(), names, words)
    if subject is None and not _WORDS.search(between):
        stop = re.compile(r"[,.;(]|\s(?:on|in|at|during|after|when|while|to)\s|\ufffc|$").search(
            masked, verb.end(), end
        )
        subject = subject_of(masked, verb.end(), stop.start() if stop else end, names, words)
    if subject is None:
        return None
    found = _attributed(view, masked, tail, subject, end, end, "named after the words", words)
    return found


def opening_actor(
    view: ParagraphView, masked: str, sentence: Span, names: Names, words: Vocabulary
) -> Attribution | None:
    """Who acts in a sentence without quotation, and its setting: for what reaches back to it afterwards."""
    scene = scene_of(view, masked, sentence, words)
    for making in words.making.finditer(masked, *sentence):
        if _makes(masked, making, sentence.end, words):
            subject = subject_of(masked, sentence.start, making.start(), names, words)
            if subject and subject.kind in ("name", "body", "role"):
                made = _attributed(view, masked, sentence, subject, making.start(), sentence.end, "", words)
                return replace(made, setting=made.setting.over(scene), by_text=True)
    acting = _acting(masked, sentence, sentence.end, names, words)
    if acting and acting[1].kind in ("name", "body"):
        return replace(
            _attributed(view, masked, sentence, acting[1], acting[0], acting[0], "", words),
            by_text=acting[1].kind == "body",
            begin=sentence.start,
        )
    return Attribution("", sentence.start, None, scene) if scene != Setting() else None
