"""What a server is set up with: units, proxy, Compose, and the settings that they name."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.conftest import ROOT
from tests.workbench.opening import environment

DEPLOY = ROOT / "deploy"
UNITS = ("sourcebook.service", "sourcebook-work.service")
# What others than the program read.
_OTHERS = {"SOURCEBOOK_BACKEND"}


def source() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "src" / "sourcebook").rglob("*.py"))


@pytest.mark.parametrize("name", ["sourcebook.env.example", "compose.yaml", "Caddyfile", "backup.sh", *UNITS])
def test_every_setting_that_is_named_is_one_that_the_program_reads(name: str) -> None:
    named = set(re.findall(r"\b(?:SOURCEBOOK_[A-Z_]+|DATABASE_URL)\b", (DEPLOY / name).read_text("utf-8")))
    read = set(re.findall(r"""["'](SOURCEBOOK_[A-Z_]+|DATABASE_URL)["']""", source()))
    assert named - _OTHERS <= read
    assert named or name.endswith(".service")


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_one_that_systemd_takes(name: str, tmp_path: Path, program: Callable[[str], str]) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    unit = tmp_path / name
    unit.write_text(text.replace("/opt/sourcebook/bin/sourcebook", sys.executable))
    (tmp_path / "sourcebook-work.service").touch()
    told = subprocess.run(
        [program("systemd-analyze"), "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, ""), told.stderr


@pytest.mark.parametrize("name", UNITS)
def test_what_a_unit_starts_is_a_command_of_the_program(name: str, tmp_path: Path) -> None:
    started = re.search(r"^ExecStart=\S+/sourcebook (.*)$", (DEPLOY / name).read_text("utf-8"), re.M)
    assert started
    told = subprocess.run(
        [sys.executable, "-m", "sourcebook.cli", *started[1].split(), "--help"],
        capture_output=True, text=True, env=environment(tmp_path), check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    options = [word for word in started[1].split() if word.startswith("--")]
    assert all(option in told.stdout for option in options)


def test_in_compose_only_the_proxy_is_reached_from_outside() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["inside"]["internal"] is True
    for name in ("database", "work", "tables"):
        assert services[name]["networks"] == ["inside"]
    address = services["proxy"]["networks"]["front"]["ipv4_address"]
    assert services["workbench"]["environment"]["SOURCEBOOK_PROXY"] == address
    for name in ("workbench", "work", "tables"):
        assert services[name]["read_only"] and services[name]["cap_drop"] == ["ALL"]
