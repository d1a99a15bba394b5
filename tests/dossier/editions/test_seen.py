"""Nobody outside sees anything of an edition: not the public, not the people of another dossier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.editions.making import frozen, page, person

from sourcebook.dossier.editions import freeze, publish, save, sign
from sourcebook.dossier.editions.releasing import release, withdraw
from sourcebook.dossier.exchange.export import export
from sourcebook.dossier.models import Dossier, Edition, EditionText, Organisation, Record, Release, SignOff
from sourcebook.dossier.seen import Viewer, as_system, viewing
from sourcebook.dossier.write.levels import set_level

MODELS = (Edition, EditionText, SignOff, Release)
BUILD = "a" * 64
SECRET = "not for the press"


@pytest.fixture
def led(annual: Edition, dossier: Dossier, keeper: Viewer) -> Edition:
    """A published edition, with a released capture and one that was called back."""
    one, other = page("one"), page("other")
    release([one, other], SECRET)
    withdraw([other], SECRET)
    save(annual, f"# {SECRET}\n", SECRET)
    freeze(annual, frozen(BUILD, one))
    with viewing(person(dossier, "publisher", "Lake Watch")):
        sign(annual)
        publish(annual, BUILD, [("paragraph", "b1", SECRET)])
    return annual


def test_the_public_sees_nothing(led: Edition, dossier: Dossier) -> None:
    with viewing(Viewer(dossier.pk, "public")):
        assert Record.objects.count() == 2, "of the dossier it sees what is published"
        for model in MODELS:
            assert not model._default_manager.exists() and model._default_manager.count() == 0
        for asked in (
            Record.objects.filter(releases__why__contains="press"),
            Record.objects.filter(releases__isnull=False),
            Dossier.objects.filter(editions__state="published"),
            Dossier.objects.filter(editions__texts__content__contains="press"),
            Edition.objects.filter(sign_offs__build=BUILD),
            Record.objects.exclude(releases__isnull=True),
        ):
            assert not list(asked.values_list("pk", flat=True))
        capture: Any = Record.objects.prefetch_related("releases").first()
        assert capture is not None and not capture.releases.all()
        seen: Any = Dossier.objects.get()
        assert not seen.editions.exists()


@pytest.mark.parametrize("role", ["reader", "publisher", "keeper"])
def test_people_of_another_dossier_see_nothing(led: Edition, dossier: Dossier, role: str) -> None:
    with as_system():
        other = Dossier.objects.create(slug="other", title="Other", made_at=dossier.made_at)
    with viewing(person(other, role, "Lake Watch")):
        for model in MODELS:
            assert not model._default_manager.exists()
        assert not SignOff.objects.filter(organisation__name="Lake Watch").exists()
        assert Organisation.objects.filter(name="Lake Watch").exists()


def test_the_team_sees_it_whatever_their_role(led: Edition, member: Callable[..., Viewer]) -> None:
    for role in ("reader", "contributor", "reviewer", "publisher", "keeper"):
        with viewing(member(role)):
            counts = [model._default_manager.count() for model in MODELS]
            assert counts == [1, 2, 1, 2], role


def test_what_was_said_of_a_hidden_capture_is_hidden_with_it(
    led: Edition, member: Callable[..., Viewer]
) -> None:
    [capture] = Release.objects.filter(withdrawn_at=None).values_list("capture_id", flat=True)
    set_level([str(capture)], "restricted", "danger")
    for role, count in (("reader", 1), ("contributor", 1), ("reviewer", 2), ("keeper", 2)):
        with viewing(member(role)):
            assert Release.objects.count() == count, role


def test_a_public_export_has_nothing_of_it(led: Edition, dossier: Dossier, tmp_path: Path) -> None:
    with viewing(Viewer(dossier.pk, "public")):
        export(dossier, tmp_path / "one")
    names = {path.name for path in (tmp_path / "one").rglob("*") if path.is_file()}
    assert not names & {"editions.jsonl", "editiontexts.jsonl", "signoffs.jsonl", "releases.jsonl"}
    assert not names & {"editions.json", "editiontexts.json", "signoffs.json", "releases.json"}
    content = b"".join(path.read_bytes() for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert SECRET.encode() not in content and b"annual" not in content and b"Lake Watch" not in content
