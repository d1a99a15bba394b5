"""Sentences of figures and conditions: what is counted, by whom, as of when. Rivals stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sourcebook.dates import bounds
from sourcebook.publish.drafting.template import Inlines
from sourcebook.publish.drafting.writer import Writer
from sourcebook.publish.edition.tree import Paragraph, plain_text
from sourcebook.publish.material import Plain
from sourcebook.text.folding import skeleton

_AMOUNTS = ("words", "low", "best", "high", "term")


def claim_paragraph(record: Plain, writer: Writer) -> Paragraph:
    """One figure or condition as a paragraph, with what it is a figure of."""
    return writer.paragraph(record, _claim(record, writer, about_what(record, writer)))


def figure_sentences(claims: Iterable[Plain], writer: Writer, about: str = "") -> list[Inlines]:
    """Figures about one thing, rivals next to each other, in the order of their date.

    `about` names the thing where the sentences before do not.
    """
    groups: dict[str, list[Plain]] = {}
    for claim in sorted(claims, key=in_time):
        groups.setdefault(skeleton(claim["fields"]["property"]), []).append(claim)
    found: list[Inlines] = []
    for group in groups.values():
        if _differ(group):
            found.append(writer.sentence(writer.fill("figures_differ")))
        for claim in group:
            found += _claim(claim, writer, about)
    return found


def in_time(claim: Plain) -> tuple[str, str]:
    """Claims in the order of the day that they are of; those without one last."""
    as_of = claim["fields"]["as_of"]
    return bounds(as_of)[0].isoformat() if as_of else "9999", claim["id"]


def _differ(group: Sequence[Plain]) -> bool:
    """Whether several claimants give several values of one property. A part is no rival of its whole."""
    values = {tuple(claim["fields"][name] for name in ("low", "best", "high", "term")) for claim in group}
    claimants = {claim["fields"]["claimant"] or claim["fields"]["claimant_words"] for claim in group}
    whole = not any(claim["fields"]["part_of"] for claim in group)
    return whole and len(values) > 1 and len(claimants) > 1


def _claim(claim: Plain, writer: Writer, about: str) -> list[Inlines]:
    fields = claim["fields"]
    claimant = claimant_of(claim, writer)
    date = writer.date(claim, "as_of") if fields["as_of"] else ""
    if fields["term"] and about:
        template = "condition" if claimant else "condition_of_nobody"
        told = writer.said(template, claim, date=date, claimant=claimant, about=about, term=fields["term"])
    else:
        template = "figure" if claimant else "figure_of_nobody"
        told = writer.said(
            template, claim, date=date, claimant=claimant, about=about, told=amount_of(claim, writer)
        )
    relay = writer.naming.name_of(fields["relayed_by"])
    if relay and relay != claimant and not writer.naming.is_own(fields["relayed_by"]):
        return [told, writer.said("relayed", claim, relay=relay)]
    return [told]


def claimant_of(claim: Plain, writer: Writer) -> str:
    """Who gives a figure: by name, as printed, else those who published it; never the team's own report.

    Who is recorded and kept from the public is somebody who is not named; a source likewise.
    """
    fields = claim["fields"]
    name = "" if writer.naming.is_own(fields["claimant"]) else writer.naming.name_of(fields["claimant"])
    if name:
        return name
    if words := fields["claimant_words"].strip():
        return str(words)
    if writer.naming.hides(claim, "claimant"):
        return writer.patterns.unnamed["one"]
    published = writer.patterns.listed(writer.naming.publishers(writer.naming.sources(claim)))
    return published or writer.in_place_of_a_source(claim)


def amount_of(claim: Plain, writer: Writer) -> str:
    """A figure in the words of the record, with the rule that they lack; else of its numbers.

    "at least 12" stays so. A range is low to high, never its middle.
    """
    fields = claim["fields"]
    words, rule = " ".join(fields["words"].split()), fields["rule"].strip()
    if words:
        missing = rule and rule.casefold() not in words.casefold()
        amount = f"{rule} {words}" if missing else words
    else:
        amount = _numbers(claim, writer) or fields["term"]
    if not amount and writer.naming.hides(claim, *_AMOUNTS):
        amount = writer.patterns.unnamed["figure"]
    name = fields["property"].strip()
    if not name or skeleton(name) in skeleton(amount):
        return amount
    return plain_text(writer.fill("property", property=name, amount=amount))


def _numbers(claim: Plain, writer: Writer) -> str:
    fields = claim["fields"]
    low, best, high = (fields[name] for name in ("low", "best", "high"))
    if best is not None:
        value = _number(best)
    elif low is not None and high is not None and low != high:
        value = plain_text(writer.fill("range", low=_number(low), high=_number(high)))
    else:
        one = low if low is not None else high
        value = _number(one) if one is not None else ""
    if not value:
        return ""
    return plain_text(writer.fill("amount", rule=fields["rule"].strip(), value=value, unit=fields["unit"]))


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def about_what(claim: Plain, writer: Writer) -> str:
    """The name of the actor or place that a claim is about; "" for what has no name."""
    target = writer.naming.record(claim["fields"]["about"])
    if target is None:
        return ""
    if target["kind"] in ("actor", "place"):
        return writer.naming.name_of(target["id"])
    return ""


def site_sentences(claims: Sequence[Plain], writer: Writer, name: str) -> list[Inlines]:
    """What is said of the condition of a place in the order of time, and between which days it changed.

    The change lies between the last record of it intact and the first of it changed.
    """
    ordered = sorted(claims, key=in_time)
    found = [sentence for claim in ordered for sentence in _claim(claim, writer, name)]
    dated = [claim for claim in ordered if claim["fields"]["term"] and claim["fields"]["as_of"]]
    intact = [claim for claim in dated if skeleton(claim["fields"]["term"]) in writer.patterns.intact]
    last = intact[-1] if intact else None
    after = [claim for claim in dated if last and claim not in intact and in_time(claim) > in_time(last)]
    if last and after:
        found.append(
            writer.said(
                "changed",
                last,
                after[0],
                before=last["fields"]["term"],
                after=after[0]["fields"]["term"],
                first=writer.date(last, "as_of"),
                last=writer.date(after[0], "as_of"),
            )
        )
    return found
