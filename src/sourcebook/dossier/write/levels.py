"""Who may see a record or a field: levels raised and lowered, fields withheld, records sealed."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence

from sourcebook.dossier.kinds.fetch import Keys, value_at
from sourcebook.dossier.kinds.plain import Plain
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.models import Capture, Coding, Evidence, Record, TextLayer, Withheld
from sourcebook.dossier.seen import as_system
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.write.commit import commit
from sourcebook.dossier.write.errors import Refused
from sourcebook.dossier.write.following import referring
from sourcebook.dossier.write.links import in_parts, targets_of
from sourcebook.dossier.write.settling import evidence_entry, is_under, settle_links
from sourcebook.dossier.write.traces import leave_no_trace

__all__ = ["leave_no_trace", "set_level", "withhold"]


def set_level(
    ids: Sequence[str],
    level: str,
    why: str,
    keys: Keys | None = None,
    versions: Mapping[str, int] | None = None,
) -> uuid.UUID | None:
    """Makes records public, team, restricted or sealed. Raises NotAllowed, Refused, NoVault.

    Links to them are withheld elsewhere, or given back. Sealing a source seals its captures: bytes, text and
    the evidence elsewhere that quotes them; also the codings of what is sealed, which quote it, and what the
    history said of all these. To take a seal off, `keys` must be handed in; it is taken off these records
    alone (undo of the sealing takes it off all that was sealed with them).
    """
    if level not in LEVELS:
        raise Refused([Problem(ids[0] if ids else "", "level", f"{level!r} is none of {', '.join(LEVELS)}")])
    ids = list(dict.fromkeys(ids))
    along = _sealed_along(ids) if level == "sealed" else []
    taken = [*ids, *along]
    layers = _layers_of(taken)
    # What is sealed along follows: whoever may seal a source may not see each of its captures.
    following = [one for one in dict.fromkeys([*along, *_concerned(taken, layers, keys)]) if one not in ids]

    def changed(old: list[Plain]) -> list[Plain]:
        # Layers of captures whose seal is taken off are known only now that they are open.
        now = layers | {row["id"] for p in old if p["id"] in taken for row in p["parts"].get("layers", ())}
        new = [{**plain, "level": level} if plain["id"] in taken else {**plain} for plain in old]
        for plain in new:
            if plain["id"] not in taken and not plain.get("closed"):
                _quotations(plain, now, sealed=level == "sealed")
        with as_system():
            settle_links(new, targets_of(new))
        return new

    return commit(
        ids, changed, why, act="level", must="edit", keys=keys, following=following, versions=versions
    )


def withhold(
    record: str, field: str, level: str, why: str, keys: Keys | None = None, version: int | None = None
) -> uuid.UUID | None:
    """Withholds a field ("text") or part ("names/<id>") of a record from those below a level.

    With it goes the evidence for it. A level at or below the record's own gives it back. Raises NotAllowed,
    Refused, NoVault.
    """
    if level not in LEVELS:
        raise Refused([Problem(record, "level", f"{level!r} is none of {', '.join(LEVELS)}")])

    def changed(old: list[Plain]) -> list[Plain]:
        plain = old[0]
        rest = [one for one in plain["withheld"] if one["field"] != field and not _for(plain, one, field)]
        if LEVELS[level] > LEVELS[plain["level"]]:
            if not _is_there(plain, field):
                raise Refused([Problem(record, field, f"a {plain['kind']} has no such field or part")])
            rest.append({"field": field, "level": level, "owner": plain["owner"], "why": "field"})
        return [{**plain, "withheld": rest}]

    versions = None if version is None else {record: version}
    return commit([record], changed, why, act="level", must="edit", keys=keys, versions=versions)


def _is_there(plain: Plain, field: str) -> bool:
    if field.startswith("evidence/"):
        return False
    try:
        return value_at(plain, field) is not None or "/" not in field
    except KeyError:
        return False


def _for(plain: Plain, entry: Plain, field: str) -> bool:
    """Whether an entry withholds evidence for a field alone."""
    head, _, wanted = entry["field"].partition("/")
    if head != "evidence" or entry["why"] != "evidence" or entry.get("closed"):
        return False
    return any(row["id"] == wanted and is_under(row["field"], field) for row in plain["evidence"])


def _quotations(plain: Plain, layers: Collection[str], sealed: bool) -> None:
    """Seals the evidence that quotes these text layers, or gives it back."""
    quoting = [row["id"] for row in plain["evidence"] if row["layer"] in layers]
    fields = {f"evidence/{one}" for one in quoting}
    if sealed:
        known = {one["field"] for one in plain["withheld"]}
        more = [evidence_entry(one, plain["owner"]) for one in quoting if f"evidence/{one}" not in known]
        plain["withheld"] = [*plain["withheld"], *more]
    else:
        plain["withheld"] = [
            one
            for one in plain["withheld"]
            if one["field"] not in fields or one["why"] != "evidence" or one.get("closed")
        ]


def _sealed_along(ids: Sequence[str]) -> list[str]:
    """What is sealed with records: the captures of sources, and codings, which quote what they are about."""
    found: dict[str, None] = {}
    with as_system():
        for some in in_parts(ids):
            copies = Capture.objects.filter(source_id__in=some).values_list("record_id", flat=True)
            found.update({str(pk): None for pk in copies})
        for some in in_parts([*ids, *found]):
            codings = Coding.objects.filter(about_id__in=some).values_list("record_id", flat=True)
            found.update({str(pk): None for pk in codings})
    return [one for one in found if one not in ids]


def _layers_of(ids: Sequence[str]) -> set[str]:
    with as_system():
        return {
            str(pk)
            for some in in_parts(ids)
            for pk in TextLayer.objects.filter(record_id__in=some).values_list("pk", flat=True)
        }


def _concerned(ids: Sequence[str], layers: Collection[str], keys: Keys | None) -> list[str]:
    """The records elsewhere whose links and quotations follow: those in clear, and with keys the sealed."""
    found = dict.fromkeys(referring(ids))
    with as_system():
        for some in in_parts(layers):
            quoting = Evidence.objects.filter(layer_id__in=some).values_list("record_id", flat=True)
            found.update({str(pk): None for pk in quoting})
        if keys is not None:
            dossier = Record.objects.filter(pk__in=list(ids)[:1]).values("dossier")
            sealed = Withheld.objects.filter(sealed__isnull=False, why__in=("link", "evidence"))
            rows = sealed.filter(record__dossier__in=dossier).values_list("record_id", flat=True)
            found.update({str(pk): None for pk in rows})
    return list(found)
