"""Who has the database has no second factor: what codes are made from is sealed under the server's secret."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from tests.workbench.accounts.test_coming_in import code_of, enter, is_in
from tests.workbench.accounts.test_second_factor import set_up

from sourcebook.dossier.models import Account
from sourcebook.workbench.accounts import sealing

OLD = "the first secret of this server, long enough to be one"
NEW = "another secret of this server, and long enough as well"
SECOND = "/account/login/second/"
Browsers = Callable[[str], Client]


@pytest.fixture
def kept(server: None) -> Iterator[None]:
    with override_settings(SECRET_KEY=OLD, SECRET_KEY_FALLBACKS=[]):
        yield


def in_database() -> str:
    """All that the table of factors holds, as somebody reads it who has the file."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return json.dumps([str(row[0]) for row in cursor.fetchall()])


def comes_in(client: Client, code: str) -> bool:
    enter(client, "keeper")
    client.post(SECOND, {"code": code})
    return is_in(client)


def codes_of(account: Account) -> list[str]:
    factor = Authenticator.objects.get(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = factor.wrap().get_unused_codes()
    return codes


def in_clear() -> tuple[str, str]:
    """As a version before kept them: the seeds, which now lie open."""
    seeds = []
    for factor in Authenticator.objects.order_by("type"):
        name = "secret" if factor.type == Authenticator.Type.TOTP else "seed"
        seed = factor.data[name] = sealing.unsealed(factor.data[name])
        factor.save()
        seeds.append(seed)
    return seeds[0], seeds[1]


def test_the_database_alone_gives_no_factor(as_: Browsers, people: dict[str, Account], kept: None) -> None:
    secret = set_up(as_("keeper"))
    told = in_database()
    assert secret not in told and told.count("sealed.") == 2
    for factor in Authenticator.objects.all():
        for name in ("secret", "seed"):
            assert factor.data.get(name, "sealed.").startswith("sealed.")
    assert comes_in(as_("anyone"), code_of(secret))
    assert comes_in(as_("anyone"), codes_of(people["keeper"])[0])


def test_the_same_seed_is_never_kept_alike_and_nothing_of_it_can_be_changed(kept: None) -> None:
    first, second = sealing.seal("ABCDEFGH"), sealing.seal("ABCDEFGH")
    assert first != second and sealing.unsealed(first) == sealing.unsealed(second) == "ABCDEFGH"
    for place in range(len("sealed."), len(first.rstrip("=")) - 1):
        turned = first[:place] + ("A" if first[place] != "A" else "B") + first[place + 1 :]
        with pytest.raises(sealing.Unreadable):
            sealing.unsealed(turned)
    for torn in ("sealed.", "sealed.AQ", "sealed.A", "sealed.§", first[:-8]):
        with pytest.raises(sealing.Unreadable):
            sealing.unsealed(torn)


def test_what_lay_in_clear_opens_and_is_sealed_at_its_next_use(
    as_: Browsers, people: dict[str, Account], kept: None
) -> None:
    secret = set_up(as_("keeper"))
    seeds = in_clear()
    assert all(seed in in_database() for seed in seeds)
    assert comes_in(as_("anyone"), code_of(secret))
    assert not any(seed in in_database() for seed in seeds)


def test_a_command_seals_what_lay_in_clear(
    as_: Browsers, people: dict[str, Account], kept: None, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = set_up(as_("keeper"))
    codes = codes_of(people["keeper"])
    seeds = in_clear()
    call_command("seal_factors")
    assert "2 factors sealed anew" in capsys.readouterr().out
    assert not any(seed in in_database() for seed in seeds)
    call_command("seal_factors")
    assert capsys.readouterr().out.startswith("0 factors")
    assert codes_of(people["keeper"]) == codes and comes_in(as_("anyone"), code_of(secret))


def test_the_secret_of_the_server_can_be_changed(
    as_: Browsers, people: dict[str, Account], kept: None
) -> None:
    secret = set_up(as_("keeper"))
    codes = codes_of(people["keeper"])
    comes_in(as_("anyone"), codes[0])
    with override_settings(SECRET_KEY=NEW, SECRET_KEY_FALLBACKS=[OLD]):
        assert codes_of(people["keeper"]) == codes[1:]
        call_command("seal_factors")
    with override_settings(SECRET_KEY=NEW):
        assert codes_of(people["keeper"]) == codes[1:], "a code that was used stays used"
        assert comes_in(as_("anyone"), code_of(secret))
    with pytest.raises(sealing.Unreadable):
        codes_of(people["keeper"])


def test_where_the_secret_is_lost_no_code_opens_and_it_is_said_what_to_do(
    as_: Browsers, people: dict[str, Account], kept: None
) -> None:
    secret = set_up(as_("keeper"))
    codes = codes_of(people["keeper"])
    with override_settings(SECRET_KEY=NEW):
        client = as_("anyone")
        enter(client, "keeper")
        for code in (code_of(secret), codes[0], "000000"):
            answer = client.post(SECOND, {"code": code})
            assert answer.status_code == 200
            assert "The server has another secret by now" in answer.content.decode()
        assert not is_in(client)
        with pytest.raises(CommandError, match="take_off_factor"):
            call_command("seal_factors")
        call_command("take_off_factor", "keeper")
        assert client.get(SECOND).status_code in (200, 302), "who stands at the second step is not in a fault"
        again = as_("anyone")
        enter(again, "keeper")
        assert is_in(again)


def test_outside_of_a_form_it_is_a_page_that_says_so(
    as_: Browsers, people: dict[str, Account], kept: None
) -> None:
    client = as_("keeper")
    set_up(client)
    factor = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    with override_settings(SECRET_KEY=NEW):
        factor.data["seed"] = sealing.seal("ABCDEF")
    factor.save()
    answer = client.get("/account/second/codes/")
    assert answer.status_code == 403 and "another secret by now" in answer.content.decode()


def test_at_home_the_secret_is_another_at_each_start_and_factors_stay_as_they_are(
    people: dict[str, Account],
) -> None:
    assert sealing.seal("ABCDEFGH") == "ABCDEFGH" and not sealing.stale("ABCDEFGH")
    with pytest.raises(CommandError, match="only on a server"):
        call_command("seal_factors")
