"""Words for what the database has short names for."""

from __future__ import annotations

from django.utils.translation import ngettext


def kind_words(kind: str, number: int = 1) -> str:
    """A kind of record in words, in the number. Raises KeyError for one that there is not."""
    words = {
        "source": ngettext("source", "sources", number),
        "capture": ngettext("preserved copy", "preserved copies", number),
        "actor": ngettext("person or body", "persons and bodies", number),
        "relation": ngettext("tie", "ties", number),
        "place": ngettext("place", "places", number),
        "event": ngettext("event", "events", number),
        "statement": ngettext("statement", "statements", number),
        "claim": ngettext("claim", "claims", number),
        "followup": ngettext("follow-up", "follow-ups", number),
        "watch": ngettext("watch", "watches", number),
        "coding": ngettext("coding", "codings", number),
    }
    return words[kind]


def proposal_words(sort: str, number: int = 1) -> str:
    """A sort of proposal in words. Raises KeyError for one that there is not."""
    words = {
        "merge": ngettext("pair that may be one", "pairs that may be one", number),
        "change": ngettext("change in a corrected text", "changes in a corrected text", number),
        "withdraw": ngettext("record no longer in the text", "records no longer in the text", number),
    }
    return words[sort]


def act_words(act: str, number: int) -> str:
    """What somebody did to so many records, in words; an act that has none is named as it is kept."""
    words = {
        "add": ngettext("added %(n)s record", "added %(n)s records", number),
        "anchor": ngettext(
            "found the words of %(n)s record in its source", "found the words of %(n)s records", number
        ),
        "create": ngettext("made %(n)s record", "made %(n)s records", number),
        "edit": ngettext("changed %(n)s record", "changed %(n)s records", number),
        "erase": ngettext("erased %(n)s record", "erased %(n)s records", number),
        "import": ngettext("imported %(n)s record", "imported %(n)s records", number),
        "level": ngettext("set who sees %(n)s record", "set who sees %(n)s records", number),
        "merge": ngettext("made one of %(n)s record", "made one of %(n)s records", number),
        "publish": ngettext("published %(n)s record", "published %(n)s records", number),
        "review": ngettext("reviewed %(n)s record", "reviewed %(n)s records", number),
        "split": ngettext("split into %(n)s record", "split into %(n)s records", number),
        "theme": ngettext("set the themes of %(n)s record", "set the themes of %(n)s records", number),
        "undo": ngettext("took back a change of %(n)s record", "took back a change of %(n)s records", number),
        "withdraw": ngettext("withdrew %(n)s record", "withdrew %(n)s records", number),
    }
    return words.get(act, f"{act} %(n)s") % {"n": number}
