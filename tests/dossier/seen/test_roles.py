"""The roles are what their file says, and a fault in the file is named."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from tests.dossier.seen.oracle import SEES

from sourcebook.dossier.models import Role
from sourcebook.dossier.seen import NotAllowed, Viewer, as_system, roles
from sourcebook.dossier.seen.roles import RolesError, read_roles

_SHIPPED = (Path(roles.__file__).parent / "roles.yaml").read_text("utf-8")


def test_it_works() -> None:
    read = read_roles(_SHIPPED)
    assert {name: (role.sees, role.own) for name, role in read.roles.items()} == SEES
    assert set(read.roles) == {"public", *Role.values}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sees: team, own: team", "sees: teem, own: team", "roles: reader: sees: no such level 'teem'; it is one of public, team"),
        ("own: team, may: []", "own: 3, may: []", "roles: reader: own: no such level 3"),
        ("sees: team, own: team", "sees: team, own: public", "roles: reader: own: public is less than"),
        ("[create, edit, propose, theme]", "[create, edti]", "roles: contributor: may: no such act 'edti'; it is one of create"),
        ("[create, edit, propose, theme]", "create", "roles: contributor: may: must be a list of acts, not 'create'"),
        ("own: team, may: []", "may: []", "roles: reader: must have may, own, sees, and nothing else"),
        ("own: team, may: []", "own: team, may: [], can: []", "roles: reader: must have"),
        ("  public: ", "  world: ", "must be a mapping that has the role public"),
        ("  reader: ", "  system: ", "roles: system: that is the program itself"),
        ("acts:", "actions:", "must have `roles` and `acts`"),
        ("roles:", "roles: [", "not YAML"),
    ],
)  # fmt: skip
def test_a_fault_is_named(old: str, new: str, message: str) -> None:
    assert old in _SHIPPED
    with pytest.raises(RolesError) as error:
        read_roles(_SHIPPED.replace(old, new, 1))
    assert message in str(error.value)


def test_all_faults_are_told_at_once() -> None:
    broken = _SHIPPED.replace("sees: team", "sees: teem").replace("merge]", "mingle]")
    with pytest.raises(RolesError) as error:
        read_roles(broken)
    assert len(str(error.value).splitlines()) == 3


def test_a_role_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such role 'editor'; it is one of public, reader"):
        Viewer(uuid.uuid4(), "editor")


def test_who_may_not_is_told_whom_to_ask() -> None:
    with pytest.raises(
        NotAllowed,
        match=r"publish reviewed records.*not allowed for the role reviewer; ask a publisher, keeper",
    ):
        Viewer(uuid.uuid4(), "reviewer").must("publish")


def test_the_program_itself_sees_everything() -> None:
    with as_system() as viewer:
        assert (viewer.sees, viewer.own, viewer.may("erase"), viewer.allows(3, uuid.uuid4())) == (
            3,
            3,
            True,
            True,
        )
