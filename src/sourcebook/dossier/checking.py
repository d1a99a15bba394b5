"""The checks over a dossier: its records as plain ones, its text layers, its policy, handed to the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sourcebook.checks import Checked, Settings, check_dossier
from sourcebook.checks import Dossier as Known
from sourcebook.checks.findings import SEVERITIES, Finding
from sourcebook.checks.rules import EVERY
from sourcebook.checks.settings import load_settings
from sourcebook.checks.suppression import Suppressions, load_baseline
from sourcebook.dossier.kinds import KINDS
from sourcebook.dossier.kinds.fetch import by_ids, plains
from sourcebook.dossier.models import Dossier, Record, TextLayer
from sourcebook.dossier.seen import current
from sourcebook.dossier.write.links import all_links

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


def checked_record(record: str) -> list[Finding]:
    """What the rules find about one record, as far as it and what it points to tells; graver ones first.

    What only the whole dossier shows (two records of one thing, circles) is not found here. Some eighteen
    queries: for a part of a page that comes when the page is there.
    """
    plain = next(iter(by_ids([record])), None)
    if plain is None or plain.get("closed"):
        return []
    layers = {row["layer"] for row in plain["evidence"] if row["layer"]}
    rows = TextLayer.objects.filter(pk__in=layers).values_list("pk", "record_id", "text") if layers else ()
    texts = {str(pk): (str(capture), text) for pk, capture, text in rows}
    beside = {target for _name, target in all_links(plain)} | {capture for capture, _ in texts.values()}
    policy = Dossier.objects.values_list("policy", flat=True).get(pk=current().within)
    known = Known(
        [plain, *by_ids(sorted(beside - {record}))],
        text_of=lambda layer: texts[layer][1] if layer in texts else None,
        policy=policy or None,
        needs={name: kind.evidenced for name, kind in KINDS.items()},
    )
    found = check_dossier(known, Settings()).findings
    own = [one for one in found if any(side.record == record for side in one.sides)]
    return sorted(own, key=lambda one: SEVERITIES.index(one.severity))


def text_of(layer: str) -> str | None:
    """The text of a layer that the viewer may see."""
    return TextLayer.objects.filter(pk=layer).values_list("text", flat=True).first()
