"""What an edition may draw upon, gathered from a dossier: the one place of `publish` that knows the database.

Only published records of level public, each as the public may have it (`dossier.exchange.foreign.audience`):
allow-listed fields, pseudonyms, coarse coordinates. Of captures that nobody released, no words around a
quotation are taken along either. What the public side of a record lacks is told by the names of the parts, so
that a report never says that there is nothing where something is kept from the public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sourcebook.dossier.editions.releasing import released
from sourcebook.dossier.editions.states import partners_of
from sourcebook.dossier.exchange.foreign.audience import prepared
from sourcebook.dossier.exchange.foreign.known import look_up
from sourcebook.dossier.exchange.foreign.listed import rules
from sourcebook.dossier.exchange.foreign.names import Hidden, is_named
from sourcebook.dossier.exchange.foreign.permitted import refusal
from sourcebook.dossier.exchange.public import public_format
from sourcebook.dossier.home import captures
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Capture, Codebook, Dossier, Record, TextLayer, Theme
from sourcebook.dossier.seen import as_system, current
from sourcebook.dossier.vault import Store
from sourcebook.publish.drafting.untold import ABOVE, DRAFT, NOT_KNOWN, OF_TEAM, PROTECTED, REVIEWED
from sourcebook.publish.material import Material, Plain

# Records by id, why others are refused, and what is hidden of the records.
Gathered = tuple[dict[str, Plain], dict[str, str], dict[str, frozenset[str]]]
# Of a row of these parts it may be that nobody is left in it.
_PERSONS = ("speakers", "addressees", "involvements")
# What a library program keeps in its fields is cut down by a list of its own: that is no secret.
_NOT_TOLD = frozenset({"csl"})


def gather(*, already_public: bool = False) -> Material:
    """The material of the viewer's dossier; a constant number of queries for each thousand records.

    `already_public`: everything in the dossier was read from a report that is published; records are taken
    whatever their status, and names as they stand. For rebuilding such a report, never for a dossier of work.
    """
    dossier = Dossier.objects.get(pk=current().within)
    letting_out = released()
    # What the public may have is the same whoever asks; and names are kept out that the asker does not see.
    with as_system():
        return _gathered(dossier, letting_out, already_public)


def _gathered(dossier: Dossier, letting_out: frozenset[str], already_public: bool) -> Material:
    records, refused, hidden = (_everything if already_public else _published)(dossier)
    _quiet(records, letting_out)
    # Each database has an alphabet of its own, and the order is printed.
    found = Codebook.objects.filter(dossier_id=dossier.pk)
    books = sorted(found, key=lambda book: (book.name, book.version))
    return Material(
        title=dossier.title,
        records=records,
        partners=tuple(partners_of(dossier.pk).values()),
        policy=dossier.policy or {},
        codebooks=tuple((book.name, book.version) for book in books),
        themes=_themes(dossier, records),
        theme_titles={code["code"]: code["label"] for book in books for code in book.content["codes"]},
        refused=refused,
        hidden=hidden,
        released=letting_out & records.keys(),
        own=_own_reports(dossier, records),
        text_of=_text_of,
        bytes_of=_bytes_of,
    )


def gives_away() -> Callable[[str], bool]:
    """Tells whether a text has the full name of somebody of the viewer's dossier who is protected.

    Those who have a pseudonym, are minors, or were marked as private; not all who were not yet looked at.
    """
    hidden = Hidden()
    dossier = current().within
    with as_system():
        found = Record.objects.filter(dossier_id=dossier, kind="actor", merged_into=None, erased_at=None)
        actors = list(plains(found.order_by("pk")))
    for actor in actors:
        if actor.get("closed") or is_named(actor):
            continue
        fields = actor["fields"]
        if fields["pseudonym"].strip() or fields["minor"] == "yes" or fields["public"] == "private":
            for name in actor["parts"]["names"]:
                # One word may be a word like others, or the name of somebody else.
                if " " in name["value"].strip():
                    hidden.add_phrase(name["value"])
    return lambda text: hidden.tells([text])


def versions(ids: Iterable[str]) -> dict[str, int]:
    """The version of each of these records, as far as the viewer sees them."""
    rows = Record.objects.filter(pk__in=list(ids)).values_list("pk", "version")
    return {str(pk): version for pk, version in rows}


def _published(dossier: Dossier) -> Gathered:
    refused: dict[str, str] = {}
    hidden: dict[str, frozenset[str]] = {}
    # The whole records whose public side was not yet given: a batch of them, and those without one.
    whole: dict[str, Plain] = {}

    def allowed() -> Iterator[Plain]:
        found = Record.objects.filter(
            dossier_id=dossier.pk, status="published", level=0, merged_into=None, erased_at=None
        )
        for plain in plains(found.order_by("pk")):
            if not refusal(plain, "public"):
                whole[plain["id"]] = plain
                yield plain

    format = public_format()
    records: dict[str, Plain] = {}
    for plain, _ in prepared(allowed(), look_up, "public", format):
        records[plain["id"]] = plain
        if kept := hidden_parts(whole.pop(plain["id"]), plain):
            hidden[plain["id"]] = kept
    unnamed = {id for id, plain in whole.items() if _may_be_named_yet(plain)}
    rows = Record.objects.filter(dossier_id=dossier.pk).values_list(
        "pk", "kind", "status", "level", "merged_into_id", "erased_at"
    )
    for pk, kind, status, level, merged, erased in rows:
        if str(pk) not in records:
            told = _why(kind, status, level, merged, erased)
            refused[str(pk)] = NOT_KNOWN if str(pk) in unnamed else told
    for source in _with_hidden_captures(dossier, records, refused):
        hidden[source] = hidden.get(source, frozenset()) | {"captures"}
    return records, refused, hidden


def _with_hidden_captures(dossier: Dossier, records: dict[str, Plain], refused: dict[str, str]) -> set[str]:
    """The public sources of which there is a copy that the public is not told of."""
    rows = Capture.objects.filter(
        record__dossier_id=dossier.pk, record__merged_into=None, record__erased_at=None
    ).exclude(record__status="withdrawn")
    pairs = rows.values_list("record_id", "source_id")
    return {str(source) for pk, source in pairs if str(pk) in refused and str(source) in records}


def _may_be_named_yet(plain: Plain) -> bool:
    """Whether it may only be unknown that somebody acts in public; never so of a minor."""
    fields = plain["fields"]
    return bool(
        plain["kind"] == "actor"
        and fields["form"] == "person"
        and fields["public"] == "unknown"
        and fields["minor"] != "yes"
    )


def _why(kind: str, status: str, level: int, merged: object, erased: object) -> str:
    if erased:
        return "erased"
    if merged:
        return f"merged into {str(merged)[:8]}"
    above = {0: "", 1: OF_TEAM}.get(level, ABOVE)
    if status != "published":
        told = {"draft": DRAFT, "reviewed": REVIEWED}.get(status, status)
        return f"{told}, {above}" if above else told
    if above:
        return above
    if kind not in rules()["kinds"]:
        return f"a {kind}, which is never published"
    return PROTECTED


def _everything(dossier: Dossier) -> Gathered:
    found = Record.objects.filter(dossier_id=dossier.pk, merged_into=None, erased_at=None).order_by("pk")
    format = public_format()
    kinds = set(format.writes)
    shown = {
        plain["id"]: {**format.cut(plain), "status": "published"}
        for plain in plains(found.filter(level__lte=1))
        if plain["kind"] in kinds
    }
    return shown, {}, {}


def _quiet(records: dict[str, Plain], letting_out: frozenset[str]) -> None:
    """Takes the words around a quotation out where its capture is not released."""
    known = {
        layer["id"]: id
        for id, plain in records.items()
        if plain["kind"] == "capture"
        for layer in plain["parts"].get("layers", ())
    }
    for plain in records.values():
        for row in plain["evidence"]:
            if row["layer"] and known.get(row["layer"]) not in letting_out:
                row.update(prefix="", suffix="")


def _themes(dossier: Dossier, records: dict[str, Plain]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    rows = Theme.objects.filter(record__dossier_id=dossier.pk).order_by("record_id", "position", "id")
    for record, code in rows.values_list("record_id", "code"):
        if str(record) in records and code not in found.get(str(record), ()):
            found.setdefault(str(record), []).append(code)
    return {record: tuple(codes) for record, codes in found.items()}


def _own_reports(dossier: Dossier, records: dict[str, Plain]) -> frozenset[str]:
    """Sources that are reports which were imported: own ones, unless the policy `own_reports` lists them."""
    listed = (dossier.policy or {}).get("own_reports")
    keys = Record.objects.filter(dossier_id=dossier.pk, origin="machine").exclude(origin_key="")
    found = {key.partition(":")[0] for key in keys.values_list("origin_key", flat=True).distinct()}
    return frozenset(found & records.keys() if listed is None else set(listed) & found)


def _text_of(capture: str) -> str | None:
    layers = TextLayer.objects.filter(record_id=capture, current=True)
    return layers.values_list("text", flat=True).first()


def _bytes_of(capture: str) -> bytes | None:
    sha256 = Capture.objects.filter(record_id=capture).values_list("sha256", flat=True).first()
    store = Store(captures())
    if not sha256 or not store.has(sha256):
        return None
    with store.open(sha256) as file:
        return file.read()


def hidden_parts(whole: Plain, shown: Plain) -> frozenset[str]:
    """The names of the parts of a record that its public side lacks (see `Material.hidden`).

    `whole` is the record as the team has it, `shown` what `prepared` gave of it. Of rows that were taken out
    to protect a minor nothing is told.
    """
    listed = {path.partition(".")[0] for path in rules()["kinds"][whole["kind"]]} - _NOT_TOLD
    found = {
        name for name in listed & shown["fields"].keys() if _lost(whole["fields"], shown["fields"], name)
    }
    for one in whole["withheld"]:
        head, row, _ = one["field"].partition("/")
        if one["level"] != "public" and head in listed:
            found.update((head, head + row))
        elif one["level"] != "public" and head == "evidence":
            found.add("sources")
    if whole["parts"].get("names") and not shown["parts"].get("names"):
        found.add("names")
    if "claimant_words" in found and not shown["fields"]["claimant"]:
        found.add("claimant")
    for part in _PERSONS:
        found.update(_hidden_in(part, whole, shown))
    if _lacks_sources(whole, shown, listed):
        found.add("sources")
    return frozenset(found)


def _lost(whole: Plain, shown: Plain, name: str) -> bool:
    return whole.get(name) not in (None, "", [], {}) and shown.get(name) in (None, "", [], {})


def _hidden_in(part: str, whole: Plain, shown: Plain) -> Iterator[str]:
    left = {row["id"]: row for row in shown["parts"].get(part, ())}
    for row in whole["parts"].get(part, ()):
        mine = left.get(row["id"])
        if mine is None:
            continue
        named = mine["actor"] or mine["words"].strip()
        if not named and (row["actor"] or row["words"].strip()):
            yield from (part, f"{part}/{row['id']}")
        for column in ("office", "attributed_to"):
            if _lost(row, mine, column):
                yield from (column, f"{part}/{row['id']}/{column}")


def _lacks_sources(whole: Plain, shown: Plain, listed: set[str]) -> bool:
    """Whether evidence for what the public may have leads to what the public side does not lead to."""
    left = {row["basis"] or row["layer"] for row in shown["evidence"]}
    for row in whole["evidence"]:
        head = row["field"].removeprefix("parts/").partition("/")[0]
        target = row["basis"] or row["layer"] or row["on_file"]
        if target and target not in left and (not head or head == "part" or head in listed):
            return True
    return False
