"""The order of a form: which fields of a kind are usual and stand open, which come under "More", which none
has.

The order is that of the trade: of a statement who, when, where, what, to whom, then what sort it is. A
column or
part is named once; the words of a date ("when_words") go with the date. `aside` is what a person does not
fill in:
what the program keeps (hashes, texts), or what is set where it belongs (the coder).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields and parts of a kind's form, and of the rows of its parts."""

    usual: tuple[str, ...]
    more: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """What the form has, in order."""
        return (*self.usual, *self.more)


FORMS: dict[str, Layout] = {
    "statement": Layout(
        (
            "speakers",
            "when",
            "place",
            "text",
            "language",
            "translation",
            "translation_language",
            "addressees",
            "form",
        ),
        (
            "manner",
            "occasion",
            "about",
            "published",
            "translator",
            "second_reader",
            "points",
            "instrument",
            "case",
            "compliance",
            "label",
        ),
    ),
    "event": Layout(
        ("type", "words", "when", "place", "involvements", "description"),
        ("occasion", "date_role", "parent", "scheme"),
    ),
    "claim": Layout(
        (
            "about",
            "property",
            "words",
            "rule",
            "low",
            "best",
            "high",
            "unit",
            "as_of",
            "claimant",
            "claimant_words",
        ),
        ("relayed_by", "part_of", "term", "scheme"),
    ),
    "source": Layout(
        ("title", "urls", "publisher", "authors", "published", "form", "language"),
        ("title_language", "title_translated", "accessed", "symbol", "details", "derived_from"),
        ("csl",),
    ),
    "capture": Layout(
        ("source", "accessed", "file_name"),
        ("requested_url", "final_url", "tool", "tool_version"),
        ("layers", "custody", "sha256", "size", "media_type", "captured_at", "package"),
    ),
    "actor": Layout(("names", "form", "public"), ("minor", "consent", "consent_scope", "pseudonym")),
    "relation": Layout(("subject", "type", "object", "title", "when")),
    "place": Layout(("names", "form", "wholes"), ("geometry", "precision", "heritage")),
    "followup": Layout(("target", "outcome", "as_of", "asserted_by", "description")),
    "watch": Layout(("outlet", "outlet_link", "period", "criteria", "language", "searches")),
    "coding": Layout(
        ("about", "passage", "codebook", "code", "confidence", "decision", "rationale"),
        (),
        ("codebook_version", "coder"),
    ),
}
ROWS: dict[str, Layout] = {
    "speakers": Layout(("actor", "words", "role_words", "office", "part")),
    "addressees": Layout(("actor", "words")),
    "involvements": Layout(("actor", "words", "part", "attributed_to")),
    "names": Layout(("value", "language", "main"), ("script", "used_by", "since", "until")),
    "wholes": Layout(("whole", "according_to", "when")),
    "urls": Layout(("url", "role"), (), ("key",)),
    "searches": Layout(("query", "when", "found", "remark")),
}
# Kinds that are made elsewhere: a preserved copy comes with its bytes.
NOT_MADE = ("capture",)
# Parts that a new record begins with one empty row of.
BEGUN = ("speakers", "names", "urls", "involvements", "searches")
LONG = frozenset(
    {
        "text",
        "translation",
        "description",
        "words",
        "criteria",
        "passage",
        "rationale",
        "details",
        "remark",
        "note",
    }
)
# Long only in the form of the kind itself: in rows they are a line.
SHORT_IN_ROWS = frozenset({"words", "remark"})
LANGUAGES = frozenset({"language", "title_language", "translation_language"})
# In which language a text is: the column beside it.
SPOKEN = {
    "text": "language",
    "translation": "translation_language",
    "title": "title_language",
    "value": "language",
}
