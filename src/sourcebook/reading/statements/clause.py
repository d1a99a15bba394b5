"""One sentence that reports words: its parts between commas, the verb that reports, the subject of that verb.

Everything here works on the masked text of a paragraph, in which quotations are blotted out at equal
length, so that offsets stay those of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.dates import find_dates
from sourcebook.reading.analysis.clauses import QUOTED
from sourcebook.reading.analysis.persons import RUN, Names
from sourcebook.reading.statements.vocabulary import Vocabulary
from sourcebook.text import Span

_BREAK = re.compile(r",\s|\s[–—-]\s|,$|;\s")
_CONNECTOR = r"(?:of|for|on|and|against|de|del|y)(?:\s+(?:the|la|los|las))?"
_CHAIN_LEFT = re.compile(rf"({RUN.pattern})\s+{_CONNECTOR}\s+(?:the\s+)?$")
_PREPOSITION = re.compile(
    r"(?<!\w)(?:of|by|to|with|in|at|for|from|on|between|against|near|about|into|towards?|over|under|and|or|than|as|"
    r"de|del|en|con|por|para|a)(?:\s+(?:the|an?|its|his|her|their|el|la|los|las))?\s*$"
)
_DETERMINER = re.compile(
    r"^(?:(?:the|an?|another|his|her|its|their|this|one|el|la|los|las|un|una|otro|otra)\s+)+", re.IGNORECASE
)
_NOUN_BEFORE = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "of",
        "these",
        "those",
        "such",
        "no",
        "several",
        "this",
        "that",
        "official",
        "some",
        "any",
        "public",
        "joint",
        "to’s",
        "recent",
        "first",
        "second",
        "in",
        "on",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "per",
        "head",
    ]
)
_BARE_AFTER = frozenset(
    [
        "to",
        "they",
        "we",
        "i",
        "and",
        "who",
        "also",
        "that",
        "which",
        "openly",
        "both",
        "will",
        "would",
        "should",
        "may",
        "might",
        "did",
    ]
)
_RELATIVE = re.compile(r"^\s*(?:who|which|that|whose|whom|que|quien|(?:also\s+)?from|of|representing)(?!\w)")
_PASSIVE = frozenset(["was", "were", "been", "being", "is", "are", "be", "fue", "fueron"])


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks: the words, where they stand, the role beside them, and what kind of word it is.

    `kind` is "name", "body" (a name with of, for, and), "role" (an office without a name), "he", "it",
    "they" or "relative".
    """

    kind: str
    span: Span
    role: Span | None = None
    role_tail: Span | None = None


def parts(masked: str, start: int, end: int) -> list[Span]:
    """The stretches between commas and dashes."""
    found, at = [], start
    for match in _BREAK.finditer(masked, start, end):
        found.append(Span(at, match.start()))
        at = match.end()
    found.append(Span(at, end))
    return [strip(masked, span) for span in found if masked[span.start : span.end].strip(" " + QUOTED)]


def strip(text: str, span: Span) -> Span:
    """The span without white space, colons and commas at its ends."""
    body = text[span.start : span.end]
    left = len(body) - len(body.lstrip(" \n,:;"))
    return Span(span.start + left, span.start + max(left, len(body.rstrip(" \n,:;"))))


def verbs(masked: str, start: int, end: int, words: Vocabulary) -> Iterator[re.Match[str]]:
    """The verbs that report, from right to left; nouns of the same letters are left out."""
    found = [m for m in words.verb.finditer(masked, start, end) if _is_verb(masked, m, start)]
    return reversed(found)


def _is_verb(masked: str, match: re.Match[str], start: int) -> bool:
    word = match[0].casefold()
    if word[0] != match[0][0]:
        return False
    before = re.search(r"([\w’']+)\W*$", masked[max(start, match.start() - 30) : match.start()])
    previous = before[1].casefold() if before else ""
    if word.endswith(("ed", "ing")) or " " in word or word in _FINITE:
        passive = previous in _PASSIVE and not word.endswith("ing")
        return previous not in ("the", "a", "an") and not passive
    if word.endswith("s"):
        return bool(previous) and previous not in _NOUN_BEFORE
    return previous in _BARE_AFTER


_FINITE = frozenset(
    [
        "said",
        "says",
        "told",
        "tells",
        "wrote",
        "writes",
        "spoke",
        "swore",
        "held",
        "thought",
        "read",
        "went",
        "talked",
        "began",
        "made",
        "dijo",
        "dijeron",
        "afirmó",
        "señaló",
        "indicó",
        "manifestó",
        "expresó",
        "declaró",
        "sostuvo",
        "alegó",
        "informó",
        "reiteró",
        "agregó",
        "añadió",
    ]
)


