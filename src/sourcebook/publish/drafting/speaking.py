"""Who spoke, in which office, on what occasion, where: the phrases that open a sentence about a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sourcebook.dates import bounds
from sourcebook.publish.drafting.naming import main_name
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import plain_text
from sourcebook.publish.material import Plain
from sourcebook.text.folding import skeleton

_WORD = re.compile(r"[^\W\d_]+")
_SAYING = ("speaker", "signatory")


@dataclass(frozen=True, slots=True)
class Speakers:
    """Those who said it, as one phrase; `one` where it is one of them, `named` where one of them is."""

    phrase: str
    one: bool
    named: bool = True


def speakers_of(record: Plain, writer: Writer, short: bool = False) -> Speakers | None:
    """The speakers of a statement with their offices (`short`: without); None where nobody is recorded.

    Signatories speak where there is no speaker. A body and the person who spoke for it are one speaker. Who
    is recorded and kept from the public is somebody who is not named.
    """
    rows = [row for row in record["parts"]["speakers"] if row["part"] == "speaker"]
    rows = rows or [row for row in record["parts"]["speakers"] if row["part"] == "signatory"]
    named = [(row, writer.naming.either(row["actor"], row["words"])) for row in rows]
    named = [(row, name) for row, name in named if name]
    unnamed = writer.unnamed(record, "speakers", rows, bool(named))
    if not named:
        return Speakers(unnamed, unnamed == writer.patterns.unnamed["one"], False) if unnamed else None
    if not unnamed and _for_a_body(record, [row for row, _ in named], writer):
        person = _holder(*named[1], writer, short)
        told = writer.fill("for_body", speaker=person.rstrip(","), body=named[0][1])
        return Speakers(plain_text(told), True)
    phrases = [*(_holder(row, name, writer, short) for row, name in named), *([unnamed] if unnamed else [])]
    # The comma that closes an office and the comma of the list are one.
    phrases = [phrase.rstrip(",") if n < len(phrases) - 2 else phrase for n, phrase in enumerate(phrases)]
    return Speakers(writer.patterns.listed(phrases), len(phrases) == 1)


def names_of(record: Plain, part: str, writer: Writer) -> str:
    """Those who had another part in a statement ("supporter", "against", ...), as a list of names."""
    rows = [row for row in record["parts"]["speakers"] if row["part"] == part]
    named = [writer.naming.either(row["actor"], row["words"]) for row in rows]
    named.append(writer.unnamed(record, "speakers", rows, True))
    return writer.patterns.listed([name for name in named if name])


def is_named_in(words: str, rows: list[Plain], writer: Writer) -> bool:
    """Whether words name one of some speakers, by any of their names or as printed."""
    text = skeleton(words)
    names = [name for row in rows for name in (row["words"], *writer.naming.all_names(row["actor"]))]
    return any(skeleton(name) in text for name in names if name.strip())


def addressees_of(record: Plain, writer: Writer) -> str:
    """Those to whom it was said, as a list of names as printed, else by their records."""
    rows = record["parts"]["addressees"]
    named = [row["words"].strip() or writer.naming.name_of(row["actor"]) for row in rows]
    return writer.patterns.listed([name for name in named if name])


def _for_a_body(record: Plain, rows: list[Plain], writer: Writer) -> bool:
    """Whether the first of two speakers of a reaction is a body, and the second who spoke for it."""
    if record["fields"]["form"] != "reaction" or len(rows) != 2 or not _is_body(rows[0], writer):
        return False
    return not _is_body(rows[1], writer) or not rows[1]["actor"]


def _is_body(row: Plain, writer: Writer) -> bool:
    actor = writer.naming.record(row["actor"])
    return actor is None or actor["fields"]["form"] != "person"


def _holder(row: Plain, name: str, writer: Writer, short: bool) -> str:
    """A name with the office that was held on the day."""
    relation = writer.naming.record(row["office"])
    office = office_title(relation, writer) if relation else ""
    office = office or row["role_words"].strip()
    if short or not office or skeleton(office) in skeleton(name):
        return name
    template = "former_holder" if relation and _ended(relation, writer) else "holder"
    return plain_text(writer.fill(template, name=name, office=office))


def office_title(relation: Plain, writer: Writer) -> str:
    """An office as it is printed: the words of the relation, else the name of what is held."""
    return str(relation["fields"]["title"]).strip() or writer.naming.name_of(relation["fields"]["object"])


def _ended(relation: Plain, writer: Writer) -> bool:
    """Whether an office was no longer held on the day of the edition.

    The policy of a dossier may say "always" or "never" (`then`). The time of an office that was only read off
    the team's own report is that of its mentions: they do not tell its end.
    """
    policy = writer.material.policy.get("then")
    if policy in ("always", "never"):
        return bool(policy == "always")
    when = relation["fields"]["when"]
    last = bounds(when)[1] if when else date.max
    if writer.day is None or "/" not in when or last == date.max or last >= writer.day:
        return False
    rows = [row for row in relation["evidence"] if row["field"] == "when"]
    return not rows or not all(_of_own(row, writer) for row in rows)


def _of_own(row: Plain, writer: Writer) -> bool:
    material = writer.material
    if row["basis"]:
        return row["basis"] in material.own
    capture = material.records.get(material.capture_of_layer.get(row["layer"] or "", ""))
    return capture is not None and capture["fields"]["source"] in material.own


def occasion_of(record: Plain, writer: Writer) -> str:
    """The occasion with its preposition ("in an interview with ..."); "" where none is known."""
    event = writer.naming.record(record["fields"]["occasion"])
    if event is None:
        return writer.patterns.unnamed["occasion"] if writer.naming.hides(record, "occasion") else ""
    label = event["fields"]["occasion"] or event["fields"]["words"] or event["fields"]["description"]
    return occasion_phrase(" ".join(str(label).split()).rstrip("."), writer) if label else ""


def occasion_phrase(label: str, writer: Writer) -> str:
    """Words of an occasion with the preposition that its noun takes."""
    words = [word.casefold() for word in _WORD.findall(label)]
    articles = writer.patterns.articles
    bare = not words or words[0] in articles["own"]
    a = "" if bare else articles["an"] if label[:1].casefold() in articles["vowels"] else articles["a"]
    # A noun further back belongs to something else: "commenting on a report".
    for word in words[:3]:
        for nouns, template in writer.patterns.occasions:
            if word in nouns:
                return plain_text(
                    template.fill({"occasion": label, "a": a, "the": "" if bare else articles["the"]})
                )
    other = next(template for nouns, template in writer.patterns.occasions if "else" in nouns)
    return plain_text(other.fill({"occasion": label, "a": a, "the": ""}))


def place_of(record: Plain, writer: Writer) -> str:
    """The place with its preposition, of the record or its occasion; "" where that tells it already."""
    event = writer.naming.record(record["fields"].get("occasion")) if record["kind"] == "statement" else None
    place = writer.naming.record(record["fields"]["place"])
    if place is None and event is not None:
        place = writer.naming.record(event["fields"]["place"])
    if place is None:
        hidden = any(writer.naming.hides(one, "place") for one in (record, event) if one is not None)
        return writer.patterns.unnamed["place"] if hidden else ""
    name = writer.naming.place(place)
    if not name or (event is not None and skeleton(name) in skeleton(event["fields"]["occasion"])):
        return ""
    form = place["fields"]["form"]
    template = writer.patterns.places.get(form) or writer.patterns.places["other"]
    return plain_text(template.fill({"place": name}))


def verb_of(record: Plain, speakers: Speakers, writer: Writer) -> str:
    """How it was said: by the instrument, else by the kind of source, else by who said it."""
    verb = _verb(record, writer)
    return writer.patterns.verbs[verb][0 if speakers.one else 1]


def _verb(record: Plain, writer: Writer) -> str:
    by = writer.patterns.verb_by
    event = writer.naming.record(record["fields"]["occasion"])
    for name in (record["fields"]["instrument"], event["fields"]["occasion"] if event else ""):
        if found := by["instrument"].get(name.strip().casefold()):
            return found
    sources = map(writer.naming.record, writer.naming.sources(record))
    forms = [source["fields"]["form"] for source in sources if source is not None]
    if len(set(forms)) == 1 and forms[0] in by["source"]:
        return by["source"][forms[0]]
    rows = record["parts"]["speakers"]
    actor = writer.naming.record(rows[0]["actor"]) if rows else None
    return by["speaker"].get(actor["fields"]["form"], "said") if actor and main_name(actor) else "said"
