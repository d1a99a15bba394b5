"""The page of documentation on exchange: what each format carries and loses, made from the formats."""

from __future__ import annotations

from itertools import groupby

from sourcebook.dossier.exchange.foreign.annotation import ANNOTATIONS
from sourcebook.dossier.exchange.foreign.format import Format, own_paths
from sourcebook.dossier.exchange.foreign.ftm import FOLLOW_THE_MONEY
from sourcebook.dossier.exchange.foreign.geojson import GEOJSON
from sourcebook.dossier.exchange.foreign.library import BIBTEX, CSL_JSON
from sourcebook.dossier.exchange.foreign.listed import rules
from sourcebook.dossier.exchange.foreign.sheets import EVENTS, FIGURES, STATEMENTS
from sourcebook.dossier.kinds import KINDS

FORMATS = (STATEMENTS, EVENTS, FIGURES, CSL_JSON, BIBTEX, ANNOTATIONS, FOLLOW_THE_MONEY, GEOJSON)
_INTRODUCTION = """\
# Exchange with other programs

A dossier travels whole in one form only: its own folder of JSON Lines. The formats below are for other
programs, and each of them loses something. The tables are made from the code (`make docs`): a writer is
handed the columns that it declares and no other, and what it does not declare is listed here as lost.

Every file is written either for the team or for the public. A file for the team holds nothing above the level
“team”. A file for the public holds published records of the level “public”, and of those what the list below
names; it is built by listing what may be in it, not by taking out what may not. In it

- nobody of the team is named, nor the program; notes, themes, codings and drafts are the team's own;
- private persons have their pseudonym, or no name. Named are persons who act in public, and private persons
  known to be of age who have no pseudonym and whose consent has a scope that is written down;
- minors are left out, and so are records about them; of whom it is not known counts as private;
- words as printed for somebody who is no record of the dossier are left out: they may be a private name;
- a text that gives away a private person whom the record points to has the pseudonym in [brackets] instead,
  and a quotation that does is left out with its place. Words that begin like a name are taken for it, since
  names have endings in many languages. Only names that the dossier knows can be found so: read a text before
  you publish it;
- coordinates are rounded by the precision of the place, and left out where that is unknown.

A record above the level of the audience is refused, and nothing more is written.

Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula. In the CSV files such a text has
an apostrophe before it; numbers stay numbers.
"""
_READ = "“as others' names” means that records of the kind are only named inside others."


def losses_markdown() -> str:
    """The page."""
    return "\n".join([_INTRODUCTION, _overview(), *map(_section, FORMATS), _public()])


def _overview() -> str:
    names = [format.name for format in FORMATS]
    lines = ["## Which format carries which records", "", _READ, ""]
    lines += ["| kind | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for kind in KINDS:
        cells = (_carried(format, kind) for format in FORMATS)
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, ""])


def _carried(format: Format, kind: str) -> str:
    if kind not in format.writes:
        return "as others' names" if format.reads.get(kind) else "no"
    lost, own = len(format.losses[kind]), len(own_paths(kind))
    return "no" if lost == own and format is not ANNOTATIONS else f"{own - lost} of {own} columns"


def _section(format: Format) -> str:
    lines = [f"## {format.name} (`{format.file}`)", "", format.about, ""]
    lines += [f"- {remark}" for remark in format.remarks]
    lines += [""] if format.remarks else []
    lines += ["| of | not carried |", "|---|---|"]
    lines += (f"| {kind} | {_listed(format.losses[kind]) or 'nothing'} |" for kind in format.writes)
    lines.append(f"| every record | {_listed(format.losses['']) or 'nothing'} |")
    others = [kind for kind in KINDS if kind not in format.writes]
    lines += [f"| {', '.join(others)} | the records themselves |"] if others else []
    return "\n".join([*lines, ""])


def _public() -> str:
    lines = ["## What a file for the public may hold", "", "Of every record: its id, kind, label and status."]
    lines += ["Kinds that are not in the table are not written.", "", "| of | columns |", "|---|---|"]
    for kind, paths in rules()["kinds"].items():
        lines.append(f"| {kind} | {_listed([path for path in own_paths(kind) if path in paths])} |")
    lines.append(f"| evidence | {_listed(sorted(rules()['evidence']))} |")
    return "\n".join([*lines, ""])


def _listed(paths: list[str] | tuple[str, ...]) -> str:
    """Columns, those of one part together: "text, names (value, language)"."""
    told = []
    for part, group in groupby(paths, lambda path: path.partition(".")[0] if "." in path else ""):
        names = [path.rpartition(".")[2] for path in group]
        told.append(f"{part} ({', '.join(names)})" if part else ", ".join(names))
    return ", ".join(told)
