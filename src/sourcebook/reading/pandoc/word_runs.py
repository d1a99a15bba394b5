"""Runs of a Word file: a run made new, one put before a paragraph's words, and where each element stands."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from sourcebook.reading.pandoc.word_numbering import W

_OFF = ("0", "false", "off")


def text_run(text: str) -> Element:
    """A run that holds these words."""
    run = Element(f"{W}r")
    SubElement(run, f"{W}t").text = text
    return run


def put_first(paragraph: Element, text: str) -> None:
    """Put words before those of a paragraph."""
    properties = paragraph.find(f"{W}pPr")
    at = 0 if properties is None else list(paragraph).index(properties) + 1
    paragraph.insert(at, text_run(text))


def parents_of(root: Element) -> dict[Element, Element]:
    """The parent of each element below `root`."""
    return {child: parent for parent in root.iter() for child in parent}


def is_on(switch: Element | None) -> bool:
    """Whether a property that is there or not, such as w:vanish, is there and not turned off."""
    return switch is not None and switch.get(f"{W}val") not in _OFF


def has_text(paragraph: Element) -> bool:
    """Whether a paragraph has words that are not deleted."""
    return any((t.text or "").strip() for t in paragraph.iter(f"{W}t"))
