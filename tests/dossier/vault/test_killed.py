"""Killed at any moment, a store has whole files and leftovers that a sweep takes away; nothing else."""

from __future__ import annotations

import hashlib
import io
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sourcebook.dossier.vault import OpenVault, Store, Vault

WORK = """
import io, os, random, sys
from pathlib import Path
from sourcebook.dossier.vault import Store, Vault

store, vault, kind = Store(Path(sys.argv[1])), Vault.from_json(sys.argv[2]), sys.argv[3]
dice = random.Random(os.getpid())
print("at work", flush=True)
while True:
    content = b"plain words " + dice.randbytes(8) + b"plain words " * dice.randrange(1, 20_000)
    if kind == "put-sealed":
        print(store.put_sealed(io.BytesIO(content), vault).name, flush=True)
        continue
    sha256 = store.put(content).sha256
    print(sha256, flush=True)
    if kind == "remove":
        store.remove(sha256)
    elif kind == "seal":
        store.seal(sha256, vault)
"""


def killed(folder: Path, vault: Vault, kind: str, after: float) -> list[str]:
    """What a process said it had stored before kill -9 came, so many seconds after it began to work."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), vault.to_json(), kind], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "at work\n"
    time.sleep(after)
    worker.send_signal(signal.SIGKILL)
    said = worker.stdout.read().splitlines()
    worker.wait()
    worker.stdout.close()
    return said


@pytest.mark.parametrize("kind", ["put", "put-sealed", "remove", "seal"])
def test_kill_9_leaves_whole_files_only(tmp_path: Path, vault: Vault, opened: OpenVault, kind: str) -> None:
    store = Store(tmp_path / "captures")
    dice = random.Random(kind)
    promised: set[str] = set()
    leftovers = 0
    for _ in range(16):
        promised.update(killed(store.folder, vault, kind, dice.uniform(0.005, 0.1)))
        assert {problem.path.split("/")[0] for problem in store.verify(opened)} <= {"writing"}
        leftovers += store.sweep()
        assert list(store.verify(opened)) == []
        assert list((store.folder / "writing").iterdir()) == []
    assert promised
    assert leftovers
    if kind == "put":
        assert promised <= set(store.plain())
    if kind == "put-sealed":
        assert promised <= set(store.sealed())
        assert b"plain words" not in b"".join(
            path.read_bytes() for path in store.folder.rglob("*") if path.is_file()
        )
    if kind == "seal":  # each is in plain or sealed, whatever the moment
        there = set(store.plain()) | {store.describe_sealed(name, opened).sha256 for name in store.sealed()}
        assert promised <= there


def test_a_sweep_leaves_alone_what_is_being_written(tmp_path: Path, vault: Vault) -> None:
    store = Store(tmp_path / "captures")

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            piece = super().read(1000)
            assert store.sweep() == 0
            assert list(store.verify()) == []
            return piece

    content = b"slowly " * 1000
    assert store.put(Slow(content)).sha256 == hashlib.sha256(content).hexdigest()
    assert store.put_sealed(Slow(content), vault).size == 7000
    assert list(store.verify()) == []
