"""Texts of sentences whose words stand once, and edits of these: what must come out is known without a merge."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from tests.publish.word.merging.scripts import Edits, flow

from sourcebook.publish.word.flow import Flow
from sourcebook.publish.word.script import Script
from sourcebook.publish.word.tokens import cut, text_of

# A paragraph and a sentence in it.
Place = tuple[int, int]
# What somebody made of sentences.
Made = Mapping[Place, str]


def sentence(place: Place) -> str:
    """The sentence at a place: five words of its own."""
    return (
        " ".join(f"{word}{place[0]}x{place[1]}" for word in ("Road", "was", "closed", "near", "Orel")) + "."
    )


def text_with(counts: list[int], made: Made) -> list[str]:
    """The paragraphs, with so many sentences in each, and what was made of some."""
    return [
        " ".join(made.get((block, number)) or sentence((block, number)) for number in range(count))
        for block, count in enumerate(counts)
    ]


def base_of(counts: list[int]) -> Flow:
    """The text as it was sent."""
    return flow(*text_with(counts, {}))


def script_with(counts: list[int], made: Made, edits: Edits | None = None) -> Script:
    """The changes that make these sentences, one each, as small as they can be."""
    edits = edits or Edits(base_of(counts))
    for (block, number), text in made.items():
        old, new = cut(sentence((block, number))), cut(text)
        first = sum(len(cut(sentence((block, before)))) + 1 for before in range(number))
        head = next(
            (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
        )
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        edits.at(block, first + head, first + len(old) - tail, text_of(new[head : len(new) - tail]))
    return edits.script()


def counts() -> st.SearchStrategy[list[int]]:
    """How many sentences there are in each paragraph."""
    return st.lists(st.integers(1, 4), min_size=1, max_size=5)


def edited(place: Place, who: str, within: bool = False) -> st.SearchStrategy[str]:
    """What somebody can make of a sentence: words put in, taken out, replaced, another end, all of it new.

    Not `within` it: a second sentence after it too.
    """
    words = sentence(place)[:-1].split()

    def made(how: tuple[str, int]) -> str:
        kind, at = how
        match kind:
            case "put":
                return " ".join([*words[: at + 1], who, *words[at + 1 :]]) + "."
            case "out":
                return " ".join([*words[:at], *words[at + 1 :]]) + "."
            case "first":
                return " ".join([who, *words]) + "."
            case "end":
                return " ".join(words) + f" {who}!"
            case "stop":
                return " ".join(words) + "?"
            case "two":
                return " ".join(words) + f". {who} was there."
            case "all":
                return f"Nothing of {who} is known."
            case _:
                return " ".join([*words[:at], who, *words[at + 1 :]]) + "."

    kinds = ("put", "out", "first", "end", "stop", "all", "word", *(() if within else ("two",)))
    return st.tuples(st.sampled_from(kinds), st.integers(0, 4)).map(made)


@st.composite
def two_sides(draw: st.DrawFn, meeting: bool = False) -> tuple[list[int], Made, Made]:
    """A text, and what each side makes of sentences: of different ones, or (`meeting`) of one both too."""
    number = draw(counts())
    places = [(block, one) for block, count in enumerate(number) for one in range(count)]
    whose = draw(
        st.lists(st.sampled_from(("theirs", "ours", "")), min_size=len(places), max_size=len(places))
    )
    theirs = {p: draw(edited(p, "Anna")) for p, who in zip(places, whose, strict=True) if who == "theirs"}
    ours = {p: draw(edited(p, "Boris")) for p, who in zip(places, whose, strict=True) if who == "ours"}
    if meeting:
        place = draw(st.sampled_from(places))
        theirs[place] = draw(edited(place, "Anna", within=True))
        ours[place] = draw(edited(place, "Boris", within=True).filter(lambda text: text != theirs[place]))
    return number, dict(sorted(theirs.items())), dict(sorted(ours.items()))
