"""Text boxes of a Word file as paragraphs after the one they hang on, and hidden text taken away.

Pandoc reads a paragraph with a text box as the box alone and loses the paragraph's own words.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from sourcebook.reading.pandoc.word_numbering import W
from sourcebook.reading.pandoc.word_runs import has_text, is_on, parents_of

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX = f"{W}txbxContent"
_HOLDERS = (f"{_COMPATIBILITY}AlternateContent", f"{W}drawing", f"{W}pict", f"{W}object")


def without_hidden(root: Element) -> None:
    """Take away runs that Word does not print."""
    for parent in list(root.iter()):
        for run in [child for child in parent if child.tag == f"{W}r"]:
            properties = run.find(f"{W}rPr")
            if properties is not None and is_on(properties.find(f"{W}vanish")):
                parent.remove(run)


def unbox(root: Element) -> set[Element]:
    """Move what stands in text boxes behind the paragraphs they hang on; the paragraphs moved are returned.

    A drawing is often there twice, anew and as older programs know it: the first that has words counts.
    """
    parents = parents_of(root)
    boxed: set[Element] = set()
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph not in parents or not any(True for _ in paragraph.iter(_BOX)):
            continue
        moved: list[Element] = []
        for holder in _outermost(paragraph):
            moved += _contents(holder)
            parents[holder].remove(holder)
        home = parents[paragraph]
        at = list(home).index(paragraph) + 1
        home[at:at] = moved
        parents.update((block, home) for block in moved)
        boxed.update(p for block in moved for p in block.iter(f"{W}p"))
    return boxed


def _outermost(element: Element) -> list[Element]:
    """The drawings below an element that hold text boxes, none of them inside another."""
    found: list[Element] = []
    for child in element:
        if child.tag in _HOLDERS and any(True for _ in child.iter(_BOX)):
            found.append(child)
        else:
            found += _outermost(child)
    return found


def _contents(holder: Element) -> list[Element]:
    """The blocks in the text boxes of a drawing; of its alternatives, the first with words."""
    if holder.tag == _HOLDERS[0]:
        for alternative in holder:
            blocks = _contents(alternative)
            if any(has_text(block) for block in blocks):
                return blocks
        return []
    blocks = []
    for child in holder:
        blocks += list(child) if child.tag == _BOX else _contents(child)
    return blocks
