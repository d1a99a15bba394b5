"""A copy of a Word file with the findings as comments, each at the words it is about.

A finding on a note hangs on the note's mark in the text and quotes the passage: comments within notes are
ignored by Word and make LibreOffice refuse the file. What hangs on no words of the file hangs on its first.
All that is no text or comment stays as it was, byte for byte.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from sourcebook.checks.engine import Checked
from sourcebook.checks.findings import Finding
from sourcebook.checks.word.letters import SPACE, W
from sourcebook.checks.word.package import WordPackage, word_package
from sourcebook.checks.word.places import Places
from sourcebook.checks.word.ranges import between
from sourcebook.reading.extract import Reading

__all__ = ["between", "comments_of", "free_number", "with_comments"]

_AUTHOR, _INITIALS = "Sourcebook", "S"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LARGEST_ID = 2**31 - 1


def with_comments(path: Path, reading: Reading, checked: Checked) -> tuple[bytes, int]:
    """The bytes of the copy, and how many findings have a comment (all of them).

    Raises ReadingError where the file cannot be opened as a Word file.
    """
    package = word_package(path)
    places = Places(package, reading.document)
    comments = comments_of(package)
    number = free_number(package)
    for finding in checked.findings:
        first, last = places.of(finding)
        comments.append(_comment(finding, number))
        between(first, last, number)
        number += 1
    return package.written(), len(checked.findings)


def comments_of(package: WordPackage) -> etree._Element:
    """The comments of the file; where it has no part for them, a new one."""
    if "comment" not in package.trees:
        tree = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        package.add_part("comment", "comments", _TYPE, tree)
    return package.trees["comment"]


def free_number(package: WordPackage) -> int:
    """The first number that no comment of the file, no mark of one, and no note has.

    Ids of notes are numbers apart (ECMA-376 part 1, 17.11.10); but LibreOffice 7.4 takes a comment that has
    the id of the rule above the notes for the rule, and shows all notes empty.
    """
    comments = (f"{W}comment", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
    tags = (*comments, f"{W}footnote", f"{W}endnote")
    taken = (
        int(id)
        for tree in package.trees.values()
        for one in tree.iter(*tags)
        if (id := one.get(f"{W}id") or "").isascii() and id.isdigit() and int(id) < _LARGEST_ID // 2
    )
    return max(taken, default=-1) + 1


def _comment(finding: Finding, number: int) -> etree._Element:
    told = {f"{W}id": str(number), f"{W}author": _AUTHOR, f"{W}initials": _INITIALS}
    comment = etree.Element(f"{W}comment", told)
    for line in _words(finding):
        paragraph = etree.SubElement(comment, f"{W}p")
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        text.text = line
        text.set(SPACE, "preserve")
    return comment


def _words(finding: Finding) -> list[str]:
    level = "remark" if finding.severity == "info" else finding.severity
    lines = [f"{level}: {finding.rule}", finding.message]
    lines += (f"{side.where}: {side.words}" if side.words else side.where for side in finding.sides)
    return ["".join(c for c in line if c.isprintable()) for line in lines]