def is_participle(verb: str) -> bool:
    """Whether a verb form has its subject in another clause ("..., saying")."""
    return verb.casefold().endswith(("ing", "ando", "iendo"))


def subject_of(masked: str, start: int, end: int, names: Names, words: Vocabulary) -> Subject | None:
    """The subject of the verb that begins at `end` in the sentence from `start`."""
    stop = _without_adverbs(masked, start, end, words)
    pieces = parts(masked, start, stop)
    tail: Span | None = None
    for n in range(len(pieces) - 1, -1, -1):
        piece = pieces[n]
        last = n == len(pieces) - 1 and not masked[piece.end : stop].strip(" )")
        text = masked[piece.start : piece.end]
        if _RELATIVE.match(text):
            if last and len(text.split()) == 1:
                return Subject("relative", piece)
            tail = piece
            continue
        adverbial = words.opener.match(text) or words.participle.match(text)
        if (adverbial and not last) or _is_date(text):
            continue
        subject = _at_end(masked, piece, names, words)
        if subject is None or (adverbial and subject.kind == "role" and subject.span.start == piece.start):
            continue
        return _with_role(masked, pieces, n, subject, tail, words)
    return None


def _without_adverbs(masked: str, start: int, end: int, words: Vocabulary) -> int:
    """Where the words before a verb end once "also", "then", "had" are taken off."""
    text = masked[start:end].rstrip(" ,\n")
    for _ in range(6):
        adverb = words.adverbs.search(text[-40:])
        if adverb is None:
            break
        text = text[: max(0, len(text) - 40) + adverb.start()].rstrip(" ,\n")
    return start + len(text)


def _is_date(text: str) -> bool:
    """Whether a stretch is a date and nothing else: "on 19 September"."""
    if len(text) > 60:
        return False
    dates = find_dates(text, "en", 2000)
    left = "".join(c for n, c in enumerate(text) if not any(d.start <= n < d.end for d in dates))
    return bool(dates) and not re.sub(
        r"\b(?:on|in|at|the|of|early|late|el|en)\b|\W|\d", "", left, flags=re.IGNORECASE
    )


def _at_end(masked: str, piece: Span, names: Names, words: Vocabulary) -> Subject | None:
    """What a stretch of text ends with: pronoun, name, body, or office."""
    text = masked[piece.start : piece.end].rstrip(" )" + QUOTED)
    end = piece.start + len(text)
    for kind, pattern in (("he", words.he), ("it", words.it), ("they", words.they)):
        found = pattern.search(text)
        if found:
            return Subject(kind, Span(piece.start + found.start(), end))
    name = names.last_name(text)
    if name is None:
        return _followed(text, piece.start, names, words) or _office(text, piece.start, words)
    office = _office_before(text, name, words)
    if office:
        wide = re.search(r"(?:[^\W\d_a-z][\w’'.-]*\s+)*$", text[: office.start])
        first = wide.start() if wide else office.start
        determiner = _DETERMINER.match(text[first:])
        first += determiner.end() if determiner else 0
        role = Span(piece.start + first, piece.start + office.end)
        return Subject("name", Span(piece.start + office.end + 1, piece.start + name.end), role)
    lead = _leading_role(text[name.start : name.end], words)
    if lead and _CHAIN_LEFT.search(text[: name.start]):
        wide = _CHAIN_LEFT.search(text[: name.start])
        first = wide.start() if wide else name.start
        role = Span(piece.start + first, piece.start + name.start + lead)
        return Subject("name", Span(piece.start + name.start + lead + 1, piece.start + name.end), role)
    left = text[: name.start]
    chain = name.start
    while (wider := _CHAIN_LEFT.search(text[:chain])) is not None and names.runs.get(
        text[name.start : name.end], 0
    ) < 3 * max(1, names.runs.get(wider[1], 0)) * 4:
        cut = names.last_name(wider[1])
        chain = wider.start() + (cut.start if cut else 0)
        if cut and cut.start:
            break
    if chain < name.start:
        head = text[chain : name.end]
        by = re.search(r"(?:by|of|from|’s)\s+(?:the\s+)?$", text[:chain])
        if by is None and _PREPOSITION.search(text[:chain]) and not words.utterance.search(text[:chain]):
            return _office(text, piece.start, words)
        kind = "role" if words.role.match(head) else "body"
        return Subject(kind, Span(piece.start + chain, piece.start + name.end))
    if _PREPOSITION.search(left) and not (
        words.utterance.search(left) and re.search(r"\b(?:by|of|from)\s+(?:the\s+)?$", left)
    ):
        return _office(text, piece.start, words)
    before = strip(text, Span(0, name.start))
    determiner = _DETERMINER.match(text[before.start : before.end])
    first = before.start + (determiner.end() if determiner else 0)
    held: Span | None = None
    if words.role.search(text, first, before.end) and not words.opener.match(text):
        held = Span(piece.start + first, piece.start + before.end)
    elif lead:
        outer = re.search(r"(?:[^\W\d_][\w’'.-]*\s+)+$", text[: name.start])
        first = name.start
        if outer and not words.opener.match(text) and not _PREPOSITION.search(outer[0]):
            first -= len(_DETERMINER.sub("", outer[0]))
        held = Span(piece.start + first, piece.start + name.start + lead)
        name = Span(name.start + lead + 1, name.end)
    return Subject("name", Span(piece.start + name.start, piece.start + name.end), held)


