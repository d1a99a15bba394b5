"""Many small edits of a long text, made from the text itself: a word typed into each of many paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tests.publish.word.office.steps import Step, insert

from sourcebook.publish.word.flow import PLAIN, Block, Flow, Word

_NEW = "newly"
_LONG = 3  # words on each side that make a place known


def typed_in(flow: Flow, every: int) -> dict[int, Step]:
    """By the place of a block a step that puts a word into it; only where the words before it are nowhere else."""
    whole = "\n".join(_text(block) for block in flow.blocks)
    found: dict[int, Step] = {}
    for place, block in enumerate(flow.blocks[::every]):
        if block.start.kind not in ("paragraph", "item", "quotation"):
            continue
        for words in _runs(block):
            if whole.count(words) == 1:
                found[place * every] = insert(words, f" {_NEW}")
                break
    return found


def _runs(block: Block) -> Iterator[str]:
    for plain, tokens in groupby(block.tokens, lambda one: isinstance(one, Word) and one.look == PLAIN):
        words = "".join(token.text for token in tokens if isinstance(token, Word)).split(" ") if plain else []
        if len(words) > 2 * _LONG:
            middle = len(words) // 2
            yield " ".join(words[middle - _LONG : middle + _LONG]).strip()


def _text(block: Block) -> str:
    return "".join(token.text if isinstance(token, Word) else "\x00" for token in block.tokens)
