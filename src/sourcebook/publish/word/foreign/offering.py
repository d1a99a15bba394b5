"""Offers of references: quotations of an edition that a statement of the dossier says word for word.

An offer is a change of a script: accepting it puts a reference to the statement behind the quotation. Where a
note or a citation stands there already, the reference is silent: the note says what is to be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sourcebook.publish.edition import Cite, Edition, Grid, Paragraph, Reference
from sourcebook.publish.material import Material, Plain
from sourcebook.publish.printing.numbering import numbered
from sourcebook.publish.printing.words import words
from sourcebook.publish.word.flow import Block, Cell, Flow, Mark, Token, Word
from sourcebook.publish.word.foreign.quoted import Statements, statements_of
from sourcebook.publish.word.script import Change, Op, Script, When, stands
from sourcebook.publish.word.sentences import sentences
from sourcebook.publish.word.tokens import text_of
from sourcebook.reading.analysis.quotations import find_quotations

AUTHOR = "Sourcebook"
_MARKS = "“”„«»\"‘’' "
# Behind a quotation a mark may follow these signs and still be the quotation's.
_STOPS = frozenset(".,;:!?…)]» ”’\"'")
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Offer:
    """A reference behind the first `after` tokens of block `key`: to `statement`, whose words these are."""

    key: int
    after: int
    where: str
    quotation: str
    statement: Plain
    silent: bool


def offers(edition: Edition, flow: Flow, material: Material) -> tuple[tuple[Offer, ...], tuple[str, ...]]:
    """The offers in the order of the text, and what is told: quotations that differ, or that many said."""
    known = statements_of(material)
    found: list[Offer] = []
    told: list[str] = []
    wheres = list(_wheres(edition))
    for key, block in enumerate(flow.blocks):
        if block.start.kind not in ("paragraph", "item", "quotation", "row"):
            continue
        for start, end, quotation in _quotations(block):
            one = _offered(known, material, block, (start, end), quotation)
            if isinstance(one, str):
                told.append(f"{wheres[key]}: {one}")
            elif one is not None:
                statement, silent = one
                found.append(Offer(key, end, wheres[key], quotation, statement, silent))
    return tuple(found), tuple(told)


def with_offers(script: Script, found: Sequence[Offer], flow: Flow) -> tuple[Script, tuple[int, ...]]:
    """The script with the offers as further changes, and their ids. `flow` is the base of the script."""
    next_id = 1 + max((change.id for change in script.changes), default=0)
    ops = dict(script.ops)
    changes = list(script.changes)
    for number, offer in enumerate(found):
        id = next_id + number
        mark = Mark("" if offer.silent else f"o{number + 1}", _reference(offer))
        ops[offer.key] = _put_in(ops[offer.key], offer.after, mark, id)
        changes.append(_change(id, offer, flow.blocks[offer.key].tokens))
    made = Script(script.order, ops, script.notes, tuple(changes))
    return made, tuple(range(next_id, next_id + len(found)))


def script_of(flow: Flow) -> Script:
    """A script in which nothing was changed."""
    return Script(
        tuple((key, ()) for key in range(len(flow.blocks))),
        {key: (Op(one.start), *map(Op, one.tokens)) for key, one in enumerate(flow.blocks)},
        {name: tuple(map(Op, tokens)) for name, tokens in flow.notes.items()},
    )


def _reference(offer: Offer) -> Reference:
    return Reference((Cite("statement", offer.statement["id"]),), silent=offer.silent)


def _put_in(ops: tuple[Op, ...], after: int, mark: Mark, id: int) -> tuple[Op, ...]:
    """The ops with a mark behind so many tokens of the base; it stands only where the one before it does."""
    count = 0
    when: When = ()
    for place, op in enumerate(ops):
        if isinstance(op.token, Word | Mark | Cell):
            if not stands(op.when, frozenset()):
                continue
            count += 1
            when = op.when
        if count == after:
            return (*ops[: place + 1], Op(mark, (*when, (id, True))), *ops[place + 1 :])
    return (*ops, Op(mark, (*when, (id, True))))


def _change(id: int, offer: Offer, tokens: Sequence[Token]) -> Change:
    cite = f"[{'~' if offer.silent else ''}@statement:{offer.statement['id'][:8]}]"
    start, end = next(
        ((start, end) for start, end in sentences(tokens) if start < offer.after <= end), (0, len(tokens))
    )
    said = offer.statement["fields"]
    note = f"{offer.where}, “{_short(offer.quotation)}” is said in statement {offer.statement['id'][:8]}"
    if when := str(said.get("when") or ""):
        note += f" ({when})"
    before, behind = text_of(tokens[start : offer.after]), text_of(tokens[offer.after : end])
    return Change(
        id, "reference", AUTHOR, "", False, offer.key, where=offer.where, after=cite,
        sentence=(before + behind).strip(), becomes=f"{before}{cite}{behind}".strip(), note=note,
    )  # fmt: skip


def _quotations(block: Block) -> Iterator[tuple[int, int, str]]:
    """(first token, one past the last, words) of each quotation; of a quotation set apart all of it."""
    text = text_of(block.tokens)
    if block.start.kind == "quotation":
        yield 0, len(block.tokens), text.strip(_MARKS)
        return
    ends: list[int] = []
    size = 0
    for token in block.tokens:
        size += len(text_of((token,)))
        ends.append(size)
    at = 0
    for one in find_quotations(text):
        if one.depth or not one.closed:
            continue
        while at > 0 and ends[at - 1] > one.start:
            at -= 1
        while at < len(ends) and ends[at] <= one.start:
            at += 1
        first = at
        while at < len(ends) and ends[at] < one.end:
            at += 1
        yield first, at + 1, text[one.inner_start : one.inner_end]


def _offered(
    known: Statements, material: Material, block: Block, place: tuple[int, int], quotation: str
) -> tuple[Plain, bool] | str | None:
    """The statement to offer and whether in silence; or what to tell; or nothing."""
    saying = known.saying(quotation)
    referred = {cite.key for token in block.tokens for cite in _cites(token)}
    if any(_is_referred(one, referred) for one in saying):
        return None
    if len(saying) > 1:
        text = text_of(block.tokens).casefold()
        named = [one for one in saying if any(name in text for name in _speakers(one, material))]
        if len(named) != 1:
            ids = ", ".join(one["id"][:8] for one in saying)
            return f"“{_short(quotation)}” is said in several statements ({ids}): choose one"
        saying = named
    if saying:
        return saying[0], _has_mark(block.tokens, place[1])
    near = known.near(quotation)
    if near is None or _is_referred(near.statement, referred):
        return None
    id = near.statement["id"][:8]
    return (
        f"“{_short(quotation)}” is not word for word in statement {id}, which says “{_short(near.wording)}”"
    )


def _cites(token: Token) -> Iterator[Cite]:
    if isinstance(token, Mark) and isinstance(token.marked, Reference):
        yield from token.marked.cites


def _is_referred(statement: Plain, keys: set[str]) -> bool:
    bare = statement["id"].replace("-", "")
    return any(bare.startswith(key.replace("-", "")) for key in keys)


def _speakers(statement: Plain, material: Material) -> Iterator[str]:
    """The last words of the names of who says it."""
    for row in statement["parts"].get("speakers", ()):
        record = material.records.get(row.get("actor") or "")
        label = (record["label"] if record else "") or row.get("words") or ""
        if label.split():
            yield label.split()[-1].casefold()


def _has_mark(tokens: Sequence[Token], end: int) -> bool:
    """Whether a mark stands right behind the quotation that ends there, or before its closing mark."""
    if any(isinstance(token, Mark) for token in tokens[max(0, end - 2) : end]):
        return True
    for token in tokens[end:]:
        if isinstance(token, Mark):
            return True
        if not isinstance(token, Word) or token.text not in _STOPS:
            return False
    return False


def _short(words_: str) -> str:
    text = " ".join(words_.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _wheres(edition: Edition) -> Iterator[str]:
    """How a message names each block of the flow."""
    yield "title"
    if edition.front.subtitle:
        yield "subtitle"
    count = 0
    for placed in numbered(edition, words(edition.front.language)):
        block = placed.block
        count += isinstance(block, Paragraph)
        where = placed.where or f"paragraph {count} of the text"
        if isinstance(block, Grid):
            yield from [placed.where or "table"] * (len(block.rows) + bool(block.header))
        elif isinstance(block, Paragraph):
            own = bool(block.children or block.id or not block.items)
            yield from [where] * (own + len(block.items))
        else:
            yield where
