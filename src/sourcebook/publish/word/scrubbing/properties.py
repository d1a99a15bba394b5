"""The properties of a file: what a catalogue needs stays, who made it where with what goes."""

from __future__ import annotations

from sourcebook.publish.word.scrubbing.traces import Element, Told, Traces

_OURS = "Sourcebook"
# What only says how long a text is, or how the file is to be opened.
_COUNTS = frozenset(
    ("Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs", "DocSecurity")
)


def core(root: Element, traces: Traces, told: Told) -> None:
    """docProps/core.xml."""
    for one in list(root):
        name = one.tag.rpartition("}")[2]
        if name not in traces.properties:
            _take(one, name, told)


def extended(root: Element, told: Told) -> None:
    """docProps/app.xml: company, manager, template, program, times."""
    for one in list(root):
        name = one.tag.rpartition("}")[2]
        if name not in _COUNTS:
            _take(one, name, told)


def custom(root: Element, told: Told) -> None:
    """docProps/custom.xml: all but ours."""
    for one in list(root):
        if not (one.get("name") or "").startswith(_OURS):
            _take(one, one.get("name") or "", told)


def _take(one: Element, name: str, told: Told) -> None:
    text = "".join(one.itertext()).strip()
    if text:
        told.say("properties of the file", f"{name} {text[:60]}")
    one.getparent().remove(one)
