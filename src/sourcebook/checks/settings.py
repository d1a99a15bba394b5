"""Settings of a check: `sourcebook.toml` beside the report, and what the command line says.

[checks]
except = ["url-plain-http", "voice"]        # rules or whole families
fail-on = "error"                           # or "warning", "info", "never"

[checks.severity]
claim-unsourced = "warning"

[checks.options.abbreviation-unlisted]
known = ["EU", "UN", "USA"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from sourcebook.checks.findings import SEVERITIES, Severity

FAIL_ON = (*SEVERITIES, "never")


class SettingsError(ValueError):
    """Settings that cannot be used; the message says what, where, and what to do."""


@dataclass(frozen=True)
class Settings:
    """Which rules run (`only` before `without`; names of rules or families), how grave, which options."""

    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    fail_on: str = "error"
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def chooses(self, rule: str, family: str) -> bool:
        """Whether a rule runs."""
        wanted = not self.only or rule in self.only or family in self.only
        return wanted and rule not in self.without and family not in self.without

    def severity_of(self, rule: str) -> Severity | None:
        """The level that the user gave a rule."""
        return self.severity.get(rule)

    def options_of(self, rule: str) -> Mapping[str, Any]:
        """The user's options for a rule."""
        return self.options.get(rule, {})

    def fails(self, severities: Iterable[Severity]) -> bool:
        """Whether findings of these levels fail the check."""
        if self.fail_on == "never":
            return False
        limit = FAIL_ON.index(self.fail_on)
        return any(FAIL_ON.index(severity) <= limit for severity in severities)

    def narrowed(self, only: Iterable[str], without: Iterable[str], fail_on: str | None) -> Settings:
        """These settings with what the command line says on top."""
        return replace(
            self,
            only=frozenset(only) or self.only,
            without=self.without | frozenset(without),
            fail_on=fail_on or self.fail_on,
        )

    def verified(self, rules: Mapping[str, Mapping[str, Any]], families: Iterable[str]) -> Settings:
        """These settings, if every name in them exists; `rules` maps names to their options.

        Raises SettingsError for a rule, family or option that is not there.
        """
        known = {*rules, *families}
        for name in sorted({*self.only, *self.without} - known):
            raise SettingsError(f"there is no rule or family {name!r}; `sourcebook rules` lists them")
        for name in sorted({*self.severity, *self.options} - {*rules}):
            raise SettingsError(f"there is no rule {name!r}; `sourcebook rules` lists them")
        for name, options in self.options.items():
            for option in sorted({*options} - {*rules[name]}):
                have = ", ".join(sorted(rules[name])) or "none"
                raise SettingsError(f"the rule {name!r} has no option {option!r}; it has {have}")
        return self


def load_settings(path: Path) -> Settings:
    """The settings of a `sourcebook.toml`. Raises SettingsError where it cannot be used."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: no valid TOML: {error}") from error
    table = read.get("checks", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: [checks] must be a table")
    unknown = sorted({*table} - {"only", "except", "fail-on", "severity", "options"})
    if unknown:
        raise SettingsError(
            f"{path}: [checks] knows no {unknown[0]!r}; it has only, except, fail-on, severity, options"
        )
    return Settings(
        only=_names(table, "only", path),
        without=_names(table, "except", path),
        fail_on=_one_of(table.get("fail-on", "error"), FAIL_ON, "fail-on", path),
        severity={
            name: cast(Severity, _one_of(value, SEVERITIES, f"severity.{name}", path))
            for name, value in _table(table, "severity", path).items()
        },
        options={
            name: _table(_table(table, "options", path), name, path)
            for name in _table(table, "options", path)
        },
    )


def _names(table: Mapping[str, Any], key: str, path: Path) -> frozenset[str]:
    names = table.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SettingsError(f"{path}: {key} must be a list of names")
    return frozenset(names)


def _table(table: Mapping[str, Any], key: str, path: Path) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise SettingsError(f"{path}: {key} must be a table")
    return found


def _one_of(value: object, allowed: tuple[str, ...], key: str, path: Path) -> str:
    if value not in allowed:
        raise SettingsError(f"{path}: {key} is {value!r}; it must be one of {', '.join(allowed)}")
    return str(value)
