"""Who lost their second factor has it taken off by those who run the server; the command in docs/security.md."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from tests.workbench.accounts.test_coming_in import enter, is_in
from tests.workbench.accounts.test_second_factor import set_up
from tests.workbench.accounts.test_telling import HAPPENED
from tests.workbench.opening import LOGIN, command, ran
from tests.workbench.test_modes import SERVER

from sourcebook.dossier.models import Account

Browsers = Callable[[str], Client]


def test_they_come_in_with_the_password_and_their_sessions_have_ended(
    as_: Browsers, server: None, people: dict[str, Account], capsys: pytest.CaptureFixture[str]
) -> None:
    before = as_("anyone")
    enter(before, "reader")
    set_up(before)
    set_up(as_("keeper"))
    call_command("take_off_factor", "reader")
    assert "2 factors of reader are taken off" in capsys.readouterr().out
    assert before.get("/d/ardovia/").status_code == 302, "a thief of the phone is out too"
    left = Authenticator.objects.values_list("user_id", flat=True).distinct()
    assert list(left) == [people["keeper"].pk], "nobody else's"
    again = as_("anyone")
    enter(again, "reader")
    assert is_in(again)
    assert "taken off by those who run the server" in again.get(HAPPENED).content.decode()
    log = as_("keeper").get("/d/ardovia/log/?act=second+factor").content.decode()
    assert "taken off by those who run the server" in log


@pytest.mark.parametrize(("name", "why"), [("nobody", "short name"), ("reader", "no second factor")])
def test_a_name_that_is_wrong_changes_nothing(
    name: str, why: str, as_: Browsers, server: None, people: dict[str, Account]
) -> None:
    set_up(as_("keeper"))
    with pytest.raises(CommandError, match=why):
        call_command("take_off_factor", name)
    assert Authenticator.objects.count() == 2


def test_it_is_a_command_of_the_terminal_of_a_server(tmp_path: Path) -> None:
    assert command(tmp_path, "init", "ardovia").returncode == 0
    made = (
        "import django; django.setup()\n"
        "from sourcebook.dossier.seen import as_system\n"
        "from sourcebook.dossier.models import Account\n"
        "from allauth.mfa.totp.internal.auth import TOTP\n"
        "with as_system(): TOTP.activate(Account.objects.get(), 'ABCDEFGHABCDEFGH')\n"
    )
    assert command(tmp_path, "admin", "migrate", **SERVER).returncode == 0
    ran(tmp_path, "-c", made, **SERVER, DJANGO_SETTINGS_MODULE="sourcebook.workbench.settings")
    taken = command(tmp_path, "admin", "take_off_factor", LOGIN, **SERVER)
    assert taken.returncode == 0 and f"1 factors of {LOGIN} are taken off" in taken.stdout, taken.stderr
    again = command(tmp_path, "admin", "take_off_factor", LOGIN, **SERVER)
    assert again.returncode != 0 and "no second factor" in again.stderr
    assert sys.executable not in again.stderr
