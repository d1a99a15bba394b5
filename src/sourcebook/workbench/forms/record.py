"""A form for a record of any kind: begun empty or of what is known, read back, saved, with faults beside the
fields.

form = RecordForm.of("statement", initial={"text": "...", "evidence": [{...}]})
form = RecordForm.read("statement", request.POST)
if form.ready and (record := form.save("told by two papers")): ...
{% include "forms/record.html" with form=form %}      in a <form method="post"> of the page
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db import transaction

from sourcebook.dossier.kinds import KINDS, Plain, empty_plain
from sourcebook.dossier.kinds.fetch import Keys
from sourcebook.dossier.kinds.paths import difference
from sourcebook.dossier.kinds.valid import Problem
from sourcebook.dossier.kinds.whole import completed
from sourcebook.dossier.listing import themes_known
from sourcebook.dossier.offices import with_offices
from sourcebook.dossier.seen import NotAllowed, current
from sourcebook.dossier.vault import VaultError
from sourcebook.dossier.write import Edit, Refused, create, edit
from sourcebook.dossier.write.status import put_theme, take_theme
from sourcebook.workbench.forms.drawing import draw, labels_for
from sourcebook.workbench.forms.field import Shown
from sourcebook.workbench.forms.layout import FORMS
from sourcebook.workbench.forms.reading import Read, read
from sourcebook.workbench.forms.themes import newest_version, wanted
from sourcebook.workbench.forms.typed import Typed, typed_of

# What an edit changes; a level and a state have acts of their own.
_EDITED = ("fields", "parts", "evidence")
_BESIDE = ("note", "absent")
# A form of one field: these are no columns, and are edited in the same way.
EVIDENCE, THEMES, NOTE = "evidence", "themes", "note"


class RecordForm:
    """A form for a record. `plain` is what it says now, `faults` what cannot stand, by the names of fields.

    `new` tells whether the record is still to be made, `again` that a button asked for the form once more (a
    row to be added), `ready` that it can be saved. `only` are the fields that it has, all where it is empty.
    """

    def __init__(self, kind: str, base: Plain, typed: Typed, *, new: bool, only: Sequence[str] = ()) -> None:
        self.kind = kind
        self.base = base
        self.typed = typed
        self.new = new
        self.only = tuple(only)
        self.again = False
        self.plain = base
        self.fresh: list[Plain] = []
        self.faults: dict[str, list[str]] = {}
        self.general: list[str] = []
        self._left: set[str] = set()
        self._read: Read | None = None
        self._themes: tuple[list[tuple[str, str]], list[tuple[str, str]]] = ([], [])

    @classmethod
    def of(
        cls,
        kind: str,
        plain: Plain | None = None,
        initial: Mapping[str, Any] | None = None,
        only: Sequence[str] = (),
    ) -> RecordForm:
        """A form to be filled in: of a record (in its plain form), or of a new one that begins with `initial`
        (fields, parts and evidence by their names, as for `empty_plain`). Raises KeyError for no kind."""
        base = plain if plain is not None else completed(empty_plain(kind, **(initial or {})))
        labels = labels_for(base)
        return cls(kind, base, typed_of(base, labels, new=plain is None), new=plain is None, only=only)

    @classmethod
    def read(cls, kind: str, post: Any, plain: Plain | None = None, only: Sequence[str] = ()) -> RecordForm:
        """A form that was sent: `plain` is the record that it was made of, None for a new one."""
        typed = Typed.sent(post)
        base = plain if plain is not None else _begun(kind, typed)
        form = cls(
            kind, base, typed, new=plain is None, only=only or tuple(filter(None, typed.one("only").split()))
        )
        pressed = typed.one("do")
        if pressed:
            form.again = True
            typed.press(pressed)
            return form
        form._take()
        return form

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields and parts that the form has, in order."""
        return tuple(key for key in FORMS[self.kind].all if not self.only or key in self.only)

    def has(self, beside: str) -> bool:
        """Whether the form has "evidence", "themes" or the "note"."""
        if beside == EVIDENCE and self.kind == "capture":
            return False
        return not self.only or beside in self.only

    @property
    def ready(self) -> bool:
        """Whether it was read and nothing in it is at fault."""
        return not (self.again or self.faults or self.general)

    @property
    def version(self) -> int:
        """The version of the record that the form was made of; 0 for a new one."""
        text = self.typed.one("version")
        return int(text) if text.isdecimal() else (0 if self.new else int(self.base["version"]))

    @property
    def values(self) -> dict[str, Any]:
        """What the form changes, by path."""
        after = difference(self.base, self.plain)[1]
        return {
            path: one
            for path, one in after.items()
            if (path.split("/")[0] in _EDITED or path in _BESIDE) and path not in self._left
        }

    def leave(self, path: str) -> None:
        """Leaves the value at a path as somebody else made it meanwhile."""
        self._left.add(path)

    @cached_property
    def shown(self) -> Shown:
        """The form as its template draws it."""
        links = self._read.links if self._read else None
        return draw(
            self,
            offered_records=links.offered if links else {},
            unfound=self._read.unfound if self._read else set(),
        )

    @cached_property
    def codes(self) -> list[tuple[str, str]]:
        """The codes of the dossier's codebooks."""
        return themes_known() if self.has(THEMES) else []

    def _take(self) -> None:
        self._read = read(self.typed, self.base, self.keys, evidence=self.has(EVIDENCE))
        self.plain, self.faults = self._read.plain, self._read.faults
        self.fresh = self._read.links.fresh
        if self.new and self.typed.one("h.level"):
            self.plain["level"] = self.typed.one("h.level")
        own = self.plain["fields"]
        if self.kind == "coding" and own["codebook"] != self.base["fields"]["codebook"]:
            own["codebook_version"] = newest_version(current().within, own["codebook"])
        if self.has(THEMES):
            put, take, faults = wanted(self.typed, self.base, self.codes if self.typed.all("t.new") else [])
            self._themes = put, take
            if faults:
                self.faults["t.new"] = faults
        self.plain = (
            with_offices([self.plain])[0] if self.kind == "statement" and not self.faults else self.plain
        )

    def save(self, why: str = "", version: int | None = None, keys: Keys | None = None) -> str:
        """Makes or changes the record, and what was made on the spot for it; gives its id, "" where it is
        refused.

        What is refused stands in `faults` then. Raises Conflict where somebody else changed it since
        `version`
        (that of the form, where none is given). `keys` opens what is sealed.
        """
        try:
            with transaction.atomic():
                self._write(why, self.version if version is None else version, keys)
        except Refused as refused:
            self.tell(refused.problems)
        except (NotAllowed, VaultError) as refused:
            self.general.append(str(refused))
        return "" if self.general or self.faults else str(self.plain["id"])

    def _write(self, why: str, version: int, keys: Keys | None) -> None:
        if self.new:
            create([*self.fresh, self.plain], why)
        else:
            if self.fresh:
                create(self.fresh, why)
            if self.values:
                edit([Edit(self.plain["id"], self.values, version)], why, keys=keys)
        put, take = self._themes
        for book, code in put:
            put_theme([self.plain["id"]], book, code, why, keys=keys)
        for book, code in take:
            take_theme([self.plain["id"]], book, code, why, keys=keys)

    def tell(self, problems: Sequence[Problem]) -> None:
        """Puts what the write path refused beside the fields that it is about."""
        for problem in problems:
            name = self._name(problem.field) if problem.record == self.plain["id"] else ""
            if name:
                self.faults.setdefault(name, []).append(problem.reason)
            else:
                self.general.append(f"{problem.field}: {problem.reason}")
        self.__dict__.pop("shown", None)

    def _name(self, path: str) -> str:
        """The name of the field that a problem is about; "" for none of this form."""
        head, _dot, column = path.removeprefix("absent.").partition(".")
        kind = KINDS[self.kind]
        if head == "evidence":
            return "e" if self.has(EVIDENCE) else ""
        if head not in self.keys:
            return ""
        if head not in kind.parts:
            return f"f.{head}"
        rows = self.plain["parts"][head]
        return f"p.{head}.{rows[0]['id']}.{column}" if column and len(rows) == 1 else f"p.{head}"


def _begun(kind: str, typed: Typed) -> Plain:
    """The empty record that a form for a new one is of; it keeps its id, so that it is made once."""
    given = typed.one("h.id")
    plain = empty_plain(kind)
    try:
        plain["id"] = str(uuid.UUID(given))
    except ValueError:
        plain["id"] = str(uuid.uuid4())
    organisation = current().organisation
    plain["owner"] = str(organisation) if organisation else None
    if kind == "coding":
        account = current().account
        plain["fields"]["coder"] = str(account) if account else None
    return plain


__all__ = ["EVIDENCE", "NOTE", "THEMES", "RecordForm"]
