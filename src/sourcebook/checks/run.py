"""A check from file to text: settings, reading, rules, output."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sourcebook.checks.beside import beside
from sourcebook.checks.engine import Checked, check
from sourcebook.checks.rules import EVERY
from sourcebook.checks.settings import Settings, SettingsError, load_settings
from sourcebook.checks.suppression import Suppressions, baseline_of, load_baseline
from sourcebook.reading import Reading, read

_OWN_TEXT = frozenset({"paged-markdown", "paged-text"})


@dataclass(frozen=True, slots=True)
class Request:
    """What to check and how: the arguments of `sourcebook check`."""

    file: Path
    format: str = "text"
    everything: bool = False
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    fail_on: str | None = None
    config: Path | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    reason: str = ""
    name: str = ""
    fix: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The output, the exit status (1: findings fail the check; 2: a rule failed), and what else to tell."""

    output: str | bytes
    status: int
    told: tuple[str, ...] = ()


def run(request: Request, progress: Callable[[str], None] | None = None) -> Outcome:
    """Check a file as requested.

    Raises ReadingError for a file that cannot be read, SettingsError for settings that cannot be used.
    """
    settings = _settings(request)
    suppressions = load_baseline(request.baseline) if request.baseline else Suppressions()
    reading = read(request.file, progress)
    suppressions = replace(suppressions, beside=beside(request.file, reading.document))
    checked = check(reading, settings, suppressions, progress=progress)
    if request.write_baseline:
        _write_baseline(request, checked)
    told = tuple(_fix(request.fix, request.file, checked)) if request.fix else ()
    status = 2 if checked.failures else int(settings.fails(f.severity for f in checked.findings))
    return Outcome(_output(request, reading, checked), status, told)


def _settings(request: Request) -> Settings:
    """The settings of the file that is named, else of a `sourcebook.toml` beside the report."""
    beside = request.file.parent / "sourcebook.toml"
    path = request.config or (beside if beside.is_file() else None)
    settings = load_settings(path) if path else Settings()
    options = {rule.name: rule.options for rule in EVERY}
    families = {rule.family for rule in EVERY}
    return settings.narrowed(request.only, request.without, request.fail_on).verified(options, families)


def _write_baseline(request: Request, checked: Checked) -> None:
    assert request.write_baseline is not None
    text = baseline_of(checked.findings, request.reason, request.name)
    _written(request.write_baseline, text.encode("utf-8"))


def _fix(target: Path, report: Path, checked: Checked) -> Iterator[str]:
    """Writes the corrected copy, and tells each change: never in place, never silently."""
    from sourcebook.checks.fixes import fixed_copy

    if target.exists() and target.samefile(report):
        raise SettingsError(f"{target} is the report itself; name another file for the corrected copy")
    fixed = fixed_copy(report, checked.findings)
    _written(target, fixed.content)
    for change in fixed.changes:
        times = f" ({change.times} times)" if change.times > 1 else ""
        yield f"{change.where}: {change.old} -> {change.new}{times}"
    for edit in fixed.left:
        yield f"{edit.side.where}: not found in the file, left as it is: {edit.old}"
    yield f"{target}: {len(fixed.changes)} corrections made, {len(fixed.left)} left"


def _written(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}; choose another place") from error


def _output(request: Request, reading: Reading, checked: Checked) -> str | bytes:
    name = request.file.name
    if request.format == "docx":
        from sourcebook.checks.word import with_comments

        return with_comments(request.file, reading, checked)[0]
    if request.format == "json":
        from sourcebook.checks.output.data import data

        return json.dumps(data(checked, name), ensure_ascii=False, indent=1) + "\n"
    if request.format == "sarif":
        from sourcebook.checks.output.sarif import sarif

        own_text = reading.document.format in _OWN_TEXT
        return json.dumps(sarif(checked, name, own_text), ensure_ascii=False, indent=1) + "\n"
    if request.format == "html":
        from sourcebook.checks.output.page import page

        return page(reading, checked, name)
    from sourcebook.checks.output.plain import plain

    width = max(60, min(shutil.get_terminal_size((96, 24)).columns, 110))
    return plain(checked, name, width, request.everything)
