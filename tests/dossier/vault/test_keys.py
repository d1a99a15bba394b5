"""A vault opens with its passphrase and with nothing else."""

from __future__ import annotations

import json
import pickle
import time
from dataclasses import replace

import pytest

from sourcebook.dossier.vault import (
    Argon2,
    OpenVault,
    SealBroken,
    Vault,
    VaultBroken,
    WeakPassphrase,
    WrongPassphrase,
    change_passphrase,
    create_vault,
)

PASSPHRASE = "sycamore lantern goat 41"


def test_it_works() -> None:
    vault = create_vault(PASSPHRASE)
    assert vault.argon2 == Argon2(memory_kib=65536, passes=3, lanes=4)  # RFC 9106, second recommended
    sealed = vault.seal(b"the witness of Tarnopil", b"record")
    again = Vault.from_json(vault.to_json())
    assert again == vault
    assert again.unlock(PASSPHRASE).open(sealed, b"record") == b"the witness of Tarnopil"


@pytest.mark.parametrize(
    "wrong",
    [
        PASSPHRASE.upper(),
        PASSPHRASE + " ",
        PASSPHRASE[:-1],
        "",
        "short",
        "\ud800" * 12,
        "a\0b" * 9,
        PASSPHRASE * 99,
    ],
)
def test_another_passphrase_does_not_open(vault: Vault, wrong: str) -> None:
    with pytest.raises(WrongPassphrase, match="does not open this vault"):
        vault.unlock(wrong)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("café crème brûlée", "cafe\u0301 cre\u0300me bru\u0302le\u0301e"),
        ("Երևանյան երեկո 12", "Երևանյան երեկո 12"),
        ("Ёлка и ещё ёлка", "Е\u0308лка и еще\u0308 е\u0308лка"),
        ("six words with odd spaces", "six\u00a0words\u2003with odd\u3000spaces"),
        ("İstanbulda çay içdik", "I\u0307stanbulda c\u0327ay ic\u0327dik"),
    ],
)
def test_the_same_words_from_another_keyboard_open_it(fast: Argon2, chosen: str, typed: str) -> None:
    assert create_vault(chosen, fast).unlock(typed)


def test_compatible_letters_stay_different(fast: Argon2) -> None:
    with pytest.raises(WrongPassphrase):
        create_vault("ﬁne old river bridge", fast).unlock("fine old river bridge")


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("", "under 12"),
        ("eleven char", "under 12"),
        ("e\u0301" * 6 + "abcde", "under 12"),  # eleven after NFC
        ("  short one   ", "under 12"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("abababababababab", "repeats"),
        ("with a newline\nin it", "control character"),
        ("with an unknown \u0378 letter", "unknown"),
        ("half a character \ud800", "unknown"),
    ],
)
def test_a_weak_passphrase_is_refused_with_the_reason(
    vault: Vault, fast: Argon2, weak: str, why: str
) -> None:
    with pytest.raises(WeakPassphrase, match=why):
        create_vault(weak, fast)
    with pytest.raises(WeakPassphrase, match=why):
        change_passphrase(vault, PASSPHRASE, weak, fast)


def test_a_new_passphrase_opens_what_was_sealed_before(vault: Vault, fast: Argon2) -> None:
    sealed = vault.seal(b"old", b"")
    harder = Argon2(memory_kib=16, passes=2, lanes=1)
    changed = change_passphrase(vault, PASSPHRASE, "another twelve letters", harder)
    assert changed.public_key == vault.public_key
    assert (changed.argon2, changed.salt != vault.salt) == (harder, True)
    assert changed.unlock("another twelve letters").open(sealed, b"") == b"old"
    with pytest.raises(WrongPassphrase):
        changed.unlock(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        change_passphrase(vault, "not the old passphrase", "another twelve letters", fast)


def test_two_vaults_of_one_passphrase_share_nothing(vault: Vault, other: OpenVault) -> None:
    assert {vault.public_key, vault.salt, vault.wrapped}.isdisjoint(
        {other.vault.public_key, other.vault.salt, other.vault.wrapped}
    )
    with pytest.raises(SealBroken):
        other.open(vault.seal(b"x", b""), b"")


def test_no_key_is_printed_or_pickled(vault: Vault, opened: OpenVault) -> None:
    secret = opened.private_key.private_bytes_raw()
    for shown in (repr(vault), repr(opened), str(opened), f"{vault}", vault.to_json()):
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown
        assert repr(vault.wrapped)[2:-1] not in shown
    with pytest.raises(TypeError):
        pickle.dumps(opened)


def test_an_exchanged_public_key_is_told_when_the_keeper_comes(vault: Vault, other: OpenVault) -> None:
    with pytest.raises(VaultBroken, match="somebody exchanged it"):
        replace(vault, public_key=other.vault.public_key).unlock(PASSPHRASE)


def test_exchanged_parameters_do_not_open(vault: Vault) -> None:
    with pytest.raises(WrongPassphrase):
        replace(vault, argon2=Argon2(memory_kib=8, passes=2, lanes=1)).unlock(PASSPHRASE)


@pytest.mark.parametrize("at", range(12 + 32 + 16))
def test_every_byte_of_the_wrapped_key_counts(vault: Vault, at: int) -> None:
    wrapped = bytearray(vault.wrapped)
    wrapped[at] ^= 1
    with pytest.raises(WrongPassphrase):
        replace(vault, wrapped=bytes(wrapped)).unlock(PASSPHRASE)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"version": 2}, "version 2"),
        ({"suite": "rot13"}, "rot13"),
        ({"public_key": "AAAA"}, "wrong length"),
        ({"salt": ""}, "wrong length"),
        ({"wrapped": "*"}, "cannot be read"),
        ({"public_key": None}, "cannot be read"),
        ({"argon2": {"passes": 1}}, None),
        ({"argon2": {"memory": 1}}, "cannot be read"),
        ({"argon2": None}, "cannot be read"),
        ({"argon2": {"memory_kib": 1 << 40}}, "out of range"),
        ({"argon2": {"passes": 10**9}}, "out of range"),
        ({"argon2": {"lanes": True}}, "out of range"),
        ({"argon2": {"memory_kib": "64"}}, "out of range"),
    ],
)
def test_a_damaged_description_is_told(vault: Vault, change: dict[str, object], why: str | None) -> None:
    text = json.dumps(json.loads(vault.to_json()) | change)
    if why is None:
        assert Vault.from_json(text)
        return
    with pytest.raises(VaultBroken, match=why):
        Vault.from_json(text)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '"vault"', "7"])
def test_what_is_no_description_is_told(text: str) -> None:
    with pytest.raises(VaultBroken, match="cannot be read"):
        Vault.from_json(text)


def test_guessing_costs_time() -> None:
    vault = create_vault(PASSPHRASE)
    before = time.process_time()
    with pytest.raises(WrongPassphrase):
        vault.unlock("sycamore lantern goat 42")
    assert time.process_time() - before > 0.03
