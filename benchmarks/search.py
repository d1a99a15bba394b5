"""How fast search is: 200 queries of a stated mix, counts included, on 250,000 texts of 100,000 records.

    python benchmarks/search.py [--texts 250000] [--role reader,public]

On PostgreSQL where DATABASE_URL names one (an empty database), else on SQLite in a temporary folder. The mix:
the ten commonest words, 60 rare and 50 middling words, 40 phrases of two and three words as they stand in a
text, 40 beginnings of two to five letters; all in the four scripts of the texts. Words are made of letters
with a seed and are as common as in a language (Zipf): nothing is anybody's. Milliseconds differ between
machines.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcebook.dossier.models import Record, SearchText
    from sourcebook.dossier.seen import Viewer

RECORDS = 100_000
# Of a record's own texts most are short; a third of the rest are stretches of preserved pages.
LENGTHS = (12, 60, 300)
OFTEN = (0.6, 0.2, 0.2)
ALPHABETS = {
    "Latin": ("abcçdeəfgğhijklmnoöprsştuüvyz", 0.4),
    "Cyrillic": ("абвгдежзийклмнопрстуфхцчшщэюя", 0.2),
    "Armenian": ("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆ", 0.2),
    "Arabic": ("ابتثجحخدذرزسشصضطظعغفقلمنهوي", 0.2),
}
VOCABULARY = 60_000
# So many words of each language, one after another; texts are cut from them.
SPOKEN = 1_000_000


class Language:
    """Words of one script and a long speech of them."""

    def __init__(self, letters: str, chance: random.Random) -> None:
        parts = [chance.choice(letters) + chance.choice(letters) for _ in range(160)]
        made: dict[str, None] = {}
        while len(made) < VOCABULARY:
            made["".join(chance.choices(parts, k=1 + chance.randrange(1 + min(4, len(made) // 150 + 1))))] = (
                None
            )
        self.words = list(made)
        weights = accumulate(1 / (rank + 2) for rank in range(VOCABULARY))
        self.speech = chance.choices(self.words, cum_weights=list(weights), k=SPOKEN)
        self._chance = chance

    def passage(self, length: int) -> list[str]:
        """So many words that follow each other."""
        at = self._chance.randrange(SPOKEN - length)
        return self.speech[at : at + length]


class Made:
    """The texts, and a mix of queries for them."""

    def __init__(self, seed: int = 4) -> None:
        self.chance = random.Random(seed)
        self.languages = [Language(letters, self.chance) for letters, _ in ALPHABETS.values()]
        self.in_texts: Counter[str] = Counter()
        self.phrases: list[list[str]] = []

    def texts(self, count: int) -> Iterator[str]:
        """So many texts; keeps in how many each word stands."""
        shares = [share for _, share in ALPHABETS.values()]
        for number in range(count):
            language = self.chance.choices(self.languages, shares)[0]
            said = language.passage(self.chance.choices(LENGTHS, OFTEN)[0])
            self.in_texts.update(set(said))
            if number % (count // 200 or 1) == 0:
                at = self.chance.randrange(len(said) - 3)
                self.phrases.append(said[at : at + self.chance.choice((2, 3))])
            yield " ".join(said).capitalize() + "."

    def queries(self) -> list[tuple[str, str]]:
        """(sort, query) of 200 queries."""
        # Words that fold to one would be counted apart.
        order = [word for word, _ in self.in_texts.most_common()]
        common, middling = order[:10], [word for word in order if 200 <= self.in_texts[word] <= 5000]
        rare = [word for word in order if self.in_texts[word] < 20]
        phrases = self.chance.sample(self.phrases, 40)
        beginnings = [word for word in self.chance.sample(middling + rare, 400) if len(word) > 5][:40]
        return [
            *(("commonest", word) for word in common),
            *(("rare", word) for word in self.chance.sample(rare, 60)),
            *(("middling", word) for word in self.chance.sample(middling, 50)),
            *(("phrase", f'"{" ".join(phrase)}"') for phrase in phrases),
            *(("beginning", f"{word[: 2 + n % 4]}*") for n, word in enumerate(beginnings)),
        ]


def fill(made: Made, count: int) -> Viewer:
    """Writes texts of two organisations at all levels; says how fast. Gives the dossier, as the system."""
    from sourcebook.dossier.models import Dossier, Organisation, Record
    from sourcebook.dossier.seen import Viewer

    chance = made.chance
    at = datetime(2026, 1, 5, tzinfo=UTC)
    dossier = Dossier.objects.create(slug=uuid.uuid4().hex, title="Benchmark", made_at=at)
    owners = [Organisation.objects.get_or_create(name=name)[0] for name in ("Open Archive", "Hill Watch")]
    records = [
        Record(
            id=uuid.UUID(int=chance.getrandbits(128), version=4),
            dossier=dossier,
            kind=chance.choice(("statement", "event", "claim", "source", "capture")),
            status=chance.choice(("draft", "reviewed", "published")),
            level=chance.choices((0, 1, 2), (3, 6, 1))[0],
            owner=chance.choice((None, *owners)),
            label="A record of the benchmark, as lists show it",
            made_at=at + timedelta(seconds=number),
        )
        for number in range(min(RECORDS, count))
    ]
    began = time.perf_counter()
    Record.objects.bulk_create(records, batch_size=500)
    print(f"{len(records):,} records: {time.perf_counter() - began:.1f} s")
    size, written, rows = 0, 0.0, []
    for number, text in enumerate(made.texts(count)):
        rows.append((records[number] if number < len(records) else chance.choice(records), text))
        size += len(text)
        if len(rows) == 10_000 or number == count - 1:
            written += write(rows)
            rows = []
    print(
        f"{count:,} texts ({size / 1e6:.0f} million letters) folded and written: {written:.1f} s, "
        f"{count / written:,.0f} a second"
    )
    return Viewer(dossier.pk, "system", None, owners[0].pk)


def write(texts: list[tuple[Record, str]]) -> float:
    """Seconds to fold and write texts of records."""
    from django.db import transaction

    from sourcebook.dossier.models import SearchText
    from sourcebook.dossier.search.fold import indexed

    began = time.perf_counter()
    rows: list[SearchText] = []
    for record, text in texts:
        rows.append(
            SearchText(
                record=record, level=record.level, owner_id=record.owner_id, fields=[["text", 0]], text=text,
                folded=indexed(text),
            )
        )  # fmt: skip
    with transaction.atomic():
        SearchText.objects.bulk_create(rows, batch_size=500)
    return time.perf_counter() - began


def measure(queries: list[tuple[str, str]]) -> None:
    """Prints milliseconds by sort of query; each query's own are the best of five runs."""
    from sourcebook.dossier.search import find

    taken: dict[str, list[tuple[float, int, str]]] = {}
    for sort, query in queries:
        runs = []
        for _ in range(5):
            began = time.perf_counter()
            results = find(query)
            runs.append((time.perf_counter() - began) * 1000)
        taken.setdefault(sort, []).append((min(runs), results.total, query))
    everything = sorted(one for ones in taken.values() for one in ones)
    for sort, ones in {**taken, "all": everything}.items():
        ones.sort()
        p95 = ones[max(0, round(len(ones) * 0.95) - 1)]
        worst = ones[-1]
        print(
            f"{sort:10} {len(ones):4}  median {ones[len(ones) // 2][0]:6.2f} ms  p95 {p95[0]:6.2f} ms  "
            f"worst {worst[0]:6.2f} ms ({worst[2]}: {worst[1]:,})"
        )


def main() -> None:
    """See the docstring of the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=250_000)
    parser.add_argument("--role", default="reader,contributor,public")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOURCEBOOK_HOME"] = folder
        from sourcebook.dossier import start

        start()
        from django.core.management import call_command
        from django.db import connection

        from sourcebook.dossier.search import forget
        from sourcebook.dossier.seen import Viewer, as_system, viewing

        made = Made()
        with as_system():
            call_command("migrate", verbosity=0)
            filled = fill(made, options.texts)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        queries = made.queries()
        for role in options.role.split(","):
            print(f"\n{connection.vendor}, {role}")
            with viewing(Viewer(filled.dossier, role, None, filled.organisation)):
                measure(queries)
        began = time.perf_counter()
        forget()
        print(f"\nforget: {time.perf_counter() - began:.1f} s")
        connection.close()


if __name__ == "__main__":
    main()
