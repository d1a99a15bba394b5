"""What stands in a report beside its records: the summary's numbers, whose remarks are documented and whose
are not, how it counts and quotes, and what was left out.

The numbers are queries, never digits. What was watched, codebooks and the policy on names are printed by
`table:methodology`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sourcebook.dates import bounds
from sourcebook.publish.drafting.arranging import Arranging
from sourcebook.publish.drafting.outlines import Outline
from sourcebook.publish.drafting.queries import OCCASION, UNNAMED, count, parse
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.drafting.untold import holds_back
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Item, Paragraph, Reference, Value
from sourcebook.publish.material import Plain
from sourcebook.text.folding import skeleton

_COUNTED = {
    "count_remark": "count:statement form:remark",
    "count_reaction": "count:statement form:reaction",
    "count_measure": "count:statement form:measure",
    "count_response": "count:statement form:response",
    "count_event": "count:event",
    "count_claim": "count:claim",
}

_UNNAMED = f"count:statement form:remark speaker:{UNNAMED}"


def standing(kind: str, outline: Outline, arranged: Arranging) -> list[Paragraph]:
    """The paragraphs of a standing text by its kind (`outlines.TEXTS`); none where nothing is to be said."""
    return list(_TEXTS[kind](outline, arranged))


def say(writer: Writer, key: str, **values: Inlines | str | None) -> Inlines:
    """A standing text; where something is kept from the public, none that speaks of everything published."""
    standing, of_public = writer.patterns.standing, f"{key}_of_public"
    kept_back = of_public in standing and holds_back(writer.material)
    return standing[of_public if kept_back else key].fill(values)


def _summary(outline: Outline, arranged: Arranging) -> Iterator[Paragraph]:
    writer, items = arranged.writer, []
    for key, query in _COUNTED.items():
        if count(parse(query), writer.material):
            items.append(Item(say(writer, key, figure=(Value(query),))))
    for code, title in _themes(writer):
        query = f"count:statement theme:{code}"
        items.append(Item(say(writer, "count_theme", theme=title, figure=(Value(query),))))
    if items:
        yield Paragraph(say(writer, "figures_follow"), "summary-numbers", tuple(items), numbered=False)


def _themes(writer: Writer) -> Iterator[tuple[str, str]]:
    """(code, title) of the themes that statements have, in the order of the codebooks."""
    material = writer.material
    statements = {record["id"] for record in material.of_kind.get("statement", ())}
    put = {code for id, codes in material.themes.items() if id in statements for code in codes}
    listed = [code for code in material.theme_titles if code in put]
    for code in (*listed, *sorted(put - set(listed))):
        yield code, material.theme_titles.get(code, code)


def _officials(outline: Outline, arranged: Arranging) -> Iterator[Paragraph]:
    """Everybody whose remarks are documented, and everybody known to hold an office of whom none is.

    Those whose speakers are kept from the public are counted.
    """
    writer = arranged.writer
    found: dict[str, str] = {}
    for record in writer.material.of_kind.get("statement", ()):
        if record["fields"]["form"] == "remark":
            for row in record["parts"]["speakers"]:
                _known(found, row["actor"], writer)
    for relation in writer.material.of_kind.get("relation", ()):
        if relation["fields"]["type"] == "holds-office":
            _known(found, relation["fields"]["subject"], writer)
    items = []
    for id, name in sorted(found.items(), key=lambda one: (skeleton(one[1]), one[0])):
        actor = writer.material.records[id]
        figure = Value(f"count:statement form:remark speaker:{writer.key(actor)}")
        items.append(Item(say(writer, "official", speaker=name, figure=(figure,))))
    if count(parse(_UNNAMED), writer.material):
        items.append(Item(say(writer, "unnamed_speakers", figure=(Value(_UNNAMED),))))
    key = "officials" if items else "no_officials"
    yield Paragraph(say(writer, key), "whose-remarks", tuple(items))


def _known(found: dict[str, str], id: str | None, writer: Writer) -> None:
    if id and (name := writer.naming.name_of(id)):
        found.setdefault(id, name)


def _counting(outline: Outline, arranged: Arranging) -> Iterator[Paragraph]:
    yield Paragraph(say(arranged.writer, "counting"), "how-counted")


def _left_out(outline: Outline, arranged: Arranging) -> Iterator[Paragraph]:
    writer = arranged.writer
    if outline.rest == "outside":
        yield Paragraph(say(writer, "outside"), "left-out")
        return
    found = left_out(arranged)
    items = tuple(Item(say(writer, why, label=_named(record))) for why, record in found)
    told = say(writer, "left_out" if items else "left_out_none")
    # They are not cited: the paragraph leads to them without a note for each.
    mark = Reference(writer.reference(*(record for _, record in found)).cites, silent=True)
    yield Paragraph((*told, mark) if items else told, "left-out", items)


def _named(record: Plain) -> str:
    """The label of a record, of a source with its publisher."""
    label = " ".join(record["label"].split())
    publisher = record["fields"].get("publisher") or ""
    return f"{publisher}, {label}" if publisher and publisher != label else label


def left_out(arranged: Arranging) -> list[tuple[str, Plain]]:
    """(why, record) of published records that no paragraph uses: by kind, date and id.

    Occasions without a statement, sources that no record cites, recommendations whose words stand elsewhere.
    Actors, places, offices and captures are told with what they belong to.
    """
    material = arranged.writer.material
    held = {record["fields"].get("occasion") for record in material.of_kind.get("statement", ())}
    naming = arranged.writer.naming
    telling = (record for record in material.records.values() if record["kind"] not in ("source", "capture"))
    cited = {id for record in telling for id in naming.sources(record)}
    cited |= {record["fields"].get("derived_from") for record in material.of_kind.get("source", ())}
    found = [("same_words", record) for record in arranged.same_words]
    told = held | arranged.used
    found += [
        ("occasion_only", record)
        for record in material.of_kind.get("event", ())
        if record["fields"]["type"] == OCCASION and record["id"] not in told
    ]
    found += [
        ("not_cited", record)
        for record in material.of_kind.get("source", ())
        if record["id"] not in cited and record["id"] not in material.own
    ]
    return sorted(found, key=lambda one: (one[0], _first_day(one[1]), one[1]["id"]))


def _first_day(record: Plain) -> str:
    edtf = record["fields"].get("when") or record["fields"].get("published") or ""
    return bounds(edtf)[0].isoformat() if edtf else "9999"


_TEXTS: dict[str, Callable[[Outline, Arranging], Iterator[Paragraph]]] = {
    "summary": _summary,
    "officials": _officials,
    "counting": _counting,
    "left-out": _left_out,
}
