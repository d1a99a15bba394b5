"""From quotations to statements: a walk through the document that remembers who spoke last."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.reading.analysis import Context, ParagraphView, Quoted
from sourcebook.reading.analysis.clauses import masked as mask
from sourcebook.reading.analysis.persons import Names, known_names
from sourcebook.reading.candidates import Statement
from sourcebook.reading.statements.attribution import attribute
from sourcebook.reading.statements.memory import Memory, listen
from sourcebook.reading.statements.reached import reached
from sourcebook.reading.statements.reader import Reader
from sourcebook.reading.statements.records import Said, record, statement
from sourcebook.reading.statements.site import Site
from sourcebook.reading.statements.tokens import first_at, names_apart, tokens_of
from sourcebook.reading.statements.vocabulary import Vocabulary, vocabulary
from sourcebook.text import Span

# How far before and after a quotation its speaker is looked for, in tokens: a sentence without end is not
# read again from its beginning for each quotation in it.
_SIGHT = 100


def find_statements(context: Context) -> list[Statement]:
    """The statements of a document, in its order."""
    words = vocabulary(context.language)
    texts = [mask(view) if view.quotations else view.text for view in context.views]
    names = known_names(texts, words.no_names, words.of_place)
    memory = Memory()
    found: list[Statement] = []
    for view, text in zip(context.views, texts, strict=True):
        if view.paragraph.region == "front" or not view.quotations:
            continue
        said = list(_of_paragraph(view, text, names, words, memory))
        found += (statement(s, len(said) == 1, names) for s in said)
    return found


def _of_paragraph(
    view: ParagraphView, masked: str, names: Names, words: Vocabulary, memory: Memory
) -> Iterator[Said]:
    memory.begins()
    records: list[Said] = []
    spoken = False
    for span in _with_introductions(view):
        tokens = names_apart(tokens_of(view, masked, span.start, span.end), words.also_names)
        r = Reader(tokens, words, names, view.text)
        quotes = [q for q in view.quotations if q.depth == 0 and span.start <= q.start < span.end]
        if not any(token.kind == "quotation" for token in r.tokens) or not quotes:
            listen(r, span, memory)
            spoken = False
            continue
        heard = False
        waiting: list[Quoted] = []
        for quoted in quotes:
            site = _site(r, quoted, span)
            if site is None:
                continue
            attribution = attribute(site, spoken)
            attribution = reached(attribution, memory, records) if attribution else None
            if attribution is None:
                waiting = [*waiting, quoted] if _leads_on(r, site.at) else []
                continue
            heard = spoken = True
            if attribution.path != "named after the words":
                waiting = []
            for each in (*waiting, quoted):
                memory.setting = record(records, view, attribution, each)
            waiting = []
            memory.hears(attribution)
        if not heard:
            listen(r, span, memory)
            spoken = False
    yield from records


def _with_introductions(view: ParagraphView) -> Iterator[Span]:
    """The sentences; one that ends with a colon goes with the quotation that follows on the next line."""
    held: Span | None = None
    for span in view.sentences:
        if held is not None:
            span = Span(held.start, span.end)
        held = span if view.text[span.end - 1] == ":" else None
        if held is None:
            yield span
    if held is not None:
        yield held


def _leads_on(r: Reader, at: int) -> bool:
    """Whether nothing but a comma or "and" parts a quotation from the next."""
    n = at + 1
    while n < len(r.tokens) and (r.tokens[n].is_stop or r.tokens[n].key in r.words.joining):
        n += 1
    return n < len(r.tokens) and r.tokens[n].kind == "quotation"


def _site(r: Reader, quoted: Quoted, span: Span) -> Site | None:
    if quoted.inner_end <= quoted.inner_start:
        return None
    at = first_at(r.tokens, quoted.start)
    if at >= len(r.tokens) or r.tokens[at].kind != "quotation" or r.tokens[at].start != quoted.start:
        return None
    return Site(r, quoted, max(0, at - _SIGHT), at, min(len(r.tokens), at + _SIGHT), span.start)
