"""Statements of a real report drafted again from their records alone: how many say the same as the original.

    python benchmarks/redraft.py [REPORT.md GOLD_DIR] [--all] [--misses]

The report is imported into a dossier of its own, each statement is drafted from its record, and what the
draft carries (speaker, date, quotations, sources of its notes) is compared with what a careful reader found
in the original; for notes that this reader did not describe, with the addresses printed in the note. Without
arguments it takes the report and the gold of ../shared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from sourcebook.dates import bounds
from sourcebook.publish.drafting import Redrafted, redraft
from sourcebook.publish.material import Material, Plain
from sourcebook.text.folding import skeleton

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_URL = re.compile(r"https?://[^\s>)\]]+")
PARTS = ("speaker", "date", "quotes", "sources")


@dataclass(frozen=True)
class Compared:
    """A statement of the original and what was drafted of it; `wrong` are the parts that differ."""

    gold: Mapping[str, Any]
    given: Redrafted | None
    wrong: tuple[str, ...]


def material_of(export: Path) -> Material:
    """The records of an export as drafting has them; what was imported is the team's own report."""
    records: dict[str, Plain] = {}
    for path in sorted((export / "data" / "records").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            records[record["id"]] = {**record, "evidence": []}
    for line in (export / "data" / "evidence.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        records[row["record"]]["evidence"].append(row)
    own = frozenset(one["fields"]["source"] for one in records.values() if one["kind"] == "capture")
    return Material("Re-drafted", records, own=own)


def imported(report: Path, folder: Path) -> Material:
    """A report as records, by way of a dossier in `folder`."""
    settings = {**os.environ, "SOURCEBOOK_HOME": str(folder / "home"), "SOURCEBOOK_USER": "reader"}
    for words in (["init", "report"], ["import", str(report)], ["export", "report", str(folder / "export")]):
        command = [sys.executable, "-m", "sourcebook.cli", *words]
        subprocess.run(command, env=settings, stdout=subprocess.DEVNULL, check=True)
    return material_of(folder / "export")


def notes_of(report: Path, gold: Path) -> dict[int, set[str]]:
    """The sources of each note by address or title: of the gold, else as the note prints them.

    A note that prints no address is one source: its own words.
    """
    command = [sys.executable, "-m", "sourcebook.cli", "read", str(report), "--format", "json"]
    read = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    notes = {row["number"]: row for row in read["notes"]}
    described = {row["n"]: row for row in _rows(gold / "notes.jsonl")}
    found = {}
    for number in notes:
        target = number
        while notes[target]["kind"] == "ibid" and notes[target]["resolves_to"]:
            target = notes[target]["resolves_to"]
        if target in described:
            found[number] = {_source(one["urls"], one["title"]) for one in described[target]["sources"]}
        else:
            text = notes[target]["text"]
            found[number] = {_address(url) for url in _URL.findall(text)} or {skeleton(text)}
    return found


def compared(
    material: Material, gold: Path, notes: Mapping[int, set[str]], every: bool = False
) -> list[Compared]:
    """Each statement of the gold with its draft: that of its paragraph whose words are nearest."""
    drafts: dict[str, list[Redrafted]] = {}
    for record in material.of_kind.get("statement", ()):
        if record["fields"]["form"] == "remark":
            drafts.setdefault(_paragraph(record), []).append(redraft(record, material))
    found = []
    for row in _rows(gold / "statements.jsonl"):
        if every or int(re.sub(r"\D", "", row["paragraph"])) % 2:
            given = _nearest(row, drafts.get(row["paragraph"], []))
            found.append(Compared(row, given, _wrong(row, given, notes, material)))
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _paragraph(record: Plain) -> str:
    places = (row["locator"] for row in record["evidence"] if row["locator"].startswith("paragraph "))
    return next(places, "").removeprefix("paragraph ")


def _nearest(row: Mapping[str, Any], drafts: Iterable[Redrafted]) -> Redrafted | None:
    words = skeleton(f"{row['speaker']} {' '.join(row['quotes'])}")
    return max(
        drafts,
        key=lambda draft: fuzz.ratio(words, skeleton(f"{draft.speaker} {' '.join(draft.quotes)}")),
        default=None,
    )


def _wrong(
    row: Mapping[str, Any], given: Redrafted | None, notes: Mapping[int, set[str]], material: Material
) -> tuple[str, ...]:
    if given is None:
        return PARTS
    right = {
        "speaker": any(_same_name(name, given.speaker) for name in (row["speaker"], *row.get("aliases", ()))),
        "date": _same_date(row["date"], given.date),
        "quotes": _bare(row["quotes"]) == _bare(given.quotes) and _stand(given.quotes, given.text),
        "sources": _same_sources(_cited(row, notes), {_key(material.records[id]) for id in given.sources}),
    }
    return tuple(part for part in PARTS if not right[part])


def _stand(quotes: Iterable[str], text: str) -> bool:
    return all(quote in text for quote in quotes)


def _bare(quotes: Iterable[str]) -> list[str]:
    return [" ".join(re.findall(r"\w+", skeleton(quote))) for quote in quotes]


def _same_name(name: str | None, other: str) -> bool:
    """One name inside the other, or nearly the same words: "Orvan Dreth" and "Minister Orvan Dreth"."""
    one, two = skeleton(name or ""), skeleton(other)
    return bool(one and two) and (one in two or two in one or fuzz.token_set_ratio(one, two) >= 85)


def _same_date(date: str | None, other: str) -> bool:
    """The same day; where the original gives no single day, one that its date allows."""
    if not date or not other:
        return (date or "") == other
    if len(date) == 10 and "X" not in date:
        return other.removeprefix("../") == date
    low, high = bounds(date)
    first, last = bounds(other)
    return low <= last and first <= high


def _cited(row: Mapping[str, Any], notes: Mapping[int, set[str]]) -> set[str]:
    return set().union(*(notes.get(number, set()) for number in row["footnotes"]))


def _same_sources(wanted: set[str], given: set[str]) -> bool:
    """The same ones; a title also within the words of a note without an address."""
    return len(wanted) == len(given) and all(any(one in other for other in wanted) for one in given)


def _key(source: Plain) -> str:
    return _source([row["url"] for row in source["parts"]["urls"]], source["fields"]["title"])


def _source(urls: Iterable[str], title: str | None) -> str:
    return next((_address(url) for url in urls), skeleton(title or ""))


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).partition("#")[0].rstrip("/.,;")


def main() -> None:
    """Prints the share, and the misses one by one."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("report", nargs="?", type=Path, default=SHARED / "reports" / "report2023.md")
    options.add_argument("gold", nargs="?", type=Path, default=SHARED / "gold")
    options.add_argument("--all", action="store_true", help="even paragraphs too")
    options.add_argument("--misses", action="store_true", help="each statement that differs")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        notes = notes_of(asked.report, asked.gold)
        found = compared(imported(asked.report, Path(folder)), asked.gold, notes, asked.all)
    right = sum(not one.wrong for one in found)
    print(f"re-drafted alike: {right} of {len(found)} ({right / len(found):.1%})")
    for part in PARTS:
        same = sum(part not in one.wrong for one in found)
        print(f"  {part}: {same} of {len(found)} ({same / len(found):.1%})")
    for one in found if asked.misses else ():
        if one.wrong:
            print(f"\nparagraph {one.gold['paragraph']}: {', '.join(one.wrong)}")
            print(f"  {dict(one.gold)}\n  {one.given}")


if __name__ == "__main__":
    main()
