"""What stands in the fields of a form, by their names: made of a record, or sent by a browser. Nothing is
judged here.

f.text                       a column of the kind; a list has several
f.place  f.place~  f.place!  a link: the id, the words typed, and which record was chosen for these words
p.speakers                   the ids of the rows of a part, in order
p.speakers.<id>.actor        a column of a row
p.names.main                 the id of the row that is the main one
a.place                      why a field is empty
e, e.<id>.exact              pieces of evidence
t, t.new                     themes that stand, and that are put
l.names, l.e, l.t            that the form has these, though there may be no row
h.note, h.level, h.id        of the record itself
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sourcebook.dossier.kinds import KINDS, PARTS, Plain
from sourcebook.workbench.forms.controls import control_of, to_texts
from sourcebook.workbench.forms.layout import BEGUN, FORMS, ROWS
from sourcebook.workbench.forms.quoting import typed_proofs

_MOVES = {"up": -1, "down": 1}


class Typed:
    """The texts of a form's fields. `one` gives the last of a name, "" where there is none."""

    def __init__(self, values: Mapping[str, Iterable[str]] | None = None) -> None:
        self._values = {name: list(texts) for name, texts in (values or {}).items()}

    @classmethod
    def sent(cls, post: Any) -> Typed:
        """What a browser sent."""
        return cls({name: [text.replace("\r\n", "\n") for text in texts] for name, texts in post.lists()})

    def has(self, name: str) -> bool:
        """Whether there is such a field."""
        return name in self._values

    def one(self, name: str) -> str:
        """The text of a field."""
        texts = self._values.get(name)
        return texts[-1] if texts else ""

    def all(self, name: str) -> list[str]:
        """The texts of a field that may have several."""
        return list(self._values.get(name, ()))

    def put(self, name: str, *texts: str) -> None:
        """Sets a field."""
        self._values[name] = list(texts)

    def press(self, button: str) -> None:
        """What a button does: "add.names", "remove.names.<id>", "up.names.<id>"; one that is none does
        nothing."""
        act, _, rest = button.partition(".")
        part, _, row = rest.partition(".")
        name = part if part in ("e",) or part.startswith("f:") else f"p.{part}"
        name = name.replace("f:", "f.")
        listed = self.all(name)
        if name.startswith("f."):
            self.put(name, *_pressed_list(listed, act, row))
        elif act == "add":
            self.put(name, *listed, str(uuid.uuid4()))
        elif act == "remove":
            self.put(name, *(one for one in listed if one != row))
        elif act in _MOVES and row in listed:
            at = listed.index(row)
            to = min(max(at + _MOVES[act], 0), len(listed) - 1)
            listed.insert(to, listed.pop(at))
            self.put(name, *listed)


def _pressed_list(listed: list[str], act: str, row: str) -> list[str]:
    """A list of texts after a button; its rows go by their numbers."""
    if act == "add":
        return [*listed, ""]
    at = int(row) if row.isdecimal() else -1
    if not 0 <= at < len(listed):
        return listed
    text = listed.pop(at)
    if act in _MOVES:
        listed.insert(min(max(at + _MOVES[act], 0), len(listed)), text)
    return listed


def typed_of(plain: Plain, labels: Mapping[str, str], *, new: bool) -> Typed:
    """The fields of a record as a form begins with them; a new one has an empty row of its main parts."""
    typed, kind = Typed(), KINDS[plain["kind"]]
    for key in FORMS[plain["kind"]].all:
        if key in kind.parts:
            rows = plain["parts"][key]
            ids = [row["id"] for row in rows]
            if not rows and new and key in BEGUN:
                ids = [str(uuid.uuid4())]
            typed.put(f"p.{key}", *ids)
            typed.put(f"l.{key}", "")
            for row in rows:
                _put_row(typed, key, row, labels)
            continue
        _put(typed, f"f.{key}", plain["fields"], key, kind.table, labels)
    for key, reason in plain["absent"].items():
        typed.put(f"a.{key}", reason)
    typed.put("h.id", plain["id"])
    typed.put("h.note", plain["note"])
    typed.put("h.level", plain["level"])
    typed.put("t", *(f"{row['codebook']}/{row['code']}" for row in plain["themes"]))
    for name in ("l.e", "l.t"):
        typed.put(name, "")
    typed_proofs(typed, plain, labels)
    if new and not plain["evidence"] and kind.evidenced:
        typed.put("e", str(uuid.uuid4()))
    return typed


def _put_row(typed: Typed, part: str, row: Plain, labels: Mapping[str, str]) -> None:
    for key in ROWS[part].all:
        if key == "main":
            if row["main"]:
                typed.put(f"p.{part}.main", row["id"])
            continue
        _put(typed, f"p.{part}.{row['id']}.{key}", row, key, PARTS[part], labels)


def _put(typed: Typed, name: str, values: Plain, key: str, table: Any, labels: Mapping[str, str]) -> None:
    column = table.by_name[key]
    typed.put(name, *to_texts(control_of(column), values[key]))
    if column.sort == "link":
        typed.put(f"{name}~", labels.get(values[key] or "", ""))
    if f"{key}_words" in table.by_name and column.sort == "edtf":
        typed.put(f"{name}_words", values[f"{key}_words"])
