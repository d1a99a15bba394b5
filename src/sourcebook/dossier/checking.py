"""The checks over a dossier: its records as plain ones, its text layers, its policy, handed to the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sourcebook.checks import Checked, Settings, check_dossier
from sourcebook.checks import Dossier as Known
from sourcebook.checks.rules import EVERY
from sourcebook.checks.settings import load_settings
from sourcebook.checks.suppression import Suppressions, load_baseline
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.kinds.fetch import plains
from sourcebook.dossier.models import Dossier, Record, TextLayer
from sourcebook.dossier.seen import current

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """Which rules to run and what may stand."""

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    fail_on: str | None = None
    config: Path | None = None
    baseline: Path | None = None


def checked(request: Request, progress: Progress | None = None) -> tuple[Checked, Settings, str]:
    """(what was found, the settings, the dossier's title), as far as the viewer sees the dossier.

    Raises SettingsError for settings or a baseline that cannot be used.
    """
    viewer = current()
    dossier = Dossier.objects.get(pk=viewer.within)
    settings = load_settings(request.config) if request.config else Settings()
    options = {rule.name: rule.options for rule in EVERY}
    families = {rule.family for rule in EVERY}
    settings = settings.narrowed(request.only, request.without, request.fail_on).verified(options, families)
    suppressions = load_baseline(request.baseline) if request.baseline else Suppressions()
    records = Record.objects.filter(dossier_id=viewer.within).order_by("id")
    known = Known(
        plains(records),
        text_of=text_of,
        policy=dossier.policy or None,
        needs={name: kind.evidenced for name, kind in KINDS.items()},
    )
    return check_dossier(known, settings, suppressions, progress), settings, dossier.title


def text_of(layer: str) -> str | None:
    """The text of a layer that the viewer may see."""
    return TextLayer.objects.filter(pk=layer).values_list("text", flat=True).first()