def _office_before(text: str, name: Span, words: Vocabulary) -> Span | None:
    """An office with "of" in it that reaches into the run of capitals: "the Secretary of State Mara Teken"."""
    for match in words.role.finditer(text):
        rest = text[match.end() : name.end]
        if match.start() < name.start < match.end() and rest.strip()[:1].isupper():
            return Span(match.start(), match.end())
    return None


def _leading_role(name: str, words: Vocabulary) -> int:
    """How many characters of a run of capitals are an office before the name: "President Mara Teken"."""
    best = 0
    for match in words.role.finditer(name):
        rest = name[match.end() :]
        if rest.startswith(" ") and rest.strip() and rest.strip()[0].isupper():
            best = match.end()
    return best


def _followed(text: str, start: int, names: Names, words: Vocabulary) -> Subject | None:
    """A name with its office before it and where he comes from after it: "MP Mara Teken from the party"."""
    for match in RUN.finditer(text):
        after = re.match(r"\s+(?:from|representing|of)\s+\S.{0,80}$", text[match.end() :])
        if after is None or words.opener.match(text):
            continue
        name = names.last_name(text[: match.end()])
        if name is None:
            continue
        lead = _leading_role(text[name.start : name.end], words)
        if not lead and not words.role.search(text, 0, name.start):
            continue
        determiner = _DETERMINER.match(text)
        first = determiner.end() if determiner else 0
        begin = name.start + (lead + 1 if lead else 0)
        return Subject(
            "name",
            Span(start + begin, start + name.end),
            Span(start + first, start + begin - 1),
            Span(start + match.end() + 1, start + len(text)),
        )
    return None


def _office(text: str, start: int, words: Vocabulary) -> Subject | None:
    """An office or group without a name at the end of a text: "the foreign minister", "two lawmakers"."""
    found = None
    for match in words.role.finditer(text):
        found = match
    if found is None:
        return None
    after = text[found.end() :]
    if after and not re.match(r"\s+(?:of|from|for|in|at|to|de|del)\s", after) and after.strip(" )"):
        return None
    begin = 0
    for match in re.finditer(
        r"(?<!\w)(?:in|at|during|that|when|where|while|after|before|by|with|against)\s", text[: found.start()]
    ):
        begin = match.end()
    determiner = _DETERMINER.match(text[begin:])
    begin += determiner.end() if determiner else 0
    if len(text) - begin > 120:
        return None
    return Subject("role", Span(start + begin, start + len(text)))


def _with_role(
    masked: str, pieces: list[Span], n: int, subject: Subject, tail: Span | None, words: Vocabulary
) -> Subject:
    """A name with the office that stands before or after it between commas."""
    before = pieces[n - 1] if n else None
    text = masked[before.start : before.end] if before else ""
    if subject.kind in ("role", "body") and before and subject.span.start == _first(masked, pieces[n]):
        match = RUN.fullmatch(text.strip())
        is_person = match and 2 <= len(text.split()) <= 4 and not words.role.search(text)
        if is_person and (subject.kind == "role" or words.role.search(masked, *subject.span)):
            return Subject("name", before, subject.span, tail)
    if subject.kind != "name" or subject.role is not None:
        return Subject(subject.kind, subject.span, subject.role, tail) if tail and subject.role else subject
    alone = subject.span.start == _first(masked, pieces[n])
    if before and alone and words.role.search(text) and not words.participle.match(text):
        opened = words.opener.match(text)
        determiner = _DETERMINER.match(text)
        if not opened or determiner:
            first = before.start + (determiner.end() if determiner else 0)
            return Subject("name", subject.span, Span(first, before.end), tail)
    if tail is not None and words.role.search(masked, tail.start, tail.end):
        return Subject("name", subject.span, tail)
    return subject


def _first(masked: str, piece: Span) -> int:
    determiner = _DETERMINER.match(masked[piece.start : piece.end])
    return piece.start + (determiner.end() if determiner else 0)
