"""Seconds to verify many quotations against many sources.

    python benchmarks/verbatim.py [--sources 2000] [--quotations 20000] [--kilobytes 30] [--processes 2]

Sources are generated: sentences of invented words in Latin, Cyrillic, Armenian, Georgian and Arabic letters.
Quotations are of every kind: as they stand, with other glyphs, with omissions and brackets, altered,
reversed, spliced, and from nowhere. The table says how many of each were judged as they were made.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence

from sourcebook.checks.verbatim import Pair, verify_all

LETTERS = {
    "Latin": "abdefgiklmnoprstuvz",
    "Cyrillic": "абвгдезиклмнопрстуя",
    "Armenian": "աբգդեզիլխկհմնոպսվտր",
    "Georgian": "აბგდევზილმნოპრსტუხ",
    "Arabic": "ابتجحدرزسشعفقكلمنهو",
}
# How often each kind occurs in twenty quotations.
KINDS = {
    "verbatim": 6,
    "folded": 4,
    "omission": 3,
    "bracket": 1,
    "altered-words": 3,
    "reversed": 1,
    "spliced": 1,
}
NOWHERE = "not-found"


def vocabulary(letters: str, chance: random.Random) -> list[str]:
    """Words of an invented language, the commonest first."""
    return ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(3000)]


def source(words: Sequence[str], size: int, chance: random.Random) -> list[list[str]]:
    """Sentences of a text of about `size` bytes; some words are common, most are rare."""
    weights = [1 / (rank + 3) for rank in range(len(words))]
    sentences: list[list[str]] = []
    left = size
    while left > 0:
        sentence = chance.choices(words, weights, k=chance.randint(6, 24))
        sentences.append(sentence)
        left -= sum(len(word.encode()) + 1 for word in sentence)
    return sentences


def written(sentence: Sequence[str]) -> str:
    """A sentence with its capital and stop."""
    text = " ".join(sentence)
    return text[:1].upper() + text[1:] + "."


def quotation(kind: str, sentences: list[list[str]], words: Sequence[str], chance: random.Random) -> str:
    """A quotation of a kind."""
    at = chance.randrange(len(sentences) - 40)
    one, two, far = sentences[at], sentences[at + 1], sentences[at + 30]
    if kind == "folded":
        return f"“{written(one)[0].lower()}{written(one)[1:]} {written(two)}”".replace(" ", "\u00a0", 1)
    if kind == "omission":
        return f"{written(one)} ... {written(two)}"
    if kind == "bracket":
        return f"{written(one)} {written(two).removesuffix('.')} [{chance.choice(words)}]."
    if kind == "altered-words":
        changed = [*one, *two]
        changed[len(changed) // 2] = "qqx"
        return written(changed)
    if kind == "reversed":
        return f"{written(two)} ... {written(one)}"
    if kind == "spliced":
        return f"{written(one)} {written(far)}"
    if kind == NOWHERE:
        return " ".join(word[::-1] + "w" for word in one + two)
    return f"{written(one)} {written(two)}"


def pairs(sources: int, quotations: int, size: int, chance: random.Random) -> list[tuple[str, Pair]]:
    """Quotations with the kind that they were made as."""
    languages = [vocabulary(letters, chance) for letters in LETTERS.values()]
    kinds, weights = [*KINDS, NOWHERE], [*KINDS.values(), 1]
    made = []
    for n in range(sources):
        words = languages[n % len(languages)]
        sentences = source(words, size, chance)
        lines = [" ".join(map(written, sentences[at : at + 5])) for at in range(0, len(sentences), 5)]
        text = "\n\n".join(lines)
        for _ in range(quotations // sources):
            kind = chance.choices(kinds, weights)[0]
            made.append((kind, Pair(quotation(kind, sentences, words, chance), text)))
    return made


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sources", type=int, default=2000)
    parser.add_argument("--quotations", type=int, default=20000)
    parser.add_argument("--kilobytes", type=int, default=30)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    made = pairs(options.sources, options.quotations, options.kilobytes * 1000, random.Random(7))
    began = time.perf_counter()
    verdicts = verify_all([pair for _, pair in made], processes=options.processes)
    seconds = time.perf_counter() - began
    told = f"{len(made)} quotations against {options.sources} sources of {options.kilobytes} KB"
    print(f"{told}, {options.processes} processes: {seconds:.1f} s")
    counted = Counter((kind, verdict.kind) for (kind, _), verdict in zip(made, verdicts, strict=True))
    for kind in [*KINDS, NOWHERE]:
        got = {judged: n for (was, judged), n in counted.items() if was == kind}
        print(
            f"    {kind:<16}"
            + ", ".join(f"{judged} {n}" for judged, n in sorted(got.items(), key=lambda g: -g[1]))
        )


if __name__ == "__main__":
    main()
