"""A dossier of any size about an invented country, and how fast its lists and pages are.

    python benchmarks/dossier.py make FOLDER [--records 100000]   # a home folder with it, for others
    python benchmarks/dossier.py [--records 100000]               # makes one and measures

On PostgreSQL where DATABASE_URL names one. Names, words and figures are made of syllables with a seed:
nothing in it is anybody's. Of 100 records 20 are statements with text, in four scripts.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sourcebook.dossier.seen import Viewer

SHARES = {
    "actor": 10, "place": 2, "source": 14, "capture": 5, "relation": 5, "event": 20, "statement": 20,
    "claim": 20, "followup": 2, "watch": 1, "coding": 1,
}  # fmt: skip
BATCH = 2000
_SCRIPTS = {
    "en": (["bar", "dov", "kel", "mir", "son", "tav", "ul", "ven", "zor", "an", "el", "is", "or"], 0.55),
    "az": (["gül", "qar", "çay", "dağ", "şən", "ırm", "öz", "ək", "uz", "al", "ən", "lı"], 0.15),
    "hy": (["բար", "դով", "կել", "միր", "սոն", "տավ", "ուլ", "վեն", "զոր", "ան", "էլ", "իս"], 0.15),
    "ru": (["бар", "дов", "кел", "мир", "сон", "тав", "ул", "вен", "зор", "ан", "ел", "ис"], 0.15),
}


class Words:
    """Words of a language: few are common, most are rare (Zipf)."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = {language: self._vocabulary(parts) for language, (parts, _) in _SCRIPTS.items()}
        self.weights = [1 / (rank + 2) for rank in range(20_000)]
        self.cumulated = list(accumulate(self.weights))

    def _vocabulary(self, parts: list[str]) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < 20_000:
            made["".join(self.random.choices(parts, k=self.random.randint(1, 5)))] = None
        return list(made)

    def language(self) -> str:
        """A language, English half of the time."""
        shares = [share for _, share in _SCRIPTS.values()]
        return self.random.choices(list(_SCRIPTS), shares)[0]

    def text(self, language: str, length: int) -> str:
        """So many words."""
        return " ".join(self.random.choices(self.words[language], cum_weights=self.cumulated, k=length))

    def name(self, language: str) -> str:
        """A name of two words."""
        return " ".join(self.random.choice(self.words[language][500:]).capitalize() for _ in range(2))

    def day(self) -> str:
        """A day within ten years."""
        return (date(2014, 1, 1) + timedelta(days=self.random.randrange(3650))).isoformat()


