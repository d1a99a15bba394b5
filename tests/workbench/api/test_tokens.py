"""Keys for programs: shown once, worth what the person's role is, ended by day, by hand and with the role."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.workbench.holding import ROOT, queries, read, viewer_of

from sourcebook.dossier.access import tokens
from sourcebook.dossier.models import Account, ApiToken, Dossier, Membership
from sourcebook.dossier.seen import as_system, viewing
from sourcebook.dossier.seen.compiler import writing
from sourcebook.workbench.frame import bearing

Browsers = Callable[[str], Client]


def asked(key: str, scheme: str = "Bearer") -> Any:
    return Client().get(
        "/api/v1/dossiers", headers={"host": "127.0.0.1:8000", "authorization": f"{scheme} {key}"}
    )


def made(browser: Client, name: str = "my notebook", days: str = "30") -> str:
    """The key that the page shows once."""
    answer = browser.post(f"{ROOT}/tokens/", {"name": name, "days": days})
    found = re.search(r'class="secret" readonly value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_a_key_is_shown_once_and_kept_as_a_hash(dossier: Dossier, as_: Browsers) -> None:
    reader = as_("reader")
    key = made(reader)
    assert len(key) == 54 and asked(key).json()[0]["role"] == "reader"
    later = read(reader, "/tokens/")
    assert key not in later and f"{key[:15]}…" in later and "my notebook" in later
    with as_system():
        [row] = ApiToken.objects.values()
    assert key not in str(row) and row["token_hash"] != key and row["used_at"] is not None


def test_what_cannot_be_made_is_told_beside_the_field(dossier: Dossier, as_: Browsers) -> None:
    reader = as_("reader")
    for given in (
        {"name": " ", "days": "30"},
        {"name": "x" * 121, "days": "30"},
        {"name": "a", "days": "9999"},
        {},
    ):
        answer = reader.post(f"{ROOT}/tokens/", given).content.decode()
        assert 'class="errorlist"' in answer and 'class="secret"' not in answer, given
    with as_system():
        assert not ApiToken.objects.exists()


def test_a_wrong_key_opens_nothing_however_it_is_sent(dossier: Dossier, as_: Browsers) -> None:
    key = made(as_("reader"))
    for wrong in ("", key[:-1], f"{key}x", key.upper(), "sourcebook_" + "a" * 43, "ключ", "a" * 5000):
        answer = asked(wrong)
        assert answer.status_code == 401 and answer.headers["Content-Type"] == "application/problem+json", (
            wrong
        )
        assert answer.json()["status"] == 401 and "Bearer" in answer.headers["WWW-Authenticate"]
    assert asked(key, "Basic").status_code == 401 and asked(key, "bearer").status_code == 200


def test_a_session_is_no_key(dossier: Dossier, as_: Browsers) -> None:
    assert as_("keeper").get("/api/v1/records").status_code == 401


def test_a_key_that_is_withdrawn_has_ended_or_lost_its_person_opens_nothing(
    dossier: Dossier, as_: Browsers, people: dict[str, Account]
) -> None:
    keys = [made(as_("reader"), name) for name in ("first", "second")]
    with as_system():
        first, second = (ApiToken.objects.get(name=name) for name in ("first", "second"))
    assert as_("reviewer").post(f"{ROOT}/tokens/withdraw", {"key": str(first.pk)}).status_code == 404
    assert asked(keys[0]).status_code == 200
    assert as_("reader").post(f"{ROOT}/tokens/withdraw", {"key": str(first.pk)}).status_code == 302
    assert asked(keys[0]).status_code == 401 and asked(keys[1]).status_code == 200
    with as_system(), writing():
        ApiToken.objects.filter(pk=second.pk).update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert asked(keys[1]).status_code == 401
    third = made(as_("reader"), "third")
    with as_system(), writing():
        Account.objects.filter(pk=people["reader"].pk).update(is_active=False)
    assert asked(third).status_code == 401
    with as_system(), writing():
        Account.objects.filter(pk=people["reader"].pk).update(is_active=True)
    assert asked(third).status_code == 200
    with as_system(), writing():
        Membership.objects.filter(account=people["reader"]).delete()
    assert asked(third).status_code == 401


def test_a_key_has_the_role_that_its_person_has_now(
    dossier: Dossier, as_: Browsers, people: dict[str, Account]
) -> None:
    key = made(as_("keeper"))
    with as_system(), writing():
        Membership.objects.filter(account=people["keeper"]).update(role="reader")
    assert asked(key).json()[0]["role"] == "reader"


def test_a_keeper_sees_and_ends_everybodys_keys_and_others_their_own(dossier: Dossier, as_: Browsers) -> None:
    key = made(as_("contributor"), "of a contributor")
    assert "of a contributor" not in read(as_("reader"), "/tokens/")
    assert "of a contributor" in read(as_("keeper"), "/tokens/")
    with as_system():
        pk = ApiToken.objects.get().pk
    as_("keeper").post(f"{ROOT}/tokens/withdraw", {"key": str(pk)})
    assert asked(key).status_code == 401 and "withdrawn" in read(as_("contributor"), "/tokens/")


def test_use_is_noted_once_a_minute_at_most(dossier: Dossier, as_: Browsers) -> None:
    key = made(as_("reader"))
    asked(key)
    with as_system():
        first = ApiToken.objects.get().used_at
        assert first is not None
    asked(key)
    with as_system():
        assert ApiToken.objects.get().used_at == first
        with writing():
            ApiToken.objects.update(used_at=datetime.now(UTC) - timedelta(minutes=2))
    asked(key)
    with as_system():
        last = ApiToken.objects.get().used_at
    assert last is not None and last > first


def test_too_many_requests_wait_a_minute(
    dossier: Dossier, as_: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bearing, "EACH_MINUTE", 3)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    key = made(as_("reader"))
    answers = [asked(key) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "60"
    wrong = [asked("sourcebook_" + "b" * 43).status_code for _ in range(61)]
    assert wrong[:60] == [401] * 60 and wrong[60] == 429


def test_two_processes_count_together(dossier: Dossier) -> None:
    one, other = bearing.Counts(portion=5), bearing.Counts(portion=5)
    what = f"a key {uuid.uuid4()}"
    for _ in range(12):
        one.more(what)
    # Ten went to the common counter (the first, then by fives), one stays where it was counted.
    assert other.more(what) == 12
    assert one.more(what, 4) == 17
    wrong = f"wrong {uuid.uuid4()}"
    assert [each.more(wrong, at_once=True) for each in (one, other, one, other)] == [1, 2, 3, 4]
    assert one.more(wrong, 0) >= 3


def test_nobody_has_more_than_twenty_keys(dossier: Dossier, people: dict[str, Account]) -> None:
    with viewing(viewer_of(dossier, people["reader"], "reader")):
        for n in range(tokens.MOST):
            tokens.make(f"key {n}", 1)
        with pytest.raises(tokens.NotMade, match="withdraw one"):
            tokens.make("one more", 1)


def test_the_page_takes_few_queries(dossier: Dossier, as_: Browsers) -> None:
    reader = as_("reader")
    for n in range(5):
        made(reader, f"key {n}")
    assert queries(reader, "/tokens/") <= 8
