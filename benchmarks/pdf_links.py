"""Links between note marks and notes in PDFs, on pages drawn by lot, for a person to judge.

    python benchmarks/pdf_links.py FILE.pdf ... [--pages 30] [--seed 1]

Prints for each mark on a drawn page the words before it and how its note begins, the marks without note and
the notes without mark of the page; then for each file what became of its characters.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from sourcebook.reading.document import Document, Paragraph
from sourcebook.reading.pdf import account, read_pdf


def links(document: Document, page: int) -> list[str]:
    """One line for each mark whose word stands on the page."""
    notes = {note.number: note for note in document.notes}
    found = []
    for paragraph in document.paragraphs:
        for mark in paragraph.passage.marks:
            if paragraph.passage.page_at(max(0, mark.at - 1)) != page:
                continue
            note = notes.get(mark.note) if mark.note is not None else None
            begins = " ".join(note.text.split()[:9]) if note else "NO NOTE"
            found.append(
                f"  {_name(paragraph):>5}  ...{_before(paragraph, mark.at)}[{mark.label}]  ->  {begins}"
            )
    return found


def _name(paragraph: Paragraph) -> str:
    return f"¶{paragraph.key}" if paragraph.key else "¶"


def _before(paragraph: Paragraph, at: int) -> str:
    return " ".join(paragraph.text[max(0, at - 90) : at].split()[-10:])


def main() -> None:
    """Print the links and the shares."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    documents = {path: read_pdf(path) for path in options.files}
    pages = [(path, n) for path, d in documents.items() for n in range(1, (d.pages or 0) + 1)]
    drawn = sorted(random.Random(options.seed).sample(pages, min(options.pages, len(pages))))
    print(f"seed {options.seed}: {len(drawn)} pages of {len(pages)}")
    total = 0
    for path, page in drawn:
        found = links(documents[path], page)
        total += len(found)
        print(f"{path.name}, page {page}: {len(found)} marks")
        print("\n".join(found))
    print(f"{total} marks on {len(drawn)} pages")
    for path, document in documents.items():
        shares = ", ".join(f"{kind} {share:.2%}" for kind, share in account(document).items())
        print(f"{path.name}: {shares}")


if __name__ == "__main__":
    main()
