"""Records are made, read back whole, and refused with the field and the reason."""

from __future__ import annotations

from typing import Any

import pytest

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.kinds.fetch import by_ids
from sourcebook.dossier.models import Record
from sourcebook.dossier.seen import Viewer
from sourcebook.dossier.write import Conflict, Edit, Refused, create, edit


def speech() -> dict[str, Any]:
    return empty_plain(
        "statement",
        when="2024-03-18",
        text="Every hill will be ours again.",
        language="en",
        speakers=[{"words": "Tavo Brenik", "role_words": "Minister of Roads"}],
    )


def test_it_works(keeper: Viewer) -> None:
    made = create([speech()], "from the session of parliament")
    [plain] = by_ids(made.ids)
    assert plain["label"] == "Tavo Brenik: “Every hill will be ours again.”"
    assert plain["status"] == "draft"
    assert plain["made_by"] == str(keeper.account)
    assert plain["parts"]["speakers"][0]["role_words"] == "Minister of Roads"
    record = Record.objects.get()
    assert str(record.earliest) == "2024-03-18"


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"when": "2024-02-30"}, "when", "no such date"),
        ({"when": "last spring"}, "when", "not an EDTF date"),
        ({"form": "shout"}, "form", "is none of remark"),
        ({"points": "one"}, "points", "must be a list"),
        ({"occasion": "5c4f8f9e-1111-4222-8333-444455556666"}, "occasion", "no such record"),
        ({"colour": "red"}, "colour", "no such field"),
    ],
)
def test_a_broken_value_is_refused_with_its_field(
    keeper: Viewer, values: dict[str, Any], field: str, reason: str
) -> None:
    plain = speech()
    plain["fields"].update(values)
    with pytest.raises(Refused) as refused:
        create([plain], "")
    assert [(p.field, reason in p.reason) for p in refused.value.problems] == [(field, True)]
    assert not Record.objects.exists()


def test_the_second_who_saves_sees_the_first_ones_change(keeper: Viewer) -> None:
    [one] = create([speech()], "").ids
    edit([Edit(one, {"fields/text": "Every hill will be ours."}, 1)], "the recording has no 'again'")
    with pytest.raises(Conflict) as conflict:
        edit([Edit(one, {"fields/language": "hy"}, 1)], "")
    assert conflict.value.theirs == {"fields/text": "Every hill will be ours."}
    assert conflict.value.mine == {"fields/language": "hy"}
    assert by_ids([one])[0]["fields"]["text"] == "Every hill will be ours."