class Made:
    """Plain records of all kinds, what others link to first. `texts` holds the text of layers by sha256."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.words = Words(seed)
        self.random = self.words.random
        self.count = count
        self.ids: dict[str, list[str]] = {kind: [] for kind in SHARES}
        self.layers: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}

    def records(self) -> Iterator[dict[str, Any]]:
        """Each record once."""
        from sourcebook.dossier.kinds import empty_plain

        for kind, share in SHARES.items():
            for number in range(self.count * share // 100):
                plain = empty_plain(kind, **getattr(self, kind)(number))
                plain["id"] = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
                self.ids[kind].append(plain["id"])
                if kind == "capture":
                    row = plain["parts"]["layers"][0]
                    self.layers.append((row["id"], self.texts[row["sha256"]]))
                self._evidence(plain)
                yield plain

    def _evidence(self, plain: dict[str, Any]) -> None:
        if plain["kind"] in ("source", "capture", "watch", "coding", "actor", "place"):
            return
        for number in range(2):
            if not self.layers:
                return
            layer, text = self.random.choice(self.layers[-200:])
            start = self.random.randrange(len(text) - 60)
            plain["evidence"].append(
                {
                    "id": str(uuid.UUID(int=self.random.getrandbits(128), version=4)),
                    "field": "" if number else "text" if plain["kind"] == "statement" else "",
                    "layer": layer,
                    "exact": text[start : start + 50],
                    "prefix": text[max(0, start - 20) : start],
                    "suffix": text[start + 50 : start + 60],
                    "start": start,
                    "end": start + 50,
                    "page": None,
                    "locator": "",
                    "basis": None,
                    "on_file": "",
                    "stance": "supports",
                    "state": "anchored",
                }
            )

    def _some(self, kind: str) -> str:
        return self.random.choice(self.ids[kind])

    def actor(self, number: int) -> dict[str, Any]:
        """A person with two names."""
        return {
            "form": "person",
            "names": [{"value": self.words.name("en"), "main": True}, {"value": self.words.name("hy")}],
        }

    def place(self, number: int) -> dict[str, Any]:
        """A place with two names."""
        return {"names": [{"value": self.words.name("en"), "main": True}, {"value": self.words.name("az")}]}

    def source(self, number: int) -> dict[str, Any]:
        """An article."""
        url = f"https://news.example/{number}/{self.random.randrange(10**9)}"
        return {
            "form": "article",
            "title": self.words.text("en", 8),
            "publisher": self.words.name("en"),
            "published": self.words.day(),
            "accessed": self.words.day(),
            "urls": [{"url": url, "key": url.removeprefix("https://")}],
        }

    def capture(self, number: int) -> dict[str, Any]:
        """A capture with a text of some 2,000 characters."""
        text = self.words.text(self.words.language(), 300)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.texts[sha256] = text
        layer = {
            "sha256": sha256,
            "extractor": "benchmark",
            "version": "1",
            "made_at": "2026-01-01T00:00:00.000000Z",
            "current": True,
        }
        return {"source": self._some("source"), "sha256": sha256, "layers": [layer]}

    def relation(self, number: int) -> dict[str, Any]:
        """An office held."""
        return {"subject": self._some("actor"), "title": self.words.text("en", 3), "when": self.words.day()}

    def event(self, number: int) -> dict[str, Any]:
        """An incident with one victim."""
        return {
            "type": self.random.choice(["detention", "armed-attack", "heritage-damage", "killing", "trial"]),
            "words": self.words.text("en", 3),
            "description": self.words.text("en", 30),
            "when": self.words.day(),
            "place": self._some("place"),
            "involvements": [{"actor": self._some("actor"), "part": "victim"}],
        }

    def statement(self, number: int) -> dict[str, Any]:
        """A remark of some forty words."""
        language = self.words.language()
        return {
            "text": self.words.text(language, 40),
            "language": language,
            "translation": self.words.text("en", 40) if language != "en" else "",
            "when": self.words.day(),
            "speakers": [{"actor": self._some("actor"), "words": self.words.name("en")}],
        }

    def claim(self, number: int) -> dict[str, Any]:
        """A figure about an event."""
        low = self.random.randrange(500)
        return {
            "about": self._some("event"),
            "property": self.words.text("en", 2),
            "words": f"{low} {self.words.text('en', 2)}",
            "low": low,
            "best": low + 3,
            "high": low + 10,
            "claimant": self._some("actor"),
            "as_of": self.words.day(),
        }

    def followup(self, number: int) -> dict[str, Any]:
        """What became of something."""
        return {"target": self._some("statement"), "outcome": "partly", "as_of": self.words.day()}

    def watch(self, number: int) -> dict[str, Any]:
        """An outlet watched, without a result."""
        return {
            "outlet": self.words.name("en"),
            "searches": [{"query": self.words.text("en", 2), "found": 0}],
        }

    def coding(self, number: int) -> dict[str, Any]:
        """A code."""
        return {"codebook": "benchmark", "code": "threat", "about": self._some("statement")}


def make(count: int, slug: str = "benchmark") -> Viewer:
    """A dossier of `count` records in the database that the environment names; gives its keeper's viewer."""
    from sourcebook.dossier.founding import found
    from sourcebook.dossier.models import Membership
    from sourcebook.dossier.seen import Viewer, as_system, viewing
    from sourcebook.dossier.write import create
    from sourcebook.dossier.write.statistics import refresh

    dossier = found(slug, "Benchmark", "bench")
    with as_system():
        member = Membership.objects.get(dossier=dossier)
    viewer = Viewer(dossier.pk, "keeper", member.account_id)
    made = Made(count)
    waiting: list[dict[str, Any]] = []
    with viewing(viewer):
        for plain in made.records():
            waiting.append(plain)
            if len(waiting) == BATCH:
                create(waiting, "benchmark", texts=made.texts)
                made.texts.clear()
                waiting = []
        if waiting:
            create(waiting, "benchmark", texts=made.texts)
        refresh(count)
    return viewer


def timed(work: Callable[[], Any], times: int = 30) -> tuple[float, float]:
    """(median, worst) milliseconds of several runs, after one to warm up."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), max(taken)


def measure(viewer: Viewer) -> None:
    """Lists and record pages, with their queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from sourcebook.dossier.models import Record
    from sourcebook.dossier.page import page_of
    from sourcebook.dossier.search import Filters, matching
    from sourcebook.dossier.seen import viewing

    def mixed() -> None:
        list(matching(Filters()).order_by("-made_at", "id")[:50])

    def statements() -> None:
        list(matching(Filters(kinds=("statement",))).order_by("-made_at", "id")[:50])

    with viewing(viewer):
        some = [str(pk) for pk in Record.objects.filter(kind="statement").values_list("pk", flat=True)[:30]]
        turn = iter(some * 3)
        work: list[tuple[str, Callable[[], Any]]] = [
            ("mixed list of 50", mixed),
            ("statements, 50", statements),
            ("record page", lambda: page_of(next(turn))),
        ]
        for name, one in work:
            with CaptureQueriesContext(connection) as queries:
                one()
            median, worst = timed(one)
            print(f"{name:20} {len(queries):3} queries  median {median:6.2f} ms  worst {worst:6.2f} ms")


def main() -> None:
    """See the docstring of the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("make", nargs="?", choices=["make"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["SOURCEBOOK_HOME"] = str(options.folder or temporary)
        from sourcebook.dossier import start

        start()
        began = time.perf_counter()
        viewer = make(options.records)
        took = time.perf_counter() - began
        print(f"{options.records:,} records made in {took:.1f} s: {options.records / took:,.0f} a second")
        if not options.make:
            measure(viewer)


if __name__ == "__main__":
    main()
