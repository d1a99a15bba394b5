"""Bodies as a text names them: committees, courts, ministries, organisations, and who speaks for them.

A body is told by its form ("the X Committee", "Council of Y", "Z Watch", "Ministry of ...") and by the
names that any report of the trade knows; both are word lists. An abbreviation is spelt out where the
document does so itself ("Committee against X (CAX)") or where it is in common use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from sourcebook.reading.document import Document
from sourcebook.reading.lexicon import alternation, lexicon
from sourcebook.text.folding import skeleton

Kind = Literal["court", "ministry", "assembly", "igo", "ngo", "religious", "media", "body", "other"]

_WORD = re.compile(r"[^\W_](?:[^\W_]|[’'.&/-](?=[^\W_]))*\.?")
_BRACKETED = re.compile(r"\(([^\W\d_][\w.-]{1,11})\)")
_BOUNDARY = re.compile(r"[()\[\]\n;:“”\"]")
_LONGEST = 140
_COMPLEMENT = re.compile(r"\s(?:of|for|on|against|de|del|para|contra|sobre)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True)
class BodyWords:
    """The word lists on bodies of one language, compiled."""

    heads: tuple[tuple[Kind, re.Pattern[str]], ...]
    known: tuple[tuple[Kind, re.Pattern[str]], ...]
    international: re.Pattern[str]
    connectors: frozenset[str]
    articles: frozenset[str]
    indefinite: re.Pattern[str]
    state_roles: re.Pattern[str]
    roles: re.Pattern[str]
    offices: re.Pattern[str]
    former: re.Pattern[str]
    titles: re.Pattern[str]
    office_of: re.Pattern[str]
    people: frozenset[str]
    generic: frozenset[str]
    abbreviations: dict[str, str]
    speaks_for: dict[str, str]
    nationalities: dict[str, str]


@cache
def body_words(language: str) -> BodyWords:
    """The word lists on bodies of a language."""
    data = lexicon("bodies", language)

    def whole(phrases: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternation(phrases) or '(?!)'})(?!\w)", flags)

    kinds: dict[str, Kind] = {
        "court": "court",
        "ministry": "ministry",
        "assembly": "assembly",
        "body": "body",
        "ngo": "ngo",
        "religious": "religious",
        "igo": "igo",
        "media": "media",
    }
    return BodyWords(
        heads=tuple((kinds[k], whole(v)) for k, v in data["heads"].items()),
        known=tuple((kinds[k], whole(v, 0)) for k, v in data["names"].items()),
        international=whole(data["international"]),
        connectors=frozenset(data["connectors"]),
        articles=frozenset(data["articles"]),
        indefinite=re.compile(rf"(?:{alternation(data['indefinite'])})(?!\w)", re.IGNORECASE),
        state_roles=whole(data["state roles"]),
        roles=whole([*data["state roles"], *data["body roles"]]),
        offices=whole(data["state offices"]),
        former=whole(data["former"]),
        titles=whole(data["titles"]),
        generic=frozenset(data["generic"]),
        office_of=re.compile(rf"(?:{alternation(data['office of'])})\s", re.IGNORECASE),
        people=frozenset(data["people"]),
        abbreviations={str(k): str(v) for k, v in data["abbreviations"].items()},
        speaks_for={str(k): str(v) for k, v in data["speaks for"].items()},
        nationalities={str(k): str(v) for k, v in data["nationalities"].items()},
    )


@lru_cache(maxsize=16384)
def kind_of(name: str, language: str) -> Kind:
    """What kind of body a name names: by the names known, else by its head word; "other" by neither.

    The head is the last such word before the first "of", "for", "on": a Council *of* Ministers is a
    council. A council, committee or commission with a word of the international kind is an "igo".
    """
    words = body_words(language)
    for kind, known in words.known:
        if any(m.start() < 4 or kind in ("igo", "court") for m in known.finditer(name)):
            if kind in ("igo", "court") and (court := _head_kind(name, words)) in ("court", "ngo"):
                return court
            return kind
    found = _head_kind(name, words)
    if found in ("body", "assembly") and words.international.search(name):
        return "igo"
    return found


def _head_kind(name: str, words: BodyWords) -> Kind:
    complement = _COMPLEMENT.search(name)
    for part in (name[: complement.start()], name) if complement else (name,):
        # After "of" only "Friends of the X Network" is a body; "Statement of the X Council" is none.
        whole = complement is not None and part is name
        best: tuple[int, int, Kind] | None = None
        for kind, head in words.heads:
            for match in head.finditer(part):
                if not match[0][0].isupper() or (whole and (kind != "ngo" or match.end() < len(part))):
                    continue
                if best is None or (match.end(), len(match[0])) > best[:2]:
                    best = (match.end(), len(match[0]), kind)
        if best:
            return best[2]
    return "other"


def expansions(document: Document, language: str) -> dict[str, str]:
    """What the document's own abbreviations stand for, beside those in common use.

    An abbreviation is spelt out where a name stands before it in round brackets and the first letters of
    the name's words are its letters (small words may be passed over): "Committee against Torture (CAT)".
    """
    found: dict[str, str] = {}
    texts = [p.text for p in document.paragraphs]
    texts += [cell for table in document.tables for row in table.rows for cell in row]
    for text in texts:
        if "(" not in text:
            continue
        for match in _BRACKETED.finditer(text):
            short = match[1].rstrip(".")
            if short not in found and sum(c.isupper() for c in short) >= 2:
                before = text[max(0, match.start() - _LONGEST) : match.start()]
                full = spelt_out(_BOUNDARY.split(before)[-1], short)
                if full:
                    found[short] = full
    return body_words(language).abbreviations | found


def spelt_out(before: str, short: str) -> str | None:
    """The words right before an abbreviation that it abbreviates, or None: first letters, from the end."""
    letters = [c for c in skeleton(short) if c.isalnum()]
    words = list(_WORD.finditer(before))[-14:]
    at = len(words)
    while letters and at:
        at -= 1
        word = skeleton(_POSSESSIVE.sub("", words[at][0]))
        initials = [part[0] for part in re.split(r"[-/]", word) if part]
        if letters[-len(initials) :] == initials:
            del letters[-len(initials) :]
        elif initials and letters[-1] == initials[0]:
            letters.pop()
        elif len(word) > 4 and words[at][0][0].isupper() and not _within(word, letters):
            return None
    if letters or at == len(words):
        return None
    return _POSSESSIVE.sub("", before[words[at].start() :].strip())


def _within(word: str, letters: list[str]) -> bool:
    """Whether the last letters of an abbreviation are found inside one word ("ECtHR", "Interpol")."""
    return len(letters) >= 2 and letters[-1] in word


def spell(name: str, known: Mapping[str, str]) -> str:
    """A body's name with its abbreviation spelt out, the abbreviation kept in brackets."""
    bare = _POSSESSIVE.sub("", name)
    full = known.get(bare) or known.get(bare.replace(".", ""))
    if full is None or full == bare:
        return bare
    return full if bare in ("US", "U.S.", "UK", "U.K.") else f"{full} ({bare})"
