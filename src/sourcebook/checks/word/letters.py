"""The letters of a Word file, each with the element it stands in, and what was read found again among them.

The reader's text and the file's differ in spaces, labels and marks, so letters and figures alone are
compared. Deleted text (tracked) and the second copy of alternate content are no letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# So far ahead of the place found last is a passage looked for before the whole file is searched.
_AHEAD = 50_000


def texts_of(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that hold text, in order."""
    skipped: set[etree._Element] = set()
    for element in root.iter():
        if element.tag == FALLBACK or element.getparent() in skipped:
            skipped.add(element)
        elif element.tag == f"{W}t" and element.getparent().tag == f"{W}r":
            yield element


class Nearest:
    """Finds stretches of a text from the place on that was found last: quick where they come in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.near = 0

    def find(self, wanted: str) -> int:
        """Where the stretch begins, -1 where the text does not have it."""
        start = max(0, self.near - len(wanted))
        at = self.text.find(wanted, start, start + len(wanted) + _AHEAD)
        if at < 0:
            at = self.text.find(wanted)
        if at >= 0:
            self.near = at
        return at


class Letters:
    """The letters and figures of a part of a Word file, in order."""

    def __init__(self, root: etree._Element, texts: Iterable[etree._Element] | None = None) -> None:
        """Of a part, or of these of its `texts` alone."""
        self._cells: list[tuple[etree._Element, int]] = []
        self._at: dict[etree._Element, list[int]] = {}
        folded: list[str] = []
        for element in texts_of(root) if texts is None else texts:
            for index, character in enumerate(element.text or ""):
                if character.isalnum():
                    self._at.setdefault(element, []).append(len(self._cells))
                    self._cells.append((element, index))
                    folded.append(character.casefold()[:1])
        self._nearest = Nearest("".join(folded))

    def find(self, words: str, paragraph: str, start: int) -> tuple[int, int] | None:
        """First and one past the last letter of `words`, which stand in a `paragraph` from its `start`.

        None where the file does not hold them. Quick where passages are asked for in their order.
        """
        whole, wanted = folded(paragraph), folded(words)
        if not wanted:
            return None
        before = len(folded(paragraph[:start]))
        at = self._nearest.find(whole)
        if at >= 0:
            return at + before, at + before + len(wanted)
        at = self._nearest.find(wanted)
        return (at, at + len(wanted)) if at >= 0 else None

    def first_run(self, letter: int, signs: str = "") -> etree._Element:
        """The run that begins with a letter, and with the `signs` before it if these stand there."""
        element, index = self._cells[letter]
        text = element.text or ""
        if signs and text.endswith(signs, 0, index):
            index -= len(signs)
        if index:
            self._cut(element, index)
            element = self._cells[letter][0]
        return element.getparent()

    def end_run(self, letter: int, signs: str = "") -> etree._Element:
        """See to it that a run ends with a letter, and with the `signs` behind it if these stand there.

        Gives the run, which is another than the letter's where the signs go on in the next.
        """
        element, index = self._cells[letter]
        last, end = element, index + 1
        at, rest = end, signs
        for text in (element, *_after(element)) if signs else ():
            own = text.text or ""
            count = _alike(own[at:], rest)
            rest = rest[count:]
            if not rest:
                last, end = text, at + count
                break
            if at + count < len(own):
                break
            at = 0
        if (last.text or "")[end:]:
            self._cut(last, end)
        return last.getparent()

    def run_of(self, letter: int) -> etree._Element:
        """The run that a letter stands in now."""
        return self._cells[letter][0].getparent()

    def in_paragraph(self, first: int, end: int) -> int:
        """`end`, or the end of the paragraph that the first letter stands in, where that comes earlier."""
        paragraph = paragraph_of(self._cells[first][0])
        while end - 1 > first and paragraph_of(self._cells[end - 1][0]) is not paragraph:
            end -= 1
        return end

    def _cut(self, element: etree._Element, index: int) -> None:
        """Parts the run of an element before its `index`-th character; the rest becomes a run of its own."""
        run = element.getparent()
        text = element.text or ""
        rest = etree.Element(run.tag, run.attrib, nsmap=run.nsmap)
        properties = run.find(f"{W}rPr")
        if properties is not None:
            rest.append(deepcopy(properties))
        tail = etree.SubElement(rest, element.tag)
        tail.text, element.text = text[index:], text[:index]
        for part in (tail, element):
            part.set(SPACE, "preserve")
        for sibling in list(element.itersiblings()):
            rest.append(sibling)
        run.addnext(rest)
        kept: list[int] = []
        moved: list[int] = []
        for letter in self._at.pop(element, []):
            at = self._cells[letter][1]
            (kept if at < index else moved).append(letter)
            if at >= index:
                self._cells[letter] = (tail, at - index)
        self._at[element], self._at[tail] = kept, moved


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def _after(element: etree._Element) -> Iterator[etree._Element]:
    """The texts behind one in its paragraph."""
    texts = texts_of(paragraph_of(element))
    for text in texts:
        if text is element:
            yield from texts
            return


def folded(text: str) -> str:
    """The letters and figures of a text, small: as many as it has."""
    return "".join(character.casefold()[:1] for character in text if character.isalnum())


def paragraph_of(element: etree._Element) -> etree._Element:
    """The paragraph that an element stands in."""
    while element.tag != f"{W}p":
        element = element.getparent()
    return element


def marks_of(root: etree._Element) -> list[etree._Element]:
    """The runs that hold the marks of notes, in order."""
    tags: Iterable[str] = (f"{W}footnoteReference", f"{W}endnoteReference")
    return [mark.getparent() for mark in root.iter(*tags)]
