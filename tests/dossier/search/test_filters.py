"""Lists and searches narrowed: by theme, speaker, place and its parts, dates, source; and names in all scripts."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from tests.dossier.search.test_find import capture

from sourcebook.dossier.kinds import empty_plain
from sourcebook.dossier.models import Record
from sourcebook.dossier.search import Filters, find, matching
from sourcebook.dossier.seen import Viewer, as_system
from sourcebook.dossier.seen.compiler import writing
from sourcebook.dossier.write import create


def named(kind: str, *names: str, **given: object) -> dict[str, Any]:
    return empty_plain(kind, names=[{"value": name} for name in names], **given)


@pytest.fixture
def ardovia(keeper: Viewer) -> dict[str, str]:
    """A small dossier: {name: id}."""
    brenik = named("actor", "Tavo Brenik", "Таво Бреник", "Տավո Բրենիկ")
    double = named("actor", "T. Brenik")
    ardovia = named("place", "Ardovia", form="country")
    valley = named("place", "Orvan valley", wholes=[{"whole": ardovia["id"]}])
    orvan = named("place", "Orvan", "Orvanşəhər", "Օրվան", wholes=[{"whole": valley["id"]}])
    session = empty_plain("event", occasion="A session at Orvan", place=orvan["id"], when="2024-03-18")
    speech = empty_plain("statement", text="The water is ours.", when="2024-03", occasion=session["id"],
                         speakers=[{"actor": double["id"], "words": "Brenik"}],
                         themes=[theme("threats", "denial/of-identity")])  # fmt: skip
    flood = empty_plain("event", words="Water flooded Orvanşəhər", place=orvan["id"], when="2021-05-02/..")
    figure = empty_plain("claim", about=orvan["id"], property="wells without water", words="some forty")
    far = empty_plain("event", words="Water ran out elsewhere", when="1999")
    source = empty_plain("source", title="Session of parliament")
    page, texts = capture("The minister said the water is ours.", source=source["id"])
    for plain in (speech, figure):
        layer = page["parts"]["layers"][0]["id"]
        evidence = {"id": str(uuid.uuid4()), "layer": layer if plain is speech else None,
                    "basis": None if plain is speech else source["id"], "exact": "the water is ours",
                    "prefix": "", "suffix": "", "start": 18, "end": 35, "page": None, "field": "", "locator": "",
                    "on_file": "", "stance": "supports", "state": "anchored"}  # fmt: skip
        if plain is not speech:
            evidence |= {"exact": "", "start": None, "end": None, "state": "untargeted", "locator": "note 12"}
        plain["evidence"].append(evidence)
    plains = {
        "brenik": brenik, "double": double, "ardovia": ardovia, "valley": valley, "orvan": orvan,
        "session": session, "source": source, "page": page, "speech": speech, "flood": flood, "figure": figure,
        "far": far,
    }  # fmt: skip
    create(plains.values(), "", texts=texts)
    with as_system(), writing():
        Record.objects.filter(pk=double["id"]).update(merged_into=brenik["id"])
    return {name: plain["id"] for name, plain in plains.items()}


def theme(codebook: str, code: str) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "codebook": codebook, "version": "1", "code": code, "put_by": None,
            "put_at": "2026-01-05T10:00:00.000000Z"}  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"kinds": ("place",)}, "ardovia valley orvan"),
        ({"kinds": ("actor", "claim")}, "brenik double figure"),
        ({"status": "published"}, ""),
        ({"level": "team", "kinds": ("claim",)}, "figure"),
        ({"level": "public"}, ""),
        ({"origin": "machine"}, ""),
        ({"theme": "threats/denial/of-identity"}, "speech"),
        ({"theme": "threats"}, "speech"),
        ({"theme": "threats/denial"}, ""),
        ({"speaker": "brenik"}, "speech"),
        ({"speaker": "double"}, "speech"),
        ({"place": "orvan"}, "orvan session speech flood figure"),
        ({"place": "ardovia", "kinds": ("event",)}, "session flood"),
        ({"since": date(2024, 3, 20)}, "speech flood"),
        ({"until": date(2024, 3, 17)}, "speech flood far"),
        ({"since": date(2024, 3, 18), "until": date(2024, 3, 18)}, "session speech flood"),
        ({"since": date(2000, 1, 1), "until": date(2010, 1, 1)}, ""),
        ({"source": "source"}, "source page speech figure"),
        ({"place": "ardovia", "speaker": "brenik", "since": date(2024, 1, 1)}, "speech"),
    ],
)
def test_a_list_has_what_passes_the_filters(
    ardovia: dict[str, str], filters: dict[str, Any], names: str
) -> None:
    chosen: dict[str, Any] = {
        name: uuid.UUID(ardovia[value]) if name in ("speaker", "place", "source") else value
        for name, value in filters.items()
    }
    back = {value: name for name, value in ardovia.items()}
    passed = matching(Filters(**chosen))
    assert {back[str(pk)] for pk in passed.values_list("pk", flat=True)} == set(names.split())
    # A search for a word of all of these finds those among them that say it.
    with_water = {"speech", "flood", "figure", "far", "page"}
    found = find("water", Filters(**chosen))
    assert {back[str(hit.record)] for hit in found.hits} == with_water & set(names.split())
    assert found.total == len(found.hits)


def test_a_level_that_is_none_is_refused(keeper: Viewer) -> None:
    with pytest.raises(ValueError, match="no such level 'secret'; it is one of public, team"):
        find("water", Filters(level="secret"))


@pytest.mark.parametrize(
    ("query", "plain", "widened"),
    [
        ("Օրվան", "orvan", "orvan session flood valley"),
        ("orvanseher", "orvan flood", "orvan session flood valley"),
        ('"Orvanşəhər" water', "flood", "flood"),
        ("Օրվան water", "", "flood"),
        ("Tavo Brenik", "brenik", "brenik double"),
        ("таво бреник", "brenik", "brenik double"),
        ("Brenik", "brenik double speech", "brenik double speech"),
        ("Orvan* -valley", "orvan session flood", "orvan session flood"),
        ("Օրվան -session", "orvan", "orvan flood valley"),
        ("nobody called so", "", ""),
    ],
)
def test_other_names_are_found_when_asked(
    ardovia: dict[str, str], query: str, plain: str, widened: str
) -> None:
    back = {value: name for name, value in ardovia.items()}
    assert {back[str(hit.record)] for hit in find(query).hits} == set(plain.split())
    assert {back[str(hit.record)] for hit in find(query, variants=True).hits} == set(widened.split())
