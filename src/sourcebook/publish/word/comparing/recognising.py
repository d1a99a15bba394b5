"""What was typed over a number, letter or note mark that is made: recognised and left alone, so that nobody
has to reject it.

A paragraph that begins with the label that Word printed before it (or one near, since numbers shift) has it
twice; a note's mark that became its number in characters is still that note.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sourcebook.publish.word.comparing.blocks import New
from sourcebook.publish.word.comparing.drafts import Atom, Draft
from sourcebook.publish.word.flow import Mark, Start, Token, Word
from sourcebook.publish.word.tokens import cut

_TYPED = re.compile(r"\s*([(\[]?([0-9]{1,4}|[^\W\d_]{1,4})[.)\]]{1,2}|[•–])(?:\s+|$)")
_CORE = re.compile(r"[0-9]+|[^\W\d_]+|[•–]")
# Numbers shift by what was added and deleted before them.
_NEAR = 5
_LONGEST = 12


def without_label(new: New, labels: Sequence[str], before: Sequence[str]) -> str:
    """Takes the label that somebody typed off the beginning of a block; it, or "" if there is none.

    `labels` are those that Word prints before it or would, `before` the words it began with.
    """
    tokens: Sequence[Token | Start] | None = new.tokens
    if tokens is None:
        tokens = [item.token for item in new.items[:_LONGEST] if item.last]
    head = (token.text if isinstance(token, Word) else "\0" for token in tokens[:_LONGEST])
    found = _TYPED.match("".join(head))
    if found is None or not any(_alike(found[1], label) for label in labels):
        return ""
    typed = [word.text for word in cut(found[1])]
    if list(before[: len(typed)]) == typed:
        return ""
    length = 0
    for place, item in enumerate(new.items):
        if length >= found.end():
            new.items = new.items[place:]
            break
        if not item.last:
            return ""
        length += len(item.token.text) if isinstance(item.token, Word) else 1
    else:
        new.items = []
    return found[1]


def _alike(typed: str, label: str) -> bool:
    one, other = _CORE.search(typed), _CORE.search(label)
    if one is None or other is None:
        return False
    first, second = one[0].casefold(), other[0].casefold()
    if first.isdigit() and second.isdigit():
        return abs(int(first) - int(second)) <= _NEAR
    if len(first) == len(second) == 1 and first.isalpha() and second.isalpha():
        return abs(ord(first) - ord(second)) <= _NEAR and ("(" in typed) == ("(" in label)
    return first == second


def marks_typed_over(atoms: list[Atom], numbers: Mapping[str, int]) -> list[int]:
    """Keeps the marks of notes that became their numbers in characters; these numbers.

    The atoms of a block are changed in place: what was typed is no change.
    """
    found: list[int] = []
    by: dict[Draft, tuple[list[Atom], list[Atom]]] = defaultdict(lambda: ([], []))
    for atom in atoms:
        for draft, wanted in atom.when:
            by[draft][wanted].append(atom)
    for draft, (taken, put) in by.items():
        marks = [atom.token for atom in taken if isinstance(atom.token, Mark) and atom.token.name in numbers]
        if not marks or not put or draft.kind not in ("text", "reference", "note", "moved"):
            continue
        if any(not isinstance(atom.token, Word) for atom in put):
            continue
        if _same(taken, put, numbers):
            found += [numbers[mark.name] for mark in marks]
            _left_alone(atoms, draft, taken, put)
        elif len(marks) == 1 and _behind(draft, taken, put, numbers[marks[0].name]):
            found.append(numbers[marks[0].name])
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _same(taken: Sequence[Atom], put: Sequence[Atom], numbers: Mapping[str, int]) -> bool:
    """Whether what was put in is what was taken out, with the numbers of marks in characters."""
    typed = _plain("".join(atom.token.text for atom in put if isinstance(atom.token, Word)))
    return any(typed == _plain("".join(_said(taken, numbers, form))) for form in _forms())


def _forms() -> tuple[str, ...]:
    return "{}", "[{}]", "({})", " {}", " [{}]"


def _said(taken: Sequence[Atom], numbers: Mapping[str, int], form: str) -> Iterator[str]:
    for atom in taken:
        if isinstance(atom.token, Word):
            yield atom.token.text
        elif isinstance(atom.token, Mark) and atom.token.name in numbers:
            yield form.format(numbers[atom.token.name])
        elif isinstance(atom.token, Mark):
            yield atom.token.printed


def _left_alone(atoms: list[Atom], draft: Draft, taken: Sequence[Atom], put: Sequence[Atom]) -> None:
    dropped = {id(atom) for atom in put}
    atoms[:] = [atom for atom in atoms if id(atom) not in dropped]
    for atom in taken:
        atom.when = [one for one in atom.when if one[0] is not draft]


def _behind(draft: Draft, taken: Sequence[Atom], put: Sequence[Atom], number: int) -> bool:
    """A mark whose number was typed right behind words that were changed too: only these stay a change."""
    last = put[-1]
    if not isinstance(taken[-1].token, Mark) or not isinstance(last.token, Word):
        return False
    text, digits = unicodedata.normalize("NFKC", last.token.text), str(number)
    bare = last.token.text[: -len(digits)]
    if not text.endswith(digits) or len(text) != len(last.token.text) or not bare or bare[-1].isdigit():
        return False
    last.token = replace(last.token, text=bare)
    taken[-1].when = [one for one in taken[-1].when if one[0] is not draft]
    return True
