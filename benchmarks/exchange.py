"""How fast a dossier goes out and in, and with how much memory: the same for 20,000 and 200,000 records.

    python benchmarks/exchange.py [records ...]

Each step runs in a process of its own, in a passing home folder (SQLite), so that its peak is its own.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

AT = "2026-01-05T10:00:00.000000Z"
WORDS = (
    *("the", "hill", "valley", "road", "minister", "of", "roads", "will", "be", "ours", "again", "we"),
    *("shall", "never", "leave", "this", "bridge", "village", "archive", "school", "water", "council"),
    *("session", "answered", "question", "prisoners", "returned", "border", "fire", "heard", "night"),
)
_PROVED = {
    "statement": ("text", "when"),
    "event": ("type", "when"),
    "source": ("title", "published"),
    "claim": ("words", "best"),
}


def _id(seed: random.Random) -> str:
    return str(uuid.UUID(int=seed.getrandbits(128), version=4))


def _text(seed: random.Random, words: int) -> str:
    return " ".join(seed.choices(WORDS, k=words)).capitalize() + "."


def _plains(count: int, seed: random.Random) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Made-up records with the mix of a real dossier, and the texts of their layers."""
    from sourcebook.dossier.kinds import empty_plain

    actors, layers = [_id(seed) for _ in range(count // 10)], []
    for number, actor in enumerate(actors):
        yield empty_plain("actor", id=actor, made_at=AT, names=[{"value": f"Tavo Brenik {number}"}]), {}
    for _ in range(count // 100):
        text = "\n\n".join(_text(seed, 60) for _ in range(20))
        layer = {"id": _id(seed), "sha256": sha256(text.encode()).hexdigest(), "made_at": AT}
        layer |= {"extractor": "made", "version": "1"}
        capture = empty_plain("capture", id=_id(seed), made_at=AT, layers=[layer])
        layers.append((layer["id"], text))
        yield capture, {layer["sha256"]: text}
    left = count - len(actors) - len(layers)
    for number in range(left):
        kind = ("statement", "event", "source", "claim")[number % 4]
        given: dict[str, Any] = {"id": _id(seed), "made_at": AT, "origin": "machine"}
        given["origin_key"] = f"r{number}"
        day = f"20{seed.randint(10, 25)}-{seed.randint(1, 12):02}-{seed.randint(1, 28):02}"
        if kind == "statement":
            speaker = {"id": _id(seed), "actor": seed.choice(actors), "words": "Tavo Brenik"}
            given |= {"text": _text(seed, 40), "when": day, "speakers": [speaker], "language": "en"}
        elif kind == "event":
            given |= {"words": _text(seed, 12), "when": day, "type": "detention"}
            given["involvements"] = [{"id": _id(seed), "actor": seed.choice(actors), "part": "detainee"}]
        elif kind == "source":
            url = f"https://news.example.org/{number}"
            given |= {"title": _text(seed, 8), "published": day}
            given["urls"] = [{"id": _id(seed), "url": url, "key": url}]
        else:
            given |= {"property": "killed", "words": _text(seed, 5), "best": number, "as_of": day}
        plain = empty_plain(kind, **given)
        for field in _PROVED[kind][: 1 + number // 4 % 2]:
            layer_id, text = seed.choice(layers)
            start = seed.randrange(len(text) - 80)
            plain["evidence"].append(
                {
                    **dict.fromkeys(("prefix", "suffix", "locator", "on_file"), ""),
                    **{"id": _id(seed), "field": field, "layer": layer_id, "page": 1, "basis": None},
                    **{"exact": text[start : start + 60], "start": start, "end": start + 60},
                    **{"stance": "supports", "state": "anchored"},
                }
            )
        yield plain, {}


def generate(count: int) -> None:
    """A dossier of `count` records in the home folder."""
    from django.core.management import call_command
    from django.db import transaction

    from sourcebook.dossier.models import Change, Dossier, Revision
    from sourcebook.dossier.seen import as_system
    from sourcebook.dossier.write.storing import Rows

    seed, at = random.Random(4), datetime(2026, 1, 5, tzinfo=UTC)
    with as_system():
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            made = uuid.UUID("0a0a0a0a-0000-4000-8000-000000000001")
            dossier = Dossier.objects.create(id=made, slug="ardovia", title="Ardovia", made_at=at)
            revision = Revision.objects.create(dossier=dossier, act="import", at=at, why="made up")
            rows, changes = Rows(dossier.pk, None), []
            for number, (plain, texts) in enumerate(_plains(count, seed), 1):
                rows.add(plain, texts)
                changes.append(Change(revision=revision, record_id=uuid.UUID(plain["id"]), version=1))
                if number % 1000 == 0:
                    rows.write()
                    Change.objects.bulk_create(changes)
                    changes = []
            rows.write()
            Change.objects.bulk_create(changes)


def _export(folder: Path) -> int:
    from sourcebook.dossier.exchange.export import export
    from sourcebook.dossier.models import Dossier
    from sourcebook.dossier.seen import as_system

    with as_system():
        return export(Dossier.objects.get(), folder).rows


def _load(folder: Path) -> int:
    from django.core.management import call_command

    from sourcebook.dossier.exchange.load import load
    from sourcebook.dossier.seen import as_system

    with as_system():
        call_command("migrate", verbosity=0)
        started = time.perf_counter()
        loaded = load(folder, announce=lambda seconds: print(f"announced {seconds} s", file=sys.stderr))
        took = time.perf_counter() - started
        print(f"held others up {loaded.seconds:.1f} s of {took:.1f}", file=sys.stderr)
        return loaded.rows


def _step(name: str, home: Path, argument: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", name, argument]
    done = subprocess.run(
        command, env={**os.environ, "SOURCEBOOK_HOME": str(home)}, check=True, stdout=subprocess.PIPE
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _run_step(name: str, argument: str) -> None:
    from sourcebook.dossier import start

    start()
    started, worked = time.perf_counter(), time.process_time()
    rows = 0
    if name == "generate":
        generate(int(argument))
    else:
        rows = _export(Path(argument)) if name == "export" else _load(Path(argument))
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "cpu": cpu, "peak": peak}))


def main(counts: list[int]) -> None:
    """Generates, exports, loads and exports again, for each count; prints rows a second and peaks in MiB."""
    peaks: dict[str, list[float]] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as passing:
            folder = Path(passing)
            for home in ("a", "b"):
                (folder / home).mkdir()
            _step("generate", folder / "a", str(count))
            for name, home, bag in (("export", "a", "one"), ("load", "b", "one"), ("export", "b", "two")):
                done = _step(name, folder / home, str(folder / bag))
                peaks.setdefault(name, []).append(done["peak"])
                rate, alone = done["rows"] / done["seconds"], done["rows"] / done["cpu"]
                print(
                    f"{count:>8,} records  {name:<7} {done['rows']:>9,.0f} rows {done['seconds']:6.1f} s "
                    f"{rate:>7,.0f} rows/s ({alone:,.0f} of processor time) {done['peak']:5.0f} MiB",
                    flush=True,
                )
            same = subprocess.run(["diff", "-r", folder / "one", folder / "two"], check=False).returncode == 0
            print(f"{count:>8,} records  {'no byte differs' if same else 'BYTES DIFFER'}")
    for name, found in peaks.items():
        print(f"{name}: peak {max(found) / min(found) - 1:.0%} apart")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        _run_step(sys.argv[2], sys.argv[3])
    else:
        main([int(one) for one in sys.argv[1:]] or [20_000, 200_000])
