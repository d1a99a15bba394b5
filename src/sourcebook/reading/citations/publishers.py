"""Which parts of a citation name who published or wrote it.

It is told by the form of a body's or outlet's name, by the same words standing first in other notes, by the
host of the URL, or by being a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sourcebook.reading.citations.addresses import Address
from sourcebook.reading.citations.fields import Field, fields
from sourcebook.reading.citations.titles import is_detail
from sourcebook.reading.citations.vocabulary import Vocabulary
from sourcebook.text import Passage
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]+")
_NAME_PART = re.compile(
    r"^(?:[A-ZÀ-ÞĀ-Ž][\w'’-]+|[A-Z]\.)(?:[ -](?:[A-ZÀ-ÞĀ-Ž][\w'’-]*\.?|de|van|von|al|bin|der|la)){0,3}$"
)
_OF = re.compile(r"\s+(?:of|for|on|to|against|de|del)\s")
_AGAINST = re.compile(r"\s(?:against|between|under|with)\s")
_DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}$", re.IGNORECASE)
_ACCOUNT = re.compile(r"^@\w{2,30}$|\(@\w{2,30}\)$")
EDITING = ("ed", "eds", "edn", "edns", "(ed.)", "(eds.)", "editor", "editors", "trans", "et al")
_QUOTE = re.compile(r"[\"“«„‘]")


def known_publishers(passages: Iterable[tuple[int, Passage]], words: Vocabulary) -> frozenset[str]:
    """Names that open several citations with different words after them."""
    following: dict[str, set[str]] = {}
    for _, passage in passages:
        _, found, _ = fields(passage, words, 2000)
        if len(found) > 1:
            following.setdefault(skeleton(found[0].text), set()).add(skeleton(found[1].text))
    return frozenset(name for name, titles in following.items() if len(titles) > 1 and len(name) < 90)


def publisher_fields(
    found: list[Field], known: frozenset[str], urls: list[Address], words: Vocabulary
) -> int:
    """How many parts, from the first, name the publisher or author."""
    first = found[0].text
    tail = first.rpartition("”")[2] + first.rpartition('"')[2]
    if _QUOTE.match(first) and not words.publisher.search(tail):
        return 0
    if words.document.match(first) or words.law.search(first):
        return 0
    if len(found) == 1:
        return int(_names_alone(first, known, urls, words))
    told = skeleton(first) in known or bool(_DOMAIN.match(first)) or host_names(first, urls)
    told = told or bool(_ACCOUNT.search(first))
    if len(found) > 2 and not told and _surname_first(found, words):
        return 2
    second = found[1].text
    named = told or is_body(first, words) or _is_person(first)
    # Capitals alone do not make a name of what a small letter goes on from.
    if not named and not (title_cased(first) and not second[:1].islower()):
        return 0
    if len(found) > 2 and _is_part(second, words) and not is_detail(found[2].text, False, words):
        return 2
    more = _further_bodies(found[1:-1], words)
    # What is left must be a title: "WHO, Health Bulletin, p. 3" has no other.
    return 1 if more and is_detail(found[1 + more].text, False, words) else 1 + more


def _names_alone(text: str, known: frozenset[str], urls: list[Address], words: Vocabulary) -> bool:
    """Whether the only part of a citation is its publisher."""
    count = len(_WORD.findall(text))
    return (
        skeleton(text) in known
        or bool(_DOMAIN.match(text) or _ACCOUNT.search(text))
        or _is_post(text, words)
        or (host_names(text, urls) and count <= 4)
        or (is_body(text, words) and count <= 6)
    )


def _is_part(text: str, words: Vocabulary) -> bool:
    """ "Peace Archive", after "University of Orvel"."""
    part = words.publisher_part.search(text)
    return bool(part) and title_cased(text, 14) and not any(c.isdigit() for c in text)


def _further_bodies(found: list[Field], words: Vocabulary) -> int:
    """How many more bodies published it together: a row of names, or a body's organ behind it."""
    count = 0
    for part in found:
        told = (
            is_body(part.text, words) and len(part.text.split()) <= 7 and not words.document.match(part.text)
        )
        if not told or ":" in part.text or any(c.isdigit() for c in part.text):
            break
        count += 1
    # One alone may be a title in capitals, unless it ends as bodies' names do.
    alone = count == 1 and not words.publisher.fullmatch(found[0].text.split()[-1])
    return 0 if alone else count


def _is_post(text: str, words: Vocabulary) -> bool:
    """ "NAME on PLATFORM", whatever it cites."""
    post = words.platform.match(text)
    return post is not None and (title_cased(post["who"]) and len(post["who"].split()) < 7)


def _surname_first(found: list[Field], words: Vocabulary) -> bool:
    first, second = found[0].text, found[1].text
    return (
        len(first.split()) == 1
        and first.isalpha()
        and first.istitle()
        and len(second.split()) <= 2
        and bool(_NAME_PART.match(second))
        and (found[2].text.rstrip(".") in EDITING or not words.detail.match(found[2].text))
        and sum(len(f.text.split()) for f in found[2:]) > 2
    )


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and bool(_NAME_PART.match(text))


def names_publisher(text: str, words: Vocabulary) -> bool:
    """Whether the words behind a title in quotation marks are a publisher's name."""
    return is_body(text, words) or (title_cased(text) and len(text.split()) <= 5)


def is_body(text: str, words: Vocabulary) -> bool:
    """A body's or outlet's name: a word that tells one, and capitals as names have them."""
    told = words.publisher.search(text)
    if told is None or len(text) > 130:
        return False
    # Where only proper names have capitals, a body's name begins with what it is and ends with whose.
    parts = text.split()
    if told.start() == 0 and not text[0].isascii() and parts[-1][0].isupper() and len(parts) < 7:
        return True
    return title_cased(_AGAINST.sub(" ", text), 18) or (
        told.start() == 0 and _OF.match(text, told.end()) is not None
    )


def title_cased(text: str, longest: int = 12) -> bool:
    """Capitals on every word but small ones; no verb in small letters among them."""
    tokens = _WORD.findall(text)
    if not tokens:
        return False
    small = [t for t in tokens if t[0].islower() and len(t) > 3]
    return not small and (tokens[0][0].isupper() or not tokens[0][0].isascii()) and len(tokens) <= longest


def host_names(text: str, urls: list[Address]) -> bool:
    """Whether the host, or the account in the path, of a URL bears the name."""
    letters = re.sub(r"\W", "", skeleton(text))
    if len(letters) < 3:
        return False
    for address in urls:
        parts = re.split(r"[/?#]", re.sub(r"^\w+://", "", address.url.casefold()))
        host = re.sub(r"^www\.", "", parts[0])
        labels = [re.sub(r"\W", "", label) for label in [*host.split("."), *parts[1:2]]]
        if any(len(label) > 2 and (label in letters or letters in label) for label in labels):
            return True
    return False
