"""For whom a file is: what of a record its readers may have. Every writer gets its records from here.

The database shows a viewer only what it may see; here that is looked at again, by other means, since a file
cannot be called back. For the team a record keeps what is not above the team's level. For the public it keeps
what `public.yaml` lists; private persons have their pseudonym or no name, minors are left out, coordinates
are rounded, and a text that gives away a private person of the record has the pseudonym in brackets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from sourcebook.dossier.exchange.foreign.coarse import coarsened
from sourcebook.dossier.exchange.foreign.format import Format
from sourcebook.dossier.exchange.foreign.known import Linked, Look
from sourcebook.dossier.exchange.foreign.listed import empty_row, keep_listed, listed_row, rules
from sourcebook.dossier.exchange.foreign.names import LEFT_OUT, Hidden, is_minor, is_named, public_name
from sourcebook.dossier.exchange.foreign.permitted import (
    Audience,
    must_be_allowed,
    refusal,
    without_withheld,
)
from sourcebook.dossier.kinds import KINDS, PARTS, Plain
from sourcebook.dossier.kinds.labels import label_of, main_name
from sourcebook.dossier.kinds.plain import links_of

_TOGETHER = 200


def prepared(
    plains: Iterable[Plain], look: Look, audience: Audience, format: Format
) -> Iterator[tuple[Plain, Known]]:
    """The records of the kinds that a format writes, as this audience may have them, with what they point to.

    Each has the columns alone that the format declares. Raises NotForThem for a record above the audience's
    level, or for the public one that is not published.
    """
    linked = Linked(look)
    wanted = (plain for plain in plains if plain["kind"] in format.writes)
    while batch := list(islice(wanted, _TOGETHER)):
        for plain in batch:
            must_be_allowed(plain, audience)
        linked.load(batch)
        known = Known(linked, audience, format)
        for plain in batch:
            shown = known.shown(plain)
            if shown is not None:
                yield format.cut(shown), known


class Known:
    """What a batch of records points to, as its audience may have it."""

    def __init__(self, linked: Linked, audience: Audience, format: Format) -> None:
        self._linked = linked
        self._audience = audience
        self._format = format
        self._shown: dict[str, Plain | None] = {}

    def get(self, id: str | None) -> Plain | None:
        """A record by its id, or a capture by its layer's, with the columns that the format reads."""
        shown = self._get(id)
        return self._format.cut(shown) if shown is not None else None

    def name(self, id: str | None) -> str:
        """What a record is called: an actor or place by its main name or pseudonym, others by their label."""
        shown = self._get(id)
        if shown is None:
            return ""
        return main_name(shown["parts"]) or shown["fields"].get("pseudonym", "") or shown["label"]

    def _get(self, id: str | None) -> Plain | None:
        if id and id not in self._shown:
            raw = self._raw(id)
            self._shown[id] = self.shown(raw) if raw is not None else None
        return self._shown[id] if id else None

    def _raw(self, id: str | None) -> Plain | None:
        raw = self._linked.get(id)
        return None if raw is None or refusal(raw, self._audience) else raw

    def shown(self, plain: Plain) -> Plain | None:
        """A copy of a record as this audience may have it; None where it may have nothing of it."""
        copy = {
            **plain,
            "fields": dict(plain["fields"]),
            "parts": {part: [dict(row) for row in rows] for part, rows in plain["parts"].items()},
        }
        without_withheld(copy, self._audience)
        if self._audience == "public":
            return self._for_the_public(copy, plain)
        return copy

    def _for_the_public(self, plain: Plain, whole: Plain) -> Plain | None:
        kind = plain["kind"]
        if kind not in rules()["kinds"] or self._is_of_a_minor(plain):
            return None
        hidden = self._hidden(whole)
        keep_listed(plain)
        if kind == "actor" and not is_named(whole):
            if not public_name(whole):
                return None
            plain["parts"]["names"] = []
        for part in PARTS:
            if plain["parts"].get(part) and not self._without_persons(plain, part, hidden):
                return None
        self._without_links(plain)
        if kind == "claim" and not self._may_be_named(plain["fields"]["claimant"]):
            plain["fields"]["claimant_words"] = self._instead(plain["fields"]["claimant"])
            hidden.under.update(("claimant", "claimant_words"))
        if kind == "relation" and not self._may_be_named(plain["fields"]["subject"]):
            return None
        if kind == "place":
            decimals = rules()["decimals"].get(plain["fields"]["precision"])
            plain["fields"]["geometry"] = coarsened(plain["fields"]["geometry"], decimals)
        if kind == "source":
            kept = {name: one for name, one in plain["fields"]["csl"].items() if name in rules()["csl"]}
            plain["fields"]["csl"] = kept
        _redact(plain, hidden)
        plain["evidence"] = [row for row in map(self._evidence(plain, hidden), plain["evidence"]) if row]
        plain["label"], plain["summary"] = label_of(plain)
        return plain

    def _is_of_a_minor(self, plain: Plain) -> bool:
        if plain["kind"] == "actor":
            return is_minor(plain)
        links = (plain["fields"].get(column.name) for column in KINDS[plain["kind"]].table.links)
        return any(is_minor(raw) for raw in map(self._linked.get, links) if raw and raw["kind"] == "actor")

    def _hidden(self, plain: Plain) -> Hidden:
        """The names that must not be read in a record: of whom it points to, and whom those point to."""
        hidden = Hidden()
        if plain["kind"] == "actor":
            if not is_named(plain):
                hidden.add(plain)
            return hidden
        near = [raw for _, id in links_of(plain) if (raw := self._linked.get(id))]
        far = (self._linked.get(id) for raw in near if raw["kind"] != "actor" for _, id in links_of(raw))
        for raw in (*near, *far):
            if raw and raw["kind"] == "actor" and not is_named(raw):
                hidden.add(raw)
        return hidden

    def _may_be_named(self, id: str | None) -> bool:
        raw = self._raw(id)
        return raw is not None and (raw["kind"] != "actor" or is_named(raw))

    def _instead(self, id: str | None) -> str:
        raw = self._raw(id)
        return public_name(raw) if raw is not None and raw["kind"] == "actor" else ""

    def _without_persons(self, plain: Plain, part: str, hidden: Hidden) -> bool:
        """Takes minors, and names as printed, out of a part; False where nobody is left who said it."""
        if "actor" not in PARTS[part].by_name:
            return True
        rows = plain["parts"][part]
        kept = []
        for row in rows:
            raw = self._linked.get(row["actor"])
            if raw is not None and is_minor(raw):
                hidden.add_phrase(row["words"])
                hidden.under.add(part)
                continue
            if not self._may_be_named(row["actor"]):
                instead = self._instead(row["actor"])
                hidden.add_phrase(row["words"], instead or LEFT_OUT)
                hidden.under.update((part, row["id"]))
                row.update(words=instead, actor=row["actor"] if instead else None)
                row.update({name: "" for name in ("role_words",) if name in row})
                row.update({name: None for name in ("office",) if name in row})
            kept.append(row)
        plain["parts"][part] = kept
        return bool(kept) or part != "speakers"

    def _without_links(self, plain: Plain) -> None:
        """Takes out links to what this audience may not have, so that no id of such a record is written."""
        kind = KINDS[plain["kind"]]
        for column in kind.table.links:
            id = plain["fields"][column.name]
            if id and self._get_or_loop(id, plain) is None:
                plain["fields"][column.name] = None
        for part in kind.parts:
            for column in PARTS[part].links:
                for row in plain["parts"][part]:
                    if row[column.name] and self._get_or_loop(row[column.name], plain) is None:
                        row[column.name] = None

    def _get_or_loop(self, id: str, plain: Plain) -> object | None:
        # Whether a linked record is there at all, without asking what it points to itself.
        raw = self._raw(id)
        if raw is None or raw["kind"] not in rules()["kinds"]:
            return None
        return None if raw["kind"] == "actor" and not public_name(raw) else raw

    def _evidence(self, plain: Plain, hidden: Hidden) -> Callable[[Plain], Plain | None]:
        """What the public may have of a row of evidence; None where that is nothing."""
        ids = {row["id"] for rows in plain["parts"].values() for row in rows}
        fields = {path.partition(".")[0] for path in rules()["kinds"][plain["kind"]]}

        def kept(whole: Plain) -> Plain | None:
            head, _, rest = whole["field"].removeprefix("parts/").partition("/")
            if head and head != "part" and head not in fields:
                return None
            if rest and ids.isdisjoint(rest.split("/")):
                return None
            row = {
                name: whole[name] if name in listed_row() else empty for name, empty in empty_row().items()
            }
            if whole["layer"] and self._raw(whole["layer"]) is None:
                return None
            if whole["basis"] and self._get_or_loop(whole["basis"], plain) is None:
                return None
            if not whole["layer"] and not whole["basis"]:
                return None
            row.update({name: "" for name in ("prefix", "suffix") if hidden.tells([row[name]])})
            told = hidden.tells([row["exact"], row["locator"]])
            if told or not hidden.under.isdisjoint((head, *rest.split("/"))):
                # The place of a quotation that is left out would lead to it just the same.
                row.update(exact="", prefix="", suffix="", locator="", start=None, end=None, page=None)
            return row

        return kept


def _redact(plain: Plain, hidden: Hidden) -> None:
    """Puts pseudonyms in the place of names in every text of a record."""
    if not hidden:
        return
    rows = (row for part in plain["parts"].values() for row in part)
    for values in (plain["fields"], *rows):
        for name, value in values.items():
            if isinstance(value, str) and name not in ("pseudonym", "id"):
                values[name] = hidden.redacted(value)
            elif isinstance(value, list) and all(isinstance(one, str) for one in value):
                values[name] = [hidden.redacted(one) for one in value]
