"""A whole form drawn: its fields in order, its evidence, themes, level and note, with the labels that it
needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sourcebook.dates import DateError
from sourcebook.dossier.kinds import KINDS, Plain
from sourcebook.dossier.kinds.plain import links_of
from sourcebook.dossier.models import TextLayer
from sourcebook.dossier.offices import Held, offices_on
from sourcebook.dossier.seen.viewer import LEVELS
from sourcebook.dossier.write.links import is_id
from sourcebook.workbench.forms.dating import DateUnclear, understood
from sourcebook.workbench.forms.field import Field, Option, Proof, Shown
from sourcebook.workbench.forms.languages import offered_names
from sourcebook.workbench.forms.layout import FORMS
from sourcebook.workbench.forms.linking import labels_of
from sourcebook.workbench.forms.quoting import groups_of
from sourcebook.workbench.forms.showing import Beside, drawn
from sourcebook.workbench.forms.typed import Typed
from sourcebook.workbench.forms.words import STANCES
from sourcebook.workbench.pages.record.words import HEADER, path_words
from sourcebook.workbench.templatetags.records import level_name

if TYPE_CHECKING:
    from sourcebook.workbench.forms.record import RecordForm

Codes = Sequence[tuple[str, str]]


def labels_for(plain: Plain) -> dict[str, str]:
    """What the records are called that a record and its evidence link to; a text layer by its copy. Two
    queries."""
    wanted = {target for _name, target in links_of(plain)} | {
        row["basis"] for row in plain["evidence"] if row["basis"]
    }
    labels = labels_of(list(wanted))
    layers = [row["layer"] for row in plain["evidence"] if row["layer"] and is_id(row["layer"])]
    if layers:
        rows = TextLayer.objects.filter(pk__in=set(layers)).values_list("pk", "record__label")
        labels.update({str(pk): label for pk, label in rows})
    return labels


def draw(form: RecordForm, *, offered_records: Mapping[str, Codes], unfound: Collection[str]) -> Shown:
    """The form, drawn; at most three queries."""
    typed, layout = form.typed, FORMS[form.kind]
    offices = _offices(typed) if form.kind == "statement" and "speakers" in form.keys else {}
    beside = Beside(form.faults, offered_records, offices, _locked(form.base))
    one_field = bool(form.only)
    evidence, themes = form.has("evidence"), form.has("themes")
    codes = form.codes if themes else []
    return Shown(
        usual=tuple(
            drawn(form.kind, key, typed, beside) for key in form.keys if one_field or key in layout.usual
        ),
        more=tuple(
            drawn(form.kind, key, typed, beside) for key in form.keys if not one_field and key in layout.more
        ),
        proofs=tuple(_proofs(form, unfound, offered_records)) if evidence else (),
        themes=_themes(form, codes) if themes else (),
        theme_faults=tuple(form.faults.get("t.new", ())),
        more_themes=tuple(typed.all("t.new")) or ("",),
        offered_themes=tuple(codes),
        levels=_levels(typed) if form.new and not one_field else (),
        note=_note(typed) if form.has("note") else None,
        languages=offered_names(),
        general=(*form.general, *form.faults.get("e", ())),
        has_evidence=evidence,
        has_themes=themes and bool(codes or typed.all("t")),
    )


def _offices(typed: Typed) -> dict[str, list[Held]]:
    actors = [typed.one(f"p.speakers.{row}.actor") for row in typed.all("p.speakers")]
    wanted = [one for one in actors if is_id(one)]
    try:
        edtf = understood(typed.one("f.when")).edtf
        return offices_on(wanted, edtf) if wanted and edtf else {}
    except (DateUnclear, DateError):
        return {}


def _locked(base: Plain) -> dict[str, str]:
    """Fields that are sealed and that nobody opened: they are not typed over."""
    closed = [one["field"].partition("/")[0] for one in base["withheld"] if one.get("closed")]
    return dict.fromkeys(closed, _("Sealed: a keeper opens it, with the passphrase of the dossier."))


def _themes(form: RecordForm, codes: Codes) -> tuple[Option, ...]:
    labels, kept = dict(codes), form.typed.all("t")
    stand = [f"{row['codebook']}/{row['code']}" for row in form.base["themes"]]
    return tuple(Option(one, labels.get(one, one), one in kept) for one in stand)


def _levels(typed: Typed) -> tuple[Option, ...]:
    chosen = typed.one("h.level") or "team"
    return tuple(Option(level, level_name(level), level == chosen) for level in LEVELS)


def _note(typed: Typed) -> Field:
    return Field("h.note", "note", "long", str(HEADER["note"]), typed.one("h.note"))


def _proofs(form: RecordForm, unfound: Collection[str], offered: Mapping[str, Codes]) -> list[Proof]:
    known, typed = groups_of(form.base["evidence"]), form.typed
    found = []
    for number, group in enumerate(typed.all("e")):
        name, first = f"e.{group}", (known.get(group) or [{}])[0]
        faults = (*form.faults.get(name, ()),)
        layer = typed.one(f"{name}.layer")
        found.append(
            Proof(
                id=group,
                number=number + 1,
                exact=typed.one(f"{name}.exact"),
                source=_source(form, f"{name}.source", offered),
                shows=_shows(form, group),
                stance=_stances(typed.one(f"{name}.stance") or "supports"),
                locator=typed.one(f"{name}.locator"),
                page=typed.one(f"{name}.page"),
                on_file=typed.one(f"{name}.on_file"),
                fixed=bool(layer),
                layer=layer,
                start=typed.one(f"{name}.start"),
                end=typed.one(f"{name}.end"),
                keep=typed.one(f"{name}.keep") == "1",
                unfound=group in unfound or typed.has(f"{name}.keep"),
                faults=faults,
                before=str(first.get("prefix", "")),
                after=str(first.get("suffix", "")),
            )
        )
    return found


def _source(form: RecordForm, name: str, offered: Mapping[str, Codes]) -> Field:
    faults = tuple(form.faults.get(name, ()))
    options = tuple(Option(pk, label) for pk, label in offered.get(name, ()))
    if faults:
        options = (*options, Option("new:source/web-page", _("new source")))
    return Field(
        name, "source", "link", _("source"), form.typed.one(name), typed=form.typed.one(f"{name}~"),
        find="source,capture", spot="source/web-page", options=options, faults=faults,
    )  # fmt: skip


def _shows(form: RecordForm, group: str) -> tuple[Option, ...]:
    """The fields that a piece of evidence may be for; a new one is for all that need some."""
    kind, name = KINDS[form.kind], f"e.{group}.for"
    chosen = (
        form.typed.all(name)
        if form.typed.has(name) or form.typed.has(f"e.{group}.exact")
        else list(kind.evidenced)
    )
    paths = list(dict.fromkeys([*kind.evidenced, "", *chosen]))
    return tuple(Option(one, path_words(one) if one else _("the record"), one in chosen) for one in paths)


def _stances(chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, str(words), value == chosen) for value, words in STANCES.items())


__all__ = ["draw", "labels_for"]
