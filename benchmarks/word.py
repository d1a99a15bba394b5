"""Time and memory of Word, both ways: a long edition sent, taken back with tracked changes, and merged.

    python benchmarks/word.py [--paragraphs 1100] [--changes 500]

The edition is invented and about a hundred pages long; the changes are put into its XML as an editor does.
What a returned file costs is taken as a whole process too. Seconds differ between machines; what to compare
are the stages, and a file of twice the length.
"""

from __future__ import annotations

import argparse
import copy
import io
import itertools
import random
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from sourcebook.publish.edition import Edition

sys.path.insert(0, str(Path(__file__).parents[1]))

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = "2031-05-02T10:00:00Z"
_SAID = (
    "The guard of {place} closed the road on {day} April.",
    "Villagers waited at the bridge for {day} hours, the council wrote.",
    "The ministry of roads answered that {place} had been warned.",
    "Orvan Dreth spoke of it in {place} before {day}0 people.",
    "No court has ruled on the closure yet.",
)
_PLACES = ("Brenn", "Selmar", "Old Ketta", "Turv", "Miraval", "Ost", "Halden Ford")


def long_edition(paragraphs: int) -> Edition:
    """An invented edition: a heading to twenty paragraphs, a note to two, some five sentences each."""
    from sourcebook.publish.edition.parsing import parse

    chance = random.Random(1)
    lines = ["---", "title: Ardovia in 2031", "date: 2032-02-01", "---", ""]
    for number in range(paragraphs):
        if number % 20 == 0:
            lines += [f"# Part {number // 20 + 1}", ""]
        said = [
            one.format(place=chance.choice(_PLACES), day=chance.randrange(1, 30))
            for one in chance.sample(_SAID, 4)
        ]
        note = f"^[Council of {chance.choice(_PLACES)}, letter {number}, p. {number % 9}.]"
        lines += [f"Case {number}. {' '.join(said)}{note if number % 2 else ''}", ""]
    return parse("\n".join(lines))


def edited(content: bytes, changes: int, author: str, seed: int) -> bytes:
    """The file with tracked changes: in each a word of a paragraph is replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    texts = [one for one in root.iter(f"{W}t") if len((one.text or "").split()) > 8]
    chance = random.Random(seed)
    chance.shuffle(texts)
    for number, text in zip(itertools.count(9000, 2), texts[:changes], strict=False):
        _replace(text, number, author, chance)
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def _replace(text: etree._Element, number: int, author: str, chance: random.Random) -> None:
    words = (text.text or "").split(" ")
    at = chance.randrange(1, len(words) - 1)
    run = text.getparent()
    before, taken, put, after = (copy.deepcopy(run) for _ in range(4))
    for one, said in (
        (before, " ".join(words[:at]) + " "),
        (taken, words[at]),
        (put, f"{author}{number}"),
        (after, " " + " ".join(words[at + 1 :])),
    ):
        own = one.find(f"{W}t")
        own.text = said
        own.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    taken.find(f"{W}t").tag = f"{W}delText"
    revision = {f"{W}author": author, f"{W}date": DATE}
    deleted = etree.Element(f"{W}del", {f"{W}id": str(number), **revision})
    deleted.append(taken)
    inserted = etree.Element(f"{W}ins", {f"{W}id": str(number + 1), **revision})
    inserted.append(put)
    for one in (before, deleted, inserted, after):
        run.addprevious(one)
    run.getparent().remove(run)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long it took, of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    spent = time.process_time() - processor
    print(f"{what:<52}{time.perf_counter() - clock:7.2f} s {spent:7.2f} s of processor")


def main() -> None:
    """Prints the stages."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--paragraphs", type=int, default=1100)
    asked.add_argument("--changes", type=int, default=500)
    options = asked.parse_args()
    from sourcebook.publish.formats.docx.stamp import Stamp
    from sourcebook.publish.material import Material
    from sourcebook.publish.printing import Given
    from sourcebook.publish.word.comparing import compare, compare_flows
    from sourcebook.publish.word.flowing import edition_of, flow_of
    from sourcebook.publish.word.merging import merged
    from sourcebook.publish.word.opening import opened
    from sourcebook.publish.word.sending import working_file

    edition = long_edition(options.paragraphs)
    with timed("sent (printed, written, proved)"):
        sent = working_file(edition, Material("Ardovia", {}), Given(), Stamp("e", "b", "s", "1"))
    back = edited(sent, options.changes, "A", 1)
    flow = flow_of(edition)
    print(f"{_pages(sent) or 'unknown number of'} pages, {len(flow.blocks)} blocks, {len(sent) / 1e6:.1f} MB")
    with timed(f"taken: {options.changes} tracked changes"):
        base, theirs = opened(sent, "sent"), opened(back, "back")
        found = compare(base, theirs, flow)
    print(f"{'':<4}{len(found.script.changes)} changes found")
    with timed("three files taken and merged, one after the other"):
        newest = edition
        for author, seed in (("B", 2), ("C", 3), ("D", 4)):
            file = opened(edited(sent, options.changes, author, seed), author)
            script = compare(base, file, flow).script
            every = frozenset(change.id for change in script.changes)
            done = merged(script, compare_flows(flow, flow_of(newest)), every)
            newest = edition_of(done.flow, newest.front, newest)
            print(f"{'':<4}{author}: {len(done.applied)} taken, {len(done.conflicts)} asked")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


def _pages(content: bytes) -> int | None:
    """How many pages LibreOffice makes of it; None where it is not there."""
    import shutil
    import subprocess
    import tempfile

    import pypdfium2

    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.docx"
        path.write_bytes(content)
        own = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        subprocess.run(
            [program, own, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return len(pypdfium2.PdfDocument(path.with_suffix(".pdf")))


if __name__ == "__main__":
    main()
